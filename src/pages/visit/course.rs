//! The course through the form: which part is on the screen, and which ones come before and after it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::draft::Open;
use super::{Step, address, part_address};
use crate::form::Part;
use crate::ui::use_lang;

/// Where the visitor is in the form; the address says it, so that the browser's own back goes part by part.
#[derive(Clone, Copy)]
pub(super) struct Course {
    open: Open,
    /// All parts that are asked at the moment.
    pub(super) parts: Memo<Arc<[Part]>>,
    /// The number of the part on the screen, from 0.
    pub(super) at: Memo<usize>,
    /// The name of the part on the screen.
    pub(super) current: Memo<Option<String>>,
    /// The part before it.
    pub(super) before: Memo<Option<Part>>,
    /// The part after it; none on the last one.
    pub(super) after: Memo<Option<Part>>,
    /// The heading of the part on the screen.
    pub(super) heading: Memo<Option<String>>,
}

impl Course {
    /// Follows the address. A draft that is taken up again goes on where it was.
    pub(super) fn follow(open: Open) -> Self {
        let filling = open.filling;
        let parts = Memo::new(move |_| filling.parts());
        let asked = asked(open);
        let start = open.draft.with_value(|draft| draft.screen.clone());
        let at = Memo::new(move |_| {
            let parts = parts.read();
            let number = |name: &str| parts.iter().position(|part| part.name == name);
            let asked = asked.read();
            let asked = asked.as_deref().and_then(number);
            asked.or_else(|| number(&start)).unwrap_or(0)
        });
        let neighbour = move |offset: isize| {
            let index = at.get().checked_add_signed(offset)?;
            parts.read().get(index).cloned()
        };
        let lang = use_lang();
        let heading = move || Some(parts.read().get(at.get())?.label.get(lang).to_owned());
        let course = Self {
            open,
            parts,
            at,
            current: Memo::new(move |_| neighbour(0).map(|part| part.name)),
            before: Memo::new(move |_| neighbour(-1)),
            after: Memo::new(move |_| neighbour(1)),
            heading: Memo::new(move |_| heading()),
        };
        course.name_in_address(asked);
        course
    }

    /// The part on the screen.
    pub(super) fn here(self) -> Option<Part> {
        self.parts.read().get(self.at.get()).cloned()
    }

    /// What was left out in this part may be marked from now on.
    pub(super) fn leave(self) {
        if let Some(part) = self.current.get_untracked() {
            self.open.filling.leave(&part);
        }
    }

    /// The address of what comes after the part on the screen. Tracked.
    pub(super) fn after_address(self) -> String {
        match self.after.get() {
            Some(part) => part_address(self.open.visit, &part.name),
            None => address(self.open.visit, Step::Finish),
        }
    }

    /// Leads there.
    pub(super) fn onward(self) -> impl Fn() + Clone {
        let navigate = use_navigate();
        move || {
            self.leave();
            navigate(
                &untrack(|| self.after_address()),
                NavigateOptions::default(),
            );
        }
    }

    /// Puts the name of the part into an address that has none.
    fn name_in_address(self, asked: Memo<Option<String>>) {
        let navigate = use_navigate();
        Effect::new(move |_| {
            if let (None, Some(part)) = (asked.get(), self.current.get()) {
                let here = NavigateOptions {
                    replace: true,
                    scroll: false,
                    ..NavigateOptions::default()
                };
                navigate(&part_address(self.open.visit, &part), here);
            }
        });
    }
}

/// The part that the address names.
fn asked(open: Open) -> Memo<Option<String>> {
    // The router's query map stands still while the path changes within one route, as from the last page back.
    let location = use_location();
    let (path, query) = (location.pathname, location.query);
    let form = address(open.visit, Step::Form);
    Memo::new(move |before: Option<&Option<String>>| {
        // While the form is being left for another page, it stays where it was.
        if *path.read() == form {
            query.read().get("part")
        } else {
            before.cloned().flatten()
        }
    })
}
