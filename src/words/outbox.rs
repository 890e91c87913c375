//! What goes to the office: where each visit is, and what to do when one needs attention. First what
//! happened to the data, then what to do.

super::words! {
    /// Head of the page.
    title() { vi: "Gửi về văn phòng", en: "To the office" }
    /// Skips the head of the page.
    skip() { vi: "Đến danh sách", en: "To the list" }
    /// What needs a person's eyes.
    attention() { vi: "Cần xem lại", en: "Needs attention" }
    /// The office sent it back.
    returned(time: &str) { vi: "Văn phòng trả lại {time}.", en: "The office sent it back {time}." }
    /// The office keeps it and could not file it.
    held(time: &str) { vi: "Tới văn phòng {time}, chưa vào sổ.", en: "It reached the office {time} and is not filed yet." }
    /// The office refused to take it, alone.
    set_aside_head() { vi: "Vẫn còn nguyên trên máy.", en: "It is safe on this phone." }
    /// What happened, and what to do.
    set_aside(code: &str) {
        vi: "Văn phòng chưa nhận được việc này (mã {code}). Xin nhấn Gửi ngay để thử lại. Vẫn chưa được thì báo văn phòng mã này.",
        en: "The office could not take this one (code {code}). Press Send now to try again. If it fails again, tell the office this code.",
    }
    /// Under the head of the line, where some of it needs a person.
    attention_count(count: usize) { vi: "{count} việc cần xem lại, không có gì mất.", en: "{count} items need attention; nothing is lost." }
    /// Something lies here that this version cannot read.
    unread_title(count: usize) {
        vi: "{count} mục trên máy này không đọc được bằng bản này của ứng dụng; vẫn được giữ nguyên.",
        en: "This version of the app cannot read {count} items on this phone; they are kept as they are.",
    }
    /// What to do then.
    unread_help() {
        vi: "Xin mở lại ứng dụng khi có mạng để lấy bản mới. Nếu vẫn thấy dòng này, xin mang máy đến văn phòng, và đừng xóa ứng dụng hay dữ liệu của trình duyệt.",
        en: "Please reopen the app with a network to get the newer version. If this still stands here, please take the phone to the office, and do not delete the app or the browser's data.",
    }
    /// When the visit was.
    visited_on(day: &str) { vi: "Thăm ngày {day}", en: "Visit of {day}" }
    /// A household that was registered here.
    new_household() { vi: "Hộ mới thêm", en: "New household" }
    /// An answer of the office.
    review() { vi: "Ý kiến về một lượt thăm", en: "An answer to a visit" }
    /// The day of today as a heading.
    today() { vi: "Hôm nay", en: "Today" }
    /// Yesterday as a heading.
    yesterday() { vi: "Hôm qua", en: "Yesterday" }
    /// Waits, there is a network.
    in_turn() { vi: "Trên máy, chờ đến lượt", en: "On this phone, waiting its turn" }
    /// Waits for a network.
    no_network() { vi: "Trên máy, chờ có mạng", en: "On this phone, waiting for a network" }
    /// What is begun and not finished is here only.
    begun_here(count: usize) { vi: "{count} mục ghi dở còn trên máy, ghi xong mới gửi", en: "{count} unfinished items on this phone, sent when they are finished" }
    /// How many photos have arrived.
    photos(received: usize, of: usize) { vi: "{received} trong {of} ảnh, ghi âm đã tới văn phòng", en: "{received} of {of} photos and recordings received" }
    /// Photos were thrown away before they were sent.
    photos_lost(count: usize) {
        vi: "Mất {count} ảnh, ghi âm: trình duyệt đã xóa trước khi gửi được. Lời ghi vẫn còn. Cần thì xin chụp, ghi lại ở lượt thăm sau.",
        en: "{count} photos and recordings are lost: the browser cleared them before they were sent. What was written is kept. If they are needed, please take them again on the next visit.",
    }
    /// The office refused a photo.
    photo_refused(code: &str) {
        vi: "Văn phòng chưa nhận được ảnh, ghi âm (mã {code}). Tất cả vẫn còn trên máy, lần mở sau máy gửi lại. Vẫn chưa được thì báo văn phòng mã này.",
        en: "The office could not take a photo (code {code}). It is kept on this phone and sent again when the app is next opened. If it fails again, tell the office this code.",
    }
    /// Sends at once.
    send_now() { vi: "Gửi ngay", en: "Send now" }
    /// Asks the office for news, where nothing waits to be sent.
    fetch_now() { vi: "Lấy tin mới", en: "Get the latest" }
    /// Stops sending; nothing is lost.
    pause() { vi: "Tạm dừng gửi", en: "Stop sending" }
    /// When the office last answered.
    last_contact(when: &str) { vi: "Lần cuối máy nói chuyện được với văn phòng: {when}.", en: "The office last answered {when}." }
    /// It never did.
    never_contact() { vi: "Máy này chưa nói chuyện được với văn phòng lần nào.", en: "The office has never answered this phone." }
    /// Nothing is here.
    empty_title() { vi: "Chưa có gì để gửi", en: "Nothing to send" }
    /// What will be here.
    empty_help() {
        vi: "Lượt thăm nào ghi xong sẽ nằm ở đây, cho tới khi văn phòng nhận.",
        en: "A finished visit stands here until the office has received it.",
    }
    /// Leads to the households.
    to_households() { vi: "Xem các hộ", en: "See the households" }
    /// Where everything is.
    kept_here(count: usize) { vi: "Còn {count} việc trên máy, vẫn còn nguyên.", en: "{count} items are safe on this phone." }

    /// The session has ended.
    signed_out_title() { vi: "Cần đăng nhập lại để gửi", en: "Sign in again to send" }
    /// What that means.
    signed_out_help() {
        vi: "Những gì đã ghi vẫn nằm trên máy, vẫn ghi tiếp được. Đăng nhập lại thì máy gửi tiếp.",
        en: "What was recorded is safe on this phone, and you can go on. Sending goes on after signing in.",
    }
    /// Leads to the account.
    sign_in() { vi: "Đăng nhập lại", en: "Sign in again" }
    /// The server is busy or broken.
    busy_title() { vi: "Máy chủ của văn phòng đang bận", en: "The office's server is busy" }
    /// What that means.
    busy_help() {
        vi: "Không mất gì. Máy sẽ tự gửi lại sau ít phút.",
        en: "Nothing is lost. The phone tries again by itself in a few minutes.",
    }
    /// No answer.
    no_answer_title() { vi: "Chưa nối được với văn phòng", en: "The office does not answer" }
    /// What that means.
    no_answer_help() {
        vi: "Mọi thứ vẫn nằm trên máy. Máy tự gửi khi có mạng, hoặc nhấn Gửi ngay.",
        en: "Everything is safe on this phone. It is sent by itself when there is a network, or press Send now.",
    }
    /// The app and the server do not understand each other.
    version_title() { vi: "Cần bản Đồng Hành mới để gửi", en: "A newer Đồng Hành is needed to send" }
    /// What that means.
    version_help() {
        vi: "Mọi thứ vẫn nằm trên máy. Xin mở lại ứng dụng khi có mạng để lấy bản mới.",
        en: "Everything is safe on this phone. Please reopen the app with a network to get the newer version.",
    }
    /// The server refuses the request.
    refused_title() { vi: "Văn phòng chưa nhận được", en: "The office could not take it" }
    /// What that means.
    refused_help(code: &str) {
        vi: "Mọi thứ vẫn nằm trên máy. Xin báo văn phòng mã này: {code}.",
        en: "Everything is safe on this phone. Please tell the office this code: {code}.",
    }
    /// There is no room to store the answer here.
    full_title() { vi: "Máy đầy, chưa ghi được tin của văn phòng", en: "The phone is full" }
    /// What that means.
    full_help() {
        vi: "Những gì đã ghi vẫn còn. Xin xóa bớt ảnh hoặc phim, rồi nhấn Gửi ngay.",
        en: "What was recorded is kept. Please delete some photos or videos, then press Send now.",
    }
    /// The answer could not be stored here for another reason.
    storage_title() { vi: "Chưa ghi được tin của văn phòng vào máy", en: "The office's news could not be stored" }
    /// What that means.
    storage_help() {
        vi: "Những gì đã ghi vẫn còn. Máy sẽ tự thử lại. Nếu vẫn thấy dòng này, xin đóng rồi mở lại ứng dụng.",
        en: "What was recorded is kept, and the phone tries again by itself. If this stays, please close and reopen the app.",
    }
    /// Another tab sends.
    other_tab() { vi: "Đồng Hành đang mở ở thẻ khác, thẻ đó lo việc gửi.", en: "Đồng Hành is open in another tab, which does the sending." }

    /// Sends what is held once more.
    resend() { vi: "Gửi lại", en: "Send again" }
    /// Afterwards.
    resent() { vi: "Đã xếp gửi lại. Bản cũ vẫn còn.", en: "It will be sent again. The old copy is kept." }
    /// What is held was seen and needs nothing more.
    seen() { vi: "Đã xem", en: "Seen" }
    /// Afterwards.
    seen_done() { vi: "Đã xem. Bản đã gửi vẫn còn.", en: "Seen. What was sent is kept." }
    /// While it is written down.
    saving() { vi: "Đang lưu", en: "Saving" }
    /// What it says when something was seen.
    seen_what() { vi: "Báo văn phòng là đã xem", en: "Tells the office that it was seen" }
    /// Leads to the household.
    to_household() { vi: "Xem hộ này", en: "See this household" }
    /// Before the standing of a visit whose review is held.
    now_it_is() { vi: "Lượt thăm ấy bây giờ:", en: "The visit is now:" }
    /// A visit and the registration of its household go together.
    with_household() { vi: "Hộ này do máy này ghi, nên được gửi trước trong cùng một lần nhấn.", en: "This phone registered the household, so that goes first, with the same tap." }
    /// The registration of a household is held, on its page.
    registration_held() { vi: "Văn phòng chưa ghi hộ này vào sổ.", en: "The office has not filed this household." }
    /// Leads to why.
    registration_why() { vi: "Xem lý do và gửi lại", en: "See why, and send it again" }

    /// The same id came with other content.
    held_other_content() {
        vi: "Văn phòng đã có một bản cùng mã với nội dung khác và theo bản ấy. Nếu bản trên máy này mới đúng, xin báo văn phòng. Xong thì nhấn Đã xem.",
        en: "The office has another content under the same id, and that one stands. If this one is right, tell the office. Then press Seen.",
    }
    /// A kind that the server does not know.
    held_unreadable() {
        vi: "Văn phòng giữ nguyên bản đã gửi nhưng chưa đọc được. Khi ứng dụng hoặc máy chủ đã cập nhật thì nhấn Gửi lại.",
        en: "The office keeps it as it was sent but cannot read it. Press Send again after the app or the server was updated.",
    }
    /// A hamlet that the author was not given.
    held_foreign_scope() {
        vi: "Văn phòng đang giữ vì hộ ở ngoài thôn, tổ được giao. Xin báo văn phòng giao thêm thôn, tổ ấy, rồi nhấn Gửi lại.",
        en: "The office keeps it, since the household is outside the hamlets given to you. Ask the office for that hamlet, then press Send again.",
    }
    /// The household is not in the register.
    held_unknown_household() {
        vi: "Văn phòng đang giữ lượt thăm này vì trong sổ chưa có hộ được thăm. Khi hộ đã vào sổ thì nhấn Gửi lại.",
        en: "The office keeps this visit, since its household is not in the register. Press Send again when it is.",
    }
    /// The household is in the register with other facts.
    held_household_exists() {
        vi: "Trong sổ của văn phòng đã có hộ này với thông tin khác, và sổ được giữ. Điều gì chưa đúng thì báo văn phòng. Xong thì nhấn Đã xem.",
        en: "The register has this household with other facts, and those stand. Tell the office what is not right. Then press Seen.",
    }
    /// The visit that it amends was never received.
    held_unknown_visit() {
        vi: "Văn phòng đang giữ bản sửa này vì chưa có bản đầu. Xin xem lại rồi gửi như một lượt thăm mới.",
        en: "The office keeps this change, since it has no first version. Please check it and send it as a new visit.",
    }
    /// The amendment does not fit what the visit has become.
    held_amendment(detail: &str) {
        vi: "Văn phòng đang giữ bản sửa này. {detail} Xin xem lại rồi gửi như một lượt thăm mới.",
        en: "The office keeps this change. {detail} Please check it and send it as a new visit.",
    }
    /// A visit with this id was received already.
    held_visit_exists() {
        vi: "Văn phòng đã có lượt thăm này và theo bản đã có. Xin xem lại, có gì khác thì báo văn phòng. Xong thì nhấn Đã xem.",
        en: "The office has this visit already, and that one stands. Please look, and tell the office what differs. Then press Seen.",
    }
    /// The form was never published there.
    held_unknown_form() {
        vi: "Văn phòng đang giữ lượt thăm này vì chưa có mẫu phiếu đã dùng. Xin báo văn phòng đưa mẫu phiếu lên máy chủ, rồi nhấn Gửi lại.",
        en: "The office keeps this visit, since it does not have its form. Ask the office to publish the form, then press Send again.",
    }
    /// Answers that the form does not allow.
    held_answers(first: &str) {
        vi: "Văn phòng đang giữ lượt thăm này, chưa ghi vào sổ. {first} Xin sửa rồi gửi lại.",
        en: "The office keeps this visit and has not filed it. {first} Please change it and send it again.",
    }
    /// The review does not fit.
    held_review(detail: &str) {
        vi: "Quyết định này chưa được ghi. {detail} Xem xong thì nhấn Đã xem.",
        en: "This decision was not filed. {detail} Press Seen when you have looked.",
    }
    /// The visit that was reviewed is not at the office.
    held_review_unknown() {
        vi: "Quyết định này chưa được ghi vì văn phòng không có lượt thăm ấy. Xem xong thì nhấn Đã xem.",
        en: "This decision was not filed, since the office does not have the visit. Press Seen when you have looked.",
    }
    /// Another device is named.
    held_foreign_device() {
        vi: "Văn phòng đang giữ bản này vì nó mang tên máy khác. Nhấn Gửi lại để gửi bằng tên máy này.",
        en: "The office keeps it, since it names another device. Press Send again to send it in this device's name.",
    }
    /// Facts that the household cannot have.
    held_unfit() {
        vi: "Văn phòng đang giữ bản này vì nó nói về một người không có trong hộ, hoặc chủ hộ đã đi. Xin mở hộ này xem lại, sửa nếu cần, rồi nhấn Đã xem.",
        en: "The office keeps it, since it speaks of somebody who is not in the household, or of a head who is gone. Look at the household, change it where needed, then press Seen.",
    }
    /// The household moves to a hamlet that is not in the register.
    held_unknown_hamlet() {
        vi: "Văn phòng đang giữ bản này vì thôn, tổ mới của hộ chưa có trong sổ. Khi văn phòng thêm thôn, tổ ấy rồi, nhấn Gửi lại.",
        en: "The office keeps it, since the hamlet to which the household moves is not in the register. When the office has added it, press Send again.",
    }
    /// Somebody else had decided already.
    held_not_held() {
        vi: "Việc này đã được giải quyết trước đó. Quyết định trước vẫn giữ nguyên. Xin nhấn Đã xem.",
        en: "This had been decided before, and that decision stands. Please press Seen.",
    }
    /// Facts of a household.
    facts() { vi: "Sửa thông tin của hộ", en: "Facts of the household" }
    /// What an officer has set.
    settings() { vi: "Điều chỉnh nhịp thăm và chỉ tiêu", en: "Settings of visits and targets" }
    /// What an officer has erased.
    erasure() { vi: "Xóa hồ sơ hoặc ảnh của một hộ", en: "Erasing the record or a picture of a household" }
    /// Why the office holds it, and what to do.
    held_erased() {
        vi: "Văn phòng đã xóa hồ sơ của hộ này. Nội dung máy này gửi sau đó được giữ riêng, chờ văn phòng quyết định rồi sẽ xóa. Không cần gửi lại. Nếu gia đình muốn được ghi lại, xin ghi thành hộ mới sau khi hỏi ý kiến họ.",
        en: "The office has erased the record of this household. What was sent from here after that is kept apart until the office decides, and then erased. There is no need to send it again. A family that wants to be recorded again is a new household, once they have been asked.",
    }
    /// What an officer decided on something held.
    ruling() { vi: "Quyết định về một việc đang giữ", en: "A decision on something held" }
    /// A reason from a newer server.
    held_unknown() {
        vi: "Văn phòng đang giữ nguyên bản đã gửi, chưa ghi vào sổ. Xin hỏi văn phòng cần làm gì, xong thì nhấn Gửi lại.",
        en: "The office keeps it as it was sent and has not filed it. Ask the office what to do, then press Send again.",
    }
}
