//! What a person has chosen for the whole app: how it looks and what language it speaks.

use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::device::preferences::{self, Theme};

/// The settings; in the context of the whole app.
#[derive(Clone, Copy)]
pub struct Settings {
    theme: RwSignal<Theme>,
    language: RwSignal<Lang>,
}

/// The settings.
///
/// # Panics
/// Where [`Settings::provide`] was not called.
#[must_use]
pub fn use_settings() -> Settings {
    expect_context()
}

impl Settings {
    /// Reads the settings, provides them, and keeps the page's root element by them.
    pub fn provide() -> Self {
        let settings = Self {
            theme: RwSignal::new(preferences::theme()),
            language: RwSignal::new(preferences::language()),
        };
        Effect::new(move || {
            let Some(root) = document().document_element() else {
                return;
            };
            // Fails only for a name that is no attribute's.
            let _ = match settings.theme.get().attribute() {
                Some(theme) => root.set_attribute("data-theme", theme),
                None => root.remove_attribute("data-theme"),
            };
            let lang = match settings.language.get() {
                Lang::Vi => "vi",
                Lang::En => "en",
            };
            let _ = root.set_attribute("lang", lang);
        });
        provide_context(settings);
        settings
    }

    /// How the app looks.
    #[must_use]
    pub fn theme(self) -> Theme {
        self.theme.get()
    }

    /// Chooses how the app looks.
    pub fn set_theme(self, theme: Theme) {
        preferences::set_theme(theme);
        self.theme.set(theme);
    }

    /// The language that the screen speaks.
    #[must_use]
    pub fn language(self) -> Lang {
        self.language.get()
    }

    /// Chooses the language; the screen is built anew in it.
    pub fn set_language(self, language: Lang) {
        preferences::set_language(language);
        self.language.set(language);
    }
}
