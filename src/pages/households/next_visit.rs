//! The one next step of a household: begin a visit, go on with one, or mend one that came back.

use dong_hanh_domain::{HouseholdId, VisitId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use crate::replica::{Replica, Standing, use_replica};
use crate::ui::{Banner, Button, Icon, LinkButton, Look, Tone, use_lang};
use crate::words::households as words;

/// What is to be done next at a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextVisit {
    /// A new visit.
    Begin(HouseholdId),
    /// One that was begun on this device.
    Resume(VisitId),
    /// One's own that the office sent back.
    Mend(VisitId),
}

impl NextVisit {
    /// The next step at a household.
    #[must_use]
    pub fn of(replica: Replica, household: HouseholdId) -> Self {
        if let Some(draft) = replica
            .drafts()
            .into_iter()
            .find(|draft| draft.household == household)
        {
            return Self::Resume(draft.visit);
        }
        let me = replica.me().user;
        replica
            .visits_of(household)
            .into_iter()
            .find(|visit| visit.author == me && matches!(visit.standing, Standing::Returned { .. }))
            .map_or(Self::Begin(household), |visit| Self::Mend(visit.id))
    }
}

/// The button for the next step. It says what happens, and why nothing could be begun.
#[component]
pub fn NextVisitButton(
    /// The step.
    next: NextVisit,
) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None);
    let navigate = use_navigate();
    let open = move |()| {
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            let opened = match next {
                NextVisit::Begin(household) => replica.begin_visit(household, None).await,
                NextVisit::Mend(visit) => replica.amend_visit(visit).await,
                NextVisit::Resume(visit) => Ok(visit),
            };
            // The page may have been left in the meantime: then nobody is taken anywhere.
            if busy.try_set(false).is_some() {
                return;
            }
            match opened {
                Ok(visit) => navigate(
                    &format!("/visits/{visit}"),
                    leptos_router::NavigateOptions::default(),
                ),
                Err(error) => drop(failed.try_set(Some(error))),
            }
        });
    };
    let verb = Signal::derive(move || busy.get().then(|| words::opening(lang)));
    let button = match next {
        NextVisit::Resume(visit) => view! {
            <LinkButton href=format!("/visits/{visit}") look=Look::Primary main=true wide=true>
                {words::resume(lang)}
            </LinkButton>
        }
        .into_any(),
        NextVisit::Begin(_) | NextVisit::Mend(_) => {
            let word = if matches!(next, NextVisit::Mend(_)) {
                words::mend(lang)
            } else {
                words::begin(lang)
            };
            view! {
                <Button look=Look::Primary main=true wide=true busy=verb on_press=open>
                    {word.clone()}
                </Button>
            }
            .into_any()
        }
    };
    let failed = move || {
        failed.get().map(|error: crate::device::SaveError| {
            view! { <Banner tone=Tone::Bad icon=Icon::Attention title=error.text(lang) /> }
        })
    };
    view! { {failed} {button} }.into_any()
}
