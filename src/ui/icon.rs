//! The drawings of the sprite (`style/icons.svg`), by name.

use leptos::prelude::*;

macro_rules! icons {
    ($($name:ident = $id:literal),+ $(,)?) => {
        /// A drawing of the sprite. It never stands without words beside it.
        #[allow(missing_docs)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon { $($name),+ }

        impl Icon {
            fn href(self) -> &'static str {
                match self { $(Self::$name => concat!("#i-", $id)),+ }
            }
        }
    };
}

icons! {
    Attention = "attention", Award = "award", Back = "back", Behind = "behind", Calendar = "calendar",
    Call = "call", Camera = "camera", Check = "check", Clock = "clock", Close = "close", Devices = "devices",
    Down = "down", Download = "download", Edit = "edit", Erase = "erase", Fell = "fell", File = "file",
    Flag = "flag", Go = "go", Heart = "heart", House = "house", Lock = "lock", Map = "map", Mark = "mark",
    Microphone = "microphone", Minus = "minus",
    More = "more", New = "new", Offline = "offline", Pause = "pause", People = "people", Phone = "phone",
    Photo = "photo", Pin = "pin", Plus = "plus", Print = "print", Promise = "promise", Question = "question",
    Quote = "quote", Received = "received", Report = "report", Returned = "returned", Route = "route",
    Sealed = "sealed", Search = "search", Send = "send", Sun = "sun", Swap = "swap", Today = "today",
    Up = "up", User = "user",
}

impl Icon {
    /// At the size of the text beside a title or at the start of a row.
    pub fn view(self) -> AnyView {
        self.with("icon")
    }

    /// At the size of a word, inside a line.
    pub fn small(self) -> AnyView {
        self.with("icon sm")
    }

    /// With classes of one's own; `icon` has to be among them.
    pub fn with(self, class: &'static str) -> AnyView {
        view! { <svg class=class aria-hidden="true"><use href=self.href() /></svg> }.into_any()
    }
}
