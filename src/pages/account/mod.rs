//! One's own page: who one is, how the app looks, how safe the data is, and leaving.

mod devices;
mod lock;
mod password;
mod storage;

use dong_hanh_domain::RoleKind;
use dong_hanh_form::Lang;
use leptos::prelude::*;

use self::devices::Devices;
pub(crate) use self::lock::{Lock, LockButton, is_unwritten};
pub(crate) use self::password::{MIN_CHARS, Password};
pub(crate) use self::storage::Storage;
use crate::device::preferences::Theme;
use crate::pages::outbox::HandOverLink;
use crate::pages::sign_in::SignInAgain;
use crate::replica::use_replica;
use crate::ui::{Band, Choices, Page, Sheet, SyncPill, use_lang, use_settings};
use crate::words::{account as words, city, people};

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let me = replica.me();
    let role = match me.role.kind() {
        RoleKind::Volunteer => words::volunteer(lang),
        RoleKind::CommuneOfficer => words::officer(lang),
        RoleKind::CityOfficer => city::officer(lang),
        RoleKind::Administrator => people::administrator(lang),
    };
    let head = move || view! { <Band title=words::title(lang) end=SyncPill /> };
    view! {
        <Page title=words::title(lang) head tabs=true>
            <div class="sheet">
                <p class="name title">{me.person.name.to_string()}</p>
                <p class="muted">{role}", "{me.unit_name}</p>
                {me.person.organisation.map(|organisation| view! { <p class="muted">{organisation}</p> })}
            </div>
            <SignInAgain />
            <Look />
            <Storage />
            <HandOverLink />
            <Lock />
            <Devices />
            <Password />
            <About />
        </Page>
    }
    .into_any()
}

#[component]
pub(crate) fn Look() -> impl IntoView {
    let lang = use_lang();
    let settings = use_settings();
    let name = |theme| match theme {
        Theme::Auto => words::theme_auto(lang),
        Theme::Light => words::theme_light(lang),
        Theme::Dark => words::theme_dark(lang),
        Theme::Sun => words::theme_sun(lang),
    };
    let themes = Theme::ALL
        .into_iter()
        .map(|theme| (theme, name(theme)))
        .collect::<Vec<_>>();
    // A language is named in itself, so that whoever reads only that one finds it.
    let languages = vec![
        (Lang::Vi, "Tiếng Việt".to_owned()),
        (Lang::En, "English".to_owned()),
    ];
    view! {
        <Sheet title=words::look(lang)>
            <Choices
                label=words::theme(lang)
                options=themes
                value=Signal::derive(move || Some(settings.theme()))
                on_choose=move |theme| settings.set_theme(theme)
            />
            <Choices
                label=words::language(lang)
                options=languages
                value=Signal::derive(move || Some(settings.language()))
                on_choose=move |language| settings.set_language(language)
            />
        </Sheet>
    }
    .into_any()
}

#[component]
pub(crate) fn About() -> impl IntoView {
    let lang = use_lang();
    let build = document()
        .document_element()
        .and_then(|root| root.get_attribute("data-build"));
    view! {
        <Sheet title=words::about(lang)>
            <p>{words::version(lang, env!("CARGO_PKG_VERSION"))}</p>
            {build.map(|build| view! { <p class="small muted">{words::build(lang, &build)}</p> })}
        </Sheet>
    }
    .into_any()
}
