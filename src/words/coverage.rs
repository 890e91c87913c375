//! How far visits reach: at the office and on the phone.

super::words! {
    /// Name of the page, and what leads to it.
    title() { vi: "Độ phủ", en: "Coverage" }
    /// Name of the page on the phone.
    own() { vi: "Tôi đã gặp những ai", en: "Whom I have met" }
    /// How many of them somebody met himself, in a sentence.
    met(reached: usize, of: usize) { vi: "Tôi đã gặp {reached} trong {of} hộ", en: "I met {reached} of {of} households" }
    /// What leads to one's own, on the phone.
    mine() { vi: "Tôi đã gặp bao nhiêu hộ", en: "How many households I have met" }
    /// What is chosen among.
    period() { vi: "Kỳ", en: "Period" }
    /// A month.
    month(month: u32, year: i32) { vi: "Tháng {month}/{year}", en: "{month}/{year}" }
    /// A quarter.
    quarter(number: &str, year: i32) { vi: "Quý {number} năm {year}", en: "Quarter {number} of {year}" }
    /// A year.
    year(year: i32) { vi: "Năm {year}", en: "{year}" }
    /// Classes are chosen among.
    class() { vi: "Diện", en: "Class" }
    /// All classes.
    all_classes() { vi: "Mọi diện", en: "All classes" }
    /// Households without a class.
    unclassed() { vi: "Chưa ghi diện", en: "No class entered" }
    /// Who was reached, in a sentence.
    reached(reached: usize, of: usize) { vi: "Đã thăm {reached} trong {of} hộ", en: "{reached} of {of} households reached" }
    /// The same as a share.
    percent(percent: usize) { vi: "{percent} %", en: "{percent} %" }
    /// Of how many households.
    of_households(of: usize) { vi: "trong {of} hộ", en: "of {of} households" }
    /// Head of the three numbers of visits.
    visits(count: usize) { vi: "{count} lượt thăm", en: "{count} visits" }
    /// Head of the three numbers of promises.
    promises(count: usize) { vi: "{count} cam kết trên các lượt thăm ấy", en: "{count} promises on those visits" }
    /// Over the numbers of the whole.
    whole() { vi: "Cả xã, phường", en: "The whole unit" }
    /// Over the table of the units in which the hamlets lay before a merger.
    units() { vi: "Theo xã, phường khi đó", en: "By the units of that time" }
    /// Column: a unit of that time.
    column_unit() { vi: "Xã, phường", en: "Unit" }
    /// Where households lived that have come here from another unit.
    other_unit() { vi: "Nơi ở trước khi chuyển đến", en: "Where they lived before they moved here" }
    /// A unit of that time of which nobody knows the name, by its code and first day.
    unnamed_unit(unit: &str) { vi: "Đơn vị {unit}", en: "Unit {unit}" }
    /// In which unit a hamlet lay then.
    lay_in(unit: &str) { vi: "Khi đó thuộc {unit}", en: "Then in {unit}" }
    /// Over the table of hamlets.
    hamlets() { vi: "Theo thôn, tổ dân phố", en: "By hamlet" }
    /// Over the table of people.
    people() { vi: "Theo người đi thăm", en: "By visitor" }
    /// Column: households.
    column_of() { vi: "Số hộ", en: "Households" }
    /// Column: the share.
    column_share() { vi: "Tỷ lệ đã thăm", en: "Share visited" }
    /// Column: the share of one person in the households of their own hamlets.
    column_given() { vi: "Trong các thôn, tổ được giao", en: "In their own hamlets" }
    /// How many of them that person met, as their phone says it.
    met_of(reached: usize, of: usize) { vi: "Đã gặp {reached} trong {of} hộ", en: "Met {reached} of {of} households" }
    /// It is not known which hamlets a person was given.
    not_given() { vi: "Không rõ được giao thôn, tổ nào", en: "Their hamlets are not known" }
    /// Column: who came.
    column_person() { vi: "Người đi thăm", en: "Visitor" }
    /// The list behind a number: what, of whom, when.
    behind(what: &str, whose: &str, period: &str) { vi: "{what}: {whose}, {period}", en: "{what}: {whose}, {period}" }
    /// How many households are in it.
    listed(count: usize) { vi: "{count} hộ", en: "{count} households" }
    /// What a number does.
    opens() { vi: "Bấm vào một số để xem danh sách hộ phía sau.", en: "Press a number to see the households behind it." }
    /// The keys of the page.
    keys() {
        vi: "Phím 1 đến 9 mở danh sách của cả xã, phường, 0 đóng lại, J và K xuống, lên.",
        en: "Keys 1 to 9 open a list of the whole unit, 0 closes it, J and K go down and up.",
    }
    /// Closes the list.
    close() { vi: "Đóng danh sách", en: "Close the list" }
    /// Nobody is counted.
    none_title() { vi: "Chưa có hộ nào trong kỳ này", en: "No household in this period" }
    /// What to do.
    none_text() { vi: "Chọn kỳ khác hoặc diện khác.", en: "Choose another period or class." }
}
