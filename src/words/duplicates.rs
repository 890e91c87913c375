//! The office's page of records that may be one household.

super::words! {
    /// Name of the page.
    title() { vi: "Hộ trùng", en: "Duplicate households" }
    /// In the rail.
    rail() { vi: "Hộ trùng", en: "Duplicates" }
    /// Beside the number in the rail, for those who hear it.
    rail_count(count: usize) { vi: "{count} cặp chờ xem", en: "{count} pairs to look at" }
    /// Keys that work here.
    keys() {
        vi: "J, K: cặp sau, cặp trước. A, B: một hộ, dùng tiếp hồ sơ A hoặc B. N: hai hộ khác nhau. U: hoàn tác.",
        en: "J, K: next, previous pair. A, B: one household, record A or B is used from now on. N: two households. U: undo.",
    }
    /// How many pairs there are.
    pairs(count: usize) { vi: "{count} cặp hồ sơ có thể là một hộ", en: "{count} pairs of records may be one household" }
    /// What that means, and what comes of it.
    text() {
        vi: "Hai người cùng ghi một hộ, hoặc danh sách nhập vào đã có hộ đó. Ghi là một hộ thì cả hai hồ sơ vẫn còn nguyên, lượt thăm được tính chung, điều ghi thêm ở hồ sơ này cũng vào hồ sơ kia. Cặp đã xem không hỏi lại.",
        en: "Two people registered one household, or an imported list had it already. Where they are one, both records stay whole, visits count together, and what is written for one is written for the other too. A pair is asked about once.",
    }
    /// None is left.
    none() { vi: "Không có cặp nào cần xem. Hộ mới ghi giống hộ đã có sẽ hiện ở đây.", en: "No pair to look at. A new household that looks like a known one will be listed here." }
    /// Button below the list.
    more(count: usize) { vi: "Xem thêm {count} cặp", en: "Show {count} more pairs" }
    /// Head of a pair.
    pair(one: &str, other: &str) { vi: "{one} và {other}", en: "{one} and {other}" }
    /// Before the reasons.
    alike(why: &str) { vi: "Giống nhau: {why}", en: "Alike: {why}" }
    /// Head of the column of names of facts.
    column_fact() { vi: "Thông tin", en: "Fact" }
    /// Head of a column.
    record(letter: &str) { vi: "Hồ sơ {letter}", en: "Record {letter}" }
    /// Head of the column that tells whether both say the same.
    column_same() { vi: "So sánh", en: "Comparison" }
    /// Both say the same.
    same() { vi: "giống", en: "the same" }
    /// They do not.
    differs() { vi: "khác", en: "different" }
    /// One of them says nothing.
    one_says() { vi: "một bên chưa ghi", en: "one says nothing" }
    /// A fact.
    head() { vi: "Chủ hộ", en: "Head" }
    /// A fact.
    born() { vi: "Chủ hộ sinh", en: "Head born" }
    /// A fact.
    lives() { vi: "Thôn, tổ", en: "Hamlet" }
    /// A fact.
    people() { vi: "Người trong nhà", en: "People" }
    /// A fact.
    visits() { vi: "Lượt thăm", en: "Visits" }
    /// A fact.
    registered() { vi: "Người ghi", en: "Registered by" }
    /// Nothing is known.
    nothing() { vi: "chưa ghi", en: "not recorded" }
    /// Link to the record.
    open() { vi: "Mở hồ sơ", en: "Open the record" }
    /// Link to the record, for those who hear it.
    open_whose(letter: &str, name: &str) { vi: "Mở hồ sơ {letter} của {name}", en: "Open record {letter} of {name}" }
    /// Button.
    keep(letter: &str) { vi: "Một hộ, dùng tiếp hồ sơ {letter}", en: "One household, use record {letter}" }
    /// Button.
    apart() { vi: "Hai hộ khác nhau", en: "Two households" }
    /// Both stand for others, so that neither can become a double.
    both_stand() {
        vi: "Mỗi hồ sơ đang dùng chung cho một hộ khác nữa. Muốn gộp, hãy mở hồ sơ kia và bỏ ghi trùng trước.",
        en: "Each of them stands for one more household. To join them, open that record first and take it back.",
    }
    /// Pairs of which an officer has said something.
    decided() { vi: "Đã xem", en: "Decided" }
    /// What was said.
    is_one(double: &str, kept: &str) { vi: "Hồ sơ của {double} trùng với hồ sơ của {kept}", en: "The record of {double} is the same household as that of {kept}" }
    /// What was said.
    are_two(one: &str, other: &str) { vi: "{one} và {other} là hai hộ khác nhau", en: "{one} and {other} are two households" }
    /// More were decided than are shown.
    earlier(count: usize) { vi: "Còn {count} cặp đã xem trước đó, sửa được ở trang của hộ.", en: "{count} more were decided before; each can be changed on the page of its household." }
}
