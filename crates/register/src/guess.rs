//! What the columns of a list mean, by its headings: in one row or over several, under titles, accents composed or not.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use dong_hanh_domain::search::fold;
use dong_hanh_domain::{Both, Class};
use dong_hanh_workbook::{Cell, Row, Sheet, Workbook, letters};
use serde::{Deserialize, Serialize};

use crate::birth;
use crate::devices::{has, named as devices_named};
use crate::grid::said;
use crate::words::{classes, decided, entry, says_which};
use crate::{Column, Reading};

/// Headings are looked for in so many rows.
const DEEPEST: usize = 40;
/// Headings take at most so many rows.
const TALLEST: usize = 4;
/// So many cells of a column are shown beside its heading.
const SAMPLES: usize = 3;

/// How a list is read as far as it says so itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guess {
    /// How.
    pub reading: Reading,
    /// The columns that hold something, with their headings.
    pub headings: Vec<Heading>,
    /// The titles of the sheets that hold something.
    pub sheets: Vec<String>,
}

/// One column as it is shown to whoever corrects what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Its place, from 0.
    pub column: u32,
    /// What Excel calls it.
    pub letters: String,
    /// What stands over it.
    pub text: String,
    /// The first of its cells.
    pub samples: Vec<String>,
    /// Why nothing of it is read, where it is known and passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed: Option<Passed>,
}

/// A column that is known and passed over, as the record could not keep what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Passed {
    /// One of the six supports.
    Support,
    /// Hộ có công.
    Merit,
    /// Suy dinh dưỡng in a list that has no row for each person.
    Malnutrition,
}

impl Passed {
    /// Of a heading by itself.
    fn of(text: &str) -> Option<Self> {
        let has = |phrases: &[&str]| says(text, phrases);
        let merits = ["ho co cong", "nguoi co cong", "co cong cach mang", "cscc"];
        match () {
            () if has(&merits) && !has(&["co cong viec"]) => Some(Self::Merit),
            () if has(&["ho tro"]) && !has(&WISHES) && !has(&["ly do"]) => Some(Self::Support),
            () => None,
        }
    }

    /// Of a heading in a list that has a row for each person, or has not.
    fn among(text: &str, is_by_person: bool) -> Option<Self> {
        let of_whom = !is_by_person && says(text, &MALNUTRITION);
        Self::of(text).or(of_whom.then_some(Self::Malnutrition))
    }

    /// Why, and where it can be written down instead.
    #[must_use]
    pub fn both(self) -> Both<&'static str> {
        match self {
            Self::Support => Both::new(
                "Cột này không được ghi, vì danh sách không nói ai hỗ trợ và hỗ trợ ngày nào; xin ghi từng khoản ở trang của hộ, bằng nút «Ghi hỗ trợ đã đến».",
                "This column is not recorded, as the list names neither the giver nor the day; record each support on the household’s page with “Record support that came”.",
            ),
            Self::Merit => Both::new(
                "Cột này không được ghi, vì hồ sơ chưa có chỗ cho diện người có công; khi đi thăm có thể ghi vào phần ghi chú.",
                "This column is not recorded, as the record has no place for people of merit; a visit can say it in its note.",
            ),
            Self::Malnutrition => Both::new(
                "Cột này không được ghi, vì suy dinh dưỡng là của từng trẻ, mà danh sách này không cho biết trẻ nào; xin nhập bằng danh sách mỗi người một dòng, đánh dấu ở dòng của trẻ.",
                "This column is not recorded, as malnutrition is about one child and this list does not say which; use a list with a row for each person, marked in the child’s row.",
            ),
        }
    }
}

