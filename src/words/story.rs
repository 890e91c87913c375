//! The story of a household: what changed, who knows the family, what it lacked over the years, and its page on paper.

super::words! {
    /// Behind when and who came: the unit has become another one since then.
    in_unit(name: &str) { vi: ", khi đó thuộc {name}", en: ", then in {name}" }
    /// Something was recorded for the first time.
    first_known(what: &str) { vi: "Ghi lần đầu: {what}", en: "Recorded for the first time: {what}" }
    /// One more person lives there.
    joined(who: &str) { vi: "Thêm {who} vào hộ", en: "{who} was added" }
    /// Somebody does not live there any more, and why.
    gone(who: &str, why: &str) { vi: "{who}: {why}", en: "{who}: {why}" }
    /// A fact that a newer version knows has changed.
    changed_unread(name: &str) { vi: "{name}: bản mới hơn đã ghi, máy này chưa đọc được", en: "{name}: recorded by a newer version, not readable here yet" }
    /// A word that only a newer version knows, as it is written.
    unread(text: &str) { vi: "“{text}” (chữ của bản mới hơn, máy này chưa hiểu)", en: "“{text}” (a word of a newer version, not known here)" }
    /// Somebody said so, on no visit.
    said(day: &str, who: &str) { vi: "{day}, {who} ghi", en: "{day}, recorded by {who}" }
    /// A list of the office says so, which somebody took in.
    said_by_list(day: &str, who: &str) { vi: "{day}, theo danh sách của văn phòng do {who} nhập", en: "{day}, by the office’s list that {who} took in" }
    /// Pictures that are not on this device.
    photos_elsewhere(count: usize) { vi: "{count} ảnh ở văn phòng, mở lượt thăm để xem", en: "{count} pictures at the office, open the visit to see them" }
    /// More pictures than are shown.
    more_photos(count: usize) { vi: "và {count} ảnh nữa", en: "and {count} more pictures" }

    /// Head of the list of those who came.
    knows() { vi: "Ai biết gia đình này", en: "Who knows this family" }
    /// How often somebody came, and when for the last time.
    came(visits: usize, day: &str) { vi: "{visits} lượt thăm, gần nhất {day}", en: "{visits} visits, the last on {day}" }

    /// Head of what was lacking over the years.
    years() { vi: "Số điều còn thiếu qua các năm", en: "What was lacking over the years" }
    /// How many were lacking in a year, under its number.
    lacked(count: usize) { vi: "thiếu {count}", en: "lacks {count}" }
    /// How many were lacking, where not all was known.
    lacked_between(least: usize, most: usize) { vi: "thiếu {least}–{most}", en: "lacks {least}–{most}" }
    /// One year, for those who do not see the drawing.
    lacked_in(year: i32, lacked: &str, all: usize, day: &str) { vi: "{year}: {lacked} trong {all} điều, ngày {day}", en: "{year}: {lacked} of {all}, on {day}" }
    /// What the drawing stands on.
    years_hint() { vi: "Theo điều đã biết ở lượt thăm cuối mỗi năm và chuẩn của ngày ấy. Ô đứt nét là chưa biết.", en: "By what was known at the last visit of each year and the standard of that day. Dashed cells are not known." }

    /// Opens the history of each fact.
    past() { vi: "Ai đã ghi từng điều, khi nào", en: "Who recorded each fact, and when" }
    /// It is as it was when the household was registered.
    as_registered(who: &str, day: &str) { vi: "như lúc đăng ký, {who}, {day}", en: "as registered, {who}, {day}" }
    /// The same, where nobody knows the day.
    as_registered_once(who: &str) { vi: "như lúc đăng ký, {who}", en: "as registered, {who}" }
    /// It was so when the household was registered, by somebody unknown.
    as_registered_only() { vi: "như lúc đăng ký", en: "as registered" }
    /// Who said it, and on which day.
    by(who: &str, day: &str) { vi: "{who}, {day}", en: "{who}, {day}" }
    /// Leads to the visit on which it was said.
    on_visit() { vi: "lượt thăm", en: "the visit" }
    /// A list of the office says so.
    on_a_list() { vi: "theo danh sách của văn phòng", en: "by the office’s list" }
    /// It was said on a visit that is not on this device.
    on_a_visit() { vi: "trong một lượt thăm", en: "on a visit" }
    /// What is older than what is kept.
    past_hint() { vi: "Mỗi điều giữ 16 lần ghi gần nhất, mỗi hộ giữ 160 lần. Lần cũ hơn còn trong các lượt thăm.", en: "The newest 16 of each are kept, and 160 of a household. What is older stands in the visits." }
    /// Somebody whom this device does not know.
    somebody() { vi: "một người khác", en: "somebody" }

    /// Prints the page.
    print() { vi: "In một trang", en: "Print one page" }
    /// Above the page on paper: whose it is and when it was printed.
    printed(unit: &str, day: &str) { vi: "{unit}. In ngày {day}", en: "{unit}. Printed on {day}" }
    /// More people than fit on paper.
    more_people(count: usize) { vi: "và {count} người nữa", en: "and {count} more people" }
    /// More facts than fit on paper.
    more_facts(count: usize) { vi: "và {count} điều nữa", en: "and {count} more" }
    /// The visits on paper.
    last_visits() { vi: "Những lượt thăm gần đây", en: "The last visits" }
    /// The visits that are not on paper.
    more_visits(count: usize, year: i32) { vi: "Còn {count} lượt thăm trước đó, từ năm {year}, xem trong Đồng Hành.", en: "{count} earlier visits, since {year}, are in Đồng Hành." }
    /// Nobody came yet.
    no_visits() { vi: "Chưa có lượt thăm nào.", en: "No visits yet." }
    /// A visit on paper.
    visit(day: &str, who: &str) { vi: "{day}, {who}", en: "{day}, {who}" }
    /// Official classes on paper.
    classes() { vi: "Phân loại chính thức", en: "Official class" }
}
