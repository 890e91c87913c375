//! One's own page: who one is, how the app looks, how safe the data is, and leaving.

mod devices;
mod password;
mod storage;

use dong_hanh_domain::RoleKind;
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::devices::Devices;
pub(crate) use self::password::Password;
pub(crate) use self::storage::Storage;
use crate::device::preferences::Theme;
use crate::form;
use crate::pages::households;
use crate::pages::outbox::HandOverLink;
use crate::pages::sign_in::SignInAgain;
use crate::replica::{SyncView, use_replica, use_session};
use crate::ui::{
    Band, Banner, Button, Choices, Dialog, Icon, Page, Sheet, SyncPill, Tone, use_lang,
    use_settings,
};
use crate::words::{account as words, city};

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let me = replica.me();
    let role = match me.role.kind() {
        RoleKind::Volunteer => words::volunteer(lang),
        RoleKind::CommuneOfficer => words::officer(lang),
        RoleKind::CityOfficer => city::officer(lang),
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
            <Devices />
            <Password />
            <About />
            <div class="sheet"><SignOut /></div>
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

/// What is on this device and not at the office, a sentence each.
fn kept(lang: Lang, sync: &SyncView) -> Vec<String> {
    let lines = [
        (
            sync.waiting,
            words::sign_out_waiting as fn(Lang, usize) -> String,
        ),
        (sync.photos, words::sign_out_photos),
        (sync.drafts, words::sign_out_drafts),
        (sync.attention(), words::sign_out_attention),
    ];
    let lines: Vec<_> = lines
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, say)| say(lang, count))
        .collect();
    if lines.is_empty() {
        vec![words::sign_out_clear(lang)]
    } else {
        lines
    }
}

/// Locks the phone, after saying what is still on it.
#[component]
pub(crate) fn SignOut() -> impl IntoView {
    let (lang, replica, session) = (use_lang(), use_replica(), use_session());
    let asks = RwSignal::new(false);
    let kept = Memo::new(move |_| kept(lang, &replica.sync()));
    let failed = RwSignal::new(None);
    let leave = move |()| {
        spawn_local(async move {
            if let Err(error) = session.sign_out().await {
                failed.set(Some(error));
            }
        });
    };
    view! {
        {move || failed.get().map(|_| view! {
            <Banner tone=Tone::Bad icon=Icon::Attention title=words::sign_out_failed(lang) />
        })}
        <Button wide=true icon=Icon::Lock on_press=move |()| asks.set(true)>{words::sign_out(lang)}</Button>
        <Dialog
            open=asks
            title=words::sign_out_title(lang)
            safe=words::sign_out_not(lang)
            risky=words::sign_out(lang)
            on_risky=leave
        >
            {move || kept.get().into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
            <Show when=move || asks.get() && (form::has_unwritten() || households::has_unwritten())>
                <p><b>{words::sign_out_unwritten(lang)}</b></p>
            </Show>
            <p>{words::sign_out_network(lang)}</p>
        </Dialog>
    }
    .into_any()
}
