//! Why a household is opened out of turn.

super::words! {
    /// The question.
    title() { vi: "Vì sao mở hồ sơ này?", en: "Why do you open this record?" }
    /// What becomes of the answer.
    text() { vi: "Hộ này không có việc nào đang chờ văn phòng. Chọn một lý do để xem; lý do được ghi vào nhật ký, mỗi hộ hỏi một lần trong ngày.", en: "Nothing about this household waits for the office. Choose a reason to see it; it goes into the audit, and is asked once a day for each household." }
    /// The reasons, for those who do not see them.
    reasons() { vi: "Các lý do", en: "Reasons" }
    /// It could not be kept.
    failed() { vi: "Chưa ghi được lý do nên chưa mở. Xin thử lại.", en: "The reason could not be kept, so it is not opened. Please try again." }
}
