//! The keys of the review: each does what the button beside it does.

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Nhận.
    Accept,
    /// Trả lại.
    Return,
    /// Để sau.
    Later,
    /// Hoàn tác.
    Undo,
    /// The visit below.
    Next,
    /// The visit above.
    Previous,
    /// The household's page.
    Household,
    /// What did not change.
    Fold,
    /// Nhận cả nhóm.
    AcceptAll,
    /// The list of keys.
    Keys,
}

/// Every command with its key as it is printed on the button.
pub const KEYS: [(&str, Command); 10] = [
    ("A", Command::Accept),
    ("R", Command::Return),
    ("S", Command::Later),
    ("Z", Command::Undo),
    ("J", Command::Next),
    ("K", Command::Previous),
    ("O", Command::Household),
    ("M", Command::Fold),
    ("⇧A", Command::AcceptAll),
    ("?", Command::Keys),
];

/// What was pressed. `code` is the place on the keyboard: an input method that composes Vietnamese may
/// report a letter only there.
#[must_use]
pub fn command(key: &str, code: &str, shift: bool) -> Option<Command> {
    let printed = match (key, code.strip_prefix("Key")) {
        ("ArrowDown", _) => "J",
        ("ArrowUp", _) => "K",
        ("?", _) => "?",
        ("a" | "A", _) | (_, Some("A")) if shift => "⇧A",
        (_, Some(letter)) if !shift && !is_letter(key) => letter,
        (key, _) if !shift && is_letter(key) => return of(&key.to_ascii_uppercase()),
        _ => return None,
    };
    of(printed)
}

fn of(printed: &str) -> Option<Command> {
    KEYS.iter()
        .find(|(key, _)| *key == printed)
        .map(|(_, command)| *command)
}

fn is_letter(key: &str) -> bool {
    key.len() == 1 && key.as_bytes()[0].is_ascii_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn every_key_does_what_its_button_says() {
        for (printed, expected) in KEYS {
            let (key, shift) = match printed {
                "⇧A" => ("A", true),
                "?" => ("?", true),
                letter => (letter, false),
            };
            assert_eq!(command(key, "", shift), Some(expected), "{printed}");
        }
    }

    #[wasm_bindgen_test]
    fn arrows_move_and_caps_lock_changes_nothing() {
        assert_eq!(
            command("ArrowDown", "ArrowDown", false),
            Some(Command::Next)
        );
        assert_eq!(
            command("ArrowUp", "ArrowUp", false),
            Some(Command::Previous)
        );
        assert_eq!(command("j", "KeyJ", false), command("J", "KeyJ", false));
    }

    #[wasm_bindgen_test]
    fn a_key_under_an_input_method_is_known_by_its_place() {
        assert_eq!(command("Process", "KeyA", false), Some(Command::Accept));
        assert_eq!(command("Process", "KeyA", true), Some(Command::AcceptAll));
    }

    #[wasm_bindgen_test]
    fn other_keys_do_nothing() {
        assert_eq!(command("Enter", "Enter", false), None);
        assert_eq!(command("r", "KeyR", true), None);
        assert_eq!(command("q", "KeyQ", false), None);
    }
}
