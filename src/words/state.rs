//! Where a record is.

super::words! {
    /// Finished, on this phone alone.
    on_device() { vi: "Trên máy", en: "On this phone" }
    /// On its way.
    sending() { vi: "Đang gửi", en: "Being sent" }
    /// Its receipt is here.
    received(when: &str) { vi: "Văn phòng đã nhận {when}", en: "Received by the office {when}" }
    /// An officer accepted it.
    accepted(when: &str) { vi: "Văn phòng đã duyệt {when}", en: "Accepted by the office {when}" }
    /// An officer sent it back.
    returned() { vi: "Văn phòng trả lại", en: "Sent back by the office" }
    /// A newer version took its place.
    amended() { vi: "Đã có bản sửa", en: "Replaced by a newer version" }
    /// The office could not apply it, or refused to take it.
    held() { vi: "Cần xem lại", en: "Needs another look" }
    /// An officer made part of the record what had been held.
    filed(when: &str) { vi: "Văn phòng đã ghi nhận {when}", en: "Filed by the office {when}" }
    /// An officer decided that nothing more is to be done about what was held.
    closed(note: &str) { vi: "Văn phòng đã đóng, không ghi vào sổ: {note}", en: "Closed by the office and not filed: {note}" }
    /// The same, or something better, was sent in its place.
    replaced() { vi: "Đã gửi bản khác thay", en: "Sent again in another copy" }
    /// What the office holds was seen, and what it has stands.
    seen() { vi: "Đã xem, theo bản của văn phòng", en: "Seen; what the office has stands" }
}
