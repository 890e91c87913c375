//! Who is left behind: the list on the phone and at the office.

super::words! {
    /// Name of the page, and what leads to it.
    title() { vi: "Ai đang bị bỏ lại?", en: "Who is left behind?" }
    /// Rail of the office.
    rail() { vi: "Bị bỏ lại", en: "Left behind" }
    /// The way back, on the phone.
    back() { vi: "Về trang Hôm nay", en: "Back to Today" }
    /// How many are left behind.
    alone(count: usize) { vi: "{count} hộ bị bỏ lại", en: "{count} left behind" }
    /// How many are not.
    accompanied(count: usize) { vi: "{count} hộ có người đi cùng", en: "{count} not left behind" }
    /// Both in a sentence.
    of(count: usize, of: usize) { vi: "{count} trong {of} hộ đang bị bỏ lại", en: "{count} of {of} households are left behind" }
    /// Over the list.
    urgent_first() { vi: "Gấp nhất ở trên", en: "The most urgent first" }
    /// Shows more of the list.
    more(count: usize) { vi: "Xem thêm {count} hộ", en: "Show {count} more" }
    /// Nobody is left behind.
    none_title() { vi: "Không hộ nào bị bỏ lại", en: "Nobody is left behind" }
    /// What that means.
    none_text() {
        vi: "Hộ nào cũng được thăm đúng hẹn, không cam kết nào quá hẹn, không việc gấp nào đã báo mà còn chờ.",
        en: "Every household was visited in time, no promise is overdue and no urgent need that was told is open.",
    }
    /// There are no households at all, so it means nothing that nobody is left behind.
    no_households_title() { vi: "Chưa có hộ nào", en: "No households yet" }
    /// What to do.
    no_households_text() {
        vi: "Danh sách hộ chưa về máy này, nên chưa biết ai bị bỏ lại.",
        en: "The list of households has not come here yet, so it is not known who is left behind.",
    }
    /// The filter leaves nobody.
    none_filtered_title() { vi: "Không hộ nào vì lý do này", en: "Nobody for this reason here" }
    /// What to do.
    none_filtered_text() { vi: "Vẫn còn hộ bị bỏ lại vì lý do khác hoặc ở nơi khác.", en: "Others are left behind for another reason or elsewhere." }
    /// Takes the filters away.
    no_filters() { vi: "Xem tất cả", en: "Show all" }
    /// Over the reasons, which narrow the list.
    reasons() { vi: "Vì sao", en: "Why" }
    /// A household may have several reasons.
    reasons_text() { vi: "Một hộ có thể có nhiều lý do.", en: "A household may have several reasons." }
    /// Column: all reasons.
    column_why() { vi: "Vì sao bị bỏ lại", en: "Why" }
    /// When the list was made, and for whom.
    made(unit: &str, day: &str) { vi: "{unit}, ngày {day}", en: "{unit}, {day}" }
    /// The keys of the page.
    keys() { vi: "Phím 1 đến 6 lọc theo lý do, 0 xem tất cả, J và K xuống, lên.", en: "Keys 1 to 6 filter by reason, 0 shows all, J and K go down and up." }
    /// Prints the list.
    print() { vi: "In danh sách", en: "Print the list" }
}
