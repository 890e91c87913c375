//! The door of a phone that was reported lost: no PIN is asked for, and what becomes of the data is said.

use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::{Here, Who};
use crate::replica::LostStage;
use crate::ui::{Banner, Button, Icon, Look, Meter, Tone};
use crate::words::lost as words;

/// How far it has come.
#[component]
pub(super) fn LostDoor(here: Here, stage: LostStage) -> impl IntoView {
    let lang = here.lang;
    let (tone, icon) = match stage {
        LostStage::Erased { .. } => (Tone::Ok, Icon::Check),
        LostStage::HandingOver { .. } => (Tone::Wait, Icon::Send),
        LostStage::Waiting | LostStage::Closed => (Tone::Bad, Icon::Lock),
    };
    let drawn = match stage {
        LostStage::HandingOver { done, of } => {
            let label = words::handing(lang, done, of);
            Some(view! { <Meter done=done as u64 of=of.max(1) as u64 label /> })
        }
        _ => None,
    };
    let again = matches!(stage, LostStage::Erased { .. }).then(|| {
        let to_sign_in = move |()| here.to(Who::of(here.session.known().into_iter().next()));
        view! {
            <Button look=Look::Primary wide=true class="mt-6" on_press=to_sign_in>{words::sign_in(lang)}</Button>
        }
    });
    view! {
        <div class="door">
            <Banner tone icon title=text(stage, lang)>{drawn}</Banner>
            {again}
        </div>
    }
    .into_any()
}

/// What the head of the page says.
pub(super) fn title(stage: LostStage, lang: Lang) -> String {
    match stage {
        LostStage::Erased { .. } => words::erased_title(lang),
        _ => words::title(lang),
    }
}

fn text(stage: LostStage, lang: Lang) -> String {
    match stage {
        LostStage::HandingOver { .. } => words::handing_title(lang),
        LostStage::Waiting => words::waiting(lang),
        LostStage::Closed => words::closed(lang),
        LostStage::Erased { handed: 0 } => words::erased_nothing(lang),
        LostStage::Erased { handed } => words::erased(lang, handed),
    }
}