/// Guesses how a workbook is read; of several sheets the one whose headings say most, unless one is named.
#[must_use]
pub fn guess(workbook: &Workbook, sheet: Option<&str>) -> Option<Guess> {
    let sheets = workbook.sheets.iter();
    let filled = sheets.filter(|sheet| !sheet.rows.is_empty());
    let titles: Vec<_> = filled.clone().map(|sheet| sheet.title.clone()).collect();
    let named = filled.filter(|known| sheet.is_none_or(|sheet| known.title == sheet));
    let tops = named.map(|sheet| (sheet, Top::of(sheet)));
    // The first one of those that say as much.
    let (sheet, top) = tops.rev().max_by_key(|(_, top)| top.known.len())?;
    let columns = settled(sheet, &top);
    let headings = headings(sheet, &top, &columns);
    let reading = Reading {
        sheet: sheet.title.clone(),
        first: top.first + 1,
        columns,
        class: None,
        since: None,
        decision: None,
        hamlet: None,
    };
    Some(Guess {
        headings,
        reading: entitled(sheet, &top, reading),
        sheets: titles,
    })
}

/// The headings of a sheet.
#[derive(Debug, Default)]
struct Top {
    /// The row in which they begin, from 0.
    begins: u32,
    /// The first row behind them, from 0.
    first: u32,
    texts: BTreeMap<u32, String>,
    known: BTreeMap<u32, Column>,
}

impl Top {
    fn of(sheet: &Sheet) -> Self {
        let mut best = Self::default();
        let rows: Vec<_> = sheet.rows.iter().take(DEEPEST).collect();
        for (at, (begins, _)) in rows.iter().enumerate() {
            let mut above: BTreeMap<u32, Column> = BTreeMap::new();
            for tall in 1..=TALLEST.min(rows.len() - at) {
                let under = &rows[at..at + tall];
                let (last, row) = under[tall - 1];
                // Numbers and days are no headings, and neither is what stands apart from them.
                let is_apart = usize::try_from(*last - **begins).is_ok_and(|gap| gap + 1 > tall);
                let is_data = |cell: &Cell| matches!(cell, Cell::Number(_) | Cell::Moment(_));
                if is_apart || row.values().any(is_data) {
                    break;
                }
                let texts = stacked(under.iter().map(|(_, row)| *row));
                // Under headings that mean something already stand data, but for a heading over several columns.
                let under_known = row.keys().filter(|at| above.contains_key(at)).count();
                if under_known > 2 && under_known * 2 >= above.len() {
                    break;
                }
                let known = known(&texts);
                above.clone_from(&known);
                let has_name = known
                    .values()
                    .any(|column| matches!(column, Column::Name | Column::HeadName));
                // Parts of a heading that means nothing, as of the supports, belong to the headings all the same.
                let parts = tall > 1 && under_known == 0 && row.len() > 1;
                let goes_on = parts && best.begins == **begins && known.len() == best.known.len();
                if has_name && (known.len() > best.known.len() || goes_on) {
                    best = Self {
                        begins: **begins,
                        first: *last + 1,
                        texts,
                        known,
                    };
                }
            }
        }
        if let Some(row) = sheet.rows.get(&best.first).filter(|row| counts(row)) {
            best.first += u32::from(!row.is_empty());
        }
        best
    }
}

/// Whether a row only counts the columns, as forms do under their headings: (1) (2) (3), A B 1 2.
fn counts(row: &Row) -> bool {
    let short = |cell: &Cell| {
        let text = fold(&said(cell));
        (text.chars().count() <= 2).then_some(text)
    };
    let texts: Option<Vec<_>> = row.values().map(short).collect();
    let numbers = |texts: &[String]| {
        let numbers: Vec<u32> = texts.iter().filter_map(|text| text.parse().ok()).collect();
        let letters = texts.iter().filter(|text| text.parse::<u32>().is_err());
        let is_letter = |text: &String| text.len() == 1;
        numbers.windows(2).all(|pair| pair[0] + 1 == pair[1])
            && numbers.first().is_some_and(|first| *first <= 2)
            && letters.clone().all(is_letter)
            && letters.count() <= 3
    };
    texts.is_some_and(|texts| texts.len() >= 3 && numbers(&texts))
}

