//! What a household needs, was promised and got, with what somebody at the door or at the office says of it since.

mod asking;
mod lines;
mod plain;
mod recording;
mod saying;

use dong_hanh_domain::help::CommitmentId;
use dong_hanh_domain::{Act, HouseholdId, may};
use leptos::prelude::*;

use self::recording::Recording;
use crate::replica::use_replica;
use crate::ui::{Button, Icon, use_lang};
use crate::words::help as words;

pub(crate) use asking::StillOpen;
pub(crate) use lines::{gift_words, promise_words, whose};
pub(crate) use plain::help_lines;
pub(crate) use saying::Sayer;

/// What is open below a line: one thing at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Open {
    /// The fields for support that came.
    Record,
    /// Another day for a promise.
    Due(CommitmentId),
}

/// The lists with their buttons, and the fields for support that came. Without a frame: the phone puts it into a sheet,
/// the office into a tile.
#[component]
pub fn HelpOf(
    /// Whose.
    household: HouseholdId,
) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let sayer = Sayer::new(household);
    let open = RwSignal::new(None::<Open>);
    let followed = Memo::new(move |_| replica.followed_one(household));
    let says = Memo::new(move |_| {
        let hamlet = followed.read().as_ref().map(|followed| followed.hamlet);
        hamlet.is_some_and(|hamlet| may(&replica.me().role, &Act::Record(hamlet)))
    });
    let lists = move || {
        followed
            .get()
            .map(|followed| lines::lists(lang, replica, &followed, sayer, open, says.get()))
    };
    let is_recording = Memo::new(move |_| open.get() == Some(Open::Record));
    let record = move || {
        if is_recording.get() {
            let promises = followed.with_untracked(|followed| {
                let all = followed.iter().flat_map(|followed| &followed.commitments);
                let waiting = all.filter(|promise| promise.is_waiting());
                waiting
                    .map(|promise| (promise.id, promise.what.clone()))
                    .collect::<Vec<_>>()
            });
            view! { <Recording promises sayer open /> }.into_any()
        } else {
            view! {
                <Button icon=Icon::Plus class="mt-3" on_press=move |()| open.set(Some(Open::Record))>
                    {words::record(lang)}
                </Button>
            }
            .into_any()
        }
    };
    view! {
        {lists}
        {move || says.get().then(record)}
    }
    .into_any()
}
