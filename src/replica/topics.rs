//! What a view is made anew for. Typing an answer must not make a list of households.

use leptos::prelude::Notify;
use leptos::reactive::signal::ArcTrigger;

#[derive(Debug, Default)]
pub(super) struct Topics {
    /// Households, visits, people, forms.
    pub(super) records: ArcTrigger,
    /// Which day it is.
    pub(super) day: ArcTrigger,
    /// Which drafts there are.
    pub(super) drafts: ArcTrigger,
    /// What was answered in one.
    pub(super) draft_text: ArcTrigger,
    /// What is and was sent.
    pub(super) outbox: ArcTrigger,
    /// How the exchange goes.
    pub(super) sync: ArcTrigger,
    /// How safe the data is.
    pub(super) storage: ArcTrigger,
    /// That something was stored beside the forms that show it: a draft or all of it was read anew, since another tab
    /// wrote there, or a draft has one photo more.
    pub(super) reloaded: ArcTrigger,
}

impl Topics {
    /// Everything may have changed.
    pub(super) fn all(&self) {
        for topic in [
            &self.records,
            &self.day,
            &self.drafts,
            &self.draft_text,
            &self.outbox,
            &self.sync,
            &self.storage,
        ] {
            topic.notify();
        }
    }
}
