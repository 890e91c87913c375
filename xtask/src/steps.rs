//! Two lines a step: what is being done, and how long it took. Commands are silent unless they fail.

use std::ffi::OsStr;
use std::fmt::Display;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

/// Does `work` under the name `what`, and says whether and how fast it was done.
pub(crate) fn step<T>(what: impl Display, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("{what} …");
    let start = Instant::now();
    let done = work();
    let mark = if done.is_ok() { '✓' } else { '✗' };
    println!("{mark} {what} {:.1} s", start.elapsed().as_secs_f64());
    done
}

/// What a command printed, and whether it succeeded.
pub(crate) struct Outcome {
    pub(crate) success: bool,
    /// Standard output, then standard error.
    pub(crate) text: String,
}

/// Runs `command` to its end and keeps what it prints.
///
/// # Errors
/// When it cannot be started.
pub(crate) fn outcome(command: &mut Command) -> Result<Outcome> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("{program} could not be started"))?;
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    Ok(Outcome {
        success: output.status.success(),
        text,
    })
}

/// Runs `command` to its end and gives what it printed.
///
/// # Errors
/// When it cannot be started or fails; the error then holds the command and its whole output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let Outcome { success, text } = outcome(command)?;
    if !success {
        bail!(
            "{}\nthe command failed: {}",
            text.trim_end(),
            line_of(command)
        );
    }
    Ok(text)
}

/// The command as one would type it.
fn line_of(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_tells_its_output_and_itself() {
        let error = output(Command::new("sh").args(["-c", "echo seen; exit 3"]))
            .unwrap_err()
            .to_string();
        assert_eq!(error, "seen\nthe command failed: sh -c echo seen; exit 3");
    }
}
