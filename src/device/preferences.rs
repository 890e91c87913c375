//! Small settings in the browser's local storage. Nothing here is missed when it is gone.

use dong_hanh_form::Lang;
use gloo_storage::{LocalStorage, Storage};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// How the app looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the phone is set.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// The strongest contrast, for outdoors.
    Sun,
}

impl Theme {
    /// Every choice, in the order in which it is offered.
    pub const ALL: [Self; 4] = [Self::Auto, Self::Light, Self::Dark, Self::Sun];

    /// The value of `data-theme` on the root element; none leaves the choice to the phone.
    #[must_use]
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Auto => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
            Self::Sun => Some("sun"),
        }
    }
}

const THEME: &str = "dong-hanh.theme";
const LANGUAGE: &str = "dong-hanh.language";
const LOCK: &str = "dong-hanh.locks-after";
const SINGLE_KEYS: &str = "dong-hanh.single-keys";

/// How the app looks.
#[must_use]
pub fn theme() -> Theme {
    read(THEME).unwrap_or_default()
}

/// Chooses how the app looks.
pub fn set_theme(theme: Theme) {
    write(THEME, &theme);
}

/// The language of the app.
#[must_use]
pub fn language() -> Lang {
    read(LANGUAGE).unwrap_or_default()
}

/// Chooses the language.
pub fn set_language(language: Lang) {
    write(LANGUAGE, &language);
}

/// Whether the office's single keys work; somebody who speaks to the computer turns them off.
#[must_use]
pub fn single_keys() -> bool {
    read(SINGLE_KEYS).unwrap_or(true)
}

/// Turns the office's single keys on or off.
pub fn set_single_keys(on: bool) {
    write(SINGLE_KEYS, &on);
}

/// After how many minutes without a touch the app may lock.
pub const LOCKS_AFTER: [u32; 4] = [2, 5, 15, 60];

/// After how many minutes without a touch the app locks.
#[must_use]
pub fn locks_after() -> u32 {
    let chosen = read(LOCK).filter(|minutes| LOCKS_AFTER.contains(minutes));
    chosen.unwrap_or(LOCKS_AFTER[1])
}

/// Chooses after how many minutes without a touch the app locks.
pub fn set_locks_after(minutes: u32) {
    write(LOCK, &minutes);
}

/// A setting; `None` where there is none, or none that can be read.
pub(crate) fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    is_allowed().then(|| LocalStorage::get(key).ok()).flatten()
}

/// Keeps a setting where the browser allows it.
pub(crate) fn write<T: Serialize>(key: &str, value: &T) {
    if is_allowed() {
        // A setting that could not be kept costs nobody any work.
        let _ = LocalStorage::set(key, value);
    }
}

/// Forgets a setting.
pub(crate) fn forget(key: &str) {
    if is_allowed() {
        LocalStorage::delete(key);
    }
}

/// `LocalStorage` panics where the browser blocks storage.
fn is_allowed() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}
