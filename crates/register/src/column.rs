//! What a column of a list means: the fields of section 2.7 of the domain brief that a household's record has a place for.

use dong_hanh_domain::{Both, Class, Device, Entry};
use serde::{Deserialize, Serialize};

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident $code:literal = $vi:literal / $en:literal),+ $(,)?) => {
        /// What a column means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Column { $($(#[$doc])* #[serde(rename = $code)] $name),+ }

        impl Column {
            /// Every meaning, in the order in which it is offered.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// How it is written.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// How people say it.
            #[must_use]
            pub fn both(self) -> Both<&'static str> {
                match self { $(Self::$name => Both::new($vi, $en)),+ }
            }
        }
    };
}

columns! {
    /// STT chủ hộ: another number is another household.
    HouseholdNumber "household_number" = "số thứ tự hộ" / "number of the household",
    /// STT thành viên: a row is a person.
    MemberNumber "member_number" = "số thứ tự thành viên" / "number of the person",
    /// STT, of which only the data say what it counts.
    Number "number" = "số thứ tự" / "running number",
    /// Mã hộ.
    Code "code" = "mã hộ" / "household code",
    /// Họ tên chủ hộ.
    HeadName "head_name" = "họ tên chủ hộ" / "name of the head",
    /// Họ tên of whoever the row is about.
    Name "name" = "họ tên" / "name",
    /// Quan hệ với chủ hộ.
    Relation "relation" = "quan hệ với chủ hộ" / "relation to the head",
    /// Giới tính.
    Sex "sex" = "giới tính" / "sex",
    /// A mark at men.
    Male "male" = "nam (đánh dấu)" / "male (a mark)",
    /// A mark at women.
    Female "female" = "nữ (đánh dấu)" / "female (a mark)",
    /// Ngày, năm sinh.
    Birth "birth" = "ngày, năm sinh" / "birth",
    /// Năm sinh, nam.
    BirthMale "birth_male" = "năm sinh (nam)" / "birth (men)",
    /// Năm sinh, nữ.
    BirthFemale "birth_female" = "năm sinh (nữ)" / "birth (women)",
    /// Dân tộc.
    Ethnicity "ethnicity" = "dân tộc" / "ethnicity",
    /// Thôn, tổ dân phố.
    Hamlet "hamlet" = "thôn, tổ dân phố" / "hamlet",
    /// The address inside the hamlet.
    Address "address" = "địa chỉ" / "address",
    /// Điện thoại.
    Phone "phone" = "điện thoại" / "telephone",
    /// Phân loại hộ, in words.
    Class "class" = "phân loại hộ" / "official class",
    /// A mark at poor households, of whichever kind.
    Poor "poor" = "hộ nghèo (đánh dấu)" / "poor (a mark)",
    /// A mark at poor households that are new on the list.
    PoorNew "poor_new" = "hộ nghèo phát sinh mới (đánh dấu)" / "newly poor (a mark)",
    /// A mark at households that are poor again.
    PoorAgain "poor_again" = "hộ tái nghèo (đánh dấu)" / "poor again (a mark)",
    /// A mark at near-poor households.
    NearPoor "near_poor" = "hộ cận nghèo (đánh dấu)" / "near-poor (a mark)",
    /// A mark at near-poor households that are new on the list.
    NearPoorNew "near_poor_new" = "hộ cận nghèo phát sinh mới (đánh dấu)" / "newly near-poor (a mark)",
    /// A mark at households that are near-poor again.
    NearPoorAgain "near_poor_again" = "hộ tái cận nghèo (đánh dấu)" / "near-poor again (a mark)",
    /// A mark at households that left poverty.
    Escaped "escaped" = "hộ thoát nghèo (đánh dấu)" / "left poverty (a mark)",
    /// A mark at households that left near-poverty.
    EscapedNear "escaped_near" = "hộ thoát cận nghèo (đánh dấu)" / "left near-poverty (a mark)",
    /// Ngày quyết định.
    Since "since" = "ngày quyết định" / "day of the decision",
    /// Số quyết định.
    Decision "decision" = "số quyết định" / "number of the decision",
    /// Số nhân khẩu; compared with the rows, and not kept.
    Size "size" = "số nhân khẩu" / "number of people",
    /// Điểm thu nhập: điểm A, earlier B1.
    IncomeScore "income_score" = "điểm thu nhập (điểm A, B1)" / "income score",
    /// Diện tích nhà ở.
    Area "area" = "diện tích nhà (m²)" / "floor area (m²)",
    /// Mái.
    Roof "roof" = "mái nhà" / "roof",
    /// Tường.
    Wall "wall" = "tường" / "walls",
    /// Cột.
    Pillar "pillar" = "cột" / "pillars",
    /// Nguồn nước sinh hoạt.
    Water "water" = "nước sinh hoạt" / "water",
    /// Nhà tiêu.
    Latrine "latrine" = "nhà tiêu" / "latrine",
    /// Dùng Internet.
    Internet "internet" = "nhà dùng Internet" / "Internet use of the house",
    /// Phương tiện tiếp cận thông tin, all in one cell.
    Devices "devices" = "phương tiện thông tin (tivi, điện thoại…)" / "devices (television, telephone…)",
    /// A mark at who has a television.
    HasTv "has_tv" = "tivi (đánh dấu)" / "television (a mark)",
    /// A mark at who has a radio.
    HasRadio "has_radio" = "radio (đánh dấu)" / "radio (a mark)",
    /// A mark at who has a desktop computer, or a computer of no kind.
    HasDesktop "has_desktop" = "máy tính để bàn (đánh dấu)" / "desktop computer (a mark)",
    /// A mark at who has a telephone that is no smartphone, or of no kind; not its number.
    HasPhone "has_phone" = "điện thoại thường (đánh dấu)" / "basic phone (a mark)",
    /// A mark at who has a laptop.
    HasLaptop "has_laptop" = "máy tính xách tay (đánh dấu)" / "laptop (a mark)",
    /// A mark at who has a tablet.
    HasTablet "has_tablet" = "máy tính bảng (đánh dấu)" / "tablet (a mark)",
    /// A mark at who has a smartphone.
    HasSmartphone "has_smartphone" = "điện thoại thông minh (đánh dấu)" / "smartphone (a mark)",
    /// Thẻ BHYT.
    Insured "insured" = "thẻ bảo hiểm y tế" / "health insurance",
    /// Nghề nghiệp, as it is written.
    Occupation "occupation" = "nghề nghiệp" / "occupation",
    /// Tình trạng việc làm.
    Work "work" = "tình trạng việc làm" / "employment",
    /// Đang học.
    Attends "attends" = "đang học" / "school attended",
    /// Trình độ.
    Learnt "learnt" = "bằng cấp, trình độ" / "degree or training",
    /// Khuyết tật.
    Disability "disability" = "khuyết tật" / "disability",
    /// Trợ cấp xã hội hằng tháng.
    Allowance "allowance" = "trợ cấp xã hội hằng tháng" / "monthly social allowance",
    /// Trẻ em suy dinh dưỡng.
    Malnourished "malnourished" = "trẻ suy dinh dưỡng" / "malnourished child",
    /// Whether the person of the row uses the Internet.
    Online "online" = "người này dùng Internet" / "Internet use of the person",
}

