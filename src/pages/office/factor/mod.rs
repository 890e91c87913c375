//! The officer's second factor: how it stands, setting it up, its recovery codes, and taking it off.

mod codes;
mod missing;
mod proving;
mod setting_up;

use dong_hanh_domain::RoleKind;
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::codes::ShownCodes;
pub use self::missing::FactorMissing;
use self::proving::{Proof, Proving};
use self::setting_up::{Key, Password};
use crate::device::factor::{self, Begun, Factor, FactorError};
use crate::replica::{Replica, use_replica};
use crate::ui::{Button, Icon, Reason, Sheet, Tone, day, focus_soon, full_day, use_lang};
use crate::words::factor as words;

/// So few recovery codes are few.
const FEW: u64 = 3;

/// The heading of the part.
const PART: &str = "second-factor";

/// How the question to the server has come along.
#[derive(Clone, PartialEq)]
enum Stand {
    Asking,
    Stands(Factor),
    Failed(FactorError),
}

/// What is being done.
#[derive(Clone, PartialEq)]
enum Doing {
    Nothing,
    /// The password is asked for, before a key is made.
    Password,
    /// The key is shown, and a code of it asked for.
    Key(Begun),
    /// The recovery codes are shown, this once.
    Codes(Vec<String>),
    /// A code, or the password too, is asked for.
    Proving(Proof),
}

/// What is known of the second factor of whoever works here; in the context of the whole office.
#[derive(Clone, Copy)]
pub struct Guard {
    replica: Replica,
    stand: RwSignal<Stand>,
    doing: RwSignal<Doing>,
    /// Whoever has none was told, and will see to it later.
    later: RwSignal<bool>,
}

impl Guard {
    /// Asks the server, and provides the answer to the pages.
    pub fn provide(replica: Replica) {
        let guard = Self {
            replica,
            stand: RwSignal::new(Stand::Asking),
            doing: RwSignal::new(Doing::Nothing),
            later: RwSignal::new(false),
        };
        provide_context(guard);
        if untrack(|| replica.me()).role.kind() != RoleKind::Volunteer {
            guard.ask();
        }
    }

    fn ask(self) {
        self.stand.set(Stand::Asking);
        spawn_local(async move {
            let stands = factor::stands(&self.replica.network()).await;
            let _ = self
                .stand
                .try_set(stands.map_or_else(Stand::Failed, Stand::Stands));
        });
    }

    /// Nothing is done any more.
    fn end(self) {
        self.doing.set(Doing::Nothing);
        focus_soon(PART.to_owned());
    }

    /// The recovery codes have come.
    fn show(self, codes: Vec<String>) {
        self.doing.set(Doing::Codes(codes));
        focus_soon(PART.to_owned());
        self.ask();
    }
}

/// The part of the officer's own page.
#[component]
pub fn SecondFactor() -> impl IntoView {
    let lang = use_lang();
    let guard: Guard = expect_context();
    let replica = use_replica();
    let is_signed_in = Memo::new(move |_| !replica.sync().session_ended);
    // Codes that were shown are not shown again to whoever comes back to the page.
    guard.doing.set(Doing::Nothing);
    if matches!(guard.stand.get_untracked(), Stand::Failed(_)) {
        guard.ask();
    }
    let inside = move || match guard.doing.get() {
        Doing::Nothing => stands(guard, lang),
        Doing::Password => view! { <Password guard lang/> }.into_any(),
        Doing::Key(begun) => view! { <Key guard begun lang/> }.into_any(),
        Doing::Codes(codes) => view! { <ShownCodes guard codes lang/> }.into_any(),
        Doing::Proving(proof) => view! { <Proving guard proof lang/> }.into_any(),
    };
    view! {
        <Show when=move || is_signed_in.get()>
            <Sheet title=words::title(lang)>
                <div id=PART tabindex="-1">{inside}</div>
            </Sheet>
        </Show>
    }
    .into_any()
}

/// How it stands, and what can be done.
fn stands(guard: Guard, lang: Lang) -> AnyView {
    let shown = move || match guard.stand.get() {
        Stand::Asking => {
            view! { <p class="muted" role="status">{words::loading(lang)}</p> }.into_any()
        }
        Stand::Failed(error) => {
            let text = match error {
                FactorError::NoAnswer => words::offline(lang),
                error => error.text(lang),
            };
            view! {
                <p class="muted">{text}</p>
                <Button class="mt-2" on_press=move |()| guard.ask()>{words::again(lang)}</Button>
            }
            .into_any()
        }
        Stand::Stands(Factor { since: None, .. }) => view! {
            <p>{words::is_off(lang)}</p>
            <Button wide=true class="mt-4" on_press=move |()| guard.doing.set(Doing::Password)>
                {words::set_up(lang)}
            </Button>
        }
        .into_any(),
        Stand::Stands(Factor {
            since: Some(since),
            recovery,
        }) => {
            let left = if recovery < FEW {
                view! { <Reason tone=Tone::Wait icon=Icon::Attention>{words::few_left(lang, recovery)}</Reason> }
                    .into_any()
            } else {
                view! { <p>{words::left(lang, recovery)}</p> }.into_any()
            };
            view! {
                <p>{words::is_on(lang, &full_day(day(since)))}</p>
                {left}
                <Button wide=true class="mt-4" on_press=move |()| guard.doing.set(Doing::Proving(Proof::Renewal))>
                    {words::renew(lang)}
                </Button>
                <Button wide=true class="mt-2" on_press=move |()| guard.doing.set(Doing::Proving(Proof::Removal))>
                    {words::turn_off(lang)}
                </Button>
            }
            .into_any()
        }
    };
    view! { <p class="muted mb-4">{words::text(lang)}</p> {shown} }.into_any()
}