/// The texts over each column, from the top; a heading that lies over several columns is written at the first of them.
fn stacked<'a>(rows: impl Iterator<Item = &'a Row>) -> BTreeMap<u32, String> {
    let rows: Vec<_> = rows.collect();
    let columns: BTreeSet<u32> = rows.iter().flat_map(|row| row.keys().copied()).collect();
    let mut texts = BTreeMap::new();
    for column in columns {
        let mut parts: Vec<String> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let under = rows.get(at + 1..).unwrap_or_default();
            let goes_on = under.iter().any(|row| row.contains_key(&column));
            let over = || {
                let (from, cell) = row.range(..column).next_back()?;
                // Over a column of its own it would stand over nothing of this one.
                let spans = under.iter().any(|row| row.contains_key(from));
                (goes_on && spans).then_some(cell)
            };
            let part = row.get(&column).or_else(over).map(said);
            parts.extend(part.filter(|part| parts.last() != Some(part)));
        }
        let text = parts.join(" ");
        texts.insert(
            column,
            text.split_whitespace().collect::<Vec<_>>().join(" "),
        );
    }
    texts
}

/// What headings mean; of two that mean the same the first.
fn known(texts: &BTreeMap<u32, String>) -> BTreeMap<u32, Column> {
    let mut taken = BTreeSet::new();
    let mut known = BTreeMap::new();
    for (at, text) in texts {
        let column = meaning(text);
        let free = column.filter(|column| column.is_of_several() || taken.insert(*column));
        known.extend(free.map(|column| (*at, column)));
    }
    known
}

/// What headings mean beside each other and over their cells.
fn settled(sheet: &Sheet, top: &Top) -> BTreeMap<u32, Column> {
    let mut known = top.known.clone();
    let phones = top.texts.iter();
    let phones = phones.filter(|(_, text)| meaning(text) == Some(Column::Phone));
    let (marked, numbers): (Vec<_>, Vec<_>) = phones.partition(|(at, text)| {
        let cells = marks(sheet, top, **at);
        let is_marked = cells.iter().all(Option::is_some) && cells.contains(&Some(true));
        is_marked && !says(text, &NUMBERS)
    });
    known.extend(marked.into_iter().map(|(at, _)| (*at, Column::HasPhone)));
    // A column of nothing but strokes gives way to one behind it that holds numbers.
    let mut numbers = numbers.into_iter().map(|(at, _)| *at);
    let first = numbers.clone().next();
    let held = numbers.find(|at| {
        marks(sheet, top, *at)
            .iter()
            .any(|mark| *mark != Some(false))
    });
    if let Some(at) = held.or(first) {
        known.retain(|_, column| *column != Column::Phone);
        known.insert(at, Column::Phone);
    }
    if Column::say_people(known.values()) {
        let has_online = known.values().any(|column| *column == Column::Online);
        let of_person = |at: &u32| top.texts.get(at).is_some_and(|text| is_use(text));
        for (at, column) in &mut known {
            if *column == Column::Internet && !has_online && of_person(at) {
                *column = Column::Online;
            }
        }
    } else {
        // A row of a whole household says that of a child of it, and not of whom.
        known.retain(|_, column| *column != Column::Malnourished);
    }
    known
}

/// What the first cells of a column say as marks.
fn marks(sheet: &Sheet, top: &Top, column: u32) -> Vec<Option<bool>> {
    let rows = sheet.rows.range(top.first..).take(DEEPEST * SAMPLES);
    let cells = rows.filter_map(|(_, row)| row.get(&column));
    cells.map(|cell| has(&said(cell))).collect()
}

/// Whether a text has one of the phrases, which are folded, in whole words.
fn says(text: &str, phrases: &[&str]) -> bool {
    let padded = format!(" {} ", fold(text));
    let mut phrases = phrases.iter();
    phrases.any(|phrase| padded.contains(&format!(" {phrase} ")))
}

