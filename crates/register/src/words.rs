//! What lists call the facts that are one of a few words, beside how people say them here.

use dong_hanh_domain::search::fold;
use dong_hanh_domain::{
    Allowance, Attends, Class, Disability, Entry, Ethnicity, Latrine, Learnt, Material, Relation,
    Roof, Sex, Water, Word, Work,
};

/// A word that a list has its own ways for.
pub(crate) trait Listed: Word {
    /// Those, folded.
    const OTHERS: &'static [(&'static str, Self)];
}

/// The one that a text says.
pub(crate) fn word<T: Listed>(text: &str) -> Option<T> {
    let folded = fold(text);
    let other = T::OTHERS.iter().find(|(name, _)| *name == folded);
    let known = || {
        let mut every = T::EVERY.iter().copied();
        every.find(|word| {
            let both = word.both();
            [word.code(), both.vi, both.en]
                .iter()
                .any(|name| fold(name) == folded)
        })
    };
    other.map(|(_, word)| *word).or_else(known)
}

/// The official class that a text says, and how a household came to it: «Hộ nghèo», «tái nghèo», «cận nghèo - phát sinh mới».
pub(crate) fn decided(text: &str) -> Option<(Class, Option<Entry>)> {
    let named = || match classes(text)[..] {
        [class] => Some(class),
        _ => None,
    };
    let class = word(text).or_else(named)?;
    Some((class, entry(text)))
}

/// The classes that a text names.
pub(crate) fn classes(text: &str) -> Vec<Class> {
    let mut rest = format!(" {} ", fold(text));
    // Who is not poor, or may become so, has none of them.
    if [" khong ngheo ", " nguy co "]
        .iter()
        .any(|no| rest.contains(no))
    {
        return Vec::new();
    }
    // Each name is taken out before a shorter one that is part of it is looked for.
    let named = [
        (" thoat can ngheo ", Class::EscapedNear),
        (" can ngheo ", Class::NearPoor),
        (" thoat ngheo ", Class::Escaped),
        (" ngheo ", Class::Poor),
    ];
    let named = named.into_iter().filter(|(name, _)| {
        let is_said = rest.contains(name);
        rest = rest.replace(name, " ");
        is_said
    });
    named.map(|(_, class)| class).collect()
}

/// How a household came to the class that a text says: «tái nghèo», «hộ cận nghèo mới», «phát sinh mới».
pub(crate) fn entry(text: &str) -> Option<Entry> {
    let padded = format!(" {} ", fold(text));
    let has = |phrases: [&str; 2]| phrases.iter().any(|phrase| padded.contains(phrase));
    match () {
        () if has([" thoat ", " nguy co "]) => None,
        () if has([" tai ngheo ", " tai can ngheo "]) => Some(Entry::Again),
        () if has([" ngheo moi ", " phat sinh "]) => Some(Entry::New),
        () => None,
    }
}

/// Whether a text names several ways that lead to a class: «nghèo mới, tái nghèo, nghèo cũ».
pub(crate) fn says_which(text: &str) -> bool {
    let padded = format!(" {} ", fold(text));
    let ways = [" ngheo moi ", " tai ", " ngheo cu "];
    ways.iter().filter(|way| padded.contains(*way)).count() > 1
}

/// Yes, no, or a mark; `None` for another text.
pub(crate) fn yes(text: &str) -> Option<bool> {
    if matches!(text, "✓" | "✔" | "√" | "+" | "*") {
        return Some(true);
    }
    match fold(text).as_str() {
        "x" | "v" | "co" | "1" | "yes" | "true" | "dung" | "da co" => Some(true),
        "khong" | "0" | "k" | "no" | "false" | "khong co" | "chua" | "chua co" | "" => Some(false),
        _ => None,
    }
}

/// Whether somebody uses the Internet.
pub(crate) fn online(text: &str) -> Option<bool> {
    let said = || match fold(text).as_str() {
        "dung" | "co dung" | "dang dung" | "su dung" | "co su dung" | "dang su dung"
        | "thuong xuyen" | "hang ngay" | "wifi" | "3g" | "4g" | "5g" => Some(true),
        "khong dung" | "chua dung" | "khong su dung" | "chua su dung" | "khong biet dung" => {
            Some(false)
        }
        _ => None,
    };
    yes(text).or_else(said)
}

