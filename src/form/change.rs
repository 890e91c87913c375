//! One change to the answers of a draft, which leaves alone whatever it does not name.
//!
//! Another tab may have written to the draft since the change was made, and a change may have been
//! written although that is not known yet: applied to newer answers, or twice, it does no harm.

use dong_hanh_form::{Answer, Answers, MediaRef, Path, Place, without_instance};

use crate::replica::Points;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    /// A question is answered, or the answer taken back.
    Answer(Path, Option<Answer>),
    /// So many points of a way or a land are put, too few for an answer.
    Points(Path, Vec<Place>),
    /// One photo or recording of a question goes; whatever others there are by then stay.
    RemoveMedia(Path, MediaRef),
    /// A repeat has at least so many instances.
    Instances(Path, u16),
    /// The form has counted so many instances of a repeat, and not more.
    Counted(Path, u16),
    /// One of so many instances of a repeat goes.
    Remove {
        instance: Path,
        repeat: Path,
        of: u16,
    },
}

impl Change {
    pub(super) fn apply(&self, answers: &mut Answers, points: &mut Points) {
        match self {
            Self::Answer(path, Some(answer)) => answers.set(path.clone(), answer.clone()),
            Self::Answer(path, None) => answers.clear(path),
            Self::Points(path, put) if put.is_empty() => drop(points.remove(path)),
            Self::Points(path, put) => drop(points.insert(path.clone(), put.clone())),
            Self::RemoveMedia(path, media) => answers.remove_media(path, media),
            Self::Instances(repeat, count) => {
                add_up_to(answers, repeat, *count);
            }
            Self::Counted(repeat, count) => answers.count(repeat, *count),
            Self::Remove {
                instance,
                repeat,
                of,
            } => {
                // Among more or fewer of them the number may mean another one.
                if answers.instances(repeat) == *of {
                    answers.remove_instance(instance);
                    without_instance(points, instance, *of);
                }
            }
        }
    }

    /// Whether nothing is left of the change before once this one is applied.
    pub(super) fn covers(&self, before: &Self) -> bool {
        match (self, before) {
            (Self::Answer(path, _), Self::Answer(earlier, _))
            | (Self::Points(path, _), Self::Points(earlier, _))
            | (Self::Counted(path, _), Self::Counted(earlier, _)) => path == earlier,
            _ => false,
        }
    }
}

fn add_up_to(answers: &mut Answers, repeat: &Path, count: u16) {
    while answers.instances(repeat) < count {
        answers.add_instance(repeat);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use dong_hanh_form::Value;
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn path(text: &str) -> Path {
        text.parse().unwrap()
    }

    fn text(words: &str) -> Answer {
        Answer::Given(Value::Text(words.to_owned()))
    }

    #[wasm_bindgen_test]
    fn leaves_alone_what_another_tab_has_written() {
        let mut stored = Answers::new();
        stored.set(path("meeting/who"), text("child"));
        stored.set(path("support/gift[1]/what"), text("rice"));
        let mut changed = stored.clone();
        Change::Answer(path("next/note"), Some(text("later")))
            .apply(&mut changed, &mut Points::new());
        Change::Instances(path("support/gift"), 1).apply(&mut changed, &mut Points::new());
        stored.set(path("next/note"), text("later"));
        assert_eq!(changed, stored);
    }

    #[wasm_bindgen_test]
    fn removes_no_other_instance_when_applied_twice() {
        let mut answers = Answers::new();
        answers.set(path("support/gift[1]/what"), text("rice"));
        answers.set(path("support/gift[2]/what"), text("oil"));
        let remove = Change::Remove {
            instance: path("support/gift[1]"),
            repeat: path("support/gift"),
            of: 2,
        };
        remove.apply(&mut answers, &mut Points::new());
        remove.apply(&mut answers, &mut Points::new());
        assert_eq!(
            answers.get(&path("support/gift[1]/what")),
            Some(&text("oil"))
        );
    }

    #[wasm_bindgen_test]
    fn a_smaller_count_takes_nothing_away_that_a_larger_one_shows_again() {
        let mut answers = Answers::new();
        answers.set(path("people[2]/name"), text("Hoa"));
        let (one, three) = (
            Change::Counted(path("people"), 1),
            Change::Counted(path("people"), 3),
        );
        one.apply(&mut answers, &mut Points::new());
        assert_eq!(answers.instances(&path("people")), 1);
        assert!(three.covers(&one), "it need not be written");
        three.apply(&mut answers, &mut Points::new());
        assert_eq!(answers.get(&path("people[2]/name")), Some(&text("Hoa")));
        assert_eq!(answers.instances(&path("people")), 3);
    }

    #[wasm_bindgen_test]
    fn points_stay_with_their_instance_and_go_with_it() {
        let mut answers = Answers::new();
        answers.set(path("plot[1]/crop"), text("rice"));
        answers.set(path("plot[2]/crop"), text("corn"));
        let mut points = Points::new();
        let put = |at: f64| vec![Place::new(16.4, 107.0 + at, 0.0).unwrap()];
        let (first, second) = (path("plot[1]/bounds"), path("plot[2]/bounds"));
        Change::Points(first.clone(), put(0.1)).apply(&mut answers, &mut points);
        Change::Points(second, put(0.2)).apply(&mut answers, &mut points);
        let remove = Change::Remove {
            instance: path("plot[1]"),
            repeat: path("plot"),
            of: 2,
        };
        remove.apply(&mut answers, &mut points);
        assert_eq!(points, Points::from([(first.clone(), put(0.2))]));
        Change::Points(first, Vec::new()).apply(&mut answers, &mut points);
        assert!(points.is_empty());
    }
}
