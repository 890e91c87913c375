//! What a command leaves in the audit: it is entered before it is done.

use chrono::Utc;
use dong_hanh_audit::{Actor, AuditAct, Note};
use dong_hanh_store::Store;

/// Enters what is about to be done.
pub(super) async fn note(store: &impl Store, act: AuditAct) -> anyhow::Result<()> {
    let note = Note {
        at: Utc::now(),
        actor: Actor::CommandLine,
        device: None,
        act,
        why: None,
    };
    store.audit(&[note]).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use clap::{Command, CommandFactory as _};

    use crate::cli::Cli;

    /// Where a command does what it does: a source, and how the part of it begins that has to leave the entry.
    type Part = (&'static str, &'static str);

    /// The first of what a command leaves and where; or why it leaves nothing.
    type Leaves = Result<(&'static str, Part), &'static str>;

    const ACCOUNT: &str = include_str!("account.rs");
    const HAMLET: &str = include_str!("hamlet.rs");
    const PEOPLE: Part = (include_str!("people.rs"), "impl NewPerson {");
    const VOLUNTEER: &str = include_str!("volunteer.rs");
    const CLOSING: Part = (ACCOUNT, "async fn set_disabled(");

    /// Each command with what it leaves.
    const COMMANDS: &[(&str, Leaves)] = &[
        ("account disable", Ok(("account_closed", CLOSING))),
        ("account enable", Ok(("account_opened", CLOSING))),
        (
            "account factor-off",
            Ok(("factor_removed", (ACCOUNT, "async fn factor_off("))),
        ),
        ("account list", Ok(("read", (ACCOUNT, "async fn list(")))),
        (
            "account password",
            Ok(("password_changed", (ACCOUNT, "impl Password {"))),
        ),
        ("admin create", Ok(("person_added", PEOPLE))),
        (
            "audit export",
            Ok((
                "exported",
                (include_str!("audit/export.rs"), "impl Export {"),
            )),
        ),
        ("audit head", Err("a number and a hash")),
        (
            "audit verify",
            Err("it is to change nothing of what it looks at"),
        ),
        ("coverage", Err("numbers, and nobody")),
        ("form check", Err("forms say nothing of anybody")),
        ("form fill", Err("forms say nothing of anybody")),
        ("form xform", Err("forms say nothing of anybody")),
        ("hamlet add", Ok(("hamlets_named", (HAMLET, "impl Add {")))),
        (
            "hamlet rename",
            Ok(("hamlets_named", (HAMLET, "impl Rename {"))),
        ),
        (
            "handover import",
            Ok((
                "handover_taken",
                (include_str!("../handover/import.rs"), "impl Importer"),
            )),
        ),
        (
            "import check",
            Err("it reads a file, and no record of anybody is given out"),
        ),
        ("openapi", Err("it is about the server")),
        ("self-check", Err("it reads a file")),
        (
            "serve",
            Ok((
                "started",
                (include_str!("../audit/chain.rs"), "pub async fn tell("),
            )),
        ),
        (
            "unit merge",
            Ok(("units_merged", (include_str!("unit.rs"), "impl Merge {"))),
        ),
        ("volunteer add", Ok(("person_added", PEOPLE))),
        (
            "volunteer assign",
            Ok(("hamlets_given", (VOLUNTEER, "impl Assign {"))),
        ),
        (
            "volunteer key",
            Ok(("key_given", (VOLUNTEER, "impl Key {"))),
        ),
    ];

    /// A part of a source, up to where it ends at the margin.
    fn part((source, begins): Part) -> &'static str {
        let (_, rest) = source.split_once(begins).unwrap();
        rest.split_once("\n}\n").unwrap().0
    }

    fn leaves(command: &Command, path: &str, found: &mut Vec<String>) {
        let subcommands: Vec<_> = command.get_subcommands().collect();
        if subcommands.is_empty() {
            found.push(path.trim().to_owned());
        }
        for sub in subcommands {
            leaves(sub, &format!("{path} {}", sub.get_name()), found);
        }
    }

    #[test]
    fn every_command_says_what_it_leaves_or_why_nothing() {
        let mut found = Vec::new();
        leaves(&Cli::command(), "", &mut found);
        found.sort_unstable();
        let known: Vec<_> = COMMANDS
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect();
        assert_eq!(found, known);
        for (command, left) in COMMANDS {
            let Ok((did, part_of)) = left else { continue };
            let act: String = did.split('_').map(capital).collect();
            // Of its own part: what another command enters does not help.
            let part = part(*part_of);
            let entered = part.find(&format!("AuditAct::{act}"));
            assert!(entered.is_some(), "{command} leaves no {did}");
            let noted = part.contains("note(") || part.contains(".audit(");
            assert!(noted, "{command} makes an entry and does not leave it");
        }
    }

    #[test]
    fn whoever_creates_people_leaves_it_to_what_enters_them() {
        let admin = include_str!("admin.rs");
        for source in [admin, part((VOLUNTEER, "impl Add {"))] {
            assert!(source.contains("person.create"), "{source}");
            assert!(!source.contains("put_account"), "{source}");
        }
    }

    fn capital(word: &str) -> String {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    }
}
