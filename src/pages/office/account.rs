//! The officer's own account: who it is, how the office looks, how safe the data is, and leaving.

use dong_hanh_domain::RoleKind;
use leptos::prelude::*;

use super::factor::SecondFactor;
use crate::office::Topbar;
use crate::pages::account::{About, Lock, Look, Password, Storage};
use crate::pages::outbox::HandOver;
use crate::pages::sign_in::SignInAgain;
use crate::replica::use_replica;
use crate::ui::{Sheet, use_lang, use_page};
use crate::words::{city, handover, office as words, people};

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::account_title(lang).into());
    let replica = use_replica();
    let me = replica.me();
    let role = match me.role.kind() {
        RoleKind::CityOfficer => city::officer(lang),
        RoleKind::Administrator => people::administrator(lang),
        RoleKind::CommuneOfficer | RoleKind::Volunteer => words::officer(lang),
    };
    let line = [Some(role), me.person.organisation, Some(me.unit_name)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    view! {
        <Topbar title=words::account_title(lang)/>
        <main class="cover own" id="main" tabindex="-1">
            <div class="sheet">
                <p class="name title">{me.person.name.to_string()}</p>
                <p class="muted">{line}</p>
            </div>
            <SignInAgain/>
            <Look/>
            <Storage/>
            <Sheet title=handover::title(lang)><HandOver user=me.user key=replica.key()/></Sheet>
            <Lock/>
            <Password/>
            <SecondFactor/>
            <About/>
        </main>
    }
    .into_any()
}
