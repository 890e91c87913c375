//! The office's page of support.

super::words! {
    /// Name of the page, and its place in the rail.
    title() { vi: "Hỗ trợ", en: "Support" }
    /// Keys that work here.
    keys() { vi: "J, K: dòng sau, dòng trước. C: cùng một khoản. N: hai khoản khác nhau. U: hoàn tác.", en: "J, K: next, previous line. C: one gift. N: two gifts. U: undo." }
    /// How many promises are overdue.
    overdue(count: usize) { vi: "{count} cam kết quá hẹn", en: "{count} overdue commitments" }
    /// None is.
    none_overdue() { vi: "Không cam kết nào quá hẹn.", en: "No commitment is overdue." }
    /// The office is reminded.
    reminds_office() { vi: "Văn phòng cần xem", en: "The office should see to it" }
    /// The volunteer is reminded.
    reminds_volunteer() { vi: "Đang nhắc người thăm", en: "The visitor is being reminded" }
    /// How many pairs look like one gift.
    pairs(count: usize) { vi: "{count} cặp có thể là cùng một khoản", en: "{count} pairs may be one gift" }
    /// What that means.
    pairs_text() { vi: "Hai người cùng ghi một khoản cho một hộ: cùng loại, cách nhau không quá 7 ngày (khoản không ghi ngày: 3 tháng), giá trị gần bằng nhau. Gộp thì chỉ tính một lần, hai dòng vẫn còn nguyên.", en: "Two people recorded what may be one gift: the same kind, at most 7 days apart (3 months where no day was written), worth about the same. Merged they are counted once; both lines stay." }
    /// None does.
    no_pairs() { vi: "Không có cặp nào cần xem.", en: "No pair to look at." }
    /// Pairs of which an officer has said something.
    decided() { vi: "Đã xem", en: "Decided" }
    /// They are one.
    merge() { vi: "Cùng một khoản", en: "One gift" }
    /// They are two.
    apart() { vi: "Hai khoản khác nhau", en: "Two gifts" }
    /// What was said.
    is_one() { vi: "Cùng một khoản, chỉ tính một lần.", en: "One gift, counted once." }
    /// What was said.
    are_two() { vi: "Hai khoản khác nhau, tính cả hai.", en: "Two gifts, both counted." }
    /// Head of the sums.
    sums() { vi: "Đã hỗ trợ được gì", en: "What came" }
    /// By what is added up.
    by() { vi: "Cộng theo", en: "Added up by" }
    /// By who gave it.
    giver() { vi: "Nơi hỗ trợ", en: "Giver" }
    /// By the name of who gave it.
    giver_name() { vi: "Tên nơi hỗ trợ", en: "Giver’s name" }
    /// Under the rows that are shown.
    more(count: usize) { vi: "Xem thêm {count} dòng", en: "Show {count} more" }
    /// What a number on the rail counts.
    rail_count(count: usize) { vi: ", {count} lời hẹn quá hạn cần văn phòng", en: ", {count} overdue promises for the office" }
    /// No giver was named.
    no_name() { vi: "Không ghi tên", en: "Not named" }
    /// By programme.
    programme() { vi: "Chương trình", en: "Programme" }
    /// By hamlet.
    hamlet() { vi: "Thôn, tổ", en: "Hamlet" }
    /// By household.
    household() { vi: "Hộ", en: "Household" }
    /// No programme was named.
    no_programme() { vi: "Không theo chương trình nào", en: "No programme" }
    /// All together.
    all(gifts: u32, money: &str, in_kind: u32) { vi: "{gifts} lần hỗ trợ: {money} và {in_kind} lần bằng hiện vật", en: "{gifts} gifts: {money}, and {in_kind} in kind" }
    /// Of what a row is.
    column_of() { vi: "Nơi, người", en: "Of" }
    /// The bar.
    column_bar() { vi: "So sánh", en: "Comparison" }
    /// Money.
    column_money() { vi: "Tiền", en: "Money" }
    /// How many gifts.
    column_gifts() { vi: "Số lần", en: "Gifts" }
    /// How many of them were no money.
    column_in_kind() { vi: "Bằng hiện vật", en: "In kind" }
}
