//! What an officer decides on held work: the dialogs, and what is said of the decisions afterwards.

super::words! {
    /// The keys.
    keys() { vi: "Phím: A, H, R, D như trên nút, J và K để xuống và lên.", en: "Keys: A, H, R, D as on the buttons, J and K go down and up." }
    /// Group of the buttons, for those who hear it.
    decide() { vi: "Quyết định", en: "Decide" }
    /// Behind the word on a button, what it is about, for those who hear it.
    button_about(title: &str) { vi: ": {title}", en: ": {title}" }
    /// Button.
    apply() { vi: "Ghi nhận", en: "File it" }
    /// Button.
    place() { vi: "Ghi vào hộ khác", en: "File with another household" }
    /// Button.
    send_back() { vi: "Trả lại người ghi", en: "Send back" }
    /// Button.
    close() { vi: "Đóng, không ghi", en: "Close without filing" }
    /// Question.
    apply_title(what: &str) { vi: "Ghi nhận? {what}", en: "File it? {what}" }
    /// What happens.
    apply_text(who: &str) {
        vi: "Nội dung được ghi vào sổ như {who} đã gửi, đứng tên {who}, theo quyền của văn phòng. Trên máy, {who} thấy là văn phòng đã ghi nhận.",
        en: "It is filed as {who} sent it, in the name of {who}, under the office's rights. The phone tells {who} that the office has filed it.",
    }
    /// Question.
    place_title(what: &str) { vi: "Ghi vào hộ khác? {what}", en: "File with another household? {what}" }
    /// What happens.
    place_text(who: &str) {
        vi: "Nội dung được ghi vào sổ của hộ chọn dưới đây, đứng tên {who}. Trên máy, {who} thấy là văn phòng đã ghi nhận.",
        en: "It is filed with the household that is chosen below, in the name of {who}. The phone tells {who} that the office has filed it.",
    }
    /// Question.
    send_back_title(what: &str) { vi: "Trả lại người ghi? {what}", en: "Send back? {what}" }
    /// What happens, for a visit.
    send_back_visit_text(who: &str) {
        vi: "Mục này rời danh sách. Trên máy, {who} thấy lời nhắn, sửa lượt thăm rồi gửi lại. Bản đã gửi vẫn được giữ.",
        en: "The entry leaves the list. The phone shows {who} the note; {who} corrects the visit and sends it again. What was sent is kept.",
    }
    /// What happens, for anything else.
    send_back_text(who: &str) {
        vi: "Mục này rời danh sách. Trên máy, {who} thấy lời nhắn và làm tiếp. Bản đã gửi vẫn được giữ.",
        en: "The entry leaves the list. The phone shows {who} the note, and {who} goes on from there. What was sent is kept.",
    }
    /// Question.
    close_title(what: &str) { vi: "Đóng, không ghi? {what}", en: "Close without filing? {what}" }
    /// What happens.
    close_text(who: &str) {
        vi: "Không có gì được ghi vào sổ. Bản đã gửi vẫn được giữ và đọc được ở trang này. Trên máy, {who} thấy lời nhắn.",
        en: "Nothing is filed. What was sent is kept and can be read on this page. The phone shows {who} the note.",
    }
    /// Label of the note.
    note_for(who: &str) { vi: "Nhắn {who}", en: "Note for {who}" }
    /// There is none.
    note_missing() { vi: "Xin viết một câu cho người gửi biết vì sao.", en: "Write a sentence, so that the sender knows why." }
    /// Label of the search.
    place_search() { vi: "Tìm hộ theo tên, địa chỉ, số điện thoại", en: "Find the household by name, address or telephone" }
    /// Nothing was typed.
    place_hint() { vi: "Gõ vài chữ, không cần dấu. Phím mũi tên xuống để chọn.", en: "Type some letters, accents are not needed. The down arrow chooses." }
    /// How many were found.
    place_found(count: usize) { vi: "{count} hộ", en: "{count} households" }
    /// What was found, for those who hear it.
    place_found_group() { vi: "Ghi vào hộ nào?", en: "With which household?" }
    /// None is chosen.
    place_first() { vi: "Xin tìm và chọn một hộ.", en: "Find and choose a household first." }
    /// The code of a household.
    code(code: &str) { vi: "Mã {code}", en: "Code {code}" }
    /// It has none.
    no_code() { vi: "Chưa có mã", en: "No code yet" }
    /// Afterwards.
    decided(word: &str, title: &str) { vi: "Đã quyết định: {word}. {title}", en: "Decided: {word}. {title}" }
    /// A decision could not be carried out.
    not_done(decision: &str) { vi: "Chưa làm được. {decision}", en: "It could not be done. {decision}" }
    /// Who decided, when, and why not.
    not_done_why(who: &str, time: &str, why: &str) { vi: "{who} quyết định, {time}. {why} Mục này vẫn được giữ; xin chọn cách khác.", en: "Decided by {who}, {time}. {why} The entry is still held; please choose another way." }
    /// A decision.
    did_apply() { vi: "Ghi nhận như đã gửi.", en: "File it as it was sent." }
    /// A decision.
    did_place(name: &str) { vi: "Ghi vào hộ {name}.", en: "File it with {name}." }
    /// The same, where this computer does not know the household.
    did_place_unknown() { vi: "Ghi vào một hộ không có trong sổ.", en: "File it with a household that is not in the register." }
    /// A decision.
    did_send_back(note: &str) { vi: "Trả lại người ghi: {note}", en: "Send back: {note}" }
    /// A decision.
    did_close(note: &str) { vi: "Đóng, không ghi: {note}", en: "Close without filing: {note}" }
    /// Head of what was decided.
    decided_title() { vi: "Đã quyết định", en: "Decided" }
    /// Who decided and when, on whose work.
    decided_by(who: &str, time: &str, from: &str) { vi: "{who} quyết định, {time}. {from} đã gửi", en: "Decided by {who}, {time}. Sent by {from}" }
    /// It is on this computer alone.
    decided_here() { vi: "Còn trên máy này, làm khi có mạng", en: "On this computer, done when there is a network" }
}