/// Whether a heading is about using the Internet, and not about what the house has.
fn is_use(text: &str) -> bool {
    says(text, &["dung", "truy cap"]) && !says(text, &["ho", "nha", "gia dinh", "so nguoi"])
}

/// The longest heading that is believed to be one, in letters.
const LONGEST: usize = 120;

/// How headings say that the number of a telephone is meant, and not whether there is one.
const NUMBERS: [&str; 5] = ["so dien thoai", "so dt", "sdt", "so di dong", "so dtdd"];

/// How headings say that something is wished for, and so is not there yet.
const WISHES: [&str; 9] = [
    "nhu cau",
    "nguyen vong",
    "de nghi",
    "de xuat",
    "mong muon",
    "muon",
    "xin cap",
    "can cap",
    "can mua",
];

const MALNUTRITION: [&str; 3] = ["suy dinh duong", "sdd", "tinh trang dinh duong"];

/// What one heading means.
fn meaning(text: &str) -> Option<Column> {
    let folded = fold(text);
    if folded.is_empty() || folded.len() > LONGEST {
        return None;
    }
    let padded = format!(" {folded} ");
    let has = |phrases: &[&str]| {
        let mut phrases = phrases.iter();
        phrases.any(|phrase| padded.contains(&format!(" {phrase} ")))
    };
    let named = classes(text);
    let (devices, is_sure) = devices_named(text);
    let of_news = has(&["thong tin", "nghe nhin", "truyen thong"]);
    let means = of_news && has(&["phuong tien", "thiet bi"]);
    let is_number = !is_sure && (has(&NUMBERS) || has(&["dien thoai chu ho"]));
    let is_owned = matches!(folded.as_str(), "dai" | "co dai") || has(&["co dien thoai"]);
    let online = has(&["internet", "mang"]) && !has(&["mang thai"]);
    let is_count = has(&["so nguoi", "so thanh vien", "so nhan khau"]);
    let is_head = has(&["chu ho"]) && !has(&["thanh vien", "nhan khau"]);
    // Whoever asks for something has a name and an address all the same.
    let is_wish = has(&WISHES) && !has(&["ho va ten", "ho ten", "nguoi de nghi"]);
    // Names that mean other things are none by being several: «điện thoại đại diện» folds like one with «đài».
    let has_devices = is_sure || means || is_owned && devices.len() == 1;
    Some(match () {
        () if has(&[
            "cccd",
            "cmnd",
            "can cuoc",
            "chung minh",
            "dinh danh ca nhan",
        ]) =>
        {
            return None;
        }
        () if has(&[
            "ghi chu",
            "ly do",
            "ho tro",
            "ky nhan",
            "nguoi co cong viec",
        ]) || Passed::of(text).is_some()
            || is_wish =>
        {
            return None;
        }
        // A mark there says that something is lacking, which is the contrary of what such columns say otherwise.
        () if has(&["thieu hut"])
            || ["khong", "chua", "thieu"]
                .iter()
                .any(|no| padded.starts_with(&format!(" {no} "))) =>
        {
            return None;
        }
        () if has(&["quan he", "qh", "qh voi chu ho", "qhch"]) => Column::Relation,
        () if has(&BIRTHS) => birth_of(&padded),
        () if has(&["stt", "so thu tu", "so tt", "tt"]) => match () {
            () if has(&["thanh vien", "tv", "khau", "nhan khau"]) => Column::MemberNumber,
            () if has(&["ho", "chu ho"]) => Column::HouseholdNumber,
            () => Column::Number,
        },
        () if has(&[
            "ma ho",
            "ma so ho",
            "ma ho gia dinh",
            "ma dinh danh ho",
            "ma hgd",
            "family code",
        ]) =>
        {
            Column::Code
        }
        () if is_number => Column::Phone,
        () if online && has(&ONES) && !is_count => Column::Online,
        () if !devices.is_empty() && has_devices => match devices.iter().next() {
            Some(device) if devices.len() == 1 => Column::having(*device),
            _ => Column::Devices,
        },
        () if means && !online => Column::Devices,
        () if has(&["dien thoai", "di dong"]) || has(&OF_WHOM) => Column::Phone,
        () if has(&MALNUTRITION) => {
            // How many there are, or that there are any, says not who.
            let is_one = !has(&["so", "ho", "ty le"]);
            return is_one.then_some(Column::Malnourished);
        }
        () if has(&["ho khau", "thuong tru", "cu tru"]) => Column::Address,
        () if has(&[
            "so khau",
            "nhan khau",
            "so nguoi",
            "so thanh vien",
            "so nhan khau",
            "khau",
        ]) && !online =>
        {
            Column::Size
        }
        () if has(&[
            "ngay quyet dinh",
            "ngay cong nhan",
            "ngay cap",
            "tu ngay",
            "ngay qd",
        ]) =>
        {
            Column::Since
        }
        () if has(&["quyet dinh", "so qd", "qd"]) => Column::Decision,
        () if has(&["gioi tinh", "phai", "nam nu"]) => match () {
            () if padded.ends_with(" gioi tinh nam ") => Column::Male,
            () if padded.ends_with(" gioi tinh nu ") => Column::Female,
            () => Column::Sex,
        },
        () if matches!(folded.as_str(), "nam") => Column::Male,
        () if matches!(folded.as_str(), "nu") => Column::Female,
        () if has(&["dan toc"]) => Column::Ethnicity,
        () if has(&["khuyet tat"]) => Column::Disability,
        () if has(&["bhyt", "bao hiem y te", "bao hiem"]) => Column::Insured,
        () if has(&["tro cap", "bao tro xa hoi", "btxh"]) => Column::Allowance,
        () if has(&["tinh trang viec lam", "viec lam"]) => Column::Work,
        () if has(&["nghe nghiep", "nghe"]) => Column::Occupation,
        () if has(&["trinh do", "bang cap", "hoc van"]) => Column::Learnt,
        () if has(&["dang hoc", "di hoc", "tinh trang di hoc", "cap hoc"]) => Column::Attends,
        () if has(&["diem thu nhap", "diem a", "diem b1", "b1", "b1point"]) => Column::IncomeScore,
        () if has(&["dien tich"]) => Column::Area,
        () if has(&["mai", "mai nha"]) => Column::Roof,
        () if has(&["tuong", "tuong nha"]) => Column::Wall,
        () if has(&["cot", "cot nha"]) => Column::Pillar,
        () if has(&["nguon nuoc", "nuoc sinh hoat", "nuoc"]) => Column::Water,
        () if has(&["nha tieu", "nha ve sinh", "ho xi"]) => Column::Latrine,
        () if online => Column::Internet,
        () if has(&[
            "phan loai",
            "loai ho",
            "ket qua",
            "dien ho",
            "doi tuong ho",
            "doi tuong",
        ]) =>
        {
            Column::Class
        }
        () if named.len() > 1 || says_which(text) => Column::Class,
        () if !named.is_empty() => Column::marking(named[0], entry(text)),
        () if is_head => Column::HeadName,
        () if has(&["ho va ten", "ho ten", "ten thanh vien", "thanh vien", "ten"]) => Column::Name,
        () if has(&[
            "thon",
            "to dan pho",
            "tdp",
            "thon to",
            "ap",
            "ban",
            "khu pho",
            "to",
        ]) =>
        {
            Column::Hamlet
        }
        () if has(&["dia chi", "noi o", "cho o"]) => Column::Address,
        () => return None,
    })
}