impl Column {
    /// The columns that mark the households of a class, what says more of it first: who is poor again is marked as poor too.
    pub(crate) const MARKS: [(Self, Class, Option<Entry>); 8] = [
        (Self::NearPoorAgain, Class::NearPoor, Some(Entry::Again)),
        (Self::NearPoorNew, Class::NearPoor, Some(Entry::New)),
        (Self::PoorAgain, Class::Poor, Some(Entry::Again)),
        (Self::PoorNew, Class::Poor, Some(Entry::New)),
        (Self::NearPoor, Class::NearPoor, None),
        (Self::EscapedNear, Class::EscapedNear, None),
        (Self::Escaped, Class::Escaped, None),
        (Self::Poor, Class::Poor, None),
    ];

    /// Whether it marks the households of a class; several columns may mean the same one.
    #[must_use]
    pub fn is_mark(self) -> bool {
        self.marks().is_some()
    }

    /// What it marks: a class, and how a household came to it.
    pub(crate) fn marks(self) -> Option<(Class, Option<Entry>)> {
        let mark = Self::MARKS.iter().find(|(column, ..)| *column == self);
        mark.map(|(_, class, entry)| (*class, *entry))
    }

    /// The column that marks the households of a class; of those that left a list nobody says how they came to it.
    pub(crate) fn marking(class: Class, entry: Option<Entry>) -> Self {
        let mut marks = Self::MARKS.iter();
        let mark = marks.find(|(_, of, by)| *of == class && (class.has_left() || *by == entry));
        mark.map_or(Self::Class, |(column, ..)| *column)
    }

    /// The columns that mark who has a device.
    pub(crate) const DEVICES: [(Self, Device); 7] = [
        (Self::HasTv, Device::Tv),
        (Self::HasRadio, Device::Radio),
        (Self::HasDesktop, Device::Desktop),
        (Self::HasPhone, Device::Phone),
        (Self::HasLaptop, Device::Laptop),
        (Self::HasTablet, Device::Tablet),
        (Self::HasSmartphone, Device::Smartphone),
    ];

    /// The column that marks who has a device.
    pub(crate) fn having(device: Device) -> Self {
        let mut columns = Self::DEVICES.iter();
        let column = columns.find(|(_, of)| *of == device);
        column.map_or(Self::Devices, |(column, _)| *column)
    }

    /// Whether several columns of a list may mean it, so that a mark in any of them counts.
    pub(crate) fn is_of_several(self) -> bool {
        self.is_mark() || Self::DEVICES.iter().any(|(column, _)| *column == self)
    }

    /// Whether a list with such columns has a row for each person, as far as they say it.
    pub(crate) fn say_people<'a>(mut columns: impl Iterator<Item = &'a Self>) -> bool {
        let mut names = (false, false);
        columns.any(|column| {
            names.0 |= *column == Self::Name;
            names.1 |= *column == Self::HeadName;
            matches!(column, Self::Relation | Self::MemberNumber) || names == (true, true)
        })
    }

    /// Whether it is about the person of the row, and not about the household.
    #[must_use]
    pub fn is_of_person(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Relation
                | Self::Sex
                | Self::Male
                | Self::Female
                | Self::Birth
                | Self::BirthMale
                | Self::BirthFemale
                | Self::Ethnicity
                | Self::Insured
                | Self::Occupation
                | Self::Work
                | Self::Attends
                | Self::Learnt
                | Self::Disability
                | Self::Allowance
                | Self::Malnourished
                | Self::Online
        )
    }
}
