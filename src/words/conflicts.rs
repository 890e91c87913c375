//! Two people said different things of one fact: the officer's page, and what is said of it elsewhere.

super::words! {
    /// Rail.
    rail() { vi: "Nói khác", en: "Clashes" }
    /// What a number on the rail counts.
    rail_count(count: usize) { vi: ", {count} điều nói khác nhau", en: ", {count} facts said differently" }
    /// Title.
    title() { vi: "Những điều nói khác nhau", en: "Facts said differently" }
    /// What this page is.
    text() { vi: "Hai người ghi khác nhau về cùng một điều mà chưa thấy bản của nhau. Cả hai vẫn được giữ. Xin chọn điều đúng; mọi máy sẽ nhận điều ấy.", en: "Two people wrote different things about the same fact without having seen each other's. Both are kept. Choose what is right; it goes to every phone." }
    /// Nothing clashes.
    empty_title() { vi: "Không có điều nào nói khác nhau", en: "Nothing is said differently" }
    /// What that means.
    empty_text() { vi: "Khi hai người ghi khác nhau về cùng một điều của một hộ, cả hai được giữ và hiện ở đây để văn phòng chọn.", en: "When two people write different things about a fact of a household, both are kept and shown here for the office to choose." }
    /// Of one fact.
    people_differ(count: usize) { vi: "{count} người nói khác nhau", en: "{count} people say different things" }
    /// Of one fact, by one person on two phones.
    values_differ(count: usize) { vi: "{count} lời ghi khác nhau", en: "{count} different values" }
    /// A fact and how many say different things about it.
    fact_differs(fact: &str, differ: &str) { vi: "{fact}: {differ}.", en: "{fact}: {differ}." }
    /// Group of the values, for those who hear it.
    choose() { vi: "Điều nào đúng?", en: "Which is right?" }
    /// Who said it, and when.
    said(who: &str, time: &str) { vi: "{who}, {time}", en: "{who}, {time}" }
    /// Who said it cannot be told; it was so when the household was registered.
    visit_link(day: &str) { vi: "Xem lượt thăm {day}", en: "See the visit of {day}" }
    /// Beside the value that the record has.
    stands() { vi: "Sổ đang ghi", en: "In the record now" }
    /// A value that nobody said.
    third() { vi: "Điều khác", en: "Something else" }
    /// Label of the field for it, for those who hear it.
    third_field(fact: &str) { vi: "{fact}, điều khác", en: "{fact}, something else" }
    /// Button.
    save() { vi: "Ghi điều này", en: "Write this" }
    /// It could not be saved.
    failed() { vi: "Chưa ghi được", en: "Not written" }
    /// It is saved.
    saved(fact: &str, value: &str) { vi: "Đã ghi {fact}: {value}. Mọi máy sẽ nhận.", en: "Wrote {fact}: {value}. Every phone will get it." }
    /// Head of what was chosen.
    settled() { vi: "Đã chọn", en: "Chosen" }
    /// What was chosen, by whom and when.
    settled_by(who: &str, time: &str) { vi: "{who} chọn, {time}", en: "Chosen by {who}, {time}" }
    /// What it was chosen between.
    settled_between(values: &str) { vi: "giữa {values}", en: "between {values}" }
    /// Button.
    again() { vi: "Chọn lại", en: "Choose again" }
    /// Button, for those who hear it.
    again_of(fact: &str, name: &str) { vi: "Chọn lại {fact} của {name}", en: "Choose {fact} of {name} again" }
    /// The keys.
    keys() { vi: "Phím: số để chọn, Enter để ghi, J và K để xuống và lên.", en: "Keys: a number chooses, Enter writes, J and K go down and up." }
    /// Link from a household.
    open() { vi: "Chọn điều đúng", en: "Choose what is right" }
    /// On the page of a household.
    of_household() { vi: "Có điều nói khác nhau về hộ này", en: "People say different things about this household" }
}
