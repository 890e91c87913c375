//! The door: who was here before, by PIN or password, and the first records coming in.

mod choose;
mod code;
mod door;
mod first;
mod join;
mod lost;
mod pin;

use std::collections::BTreeMap;

use dong_hanh_domain::UserId;
use dong_hanh_form::Lang;
use leptos::prelude::*;

use self::choose::ChoosePin;
pub(crate) use self::choose::unfit;
use self::door::{Door, DoorForm};
use self::join::Join;
use self::lost::LostDoor;
use self::pin::PinDoor;
use crate::device::preferences::Theme;
use crate::replica::{
    Boot, Choosing, KnownUser, LostStage, Session, Why, use_replica, use_session,
};
use crate::ui::{Banner, Icon, Sheet, Tone, use_lang, use_page, use_settings, what_was_lost};
use crate::words::{account as words, joining, storage, vault};

/// Whoever stands at the door, and what became of their tries.
#[derive(Clone, Copy)]
struct Here {
    session: Session,
    lang: Lang,
    who: RwSignal<Who>,
    failed: RwSignal<Option<String>>,
}

/// By what somebody comes in.
#[derive(Clone, PartialEq)]
enum Who {
    /// They were here before, and have a PIN.
    Pin(KnownUser),
    /// Nobody knows them, or they have no PIN or forgot it.
    Password(Option<KnownUser>),
    /// They have an invitation, and maybe its code.
    Invitation(String),
}

/// What is done at the door.
#[derive(Clone, PartialEq)]
enum Deed {
    ComeIn(Who),
    Choose(Choosing),
    /// The first records are coming.
    Wait,
    /// The phone was reported lost.
    Lost(LostStage),
}

impl Who {
    fn of(user: Option<KnownUser>) -> Self {
        match user {
            Some(user) if user.has_pin => Self::Pin(user),
            other => Self::Password(other),
        }
    }

    /// By what somebody comes in who has forgotten the PIN: a password, where they ever had one.
    fn without_pin(user: KnownUser) -> Self {
        if user.sign_in.is_empty() {
            Self::Invitation(String::new())
        } else {
            Self::Password(Some(user))
        }
    }
}

impl Here {
    /// Somebody else comes, or the same person in another way.
    fn to(self, who: Who) {
        self.failed.set(None);
        self.who.set(who);
    }
}

/// The page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    use_page(words::sign_in_title(lang).into());
    let here = Here {
        session,
        lang,
        who: RwSignal::new(match join::code_in_address() {
            Some(code) => Who::Invitation(code),
            None => Who::of(session.known().into_iter().next()),
        }),
        failed: RwSignal::new(None),
    };
    let deed = Memo::new(move |_| match session.boot() {
        Boot::Choosing(choosing) => Deed::Choose(choosing),
        Boot::Fetching { .. } => Deed::Wait,
        _ => deed_of(here.who.get(), &session.lost()),
    });
    let greeting = move || match deed.get() {
        Deed::Choose(Choosing { why, .. }) => match why {
            Why::Forgotten => vault::choose_new_title(lang),
            Why::New | Why::Plain => vault::choose_title(lang),
        },
        Deed::ComeIn(Who::Pin(user)) => words::welcome_back(lang, &user.called),
        Deed::ComeIn(Who::Password(_)) => words::sign_in_title(lang),
        Deed::ComeIn(Who::Invitation(_)) => joining::title(lang),
        Deed::Wait => words::fetching(lang),
        Deed::Lost(stage) => lost::title(stage, lang),
    };
    let inside = move || match deed.get() {
        Deed::Choose(choosing) => view! { <ChoosePin here choosing /> }.into_any(),
        Deed::Wait => view! { <Arriving session /> }.into_any(),
        Deed::Lost(stage) => view! {
            <LostDoor here stage />
            <Others here user=None />
        }
        .into_any(),
        Deed::ComeIn(Who::Pin(user)) => view! {
            <PinDoor here user=user.clone() />
            <Others here user=Some(user) />
        }
        .into_any(),
        Deed::ComeIn(Who::Password(user)) => by_password(here, user),
        Deed::ComeIn(Who::Invitation(code)) => view! {
            <Join here code />
            <Others here user=None />
        }
        .into_any(),
    };
    let robbed = session.robbed().into_iter().map(|robbed| {
        view! {
            <Banner tone=Tone::Bad icon=Icon::Attention title=storage::robbed_title(lang, &robbed.name)>
                <p class="small">{what_was_lost(lang, robbed.kept)}</p>
                <p class="small mt-1">{storage::robbed_help(lang)}</p>
            </Banner>
        }
    });
    let robbed = robbed.collect_view();
    view! {
        <div class="lock">
            <main id="main">
                <SunSwitch />
                <div>
                    {Icon::Mark.with("icon logo")}
                    <h1>{greeting}</h1>
                </div>
                {robbed}
                {inside}
            </main>
        </div>
    }
    .into_any()
}

