//! Days and times in words.

super::words! {
    /// A time of today, inside a sentence.
    at_time(time: &str) { vi: "lúc {time}", en: "at {time}" }
    /// Another day, inside a sentence.
    on_day(day: &str) { vi: "ngày {day}", en: "on {day}" }
    /// How old somebody is.
    age(years: u16) { vi: "{years} tuổi", en: "{years} years old" }
    /// Monday.
    monday() { vi: "Thứ Hai", en: "Monday" }
    /// Tuesday.
    tuesday() { vi: "Thứ Ba", en: "Tuesday" }
    /// Wednesday.
    wednesday() { vi: "Thứ Tư", en: "Wednesday" }
    /// Thursday.
    thursday() { vi: "Thứ Năm", en: "Thursday" }
    /// Friday.
    friday() { vi: "Thứ Sáu", en: "Friday" }
    /// Saturday.
    saturday() { vi: "Thứ Bảy", en: "Saturday" }
    /// Sunday.
    sunday() { vi: "Chủ Nhật", en: "Sunday" }
}
