//! The review of visits at the office.

super::words! {
    /// Title of the page.
    title() { vi: "Duyệt lượt thăm", en: "Review visits" }
    /// Name of the list, for those who hear it.
    queue() { vi: "Hàng chờ duyệt", en: "Waiting for review" }
    /// First group.
    group_look() { vi: "Cần nhìn kỹ", en: "Look closely" }
    /// Second group.
    group_changed() { vi: "Có điều đổi", en: "Something changed" }
    /// Third group.
    group_same() { vi: "Không có gì lạ", en: "Nothing unusual" }
    /// How far the day's work is, beginning.
    progress_done() { vi: "Hôm nay đã duyệt", en: "Reviewed today" }
    /// How far the day's work is, middle.
    progress_left() { vi: "còn", en: "left" }
    /// The meter in words.
    progress(done: usize, of: usize) { vi: "Đã duyệt {done} trong {of}", en: "Reviewed {done} of {of}" }
    /// Row of an urgent visit.
    flag_urgent(what: &str) { vi: "Cần gấp: {what}", en: "Urgent: {what}" }
    /// Row of an amendment.
    flag_amended() { vi: "Bản sửa", en: "Amended" }
    /// Row of a visit without consent.
    flag_refused() { vi: "Gia đình không đồng ý cho ghi", en: "Did not agree to be recorded" }
    /// Row of a visit whose form is not here.
    flag_unreadable() { vi: "Chưa đọc được mẫu phiếu", en: "Its form is not here yet" }
    /// Row of a visit to an empty house.
    flag_nobody() { vi: "Không gặp ai ở nhà", en: "Nobody at home" }
    /// Row of a first visit.
    flag_first() { vi: "Lần thăm đầu tiên", en: "First visit" }
    /// Row of a visit with one change.
    flag_changed(about: &str, before: &str, after: &str) { vi: "{about}: {before} → {after}", en: "{about}: {before} → {after}" }
    /// Row of a visit with one change whose answers are long.
    flag_changed_long(about: &str) {
        vi: "{about}: 1 điều đổi",
        en: "{about}: 1 change",
    }
    /// Row of a visit with several changes.
    flag_many(count: usize) { vi: "{count} điều đổi", en: "{count} changes" }
    /// Row of a visit that found something out.
    flag_learnt(count: usize) {
        vi: "{count} điều mới biết",
        en: "{count} newly known",
    }
    /// Row of a visit without changes.
    flag_same() { vi: "Như lần trước", en: "As before" }
    /// Beside a row that was put aside.
    later_mark() { vi: "Để sau", en: "Later" }
    /// No answer, in a sentence or a table.
    not_recorded() { vi: "chưa ghi", en: "not recorded" }
    /// Under the name: when.
    when(day: &str, from: &str, to: &str) { vi: "{day}, {from} đến {to}.", en: "{day}, {from} to {to}." }
    /// Under the name: who came, and when it arrived.
    came(who: &str, received: &str) { vi: "{who}. Nhận lúc {received}.", en: "{who}. Received {received}." }
    /// Under the name: with whom the visitor talked.
    present(who: &str) { vi: "Người tiếp: {who}.", en: "Talked with: {who}." }
    /// Head of the table.
    changes_previous(count: usize) { vi: "{count} điều đổi so với lần trước", en: "{count} changed since the visit before" }
    /// Head of the table of an amendment.
    changes_returned(count: usize) { vi: "{count} điều đổi so với bản đã trả lại", en: "{count} changed since the returned version" }
    /// Head of the table, where facts were found out besides.
    changes_and_learnt(count: usize, learnt: usize) {
        vi: "{count} điều đổi, {learnt} điều mới biết so với lần trước",
        en: "{count} changed and {learnt} newly known since the visit before",
    }
    /// Head of the table, where facts were found out and nothing changed.
    learnt(count: usize) {
        vi: "{count} điều mới biết, ngoài ra như lần trước",
        en: "{count} newly known, otherwise as the visit before",
    }
    /// Below the table: questions without an answer this time.
    missing(count: usize) {
        vi: "Lần này không ghi {count} điều đã biết:",
        en: "Not recorded this time, known before: {count}",
    }
    /// In place of the table.
    no_changes_previous() { vi: "Mọi điều như lần trước", en: "Everything is as the visit before" }
    /// In place of the table of an amendment.
    no_changes_returned() { vi: "Bản sửa không đổi điều nào", en: "The amended version changes nothing" }
    /// Head of a first visit.
    first_visit() { vi: "Lần thăm đầu tiên, chưa có gì để so", en: "First visit, nothing to compare with" }
    /// First column.
    column_question() { vi: "Điều đã hỏi", en: "Question" }
    /// Second column.
    column_before(day: &str) { vi: "Lần trước, {day}", en: "Before, {day}" }
    /// Second column, of an amendment.
    column_returned(time: &str) { vi: "Bản trả lại, {time}", en: "Returned version, {time}" }
    /// Third column.
    column_now(day: &str) { vi: "Lần này, {day}", en: "This time, {day}" }
    /// Third column, of an amendment.
    column_amended(time: &str) { vi: "Bản sửa, {time}", en: "Amended version, {time}" }
    /// What did not change, folded.
    same(count: usize) { vi: "{count} điều không đổi", en: "{count} unchanged" }
    /// What a first visit recorded, folded.
    facts(count: usize) { vi: "{count} điều đã ghi", en: "{count} recorded" }
    /// Banner of an amendment.
    asked_title() { vi: "Văn phòng đã hỏi", en: "The office had asked" }
    /// Banner of a visit with something urgent.
    urgent_title() { vi: "Cần gấp", en: "Urgent" }
    /// Banner of a visit without consent.
    refused_title() { vi: "Gia đình không đồng ý cho ghi", en: "The household did not agree to be recorded" }
    /// What follows from it.
    refused_text() { vi: "Không có điều nào về gia đình được ghi thêm.", en: "Nothing more was recorded about the household." }
    /// Banner of a visit to an empty house.
    nobody_title() { vi: "Không gặp ai ở nhà", en: "Nobody was at home" }
    /// Head of the needs and commitments.
    needs() { vi: "Nguyện vọng và cam kết", en: "Wishes and commitments" }
    /// None of either.
    no_needs() { vi: "Lần này không ghi nguyện vọng hay cam kết nào.", en: "No wish or commitment was recorded this time." }
    /// A commitment, after its day.
    promise_by(who: &str) { vi: "{who} cam kết.", en: "{who} promised." }
    /// The day of a commitment.
    promise_due(day: &str) { vi: "hẹn {day}", en: "due {day}" }
    /// A commitment of the visit before whose day is over.
    promise_past(day: &str) { vi: "Lần trước hẹn {day}, đã xong chưa?", en: "Was due {day}: is it done?" }
    /// Head of what arrived.
    support() { vi: "Hỗ trợ đã nhận", en: "Support received" }
    /// Head of note and photos.
    note_photos() { vi: "Ghi chú, ảnh, ghi âm", en: "Note, photos, recordings" }
    /// No note, no photo.
    no_note() { vi: "Không có ghi chú, ảnh hay ghi âm.", en: "No note, photos or recordings." }
    /// A photo.
    photo(number: usize) { vi: "Ảnh {number}", en: "Photo {number}" }
    /// A photo that has not arrived.
    photo_waiting() { vi: "Chờ ảnh", en: "Photo to come" }
    /// How many of the photos that a visit names have arrived.
    photos_missing(received: usize, of: usize) {
        vi: "{received} trong {of} ảnh, ghi âm đã tới văn phòng. Phần còn lại ở trên máy của người ghi, có mạng thì máy đó tự gửi.",
        en: "{received} of {of} photos and recordings received. The others are on the phone of whoever took them, which sends them by itself.",
    }
    /// When somebody comes again.
    next_visit(day: &str) { vi: "Hẹn ghé lại ngày {day}.", en: "Will come back on {day}." }
    /// Name of the buttons at the bottom, for those who hear them.
    decide() { vi: "Quyết định", en: "Decision" }
    /// Button.
    accept() { vi: "Duyệt", en: "Accept" }
    /// Button.
    give_back() { vi: "Trả lại…", en: "Return…" }
    /// Button.
    later() { vi: "Để sau", en: "Later" }
    /// Button.
    undo() { vi: "Hoàn tác", en: "Undo" }
    /// Button of a group.
    accept_all(count: usize) { vi: "Duyệt cả {count}", en: "Accept all {count}" }
    /// Beside J and K.
    move_hint() { vi: "xuống, lên", en: "down, up" }
    /// Beside the question mark.
    keys_hint() { vi: "các phím", en: "keys" }
    /// After accepting.
    accepted(name: &str) { vi: "Đã duyệt: {name}", en: "Accepted: {name}" }
    /// After accepting a group.
    accepted_all(count: usize) { vi: "Đã duyệt {count} lượt thăm", en: "Accepted {count} visits" }
    /// After returning.
    returned(name: &str) { vi: "Đã trả lại: {name}", en: "Returned: {name}" }
    /// After putting aside.
    put_aside(name: &str) { vi: "Để sau: {name}", en: "Put aside: {name}" }
    /// After taking back.
    undone() { vi: "Đã hoàn tác", en: "Undone" }
    /// Said after a decision to those who hear the page.
    opened(name: &str) { vi: "Đang mở: {name}", en: "Open now: {name}" }
    /// A decision that could not be saved.
    not_saved_title() { vi: "Chưa lưu được quyết định", en: "The decision was not saved" }
    /// Question of the dialog.
    return_title(name: &str) { vi: "Trả lại lượt thăm {name}?", en: "Return the visit to {name}?" }
    /// What happens.
    return_text(who: &str) { vi: "Lời này đến máy của {who}. Bản đã ghi vẫn còn, {who} sửa rồi gửi lại.", en: "{who} will see these words, amend the visit and send it again. This version is kept." }
    /// Over the usual reasons.
    return_usual() { vi: "Lý do hay gặp, bấm số để chọn", en: "Usual reasons, press a number" }
    /// Label of the text.
    return_reason() { vi: "Cần sửa điều gì?", en: "What should be mended?" }
    /// The reason is missing.
    return_missing() { vi: "Xin ghi cần sửa điều gì, để người đi thăm biết.", en: "Please say what to mend, so that the visitor knows." }
    /// Button.
    return_send() { vi: "Trả lại", en: "Return" }
    /// Button.
    return_cancel() { vi: "Không trả lại", en: "Do not return" }
    /// A usual reason.
    reason_measure() { vi: "Xin đo lại diện tích nhà.", en: "Please measure the house again." }
    /// A usual reason.
    reason_missing() { vi: "Còn thiếu vài điều, xin hỏi thêm rồi ghi cho đủ.", en: "Some answers are missing, please ask and add them." }
    /// A usual reason.
    reason_commitment() { vi: "Xin ghi rõ ai cam kết và hẹn ngày nào.", en: "Please say who promised and by when." }
    /// A usual reason.
    reason_unclear() { vi: "Điều này khác hẳn lần trước. Có đúng vậy không?", en: "This differs much from last time. Is it right?" }
    /// A usual reason.
    reason_wrong_household() { vi: "Có vẻ ghi nhầm hộ. Xin xem lại.", en: "This seems to be another household. Please check." }
    /// Title of the dialog of keys.
    keys_title() { vi: "Các phím", en: "Keys" }
    /// Key.
    key_accept() { vi: "Duyệt lượt thăm đang mở", en: "Accept the open visit" }
    /// Key.
    key_return() { vi: "Trả lại, kèm lý do", en: "Return it with a reason" }
    /// Key.
    key_later() { vi: "Để sau, sang lượt tiếp theo", en: "Put aside, go on to the next" }
    /// Key.
    key_undo() { vi: "Hoàn tác việc vừa làm", en: "Take back what was just done" }
    /// Key.
    key_next() { vi: "Xuống (cũng là phím ↓)", en: "Down (also ↓)" }
    /// Key.
    key_previous() { vi: "Lên (cũng là phím ↑)", en: "Up (also ↑)" }
    /// Key.
    key_household() { vi: "Mở trang của hộ", en: "Open the household's page" }
    /// Key.
    key_fold() { vi: "Mở hoặc xếp điều không đổi", en: "Show or fold what did not change" }
    /// Key.
    key_accept_all() { vi: "Duyệt cả nhóm không có gì lạ", en: "Accept the whole group with nothing unusual" }
    /// Key.
    key_keys() { vi: "Bảng này", en: "This list" }
    /// Turns the keys off.
    keys_on() { vi: "Dùng phím một chữ", en: "Use single keys" }
    /// Why somebody would.
    keys_on_hint() { vi: "Tắt đi nếu dùng giọng nói để điều khiển máy. Phím Tab vẫn dùng được.", en: "Turn them off if you control the computer by voice. Tab still works." }
    /// Button.
    keys_close() { vi: "Đóng", en: "Close" }
    /// Nothing waits.
    empty_title() { vi: "Không còn lượt thăm nào chờ duyệt", en: "No visit is waiting" }
    /// What comes next.
    empty_text() { vi: "Lượt thăm mới sẽ hiện ra ở đây khi về tới văn phòng.", en: "New visits appear here when they arrive." }
    /// Nothing is opened.
    pick() { vi: "Chọn một lượt thăm trong hàng chờ.", en: "Choose a visit from the list." }
    /// The form of the visit has not arrived.
    no_form_title() { vi: "Chưa đọc được lượt thăm này", en: "This visit cannot be read yet" }
    /// What to do.
    no_form_text() { vi: "Lượt thăm vẫn được giữ. Mẫu phiếu của nó chưa tới máy này, xin chờ lần lấy số liệu sau.", en: "The visit is safe. Its form has not reached this computer; please wait for the next update." }
    /// Name of the third pane, for those who hear it.
    side() { vi: "Hồ sơ hộ", en: "The household" }
    /// Head.
    this_household() { vi: "Hộ này", en: "This household" }
    /// Head.
    members() { vi: "Trong nhà", en: "At home" }
    /// Head.
    before() { vi: "Những lần trước", en: "Visits before" }
    /// Days between visits.
    gap(days: i64) { vi: "{days} ngày không ai đến", en: "{days} days without a visit" }
    /// No earlier visit.
    no_before() { vi: "Chưa có lần thăm nào trước đó.", en: "No visit before this one." }
    /// Link.
    open_household() { vi: "Mở trang của hộ", en: "Open the household" }
    /// No class entered.
    no_class() { vi: "Chưa có trong danh sách hộ nghèo, cận nghèo", en: "Not on the list of poor and near-poor" }
    /// Class and day.
    class_since(class: &str, day: &str) { vi: "{class} từ {day}", en: "{class} since {day}" }
}
