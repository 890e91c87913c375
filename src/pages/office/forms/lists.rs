//! What the server says which forms there are.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::forms::{self, FormRow};
use crate::device::people::PeopleError;
use crate::replica::Replica;

/// The forms of the unit: the server is asked, has answered, or did not.
#[derive(Clone, Copy)]
pub(super) struct Lists {
    replica: Replica,
    /// The last answer, while there is one.
    pub(super) answer: RwSignal<Option<Result<Vec<FormRow>, PeopleError>>>,
    /// The file that was wanted and did not come.
    pub(super) missed: RwSignal<Option<PeopleError>>,
}

impl Lists {
    /// Asks for them.
    pub(super) fn ask(replica: Replica) -> Self {
        let lists = Self {
            replica,
            answer: RwSignal::new(None),
            missed: RwSignal::new(None),
        };
        lists.again();
        lists
    }

    /// Asks again; what came before stays until the answer.
    pub(super) fn again(self) {
        spawn_local(async move {
            let answer = forms::list(&self.replica.network()).await;
            // The page may be gone when the answer comes.
            drop(self.answer.try_set(Some(answer)));
        });
    }

    /// All that came. Tracked.
    pub(super) fn came(self) -> Vec<FormRow> {
        self.answer.get().and_then(Result::ok).unwrap_or_default()
    }

    /// Fetches a file that a form was made from.
    pub(super) fn download(self, form: FormRow, name: String) {
        spawn_local(async move {
            let came = forms::download(&self.replica.network(), &form.id, &name).await;
            drop(self.missed.try_set(came.err()));
        });
    }
}