/// Whether a child is malnourished: «SDD độ 1», «thể thấp còi», «bình thường».
pub(crate) fn malnourished(text: &str) -> Option<bool> {
    let folded = fold(text);
    let begins = |words: &[&str]| {
        let mut words = words.iter();
        words.any(|word| {
            let rest = folded.strip_prefix(word);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    };
    let said = || match () {
        () if begins(&[
            "binh thuong",
            "khong suy dinh duong",
            "khong sdd",
            "khong bi",
        ]) =>
        {
            Some(false)
        }
        () if begins(&["suy dinh duong", "sdd", "bi", "co suy dinh duong", "co sdd"])
            || begins(&[
                "the thap coi",
                "thap coi",
                "the nhe can",
                "nhe can",
                "gay com",
            ]) =>
        {
            Some(true)
        }
        () => None,
    };
    yes(text).or_else(said)
}

/// Nam or nữ.
pub(crate) fn sex(text: &str) -> Option<Sex> {
    match fold(text).as_str() {
        "nam" | "1" | "male" | "m" | "trai" => Some(Sex::Male),
        "nu" | "2" | "female" | "f" | "gai" => Some(Sex::Female),
        _ => None,
    }
}

/// What a relation says: that somebody is the head, or what they are to the head; and of which sex, where the word has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kin {
    /// `None` for the head.
    pub(crate) relation: Option<Relation>,
    pub(crate) sex: Option<Sex>,
    /// Whether the word was known.
    pub(crate) is_known: bool,
}

/// Reads a relation to the head (Mẫu 01 of Decision 24/2021/QĐ-TTg); in-laws and elders are others there.
pub(crate) fn kin(text: &str) -> Kin {
    use Relation::{Child, Grandchild, Other, Parent, Sibling, Spouse};
    use Sex::{Female, Male};
    // Without its marks the word for a grandmother is the one for a father.
    if text.trim().to_lowercase().starts_with("bà") {
        return of(Some(Other), Some(Female));
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let kin = match words[..] {
        ["chu", "ho", ..] | ["ch"] => of(None, None),
        ["con", "dau", ..] => of(Some(Other), Some(Female)),
        ["con", "re", ..] => of(Some(Other), Some(Male)),
        ["vo", "chong"] => of(Some(Spouse), None),
        ["me" | "ma", "vo" | "chong"] => of(Some(Other), Some(Female)),
        ["bo" | "cha" | "ba", "vo" | "chong"] => of(Some(Other), Some(Male)),
        ["vo"] => of(Some(Spouse), Some(Female)),
        ["chong"] => of(Some(Spouse), Some(Male)),
        ["anh" | "em", "re"] => of(Some(Other), Some(Male)),
        ["chi" | "em", "dau"] => of(Some(Other), Some(Female)),
        ["con" | "chau" | "em", .., "trai"] => of(Some(blood(words[0])), Some(Male)),
        ["con" | "chau" | "em", .., "gai"] => of(Some(blood(words[0])), Some(Female)),
        ["con", ..] => of(Some(Child), None),
        ["chau", ..] => of(Some(Grandchild), None),
        ["bo" | "cha" | "ba", ..] => of(Some(Parent), Some(Male)),
        ["me" | "ma", ..] => of(Some(Parent), Some(Female)),
        ["anh", ..] => of(Some(Sibling), Some(Male)),
        ["chi", ..] => of(Some(Sibling), Some(Female)),
        ["em", ..] => of(Some(Sibling), None),
        ["ong", ..] => of(Some(Other), Some(Male)),
        ["khac"]
        | [
            "chat" | "co" | "chu" | "bac" | "di" | "cau" | "mo" | "o" | "duong",
            ..,
        ] => of(Some(Other), None),
        _ => Kin {
            is_known: false,
            ..of(Some(Other), None)
        },
    };
    return kin;

    fn of(relation: Option<Relation>, sex: Option<Sex>) -> Kin {
        Kin {
            relation,
            sex,
            is_known: true,
        }
    }

    fn blood(word: &str) -> Relation {
        match word {
            "con" => Relation::Child,
            "chau" => Relation::Grandchild,
            _ => Relation::Sibling,
        }
    }
}

/// The sex that a name has nearly always: `Thị` is a woman's, `Văn` a man's.
pub(crate) fn sex_of_name(name: &str) -> Option<Sex> {
    let middle: Vec<&str> = name.split(' ').collect();
    let middle = middle
        .get(1..middle.len().saturating_sub(1))
        .unwrap_or_default();
    let has = |words: &[&str]| middle.iter().any(|word| words.contains(word));
    if has(&["Thị", "THỊ", "thị"]) {
        Some(Sex::Female)
    } else if has(&["Văn", "VĂN", "văn"]) {
        Some(Sex::Male)
    } else {
        None
    }
}

macro_rules! others {
    ($kind:ident { $($name:literal = $word:ident),* $(,)? }) => {
        impl Listed for $kind {
            const OTHERS: &'static [(&'static str, Self)] = &[$(($name, Self::$word)),*];
        }
    };
}

