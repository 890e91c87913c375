//! The devices by which news reach a household (Decree 07/2021, indicator 12): as one cell with all of them, or as a
//! column of marks for each.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_domain::search::fold;
use dong_hanh_domain::{Device, Fact};

use crate::words::yes;

/// What a list says of a household's devices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Devices {
    /// All that it has, where one cell names them.
    pub(crate) all: Option<BTreeSet<Device>>,
    /// Whether it has those that have a column of their own.
    pub(crate) marked: BTreeMap<Device, bool>,
}

impl Devices {
    /// The fact beside what the record knows; a device that has no mark stays as it was.
    pub(crate) fn fact(&self, known: Option<&BTreeSet<Device>>) -> Option<Fact> {
        if self.all.is_none() && self.marked.is_empty() {
            return None;
        }
        let known = self.all.as_ref().or(known);
        let mut has = known.cloned().unwrap_or_default();
        for (device, is_there) in &self.marked {
            if *is_there {
                has.insert(*device);
            } else {
                has.remove(device);
            }
        }
        // A house without those that the list asks about may have others.
        let asks_all = || Device::ALL.iter().all(|one| self.marked.contains_key(one));
        let is_known = known.is_some() || !has.is_empty() || asks_all();
        is_known.then_some(Fact::Devices(Some(has)))
    }
}

/// What lists call devices, folded, each before a shorter name that is part of it. One of no kind is the one that the
/// decree counts as shared: a telephone, a desktop computer.
const NAMES: [(&str, Device); 36] = [
    ("dien thoai di dong thong minh", Device::Smartphone),
    ("dien thoai thong minh", Device::Smartphone),
    ("dt thong minh", Device::Smartphone),
    ("smart phone", Device::Smartphone),
    ("smartphone", Device::Smartphone),
    ("dien thoai di dong", Device::Phone),
    ("dien thoai co dinh", Device::Phone),
    ("dien thoai thuong", Device::Phone),
    ("dien thoai ban", Device::Phone),
    ("dien thoai", Device::Phone),
    ("di dong", Device::Phone),
    ("phone", Device::Phone),
    ("dtdd", Device::Phone),
    ("dt", Device::Phone),
    ("may tinh xach tay", Device::Laptop),
    ("laptop", Device::Laptop),
    ("may tinh bang", Device::Tablet),
    ("tablet", Device::Tablet),
    ("ipad", Device::Tablet),
    ("may tinh de ban", Device::Desktop),
    ("may tinh ban", Device::Desktop),
    ("may vi tinh", Device::Desktop),
    ("may tinh", Device::Desktop),
    ("computer", Device::Desktop),
    ("desktop", Device::Desktop),
    ("vo tuyen truyen hinh", Device::Tv),
    ("truyen hinh", Device::Tv),
    ("vo tuyen", Device::Tv),
    ("ti vi", Device::Tv),
    ("tivi", Device::Tv),
    ("tv", Device::Tv),
    ("may thu thanh", Device::Radio),
    ("ra di o", Device::Radio),
    ("ra dio", Device::Radio),
    ("radio", Device::Radio),
    ("dai", Device::Radio),
];

/// Names that mean other things too: a number, a short word.
const LOOSE: [&str; 9] = [
    "dien thoai di dong",
    "dien thoai co dinh",
    "dien thoai ban",
    "dien thoai",
    "di dong",
    "phone",
    "dtdd",
    "dt",
    "dai",
];

/// The devices that a text names, and whether a name among them means nothing else.
pub(crate) fn named(text: &str) -> (BTreeSet<Device>, bool) {
    let mut rest = format!(" {} ", fold(text));
    let mut devices = BTreeSet::new();
    let mut is_sure = false;
    for (name, device) in NAMES {
        let name_padded = format!(" {name} ");
        while rest.contains(&name_padded) {
            rest = rest.replacen(&name_padded, " ", 1);
            devices.insert(device);
            is_sure |= !LOOSE.contains(&name);
        }
    }
    (devices, is_sure)
}

/// What one cell says that names all devices of a household.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Named {
    /// They; none where the cell says nothing of them that is understood.
    pub(crate) all: Option<BTreeSet<Device>>,
    /// What is not understood.
    pub(crate) unread: Vec<String>,
}

/// Words that take back what stands beside them, or wish for it.
const NOT: [&str; 8] = ["khong", "chua", "hong", "hu", "thieu", "mat", "can", "muon"];

/// Words of a text that says that there is nothing.
const NOTHING: [&str; 16] = [
    "khong", "chua", "co", "gi", "nao", "ca", "loai", "cac", "phuong", "tien", "thiet", "bi",
    "thong", "tin", "het", "none",
];