/// How headings say whom one calls; by itself «ĐT» may be «đối tượng» or «diện tích» too.
const OF_WHOM: [&str; 4] = [
    "dt dai dien",
    "dt nguoi dai dien",
    "dt lien he",
    "dt lien lac",
];

/// How headings say that each person is asked.
const ONES: [&str; 6] = [
    "nguoi dung",
    "nguoi su dung",
    "ca nhan",
    "thanh vien",
    "ban than",
    "tung nguoi",
];

const BIRTHS: [&str; 6] = [
    "ngay thang nam sinh",
    "ngay sinh",
    "sinh ngay",
    "nam sinh",
    "ngay thang sinh",
    "sinh nam",
];

/// Of whom a column of births is: of men, of women, or of both.
fn birth_of(padded: &str) -> Column {
    let mut rest = padded.to_owned();
    for phrase in BIRTHS {
        rest = rest.replace(&format!(" {phrase} "), "  ");
    }
    let (men, women) = (rest.contains(" nam "), rest.contains(" nu "));
    match (men, women) {
        (true, false) => Column::BirthMale,
        (false, true) => Column::BirthFemale,
        _ => Column::Birth,
    }
}

fn headings(sheet: &Sheet, top: &Top, read: &BTreeMap<u32, Column>) -> Vec<Heading> {
    let is_by_person = Column::say_people(read.values());
    let behind = || sheet.rows.range(top.first..);
    let filled: BTreeSet<u32> = behind()
        .take(DEEPEST * SAMPLES)
        .flat_map(|(_, row)| row.keys().copied())
        .chain(top.texts.keys().copied())
        .collect();
    let heading = |column: u32| {
        let cells = behind().filter_map(|(_, row)| row.get(&column));
        let unread = top.texts.get(&column);
        let unread = unread.filter(|_| !read.contains_key(&column));
        Heading {
            column,
            letters: letters(column),
            text: top.texts.get(&column).cloned().unwrap_or_default(),
            samples: cells.take(SAMPLES).map(said).collect(),
            passed: unread.and_then(|text| Passed::among(text, is_by_person)),
        }
    };
    filled.into_iter().map(heading).collect()
}

