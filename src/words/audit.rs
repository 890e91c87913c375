//! The office's page of who did and read what.

super::words! {
    /// Name of the page in the rail.
    rail() { vi: "Nhật ký", en: "Audit" }
    /// Its title.
    title() { vi: "Nhật ký: ai đã làm gì, đọc gì", en: "Audit: who did and read what" }
    /// What it is for.
    text() { vi: "Mỗi lần đọc, ghi, xuất dữ liệu đều để lại một mục. Mục chỉ ghi ai, việc gì, lúc nào, máy nào; không ghi nội dung hồ sơ. Không ai sửa hay xóa được mà không lộ. Xem trang này cũng là một mục.", en: "Every reading, writing and taking out of data leaves an entry. It says who, what, when and on which device, and nothing of what is in a record. Nobody changes or removes one without showing it. Looking at this page is an entry as well." }
    /// While it is fetched.
    loading() { vi: "Đang lấy nhật ký từ máy chủ", en: "Fetching the audit from the server" }
    /// It did not come.
    failed() { vi: "Chưa xem được nhật ký", en: "The audit could not be fetched" }
    /// Whose entries.
    person() { vi: "Người", en: "Person" }
    /// Everybody's.
    everybody() { vi: "Mọi người", en: "Everybody" }
    /// The first day.
    from() { vi: "Từ ngày", en: "From" }
    /// The last day.
    to() { vi: "Đến ngày", en: "To" }
    /// Asks for a household.
    choose_household() { vi: "Chọn một hộ", en: "Choose a household" }
    /// Title of the dialog.
    which_household() { vi: "Xem mục của hộ nào?", en: "Entries of which household?" }
    /// Nothing was chosen.
    none_chosen() { vi: "Chưa chọn hộ nào.", en: "No household was chosen." }
    /// The button of the dialog.
    look() { vi: "Xem mục của hộ này", en: "Show its entries" }
    /// A household is chosen; a press takes it away.
    of_household(name: &str) { vi: "Hộ {name}", en: "Household of {name}" }
    /// Takes it away, for those who hear it.
    any_household() { vi: "Bỏ chọn hộ", en: "Any household" }
    /// The table goes out.
    export() { vi: "Xuất ra Excel (CSV)", en: "Export for Excel (CSV)" }
    /// Meanwhile.
    exporting() { vi: "Đang xuất", en: "Exporting" }
    /// It did not.
    export_failed() { vi: "Chưa xuất được", en: "It was not exported" }
    /// It did.
    exported() { vi: "Đã lưu tệp nhat-ky.csv vào mục tải xuống.", en: "nhat-ky.csv is among the downloads." }
    /// All is as it was written.
    whole(number: u64) { vi: "Nhật ký còn nguyên đến mục {number}", en: "The chain is whole up to entry {number}" }
    /// What is to be kept.
    keep(head: &str) { vi: "Ghi lại ở nơi khác để đối chiếu: {head}", en: "Keep this elsewhere, to compare: {head}" }
    /// Not all was looked at yet.
    still(number: u64) { vi: "Máy chủ mới kiểm tra đến mục {number}. Mở lại trang để kiểm tra tiếp.", en: "The server has looked at entries up to {number}. Open the page again to go on." }
    /// Something is wrong.
    broken() { vi: "Nhật ký không còn nguyên vẹn", en: "The audit is not whole" }
    /// What to do.
    broken_text(number: u64) { vi: "Các mục đến {number} vẫn đúng như khi ghi. Xin báo ngay người trông máy chủ và người phụ trách bảo vệ dữ liệu; giữ nguyên máy chủ và các bản sao lưu.", en: "Entries up to {number} are as they were written. Tell whoever keeps the server and whoever answers for data protection at once; leave the server and its backups as they are." }
    /// The same, where no entry is certain.
    broken_none() { vi: "Không chắc mục nào trước đó còn đúng như khi ghi. Xin báo ngay người trông máy chủ và người phụ trách bảo vệ dữ liệu; giữ nguyên máy chủ và các bản sao lưu.", en: "No entry before is certain to be as it was written. Tell whoever keeps the server and whoever answers for data protection at once; leave the server and its backups as they are." }
    /// The list, for those who hear it.
    list() { vi: "Các mục, mới nhất trước", en: "Entries, the latest first" }
    /// Nothing fits.
    none() { vi: "Không có mục nào", en: "No entries" }
    /// What to do.
    none_text() { vi: "Không ai làm hay đọc gì khớp với những gì đang chọn. Chọn khoảng ngày rộng hơn, mọi người, hoặc bỏ chọn hộ.", en: "Nobody did or read anything that fits. Choose more days, everybody, or any household." }
    /// Older ones.
    more() { vi: "Xem các mục cũ hơn", en: "Show older entries" }
    /// Somebody who is not known here.
    somebody() { vi: "Người không còn trong danh sách", en: "Somebody who is not on the list" }
    /// Whoever works at the server.
    command_line() { vi: "Người trông máy chủ", en: "Whoever keeps the server" }
    /// The server.
    server() { vi: "Máy chủ", en: "The server" }
    /// Somebody who is not signed in.
    stranger() { vi: "Người chưa đăng nhập", en: "Somebody not signed in" }
    /// On which device.
    on_device(label: &str) { vi: "máy {label}", en: "on {label}" }
    /// A device whose name is not known.
    unknown_device() { vi: "máy không còn trong danh sách", en: "on a device that is not on the list" }
    /// What a newer version knows.
    unknown_act() { vi: "việc mà bản này chưa biết", en: "something that this version does not know" }
    /// Which households are meant.
    households(names: &str) { vi: "Hộ: {names}", en: "Households: {names}" }
    /// More of them.
    and_more(count: usize) { vi: "và {count} hộ nữa", en: "and {count} more" }
    /// Whom it was about.
    about(names: &str) { vi: "Về: {names}", en: "About: {names}" }
    /// Why.
    why(reason: &str) { vi: "Lý do: {reason}", en: "Reason: {reason}" }
    /// Its place.
    number(number: u64) { vi: "Mục {number}", en: "Entry {number}" }
}
