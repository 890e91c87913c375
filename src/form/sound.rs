//! Recordings of what somebody says: kept on the phone before they can be heard.

use std::rc::Rc;
use std::time::Duration;

use dong_hanh_form::{Lang, MediaRef, Path, Value};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::asked::Asked;
use super::frame::{Shape, frame};
use super::keeper::{Keeper, Taken};
use crate::device::microphone::{self, LARGEST, LONGEST_S, Stop};
use crate::device::storage;
use crate::replica::{Medium, SaveError, use_replica};
use crate::ui::{Banner, Button, Icon, Look, Tone, use_lang};
use crate::words::form as words;

/// Where a recording is on its way onto the phone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Idle,
    Opening,
    /// For so many seconds.
    Recording(u32),
    Keeping,
}

pub(super) fn sound(asked: &Asked, max: u8) -> AnyView {
    let lang = asked.lang;
    let stage = RwSignal::new(Stage::Idle);
    let failed = RwSignal::new(None::<String>);
    let stop = StoredValue::new_local(None::<Stop>);
    let stop_now = move || {
        if let Some(stop) = stop.try_update_value(Option::take).flatten() {
            stop.now();
        }
    };
    // Whoever goes to another part, or works in another tab, keeps what was said so far.
    on_cleanup(stop_now);
    let filling = asked.filling;
    Effect::new(move |_| {
        if filling.is_following() {
            stop_now();
        }
    });
    tick(stage);

    let of = {
        let asked = asked.clone();
        Memo::new(move |_| {
            asked
                .answer()
                .map_or_else(Vec::new, |it| it.media().to_vec())
        })
    };
    let begin = {
        let asked = asked.clone();
        move || {
            stage.set(Stage::Opening);
            failed.set(None);
            let (keeper, question) = (filling.keeper(), asked.path.clone());
            spawn_local(async move {
                let ended = record(lang, &keeper, question, stage, stop).await;
                let _ = stage.try_set(Stage::Idle);
                if let Err(why) = ended {
                    let _ = failed.try_set(Some(why));
                }
            });
        }
    };

    let rows = {
        let asked = asked.clone();
        move || {
            let rows = of.get().into_iter().enumerate();
            rows.map(|(index, media)| {
                let asked = asked.clone();
                let remove = {
                    let media = media.clone();
                    move |()| asked.filling.remove_media(&asked.path, &media)
                };
                let label = words::remove_sound(lang, index + 1);
                view! {
                    <li>
                        <SoundView media number=index + 1 />
                        <Button look=Look::Quiet icon=Icon::Erase on_press=remove>{label.clone()}</Button>
                    </li>
                }
            })
            .collect_view()
        }
    };
    let is_recording = Memo::new(move |_| matches!(stage.get(), Stage::Recording(_)));
    let busy = Signal::derive(move || match stage.get() {
        Stage::Opening => Some(words::opening_microphone(lang)),
        Stage::Keeping => Some(words::keeping_sound(lang)),
        Stage::Idle | Stage::Recording(_) => None,
    });
    let verb = move || match (is_recording.get(), of.read().is_empty()) {
        (true, _) => words::stop_recording(lang),
        (false, true) => words::record(lang),
        (false, false) => words::record_more(lang),
    };
    let press = move |()| {
        if is_recording.get_untracked() {
            stop_now();
        } else {
            begin();
        }
    };
    let press = Callback::new(press);
    let has_room = Memo::new(move |_| of.read().len() < usize::from(max));
    // One button all along, or the focus would be lost.
    let button = move || {
        (has_room.get() || is_recording.get()).then(|| {
            view! { <Button look=Look::Secondary icon=Icon::Microphone busy on_press=press>{verb}</Button> }
        })
    };
    let state = move || {
        is_recording.get().then(|| {
            let time = move || match stage.get() {
                Stage::Recording(seconds) => clock(seconds),
                _ => String::new(),
            };
            view! {
                <p class="reason mt-3">
                    {Icon::Microphone.view()}
                    <span>{words::recording(lang)} " " <span class="num" aria-hidden="true">{time}</span></span>
                </p>
            }
        })
    };
    let trouble = move || {
        failed.get().map(|why| {
            view! { <Banner tone=Tone::Bad icon=Icon::Attention title=why /> }
        })
    };
    let control = view! {
        <ul class="sounds">{rows}</ul>
        <div class="q-more">{button}</div>
        <div role="status">{state} {trouble}</div>
    };
    frame(asked, Shape::Group, control.into_any())
}

/// Records until somebody stops it, and hands it to the keeper of the answers; the page may be left meanwhile.
async fn record(
    lang: Lang,
    keeper: &Rc<Keeper>,
    question: Path,
    stage: RwSignal<Stage>,
    stop: StoredValue<Option<Stop>, LocalStorage>,
) -> Result<(), String> {
    // The room is looked at first: nobody is to speak in vain.
    if !storage::room().await.holds(LARGEST) {
        return Err(SaveError::Full.text(lang));
    }
    let recording = microphone::record().await.map_err(|why| why.text(lang))?;
    keeper.begin_taking();
    // Where the page is gone meanwhile nobody can stop it any more.
    if stop.try_set_value(Some(recording.stop())).is_some() {
        recording.stop().now();
    }
    let _ = stage.try_set(Stage::Recording(0));
    let sound = recording.kept().await;
    let _ = stage.try_set(Stage::Keeping);
    let sound = sound.map(|(media, bytes)| Taken {
        question,
        media,
        bytes,
        answer: Value::Sounds,
    });
    let ended = sound.as_ref().map(drop).map_err(|why| why.text(lang));
    keeper.end_taking(sound.ok());
    // Where it could not be written the keeper says so, and goes on trying.
    let _ = keeper.settled().await;
    ended
}

/// Counts the seconds of a recording.
fn tick(stage: RwSignal<Stage>) {
    let each = move || {
        stage.maybe_update(|now| match now {
            Stage::Recording(seconds) if *seconds < LONGEST_S => {
                *seconds += 1;
                true
            }
            _ => false,
        });
    };
    if let Ok(ticking) = set_interval_with_handle(each, Duration::from_secs(1)) {
        on_cleanup(move || ticking.clear());
    }
}

/// Minutes and seconds.
fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// A recording from this device or, where it is not here, from the office.
#[component]
pub fn SoundView(
    /// Which.
    media: MediaRef,
    /// Its number among its neighbours, from 1.
    number: usize,
) -> impl IntoView {
    let lang = use_lang();
    let sound = use_replica().medium(&media);
    let shown = move || {
        match sound.get() {
        Medium::Ready(url) => {
            view! { <audio controls preload="metadata" src=url aria-label=words::sound(lang, number)></audio> }
                .into_any()
        }
        Medium::Loading => {
            view! { <span role="status">{words::sound_loading(lang)}</span> }.into_any()
        }
        Medium::Missing => view! { <span>{words::sound_elsewhere(lang)}</span> }.into_any(),
    }
    };
    shown.into_any()
}
