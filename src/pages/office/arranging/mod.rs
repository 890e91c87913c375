//! Where a household lives and whether it still does, which record stands for it, and its income score: what the
//! household's page says of it, and the buttons with which an officer says so.

mod answers;
mod deciding;
mod ending;
mod erasing;
mod joining;
mod moving;
mod parting;
mod picture;
mod scoring;

use dong_hanh_domain::{FactKey, HouseholdId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::asking::Asking;
use crate::office::path;
use crate::pages::facts::ended_words;
use crate::pages::requests::withheld_title;
use crate::replica::{Arranged, HouseholdRow, Replica, use_replica};
use crate::ui::{Banner, Icon, Tone, focus_soon};
use crate::words::arranging as words;
use crate::words::erasing as erase_words;
use crate::words::{facts, requests};

use ending::Ending;
use erasing::Erasing;
use joining::Joining;
use moving::Moving;
use parting::Parting;
pub use picture::ErasePicture;
use scoring::Scoring;

/// What an officer is about to say of a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    household: HouseholdId,
    kind: Kind,
}

/// What can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Chuyển thôn, tổ.
    Move,
    /// Trùng với hộ khác.
    Join,
    /// Bỏ ghi trùng.
    Part,
    /// Ghi điểm thu nhập.
    Score,
    /// Hộ không còn, hay vẫn còn.
    End,
    /// Xóa hồ sơ.
    Erase,
}

impl Kind {
    fn word(self, lang: Lang) -> String {
        match self {
            Self::Move => words::move_it(lang),
            Self::Join => words::join(lang),
            Self::Part => words::part(lang),
            Self::Score => words::score(lang),
            Self::End => words::end(lang),
            Self::Erase => erase_words::erase(lang),
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::Move => Icon::Route,
            Self::Join | Self::Part => Icon::Swap,
            Self::Score => Icon::Edit,
            Self::End => Icon::House,
            Self::Erase => Icon::Erase,
        }
    }

    /// The id of the button that asks; the focus comes back to it.
    fn button(self) -> &'static str {
        match self {
            Self::Move => "arrange-move",
            Self::Join | Self::Part => "arrange-same",
            Self::Score => "arrange-score",
            Self::End => "arrange-end",
            Self::Erase => "arrange-erase",
        }
    }
}

/// The buttons.
#[component]
pub fn ArrangeButtons(
    /// Which household.
    household: HouseholdId,
    /// Is told what is asked.
    ask: Callback<Asked>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let is_double = Memo::new(move |_| replica.same_as(household).is_some());
    let moves = Memo::new(move |_| replica.hamlets().len() > 1);
    let is_erasing = Memo::new(move |_| replica.is_erasing(household));
    let button = move |kind: Kind| {
        view! {
            <button
                type="button"
                class="btn secondary"
                id=kind.button()
                on:click=move |_| ask.run(Asked { household, kind })
            >
                {kind.icon().small()} {kind.word(lang)}
            </button>
        }
    };
    view! {
        <div class="ruling" role="group" aria-label=words::arrange(lang)>
            {move || moves.get().then(|| button(Kind::Move))}
            {move || button(if is_double.get() { Kind::Part } else { Kind::Join })}
            {button(Kind::Score)}
            {move || (!is_double.get()).then(|| button(Kind::End))}
            {move || (!is_erasing.get()).then(|| button(Kind::Erase))}
        </div>
    }
    .into_any()
}

/// The dialog; it asks while there is something in `about`.
#[component]
pub fn ArrangeDialog(
    /// What is asked.
    about: RwSignal<Option<Asked>>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    // Whatever came of it: the page may have been drawn anew meanwhile, with another button.
    Effect::new(move |before: Option<Option<Asked>>| {
        let asked = about.get();
        if let (Some(before), None) = (before.flatten(), asked) {
            focus_soon(before.kind.button().to_owned());
        }
        asked
    });
    let body = Callback::new(move |(asked, title): (Asked, String)| {
        let household = asked.household;
        match asked.kind {
            Kind::Move => view! { <Moving household about title lang/> }.into_any(),
            Kind::Join => view! { <Joining household about title lang/> }.into_any(),
            Kind::Part => view! { <Parting household about title lang/> }.into_any(),
            Kind::Score => view! { <Scoring household about title lang/> }.into_any(),
            Kind::End => view! { <Ending household about title lang/> }.into_any(),
            Kind::Erase => view! { <Erasing household about title lang/> }.into_any(),
        }
    });
    view! { <Asking about body/> }
}

