//! What a household needs, was promised and got, with what somebody at the door or at the office says of it since.

mod asking;
mod fields;
mod lines;
mod plain;
mod promising;
mod recording;
mod saying;

use dong_hanh_domain::help::CommitmentId;
use dong_hanh_domain::{Act, HouseholdId, may};
use leptos::prelude::*;

use self::promising::Promising;
use self::recording::Recording;
use crate::replica::use_replica;
use crate::ui::{Button, Icon, focus_first, fresh_id, use_lang};
use crate::words::help as words;

pub(crate) use asking::StillOpen;
pub(crate) use lines::{gift_words, promise_words, whose};
pub(crate) use plain::{all_help_lines, help_lines};
pub(crate) use saying::Sayer;

/// What is open below a line: one thing at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Open {
    /// The fields for support that came.
    Record,
    /// The fields for what somebody promises.
    Promise,
    /// Another day for a promise.
    Due(CommitmentId),
}

/// The lists with their buttons, and the fields for support that came and for what is promised. Without a frame: the
/// phone puts it into a sheet, the office into a tile.
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
    // Another day for a promise opens below its line, and leaves the rest as it is.
    let fields = Memo::new(move |_| open.get().filter(|open| !matches!(open, Open::Due(_))));
    let record = move || match fields.get() {
        Some(Open::Record) => {
            let promises = followed.with_untracked(|followed| {
                let all = followed.iter().flat_map(|followed| &followed.commitments);
                let waiting = all.filter(|promise| promise.is_waiting());
                waiting
                    .map(|promise| (promise.id, promise.what.clone()))
                    .collect::<Vec<_>>()
            });
            view! { <Recording promises sayer open /> }.into_any()
        }
        Some(Open::Promise) => view! { <Promising sayer open /> }.into_any(),
        Some(Open::Due(_)) | None => view! {
            <div class="help-row mt-3">
                <Button icon=Icon::Plus on_press=move |()| open.set(Some(Open::Record))>
                    {words::record(lang)}
                </Button>
                <Button icon=Icon::Plus on_press=move |()| open.set(Some(Open::Promise))>
                    {words::promise(lang)}
                </Button>
            </div>
        }
        .into_any(),
    };
    // The button that was pressed is gone once the fields stand in its place, and they are gone once they are sent.
    let id = fresh_id("help");
    let within = id.clone();
    let follow = move |now: &Option<Open>, before: Option<&Option<Open>>, _: Option<()>| {
        let first = match (now, before) {
            (Some(_), _) => "form :is(input, select)",
            (None, Some(Some(Open::Promise))) => "button:last-of-type",
            (None, _) => "button",
        };
        focus_first(format!("#{within} {first}"));
    };
    Effect::watch(move || fields.get(), follow, false);
    view! {
        {lists}
        <div id=id>{move || says.get().then(record)}</div>
    }
    .into_any()
}
