//! Closing what was handed over and nobody finishes any more: the dialog, and what is said of it afterwards.

super::words! {
    /// The keys.
    keys() { vi: "Phím: D như trên nút, J và K để xuống và lên.", en: "Keys: D as on the buttons, J and K go down and up." }
    /// While the lists are asked for.
    list_loading() { vi: "Đang lấy các mục ghi dở…", en: "Fetching the unfinished items…" }
    /// The lists did not come.
    list_not_come() { vi: "Chưa lấy được các mục ghi dở đã cất", en: "The unfinished items that are kept did not come" }
    /// Why: no network, or the server is away.
    list_no_answer() { vi: "Không có mạng, hoặc máy chủ chưa trả lời. Các mục vẫn cất nguyên ở máy chủ. Khi có mạng, xin nhấn Thử lại.", en: "No network, or the server did not answer. All items are kept at the server as they are. With a network, please press Try again." }
    /// Why: the session has ended.
    list_session_ended() { vi: "Phiên trên máy này đã hết. Các mục vẫn cất nguyên ở máy chủ. Xin đăng nhập lại rồi mở lại trang này.", en: "The session on this computer has ended. All items are kept at the server as they are. Please sign in and open this page again." }
    /// Why: the server refuses, with its code.
    list_refused(code: &str) { vi: "Máy chủ chưa đưa ra ({code}). Các mục vẫn cất nguyên ở đó. Xin thử lại sau; nếu vẫn vậy, xin báo người giữ máy chủ dòng chữ này.", en: "The server did not give them ({code}). All items are kept there as they are. Please try again later; if it happens again, tell whoever keeps the server these words." }
    /// Which it is among those of the same name: whose, and when it came.
    named(what: &str, from: &str) { vi: "{what}. {from}", en: "{what}. {from}" }
    /// Button.
    close() { vi: "Đóng, không cần nữa", en: "Close, not needed any more" }
    /// Behind the word on a button, what it is about, for those who hear it.
    button_about(title: &str) { vi: ": {title}", en: ": {title}" }
    /// Question.
    close_title(what: &str) { vi: "Đóng mục ghi dở này? {what}", en: "Close this unfinished item? {what}" }
    /// What happens.
    close_text() {
        vi: "Mục này rời danh sách. Không có gì được ghi vào sổ, cũng không có gì bị xóa: nội dung vẫn đọc được ở phần Đã đóng và mở lại được cho tới khi hết thời gian lưu giữ. Nếu máy ấy bàn giao bản khác của mục này, bản đó lại hiện ở đây.",
        en: "The item leaves the list. Nothing is filed and nothing is deleted: it can be read under Closed, and opened again, until its time of keeping is over. If that phone hands over something else of it, that is shown here again.",
    }
    /// Label of the note.
    why() { vi: "Vì sao? Không bắt buộc", en: "Why? You may leave it empty" }
    /// Afterwards.
    closed(what: &str) { vi: "Đã đóng. {what}", en: "Closed. {what}" }
    /// Afterwards, where somebody had closed it before, or for another reason.
    closed_before(what: &str, who: &str, time: &str) { vi: "Mục này {who} đã đóng từ trước, {time}. Lần đóng ấy được giữ, cùng lý do khi ấy. {what}", en: "This was closed already by {who}, {time}. That stays, with what was said then. {what}" }
    /// Button.
    reopen() { vi: "Mở lại", en: "Open again" }
    /// Afterwards.
    reopened(what: &str) { vi: "Đã mở lại. {what}", en: "Open again. {what}" }
    /// Head of what was closed.
    closed_title() { vi: "Đã đóng", en: "Closed" }
    /// Who closed it and when, and whose it is.
    closed_by(who: &str, time: &str, from: &str) { vi: "{who} đóng, {time}. {from}", en: "Closed by {who}, {time}. {from}" }
    /// It is unknown here: its author belongs to another unit now.
    elsewhere() { vi: "Mục này không còn ở đơn vị mình: người ghi nay thuộc đơn vị khác. Chưa có gì thay đổi, nội dung vẫn cất nguyên. Văn phòng của đơn vị ấy xem và đóng mục này. Xin tải lại trang.", en: "This item is no longer at your unit: its author belongs to another one now. Nothing has changed, and what was recorded is kept. The office of that unit sees and closes it. Please reload the page." }
    /// The line broke.
    no_answer() { vi: "Không có mạng, hoặc máy chủ chưa trả lời. Không mất gì. Xin thử lại khi có mạng; nhấn lại không sao.", en: "No network, or the server did not answer. Nothing is lost. Please try again with a network; pressing again does no harm." }
}