/// That a household moves, and which records are the same as this one.
#[component]
pub fn ArrangedBanners(
    /// Which household.
    household: HouseholdId,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let moves = Memo::new(move |_| replica.lives_in(household).filter(|lives| lives.on_device));
    let same_as = Memo::new(move |_| replica.same_as(household));
    let doubles = Memo::new(move |_| replica.doubles_of(household));
    let moves = move || {
        let hamlet = moves.get().and_then(|lives| replica.hamlet(lives.is))?;
        let title = words::moves_to(lang, &hamlet.full_name());
        Some(view! {
            <Banner icon=Icon::Route title>
                <p class="small">{words::on_device(lang)}</p>
            </Banner>
        })
    };
    let ended = Memo::new(move |_| {
        let ended = replica.household(household)?.ended?;
        let is_so = replica.row(household)?.has_ended(replica.today());
        if !is_so {
            return None;
        }
        let on_device = replica.unsent_facts(household).contains(&FactKey::Ended);
        Some((ended, on_device))
    });
    let ended = move || {
        ended.get().map(|(ended, on_device)| {
            let title = ended_words(lang, ended);
            view! {
                <Banner tone=Tone::Wait icon=Icon::House title>
                    <p class="small">{words::ended_text(lang)} " " {on_device.then(|| words::on_device(lang))}</p>
                </Banner>
            }
        })
    };
    let same_as = move || same_as.get().map(|other| is_double(replica, other, lang));
    let parted = Memo::new(move |_| replica.is_parted_here(household));
    let parted = move || {
        parted.get().then(|| {
            view! {
                <Banner icon=Icon::Swap title=words::is_parted(lang)>
                    <p class="small">{words::on_device(lang)}</p>
                </Banner>
            }
        })
    };
    let doubles = move || {
        let double = |id: HouseholdId| stands_for(replica, id, lang);
        doubles.get().into_iter().map(double).collect_view()
    };
    let erasing = Memo::new(move |_| replica.is_erasing(household));
    let erasing = move || {
        erasing.get().then(|| {
            view! {
                <Banner tone=Tone::Wait icon=Icon::Erase title=erase_words::is_going(lang)>
                    <p class="small">{erase_words::is_going_text(lang)}</p>
                </Banner>
            }
        })
    };
    let withheld = Memo::new(move |_| replica.withheld(household));
    let withheld = move || {
        withheld.get().map(|withheld| {
            let (title, text) = withheld_title(lang, withheld);
            view! {
                <Banner tone=Tone::Wait icon=Icon::Lock title>
                    <p class="small">{text}</p>
                    <p class="mt-2"><a class="btn secondary" href=path("requests")>{requests::warn_open(lang)}</a></p>
                </Banner>
            }
        })
    };
    view! { {erasing} {withheld} {ended} {moves} {same_as} {parted} {doubles} }.into_any()
}

fn is_double(replica: Replica, other: Arranged<HouseholdId>, lang: Lang) -> AnyView {
    let title = match replica.row(other.is) {
        Some(_) => words::is_double(lang, &called(replica, other.is, lang)),
        None => words::is_double_unknown(lang),
    };
    let here = other.on_device.then(|| words::on_device(lang));
    view! {
        <Banner tone=Tone::Wait icon=Icon::Swap title>
            <p class="small">{words::is_double_text(lang)} " " {here}</p>
            {link(replica, other.is, lang)}
        </Banner>
    }
    .into_any()
}

fn stands_for(replica: Replica, double: HouseholdId, lang: Lang) -> AnyView {
    let here = replica.same_as(double).is_some_and(|same| same.on_device);
    let here = here.then(|| words::on_device(lang));
    let title = words::stands_for(lang, &called(replica, double, lang));
    view! {
        <Banner icon=Icon::Swap title>
            <p class="small">{words::stands_for_text(lang)} " " {here}</p>
            {link(replica, double, lang)}
        </Banner>
    }
    .into_any()
}

fn link(replica: Replica, other: HouseholdId, lang: Lang) -> Option<AnyView> {
    replica.row(other)?;
    let to = path(&format!("households/{other}"));
    let link =
        view! { <p class="mt-2"><a class="btn secondary" href=to>{words::see_other(lang)}</a></p> };
    Some(link.into_any())
}

/// What the list says of a record for which another one stands.
pub fn double_of(replica: Replica, row: &HouseholdRow, lang: Lang) -> Option<String> {
    let other = row.same_as?;
    Some(match replica.row(other) {
        Some(_) => words::double_of(lang, &called(replica, other, lang)),
        None => words::double_of_unknown(lang),
    })
}

/// `bà Nguyễn Thị Hạnh`, inside a sentence.
fn called(replica: Replica, household: HouseholdId, lang: Lang) -> String {
    replica.row(household).map_or_else(
        || facts::other_household(lang),
        |row| format!("{} {}", row.courtesy.word(), row.name),
    )
}
