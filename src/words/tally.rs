//! One account of what a device has made, in one line: the count and all that it is made of.

super::words! {
    /// How much was made.
    made(count: u64) { vi: "{count} việc đã làm", en: "{count} made" }
    /// Part of the record, or nothing more is to be done.
    done(count: u64) { vi: "{count} văn phòng đã ghi nhận", en: "{count} filed by the office" }
    /// On the device alone.
    waiting(count: u64) { vi: "{count} đang chờ gửi", en: "{count} waiting to be sent" }
    /// On the device alone, as the office refused it.
    set_aside(count: u64) { vi: "{count} văn phòng chưa nhận được", en: "{count} that the office could not take" }
    /// On the device alone, and it cannot be read.
    unreadable(count: u64) { vi: "{count} máy chưa đọc được", en: "{count} that the device cannot read" }
    /// Kept at the office.
    held(count: u64) { vi: "{count} văn phòng đang giữ", en: "{count} held by the office" }
    /// Sent back by an officer.
    sent_back(count: u64) { vi: "{count} văn phòng trả lại", en: "{count} sent back" }
    /// Closed by an officer.
    closed(count: u64) { vi: "{count} văn phòng đã đóng", en: "{count} closed by the office" }
    /// The device has receipts for them and the server does not know them.
    missing(count: u64) { vi: "{count} máy chủ không còn thấy", en: "{count} that the server has lost" }
    /// They came after the device had said how it stands.
    since(count: u64) { vi: "{count} tới sau lần máy báo", en: "{count} that came since the device reported" }
}
