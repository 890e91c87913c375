//! What a visit asks about the ones before it: whether what was promised has come, and whether what came has helped.

use dong_hanh_domain::following::{Asked, Followed, Kept};
use dong_hanh_domain::help::{CommitmentId, CommitmentState, Helped};
use dong_hanh_domain::{Fact, HouseholdId, Word};
use leptos::prelude::*;

use super::{Sayer, gift_words, promise_words};
use crate::replica::use_replica;
use crate::ui::{FilterChip, Icon, Reason, Sheet, Tone, sentence_case, use_lang};
use crate::words::{help as words, of};

/// A sheet with all that is to be asked as the page opens; nothing where there is nothing. What was answered stays, so
/// that nothing moves under the thumb.
#[component]
pub(crate) fn StillOpen(
    /// Whose.
    household: HouseholdId,
) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let followed = Memo::new(move |_| replica.followed_one(household));
    let today = replica.today();
    let asked = followed
        .with_untracked(|followed| followed.as_ref().map(|followed| followed.asked(today)))
        .unwrap_or_default();
    (!asked.is_empty()).then(|| {
        let sayer = Sayer::new(household);
        let lines = asked
            .into_iter()
            .map(|one| line(one, followed, sayer))
            .collect_view();
        view! {
            <Sheet title=words::asked(lang)>
                <p class="small muted">{words::asked_text(lang)}</p>
                <ul class="help-lines">{lines}</ul>
            </Sheet>
        }
    })
}

fn line(one: Asked, followed: Memo<Option<Followed>>, sayer: Sayer) -> AnyView {
    let lang = use_lang();
    let text = spoken(one, followed);
    let icon = match one {
        Asked::Promise(_) => Icon::Promise,
        Asked::Gift(_) => Icon::Received,
    };
    let answers = match one {
        Asked::Promise(commitment) => promise(commitment, text, followed, sayer),
        Asked::Gift(support) => {
            let chip = move |helped: Helped| {
                let is = move |followed: &Followed| {
                    let mut all = followed.supports.iter();
                    all.any(|gift| gift.id == support && gift.helped == Some(helped))
                };
                let say = move |on: bool| Fact::Helped {
                    support,
                    helped: on.then_some(helped),
                };
                chip(
                    sentence_case(of(lang, helped.both())),
                    text,
                    followed,
                    is,
                    say,
                    sayer,
                )
            };
            Helped::ALL
                .iter()
                .copied()
                .map(chip)
                .collect_view()
                .into_any()
        }
    };
    view! {
        <li>
            <Reason tone=Tone::Plain icon>{text}</Reason>
            <div class="help-row">{answers}</div>
        </li>
    }
    .into_any()
}

fn promise(
    commitment: CommitmentId,
    text: Memo<String>,
    followed: Memo<Option<Followed>>,
    sayer: Sayer,
) -> AnyView {
    let lang = use_lang();
    let on = use_replica().today();
    let answers = [
        (words::keep(lang), CommitmentState::Kept { on }),
        (words::missing(lang), CommitmentState::Missing { on }),
        (words::withdraw(lang), CommitmentState::Withdrawn { on }),
    ];
    let chip = |(word, state): (String, CommitmentState)| {
        let is = move |followed: &Followed| {
            let mut all = followed.commitments.iter();
            all.find(|promise| promise.id == commitment)
                .is_some_and(|promise| {
                    match (promise.kept, state) {
                        (Kept::Yes { .. }, CommitmentState::Kept { .. })
                        | (Kept::Withdrawn { .. }, CommitmentState::Withdrawn { .. }) => true,
                        // That it was missed before does not answer for today.
                        (Kept::No { on: asked }, CommitmentState::Missing { on }) => asked == on,
                        _ => false,
                    }
                })
        };
        let say = move |on: bool| {
            let state = if on { state } else { CommitmentState::Open };
            Fact::Commitment { commitment, state }
        };
        chip(word, text, followed, is, say, sayer)
    };
    answers.map(chip).collect_view().into_any()
}

/// An answer; pressed once more it is taken back.
fn chip(
    word: String,
    about: Memo<String>,
    followed: Memo<Option<Followed>>,
    is: impl Fn(&Followed) -> bool + Copy + Send + Sync + 'static,
    say: impl Fn(bool) -> Fact + Send + Sync + 'static,
    sayer: Sayer,
) -> AnyView {
    let on = Signal::derive(move || followed.read().as_ref().is_some_and(is));
    let press = move |()| sayer.say(say(!on.get_untracked()));
    view! {
        <FilterChip on on_press=press>{word} <span class="vh">{move || format!(": {}", about.get())}</span></FilterChip>
    }
    .into_any()
}

/// What is asked about, as it stands.
fn spoken(one: Asked, followed: Memo<Option<Followed>>) -> Memo<String> {
    let (lang, replica) = (use_lang(), use_replica());
    let words = move |followed: &Followed| match one {
        Asked::Promise(id) => {
            let promise = followed
                .commitments
                .iter()
                .find(|promise| promise.id == id)?;
            let what = promise_words(lang, promise);
            let standing = promise.standing(replica.today());
            Some(format!("{what}: {}", of(lang, standing)))
        }
        Asked::Gift(id) => {
            let received = followed.supports.iter().find(|gift| gift.id == id)?;
            Some(gift_words(lang, received))
        }
    };
    Memo::new(move |_| followed.read().as_ref().and_then(words).unwrap_or_default())
}
