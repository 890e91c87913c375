//! A real server process on a database in a folder.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use chrono::{NaiveDate, Utc};
use dong_hanh_domain::time::VIETNAM;
use tempfile::TempDir;

/// The day by which `serve --demo` makes the demo.
pub(crate) fn today() -> NaiveDate {
    Utc::now().with_timezone(&VIETNAM).date_naive()
}

/// What a server keeps.
pub(crate) struct Files(TempDir);

impl Files {
    /// The demo commune, loaded by a server that ended as it should.
    pub(crate) fn with_demo() -> Self {
        let files = Self(tempfile::tempdir().unwrap());
        let Server { mut process, .. } = Server::ready(&files, &["--demo"]);
        let asked = Command::new("kill")
            .arg(process.0.id().to_string())
            .status();
        assert!(asked.unwrap().success());
        assert!(process.0.wait().unwrap().success());
        files
    }

    /// The same, byte for byte, for as long as nobody writes to these.
    pub(crate) fn copy(&self) -> Self {
        let copy = tempfile::tempdir().unwrap();
        for name in ["data.db", "data.db-wal"] {
            let file = self.0.path().join(name);
            if file.exists() {
                fs::copy(file, copy.path().join(name)).unwrap();
            }
        }
        Self(copy)
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.0.path().join("data.db")
    }
}

/// A server that answers.
pub(crate) struct Server {
    process: Process,
    pub(crate) address: String,
    /// Kept open: a server that cannot print ends.
    _said: BufReader<ChildStdout>,
}

/// A server that was started. It does not outlive this.
pub(crate) struct Process(Child);

impl Server {
    /// Starts it and waits until it answers.
    pub(crate) fn start(files: &Files) -> Self {
        Self::ready(files, &[])
    }

    fn ready(files: &Files, flags: &[&str]) -> Self {
        let mut process = Process::start(files, flags);
        let mut said = BufReader::new(process.0.stdout.take().unwrap());
        let mut line = String::new();
        let address = loop {
            line.clear();
            let more = said.read_line(&mut line).unwrap();
            assert!(
                more > 0,
                "the server ended by itself: {:?}",
                process.0.wait()
            );
            if let Some((_, rest)) = line.split_once("http://") {
                break rest.split('/').next().unwrap().to_owned();
            }
        };
        Self {
            process,
            address,
            _said: said,
        }
    }

    /// Ends it as a power cut does, as far as a process can see.
    pub(crate) fn kill(self) {
        drop(self.process);
    }
}

impl Process {
    pub(crate) fn start(files: &Files, flags: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dong-hanh-server"));
        command
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(flags)
            .arg("--database")
            .arg(format!("sqlite:{}", files.database().display()))
            .arg("--media")
            .arg(files.0.path().join("media"))
            .env("RUST_LOG", "off")
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        Self(command.spawn().unwrap())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // SIGKILL, which nothing in the process hears of. It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