/// Reads a cell that names all devices: «Tivi, điện thoại thông minh», «không có».
pub(crate) fn all(text: &str) -> Named {
    let folded = fold(text);
    let mut words = folded.split(' ');
    let begins = folded.split(' ').next().unwrap_or_default();
    if matches!(begins, "khong" | "chua" | "none") && words.all(|word| NOTHING.contains(&word)) {
        return Named {
            all: Some(BTreeSet::new()),
            unread: Vec::new(),
        };
    }
    let mut read = Named::default();
    let separators = [',', ';', '/', '+', '&', '\n'];
    for part in text.split(separators).map(str::trim) {
        let folded = fold(part);
        let (devices, _) = named(part);
        if devices.is_empty() || folded.split(' ').any(|word| NOT.contains(&word)) {
            read.unread
                .extend(Some(part.to_owned()).filter(|part| !part.is_empty()));
        } else {
            read.all.get_or_insert_default().extend(devices);
        }
    }
    read
}

/// Whether there is one, by a mark, a word or how many there are: «x», «có», «2», «2 cái».
pub(crate) fn has(text: &str) -> Option<bool> {
    let count = || {
        let folded = fold(text);
        let (count, unit) = folded.split_once(' ').unwrap_or((&folded, ""));
        let is_one = matches!(unit, "" | "cai" | "chiec" | "bo" | "may" | "nguoi");
        // Longer numbers are those of telephones.
        let count: u32 = count.parse().ok().filter(|_| is_one && count.len() < 3)?;
        Some(count > 0)
    };
    yes(text).or_else(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Device::{Desktop, Laptop, Phone, Radio, Smartphone, Tablet, Tv};

    #[test]
    fn devices_are_read_as_lists_name_them() {
        for (text, devices) in [
            ("Tivi", &[Tv][..]),
            ("Ti vi; ra-đi-ô", &[Tv, Radio]),
            ("TV + đài + ĐT", &[Tv, Radio, Phone]),
            ("tivi và điện thoại (thông minh)", &[Tv, Smartphone]),
            ("Điện thoại thông minh, điện thoại", &[Smartphone, Phone]),
            ("01 tivi, 2 máy tính bảng", &[Tv, Tablet]),
            ("máy tính xách tay/máy vi tính", &[Laptop, Desktop]),
            ("Tivi\nmáy tính", &[Tv, Desktop]),
            ("Không có", &[]),
            ("không có phương tiện nào", &[]),
        ] {
            let expected = Named {
                all: Some(devices.iter().copied().collect()),
                unread: Vec::new(),
            };
            assert_eq!(all(text), expected, "{text}");
        }
    }

    #[test]
    fn what_a_cell_of_devices_does_not_say_is_told_part_by_part() {
        let read = all("tivi, loa phường, điện thoại hỏng");
        assert_eq!(read.all, Some([Tv].into()));
        assert_eq!(read.unread, ["loa phường", "điện thoại hỏng"]);
        for none in ["x", "2", "có", "không có tivi"] {
            let read = all(none);
            assert_eq!((read.all, read.unread), (None, vec![none.to_owned()]));
        }
    }

    #[test]
    fn every_word_of_the_record_is_a_name_of_its_device() {
        use dong_hanh_domain::Word as _;
        for device in Device::ALL {
            let both = device.both();
            for name in [both.vi, device.code()] {
                assert_eq!(named(name).0, [*device].into(), "{name}");
            }
        }
    }

    #[test]
    fn a_mark_may_be_a_count() {
        for (text, is) in [
            ("x", Some(true)),
            ("2", Some(true)),
            ("03 cái", Some(true)),
            ("00", Some(false)),
            ("không", Some(false)),
            ("0905123456", None),
            ("Samsung", None),
        ] {
            assert_eq!(has(text), is, "{text}");
        }
    }

    #[test]
    fn s15_8_marks_say_nothing_of_what_has_no_column() {
        let marked = |marks: &[(Device, bool)]| Devices {
            all: None,
            marked: marks.iter().copied().collect(),
        };
        let says =
            |devices: &[Device]| Some(Fact::Devices(Some(devices.iter().copied().collect())));
        let known: BTreeSet<_> = [Tv, Phone].into();
        assert_eq!(marked(&[]).fact(Some(&known)), None);
        assert_eq!(
            marked(&[(Radio, true)]).fact(Some(&known)),
            says(&[Tv, Radio, Phone])
        );
        assert_eq!(marked(&[(Tv, false)]).fact(Some(&known)), says(&[Phone]));
        assert_eq!(marked(&[(Tv, false)]).fact(None), None);
        let none: Vec<_> = Device::ALL.iter().map(|device| (*device, false)).collect();
        assert_eq!(marked(&none).fact(None), says(&[]));
    }
}
