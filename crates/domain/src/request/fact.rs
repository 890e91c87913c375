//! Requests as facts: read, and set.

use super::{Course, End, Requests, latest_extension};
use crate::fact::{Fact, FactKey};

impl Requests {
    /// What is known under a name; `None` for what is no fact of a request.
    pub(crate) fn fact(&self, key: &FactKey) -> Option<Fact> {
        Some(match key {
            FactKey::Request(request) => Fact::Request {
                request: *request,
                made: self.made.get(request).cloned().map(Box::new),
            },
            FactKey::RequestCourse(request) => Fact::RequestCourse {
                request: *request,
                course: Box::new(self.courses.get(request).cloned().unwrap_or_default()),
            },
            _ => return None,
        })
    }

    /// Whether a course is possible: a request is extended by no more than the law lets, and what is lifted had stopped
    /// something. What was asked for on another record of the same household is not known here, and not looked at.
    pub(crate) fn takes(&self, fact: &Fact) -> bool {
        let Fact::RequestCourse { request, course } = fact else {
            return true;
        };
        let Some(made) = self.made.get(request) else {
            return true;
        };
        let extended = course.extended.as_ref();
        let in_time =
            extended.is_none_or(|extended| extended.until <= latest_extension(made, course.shared));
        let lifted = matches!(
            &course.end,
            Some(End::Done {
                lifted: Some(_),
                ..
            })
        );
        in_time && (!lifted || made.kind.stops())
    }

    /// Sets a fact of a request; another one changes nothing.
    pub(crate) fn set(&mut self, fact: Fact) {
        match fact {
            Fact::Request { request, made } => match made {
                Some(made) => {
                    self.taken_back.remove(&request);
                    self.made.insert(request, *made);
                }
                None => {
                    self.made.remove(&request);
                    self.taken_back.insert(request);
                }
            },
            Fact::RequestCourse { request, course } => match *course {
                course if Course::is_empty(&course) => drop(self.courses.remove(&request)),
                course => drop(self.courses.insert(request, course)),
            },
            _ => {}
        }
    }
}
