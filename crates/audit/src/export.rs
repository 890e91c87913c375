//! Entries as a table for Excel: who, what, when, on which device and why, and no contents, as an entry has none.

use dong_hanh_domain::UserId;
use dong_hanh_domain::time::VIETNAM;

use crate::{Actor, Entry, Head};

/// So Excel takes the file for UTF-8.
const BOM: char = '\u{feff}';

const COLUMNS: [&str; 10] = [
    "Mục",
    "Lúc (giờ Việt Nam)",
    "Tên đăng nhập",
    "Họ và tên",
    "Mã máy",
    "Việc",
    "Lý do",
    "Mã của những gì được nêu",
    "Chi tiết",
    "Mã băm",
];

/// How somebody is called in the table.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// The sign-in name.
    pub sign_in: String,
    /// Họ và tên.
    pub name: String,
}

/// A table that is being written.
#[derive(Debug)]
pub struct Export(String);

impl Export {
    /// With its first line.
    #[must_use]
    pub fn begin() -> Self {
        let mut export = Self(BOM.to_string());
        export.line(COLUMNS);
        export
    }

    /// Adds an entry; `named` says how a user is called.
    pub fn entry(&mut self, entry: &Entry, named: impl Fn(UserId) -> Option<Named>) {
        let who = match entry.actor() {
            Some(Actor::User(user)) => named(user).unwrap_or_else(|| Named {
                sign_in: user.to_string(),
                name: String::new(),
            }),
            Some(Actor::CommandLine) => called("(dòng lệnh)"),
            Some(Actor::Server) => called("(máy chủ)"),
            Some(Actor::Stranger) => called("(chưa đăng nhập)"),
            None => called(&entry.actor),
        };
        let subjects: Vec<_> = entry.subjects().iter().map(ToString::to_string).collect();
        let did = entry.act().map(|act| act.both().vi);
        let why = entry.why().map(|why| why.both().vi);
        let at = entry.at().with_timezone(&VIETNAM);
        self.line([
            &*entry.number.to_string(),
            &at.format("%Y-%m-%d %H:%M:%S").to_string(),
            &who.sign_in,
            &who.name,
            &entry.device,
            &did.unwrap_or_default(),
            why.unwrap_or(&entry.why),
            &subjects.join(" "),
            &entry.act,
            &entry.hash.to_string(),
        ]);
    }

    /// What was written since it was asked last, so that a long table need not be held as a whole.
    #[must_use]
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.0)
    }

    /// Says in a line that there is more than stands here.
    pub fn more(&mut self, last: u64) {
        let said = format!("Còn nữa: bảng này dừng trước mục {last}.");
        self.line([&*said, "", "", "", "", "", "", "", "", ""]);
    }

    /// The table, with a last line that says where the chain ended when it was written.
    #[must_use]
    pub fn end(mut self, head: Head) -> String {
        let (number, hash) = (head.number.to_string(), head.hash.to_string());
        let said = "Mục cuối của nhật ký khi xuất";
        self.line([&*number, "", "", "", "", said, "", "", "", &hash]);
        self.0
    }

    fn line<const N: usize>(&mut self, cells: [&str; N]) {
        let cells = cells.map(cell);
        self.0 += &cells.join(",");
        self.0 += "\r\n";
    }
}

fn called(name: &str) -> Named {
    Named {
        sign_in: name.to_owned(),
        name: String::new(),
    }
}

/// A cell that Excel shows and never reckons.
fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let guard = if is_formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, written) in [
            ("=1+1", "\"'=1+1\""),
            ("@a", "\"'@a\""),
            ("a\"b", "\"a\"\"b\""),
            ("Trần Thị Lài", "\"Trần Thị Lài\""),
        ] {
            assert_eq!(cell(text), written);
        }
    }
}
