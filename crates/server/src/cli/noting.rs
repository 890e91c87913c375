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

    /// Each command, and the first of what it leaves; or why it leaves nothing.
    const COMMANDS: &[(&str, Result<&str, &str>)] = &[
        ("account disable", Ok("account_closed")),
        ("account enable", Ok("account_opened")),
        ("account factor-off", Ok("factor_removed")),
        ("account list", Ok("read")),
        ("account password", Ok("password_changed")),
        ("admin create", Ok("person_added")),
        ("audit export", Ok("exported")),
        ("audit head", Err("a number and a hash")),
        (
            "audit verify",
            Err("it is to change nothing of what it looks at"),
        ),
        ("coverage", Err("numbers, and nobody")),
        ("form check", Err("forms say nothing of anybody")),
        ("form fill", Err("forms say nothing of anybody")),
        ("form xform", Err("forms say nothing of anybody")),
        ("hamlet add", Ok("hamlets_named")),
        ("hamlet rename", Ok("hamlets_named")),
        ("handover import", Ok("handover_taken")),
        (
            "import check",
            Err("it reads a file, and no record of anybody is given out"),
        ),
        ("openapi", Err("it is about the server")),
        ("self-check", Err("it reads a file")),
        ("serve", Ok("started")),
        ("unit merge", Ok("units_merged")),
        ("volunteer add", Ok("person_added")),
        ("volunteer assign", Ok("hamlets_given")),
        ("volunteer key", Ok("key_given")),
    ];

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
        let sources = [
            include_str!("account.rs"),
            include_str!("audit/export.rs"),
            include_str!("hamlet.rs"),
            include_str!("people.rs"),
            include_str!("unit.rs"),
            include_str!("volunteer.rs"),
            include_str!("../handover/import.rs"),
            include_str!("../audit/chain.rs"),
        ]
        .concat();
        for (command, left) in COMMANDS {
            let Ok(did) = left else { continue };
            let act: String = did.split('_').map(capital).collect();
            let entered = format!("AuditAct::{act}");
            assert!(sources.contains(&entered), "{command} leaves no {did}");
        }
    }

    fn capital(word: &str) -> String {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    }
}