/// What the titles over the headings say of all rows: whose list it is, and by which decision.
fn entitled(sheet: &Sheet, top: &Top, mut reading: Reading) -> Reading {
    let rows = sheet.rows.range(..top.begins);
    let texts = rows.flat_map(|(_, row)| row.values().map(said));
    for text in texts.chain([sheet.title.clone()]) {
        let padded = format!(" {} ", fold(&text));
        if reading.class.is_none() && padded.contains(" ho ") {
            reading.class = decided(&text).map(|(class, _)| class);
        }
        if reading.decision.is_none() && padded.contains(" quyet dinh ") {
            reading.decision = decision(&text);
            reading.since = padded
                .find(" ngay ")
                .and_then(|at| birth::written(&padded[at..]));
        }
    }
    let columns = reading.columns.values();
    let says_class = columns
        .clone()
        .any(|column| matches!(column, Column::Class) || column.is_mark());
    // A list of the poor with a column for kinds of poor, or for who has left, is a list of the poor all the same.
    let is_marked = columns.clone().any(|column| {
        let marks = column.marks().map(|(class, _)| class);
        *column == Column::Class || marks == Some(Class::NearPoor)
    });
    if says_class && is_marked {
        reading.class = None;
    }
    reading
}

/// `123/QĐ-UBND` of `(Kèm theo Quyết định số 123/QĐ-UBND ngày 15 tháng 12 năm 2025 …)`.
fn decision(text: &str) -> Option<String> {
    let words = text.split_whitespace();
    let number = words.into_iter().find(|word| {
        let begins = word.chars().next().is_some_and(|c| c.is_ascii_digit());
        begins && word.contains('/') && word.chars().any(char::is_alphabetic)
    })?;
    Some(
        number
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_owned(),
    )
}

impl Guess {
    /// The day that is the common one of the decision, if the titles say it.
    #[must_use]
    pub fn since(&self) -> Option<NaiveDate> {
        self.reading.since
    }
}