/// What somebody does who stands there: nothing, where the phone of theirs that they know a PIN of is lost.
fn deed_of(who: Who, lost: &BTreeMap<UserId, LostStage>) -> Deed {
    let stage = match &who {
        Who::Pin(user) | Who::Password(Some(user)) => lost.get(&user.user),
        Who::Password(None) | Who::Invitation(_) => None,
    };
    stage.map_or(Deed::ComeIn(who), |stage| Deed::Lost(*stage))
}

/// Name and password, for whoever is new here or has forgotten the PIN.
fn by_password(here: Here, user: Option<KnownUser>) -> AnyView {
    let lang = here.lang;
    let text = match &user {
        Some(user) if user.has_pin => vault::forgot_text(lang),
        _ => words::sign_in_text(lang),
    };
    let door = Door::new(here.session, lang, user.as_ref());
    view! {
        <p class="muted">{text}</p>
        <div class="door">{pin::failed(here)} <DoorForm door /></div>
        <button type="button" class="btn quiet" on:click=move |_| here.to(Who::Invitation(String::new()))>
            {joining::have_code(lang)}
        </button>
        <Others here user />
    }
    .into_any()
}

/// The first records are coming in.
#[component]
fn Arriving(session: Session) -> impl IntoView {
    let lang = use_lang();
    let arrived = Memo::new(move |_| match session.boot() {
        Boot::Fetching { records } => records,
        _ => 0,
    });
    view! { <p class="muted" role="status">{move || words::fetched(lang, arrived.get())}</p> }
        .into_any()
}

/// The strongest contrast, for somebody who signs in outdoors.
#[component]
fn SunSwitch() -> impl IntoView {
    let lang = use_lang();
    let settings = use_settings();
    let is_sun = move || settings.theme() == Theme::Sun;
    let turn = move |_| settings.set_theme(if is_sun() { Theme::Auto } else { Theme::Sun });
    view! {
        <button
            type="button"
            class="btn quiet sun-switch"
            aria-pressed=move || if is_sun() { "true" } else { "false" }
            on:click=turn
        >
            {Icon::Sun.view()} {words::outdoors(lang)}
        </button>
    }
    .into_any()
}

/// Others whose data is on this phone, and other ways in; nothing on a phone that nobody has used.
#[component]
fn Others(
    here: Here,
    /// Who stands there.
    user: Option<KnownUser>,
) -> impl IntoView {
    let lang = here.lang;
    let known = here.session.known();
    if known.is_empty() {
        return ().into_any();
    }
    let is_pin = matches!(here.who.get_untracked(), Who::Pin(_));
    let here_now = user.as_ref().map(|user| user.user);
    let others = known
        .into_iter()
        .filter(|known| Some(known.user) != here_now);
    let others = others.map(|known| {
        let called = known.called.clone();
        view! {
            <button type="button" class="btn quiet" on:click=move |_| here.to(Who::of(Some(known.clone())))>
                {called}
            </button>
        }
    });
    let back = user.clone().filter(|user| user.has_pin && !is_pin);
    let back = back.map(|user| {
        view! {
            <button type="button" class="btn quiet" on:click=move |_| here.to(Who::Pin(user.clone()))>
                {vault::to_pin(lang)}
            </button>
        }
    });
    let new = user.map(|user| {
        let word = if is_pin {
            vault::not_me(lang, &user.called)
        } else {
            words::somebody_else(lang)
        };
        view! {
            <button type="button" class="btn quiet" on:click=move |_| here.to(Who::Password(None))>{word}</button>
        }
    });
    view! {
        <div role="group" aria-label=words::others(lang)>{back} {others.collect_view()} {new}</div>
    }
    .into_any()
}

/// For a session that has ended while the app is open: the work goes on, and what was recorded is sent
/// once its author has signed in again. Nothing while the session lives.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let (lang, replica, session) = (use_lang(), use_replica(), use_session());
    let has_ended = Memo::new(move |_| replica.sync().session_ended);
    move || {
        has_ended.get().then(|| {
            let me = replica.me().user;
            let known = session.known().into_iter().find(|known| known.user == me);
            let door = Door::new(session, lang, known.as_ref());
            view! {
                <Sheet title=words::signed_out_title(lang)>
                    <p class="muted mb-4">{words::signed_out_text(lang)}</p>
                    <DoorForm door />
                </Sheet>
            }
        })
    }
}
