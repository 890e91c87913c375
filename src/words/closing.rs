//! Closing what was handed over and nobody finishes any more: the dialog, and what is said of it afterwards.

super::words! {
    /// The keys.
    keys() { vi: "Phím: D như trên nút, J và K để xuống và lên.", en: "Keys: D as on the buttons, J and K go down and up." }
    /// Button.
    close() { vi: "Đóng, không cần nữa", en: "Close, not needed any more" }
    /// Behind the word on a button, what it is about, for those who hear it.
    button_about(title: &str) { vi: ": {title}", en: ": {title}" }
    /// Question.
    close_title(what: &str) { vi: "Đóng mục ghi dở này? {what}", en: "Close this unfinished item? {what}" }
    /// What happens.
    close_text() {
        vi: "Mục này rời danh sách. Không có gì được ghi vào sổ, cũng không có gì bị xóa: nội dung vẫn đọc được ở phần Đã đóng và mở lại được. Nếu máy ấy bàn giao bản khác của mục này, bản đó lại hiện ở đây.",
        en: "The item leaves the list. Nothing is filed and nothing is deleted: it can be read under Closed, and opened again. If that phone hands over something else of it, that is shown here again.",
    }
    /// Label of the note.
    why() { vi: "Vì sao? Không bắt buộc", en: "Why? You may leave it empty" }
    /// Button.
    cancel() { vi: "Thôi", en: "Cancel" }
    /// Afterwards.
    closed(what: &str) { vi: "Đã đóng. {what}", en: "Closed. {what}" }
    /// Button.
    reopen() { vi: "Mở lại", en: "Open again" }
    /// Afterwards.
    reopened(what: &str) { vi: "Đã mở lại. {what}", en: "Open again. {what}" }
    /// Head of what was closed.
    closed_title() { vi: "Đã đóng", en: "Closed" }
    /// Who closed it and when, and whose it is.
    closed_by(who: &str, time: &str, from: &str) { vi: "{who} đóng, {time}. {from}", en: "Closed by {who}, {time}. {from}" }
    /// The line broke.
    no_answer() { vi: "Không có mạng, hoặc máy chủ chưa trả lời. Không mất gì. Xin thử lại khi có mạng; nhấn lại không sao.", en: "No network, or the server did not answer. Nothing is lost. Please try again with a network; pressing again does no harm." }
}