others! { Class {
    "hn" = Poor, "n" = Poor, "hcn" = NearPoor, "cn" = NearPoor,
} }
others! { Roof {
    "mai ngoi" = Tile, "mai ton" = Metal, "fibro" = FibreCement, "fibroximang" = FibreCement,
    "fibro xi mang" = FibreCement, "tam lop" = FibreCement, "be tong" = Concrete, "mai bang" = Concrete,
    "do be tong" = Concrete, "duc" = Concrete, "tranh" = Thatch, "la" = Thatch, "tranh tre" = Thatch,
    "tranh tre nua la" = Thatch, "ton" = Metal, "ngoi" = Tile,
} }
others! { Material {
    "gach" = Masonry, "xay gach" = Masonry, "be tong" = Masonry, "da" = Masonry, "tuong gach" = Masonry,
    "go" = Hardwood, "go ben chac" = Hardwood, "ton" = Metal, "sat" = Metal, "thep" = Metal,
    "tre" = Makeshift, "tranh tre" = Makeshift, "van ep" = Makeshift, "tam" = Makeshift, "dat" = Makeshift,
} }
others! { Water {
    "may" = Tap, "nuoc may" = Tap, "gieng khoan" = DrilledWell, "gieng dao" = ProtectedWell,
    "gieng dao duoc bao ve" = ProtectedWell, "gieng" = ProtectedWell, "mua" = Rain, "nuoc mua" = Rain,
    "song" = Surface, "suoi" = Surface, "ho" = Surface, "song suoi" = Surface, "nuoc binh" = Bottled,
    "khe" = ProtectedSpring, "nuoc khe" = ProtectedSpring, "nuoc tu chay" = ProtectedSpring,
} }
others! { Latrine {
    "tu hoai" = Septic, "ban tu hoai" = Septic, "hop ve sinh" = Septic, "tham doi" = PourFlush,
    "hai ngan" = TwoVault, "2 ngan" = TwoVault, "tam bo" = Makeshift, "khong" = None, "khong co" = None,
    "chua co" = None, "dung nho" = Shared, "dung chung" = Shared,
} }
others! { Work {
    "dang di hoc" = Studying, "di hoc" = Studying, "hoc sinh" = Studying, "sinh vien" = Studying,
    "con nho" = Studying, "mat suc lao dong" = Unable, "khong co kha nang lao dong" = Unable,
    "kcknld" = Unable, "noi tro" = Home, "that nghiep" = Seeking, "chua co viec lam" = Seeking,
    "lam nong" = Own, "nong" = Own, "nong nghiep" = Own, "tu lam" = Own, "co hop dong" = Contract,
    "khong hop dong" = NoContract, "lam thue" = NoContract,
} }
others! { Attends {
    "mam non" = Kindergarten, "mau giao" = Kindergarten, "nha tre" = Kindergarten, "tieu hoc" = Primary,
    "cap 1" = Primary, "thcs" = LowerSecondary, "cap 2" = LowerSecondary, "thpt" = UpperSecondary,
    "cap 3" = UpperSecondary, "khong" = Nothing, "khong di hoc" = Nothing, "dai hoc" = Higher,
    "cao dang" = Higher, "hoc nghe" = Vocational,
} }
others! { Learnt {
    "khong" = Nothing, "chua co" = Nothing, "khong biet chu" = Nothing, "tieu hoc" = Primary, "cap 1" = Primary,
    "thcs" = LowerSecondary, "cap 2" = LowerSecondary, "thpt" = UpperSecondary, "cap 3" = UpperSecondary,
    "so cap" = Elementary, "trung cap" = Intermediate, "cao dang" = College, "dai hoc" = University,
} }
others! { Disability {
    "khong" = Nothing, "0" = Nothing, "nhe" = Mild, "nang" = Severe, "dac biet nang" = Extreme,
    "1" = Extreme, "2" = Severe, "3" = Mild,
} }
others! { Allowance {
    "khong" = Nothing, "nguoi cao tuoi" = Elderly, "cao tuoi" = Elderly, "nct" = Elderly,
    "nguoi khuyet tat" = Disabled, "khuyet tat" = Disabled, "nkt" = Disabled, "khac" = Other,
    "mo coi" = Other, "don than" = Other,
} }
others! { Ethnicity {
    "ta oi" = TaOi, "pa co" = TaOi, "pa hy" = TaOi, "pako" = TaOi, "co tu" = CoTu, "ka tu" = CoTu,
    "van kieu" = Bru, "bru van kieu" = Bru, "bru" = Bru, "khac" = Other,
} }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_lists_have_them() {
        assert_eq!(word("Hộ cận nghèo"), Some(Class::NearPoor));
        assert_eq!(word("N"), Some(Class::Poor));
        assert_eq!(word("Mái tôn"), Some(Roof::Metal));
        assert_eq!(word("tự hoại"), Some(Latrine::Septic));
        assert_eq!(word("THCS"), Some(Learnt::LowerSecondary));
        assert_eq!(word("Kinh"), Some(Ethnicity::Kinh));
        assert_eq!(word::<Roof>("vàng"), None);
    }

    #[test]
    fn a_class_may_say_how_a_household_came_to_it() {
        for (text, class, came) in [
            ("Tái nghèo", Class::Poor, Some(Entry::Again)),
            ("Hộ nghèo (tái nghèo)", Class::Poor, Some(Entry::Again)),
            ("Hộ tái cận nghèo", Class::NearPoor, Some(Entry::Again)),
            ("Hộ nghèo mới", Class::Poor, Some(Entry::New)),
            (
                "Cận nghèo - phát sinh mới",
                Class::NearPoor,
                Some(Entry::New),
            ),
            ("Hộ nghèo cũ", Class::Poor, None),
            ("Hộ mới thoát nghèo", Class::Escaped, None),
            ("Thoát cận nghèo", Class::EscapedNear, None),
            ("Hộ nghèo mới (phát sinh)", Class::Poor, Some(Entry::New)),
            ("HCN", Class::NearPoor, None),
        ] {
            assert_eq!(decided(text), Some((class, came)), "{text}");
        }
        for none in [
            "Hộ không nghèo",
            "Hộ có nguy cơ tái nghèo",
            "nghèo, cận nghèo",
            "khá",
        ] {
            assert_eq!(decided(none), None, "{none}");
        }
    }

    #[test]
    fn a_relation_says_who_and_often_of_which_sex() {
        let child = |sex| (Some(Relation::Child), sex);
        let read = |text| {
            let kin = kin(text);
            (kin.relation, kin.sex)
        };
        assert_eq!(read("Chủ hộ"), (None, None));
        assert_eq!(read("con trai"), child(Some(Sex::Male)));
        assert_eq!(read("Con đẻ"), child(None));
        assert_eq!(read("con dâu"), (Some(Relation::Other), Some(Sex::Female)));
        assert_eq!(read("Vợ"), (Some(Relation::Spouse), Some(Sex::Female)));
        assert_eq!(read("bà nội"), (Some(Relation::Other), Some(Sex::Female)));
        assert_eq!(read("ba"), (Some(Relation::Parent), Some(Sex::Male)));
        assert_eq!(read("cháu ngoại"), (Some(Relation::Grandchild), None));
        assert!(!kin("bạn").is_known);
    }

    #[test]
    fn the_internet_and_malnutrition_have_words_beside_marks() {
        for (text, said) in [
            ("x", Some(true)),
            ("Có sử dụng", Some(true)),
            ("không dùng", Some(false)),
            ("Viettel", None),
        ] {
            assert_eq!(online(text), said, "{text}");
        }
        for (text, said) in [
            ("x", Some(true)),
            ("SDD độ 1", Some(true)),
            ("Suy dinh dưỡng thể thấp còi", Some(true)),
            ("Bình thường", Some(false)),
            ("không suy dinh dưỡng", Some(false)),
            ("thừa cân", None),
            ("bình", None),
        ] {
            assert_eq!(malnourished(text), said, "{text}");
        }
    }

    #[test]
    fn marks_are_yes_and_strokes_are_no() {
        for (text, said) in [
            ("x", Some(true)),
            ("✓", Some(true)),
            ("-", Some(false)),
            ("Có", Some(true)),
            ("hai", None),
        ] {
            assert_eq!(yes(text), said, "{text}");
        }
    }
}
