//! What of a question concerns a family's privacy: what it is asked for, whether it is sensitive, and that it asks for no
//! picture of an identity paper.
//!
//! Pictures of identity papers are sensitive (Decree 356/2025/NĐ-CP), and no visit needs one.

use dong_hanh_domain::{Purpose, Word, search::fold};
use dong_hanh_form::{Kind, PhotoLook, Text};

use super::Said;
use super::desk::Desk;
use super::outline::Part;
use crate::Wrong;
use crate::grid::Row;
use crate::settings::{is_no, is_yes};

/// Identity papers as people write them, without marks.
const PAPERS: [&str; 12] = [
    "can cuoc",
    "cccd",
    "cmnd",
    "cmt",
    "chung minh nhan dan",
    "chung minh thu",
    "giay chung minh",
    "ho chieu",
    "giay to tuy than",
    "identity card",
    "id card",
    "passport",
];

/// What makes a mention a warning: «không chụp căn cước».
const NOT: [&str; 4] = ["khong", "no", "not", "never"];
/// The same, where without its marks it would be another word.
const NOT_MARKED: [&str; 2] = ["đừng", "cấm"];

impl Desk<'_> {
    /// What an answer is asked for.
    pub(super) fn purpose(&mut self, row: &Row) -> Option<String> {
        let written = self.get(row, Said::Purpose)?.to_owned();
        if Purpose::coded(&written).is_none() {
            let known = Purpose::CODES.iter().map(|code| (*code).to_owned());
            let known = known.collect();
            self.wrong(row, Said::Purpose, Wrong::NotAPurpose { written, known });
            return None;
        }
        Some(written)
    }

    /// Whether an answer is sensitive.
    pub(super) fn sensitive(&mut self, row: &Row) -> bool {
        let Some(written) = self.get(row, Said::Sensitive) else {
            return false;
        };
        if !is_yes(written) && !is_no(written) {
            let written = written.to_owned();
            self.wrong(row, Said::Sensitive, Wrong::NotYesOrNo { written });
            return false;
        }
        is_yes(written)
    }

    /// Refuses a question that takes a picture, a film or a file of an identity paper.
    pub(super) fn refuse_papers(&mut self, part: &Part, label: &Text, kind: &Kind) {
        let takes = match kind {
            Kind::Photo { look, .. } => !matches!(look, PhotoLook::Signature | PhotoLook::Drawing),
            Kind::Film | Kind::File => true,
            _ => false,
        };
        if !takes {
            return;
        }
        let words = label.iter().map(|(_, words)| words);
        let named = words.chain([part.name.as_str()]).find_map(paper);
        if let Some(written) = named {
            let written = written.to_owned();
            self.wrong(&part.row, Said::Label, Wrong::IdentityPaper { written });
        }
    }
}

/// The part of a text that asks for an identity paper.
fn paper(text: &str) -> Option<&str> {
    let clauses = text.split(['.', ',', ';', ':', '!', '?', '(', ')', '\n']);
    let asks = |clause: &&str| {
        let folded = format!(" {} ", fold(clause));
        let has = |word: &&str| folded.contains(&format!(" {word} "));
        let lower = clause.to_lowercase();
        let warns = NOT.iter().any(has) || NOT_MARKED.iter().any(|word| lower.contains(word));
        PAPERS.iter().any(has) && !warns
    };
    clauses.map(str::trim).find(asks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s18_6_papers_are_known_by_their_names_and_a_warning_asks_for_none() {
        for asks in [
            "Ảnh căn cước công dân",
            "Chụp CCCD mặt trước",
            "anh_cmnd",
            "Giấy chứng minh nhân dân của chủ hộ",
            "Ảnh hộ chiếu",
            "Ảnh chủ hộ cầm CCCD",
            "Photo of the ID card",
        ] {
            assert!(paper(asks).is_some(), "{asks}");
        }
        for asks_none in [
            "Ảnh ngôi nhà",
            "Ảnh nhà (không chụp căn cước)",
            "Photos of the home, no identity cards",
            "Đừng chụp hộ chiếu",
            "Ảnh chứng minh nhà dột",
            "Ảnh paid cards",
        ] {
            assert_eq!(paper(asks_none), None, "{asks_none}");
        }
    }
}
