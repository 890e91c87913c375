//! A visit: while it is recorded, when it is finished, and when it is read.

super::words! {
    /// Head of the form.
    visiting(who: &str) { vi: "Thăm {who}", en: "Visit to {who}" }
    /// Every answer is durable, since then.
    saved_at(time: &str) { vi: "Đã lưu trên máy lúc {time}", en: "Saved on this phone at {time}" }
    /// A write is under way.
    saving() { vi: "Đang ghi", en: "Saving" }
    /// The last write failed.
    not_saved() { vi: "Chưa lưu được câu vừa rồi", en: "The last answer is not saved" }
    /// Head of the banner while the phone is full.
    full_title() { vi: "Máy đầy, chưa lưu được câu vừa rồi", en: "The phone is full, the last answer is not saved" }
    /// Head of the banner while a write fails for another reason.
    unsaved_title() { vi: "Chưa lưu được câu vừa rồi", en: "The last answer is not saved" }
    /// What to do while the phone is full.
    full_help() {
        vi: "Chữ vẫn còn trên màn hình. Xóa bớt ảnh hoặc phim rồi nhấn Lưu lại.",
        en: "Your words are still on the screen. Delete some photos or videos, then press Save again.",
    }
    /// Tries the write again.
    save_again() { vi: "Lưu lại", en: "Save again" }
    /// Leaves the form; the draft stays.
    pause() { vi: "Tạm dừng, về trang của hộ", en: "Pause, back to the household" }
    /// Leads to the list of parts.
    parts() { vi: "Các phần", en: "All parts" }
    /// Which part this is.
    part_of(number: usize, of: usize) { vi: "Phần {number} trong {of}", en: "Part {number} of {of}" }
    /// How many parts are done.
    parts_done(done: usize, of: usize) { vi: "Đã xong {done} trong {of} phần", en: "{done} of {of} parts done" }
    /// Leads to the next part.
    next(part: &str) { vi: "Tiếp: {part}", en: "Next: {part}" }
    /// Leads to the last page.
    look_over() { vi: "Xem lại lượt thăm", en: "Look it over" }
    /// Leads to the part before.
    previous(part: &str) { vi: "Quay lại phần trước: {part}", en: "Back to the part before: {part}" }
    /// Names what stands at the bottom.
    next_step() { vi: "Việc tiếp theo", en: "Next step" }
    /// Skips the head of the page.
    skip() { vi: "Đến câu hỏi", en: "To the questions" }
    /// The visit that is amended was sent back.
    returned_title() { vi: "Văn phòng trả lại, xin sửa", en: "The office asks for a change" }
    /// A visit that the office could not file.
    corrects_title() { vi: "Văn phòng chưa ghi vào sổ được, xin xem lại", en: "The office could not file it, please check" }

    /// The office has published another version of the form of a draft.
    form_changed(count: usize) {
        vi: "Có mẫu mới, {count} câu đã đổi",
        en: "There is a newer form, {count} questions have changed",
    }
    /// Opens the list of them.
    see_changes() { vi: "Xem câu nào đổi", en: "See what changed" }
    /// Fills the draft with the form that it has.
    keep_form() { vi: "Giữ mẫu đang ghi", en: "Keep this form" }
    /// What becomes of the answers.
    answers_come_along() {
        vi: "Những điều đã ghi đi theo sang mẫu mới. Câu nào không còn hợp thì xin hỏi lại.",
        en: "What was recorded comes along. Where an answer does not fit any more, please ask again.",
    }
    /// Goes on with the newer form.
    go_on_with_it() { vi: "Ghi tiếp bằng mẫu mới", en: "Go on with the newer form" }
    /// The draft goes over.
    going_on() { vi: "Đang chuyển", en: "Changing over" }
    /// Closes the list.
    later() { vi: "Để sau", en: "Later" }
    /// A question that was not asked before.
    new_question() { vi: "Câu mới", en: "New question" }
    /// A question that is asked no more.
    question_gone() { vi: "Không hỏi nữa", en: "Asked no more" }
    /// The same question in other words.
    asked_otherwise() { vi: "Lời hỏi khác trước", en: "Other words" }
    /// The same question, answered otherwise.
    answered_otherwise() { vi: "Cách trả lời khác trước", en: "Answered in another way" }
    /// The same question, asked at other times.
    asked_of_others() { vi: "Khi nào hỏi khác trước", en: "Asked in other cases" }
    /// The same question with another hint.
    helped_otherwise() { vi: "Lời giải thích khác trước", en: "Another explanation" }
    /// The words before.
    asked_before(label: &str) { vi: "Trước đây: {label}", en: "Before: {label}" }

    /// Names the browser's tab.
    part_title(part: &str) { vi: "{part}, lượt thăm", en: "{part}, visit" }
    /// Names the browser's tab on the last page.
    review_title() { vi: "Xem lại lượt thăm", en: "Look over the visit" }
    /// Leads back.
    back() { vi: "Quay lại", en: "Back" }
    /// Head of the last page.
    review() { vi: "Xem lại", en: "Look it over" }
    /// How far the visit is.
    progress(start: &str, done: usize, of: usize) {
        vi: "Bắt đầu {start}, đã ghi {done} trong {of} câu",
        en: "Begun {start}, {done} of {of} questions answered",
    }
    /// How many answers are missing.
    missing(count: usize) { vi: "Còn thiếu {count} câu", en: "{count} answers missing" }
    /// What has been answered.
    recorded() { vi: "Những điều đã ghi", en: "What was recorded" }
    /// Leads to a part.
    change() { vi: "Sửa", en: "Change" }
    /// What of a part is changed, for those who do not see the page.
    change_part(part: &str) { vi: " phần {part}", en: " {part}" }
    /// So many questions of a part have no answer and need none.
    left_blank(count: usize) { vi: "{count} câu bỏ trống", en: "{count} left blank" }
    /// Leads to the first missing answer.
    answer_missing() { vi: "Trả lời câu còn thiếu", en: "Answer what is missing" }
    /// Finishes the visit.
    finish() { vi: "Xong, giữ lượt thăm này", en: "Done, keep this visit" }
    /// The visit is being stored.
    finishing() { vi: "Đang giữ", en: "Storing" }
    /// Head of the banner when finishing failed.
    unfinished_title() { vi: "Chưa giữ được lượt thăm này", en: "This visit could not be stored yet" }
    /// Throws the draft away.
    delete_draft() { vi: "Xóa bản nháp", en: "Delete the draft" }
    /// Asks before.
    delete_draft_asks() { vi: "Xóa bản nháp này?", en: "Delete this draft?" }
    /// What will be lost.
    delete_draft_loses(who: &str, done: usize) {
        vi: "Lượt thăm {who} đã ghi {done} câu, chưa kết thúc. Xóa rồi không lấy lại được.",
        en: "{done} answers of the visit to {who} are recorded. They cannot be brought back.",
    }
    /// The safe answer.
    keep_draft() { vi: "Giữ bản nháp", en: "Keep the draft" }

    /// Head of the page after finishing.
    done_title(who: &str) { vi: "Đã ghi xong lượt thăm {who}", en: "The visit to {who} is recorded" }
    /// Head of the page after amending.
    amended_title(who: &str) { vi: "Đã sửa xong lượt thăm {who}", en: "The visit to {who} is amended" }
    /// It is safe here.
    safe_here() {
        vi: "Lượt thăm đang nằm an toàn trên máy. Khi có mạng, máy sẽ tự gửi về văn phòng.",
        en: "The visit is safe on this phone. It goes to the office by itself when there is a network.",
    }
    /// The same, and the session has ended.
    safe_here_signed_out() {
        vi: "Lượt thăm đang nằm an toàn trên máy. Phiên đã hết: xin đăng nhập lại khi có mạng để gửi.",
        en: "The visit is safe on this phone. The session has ended: sign in again where there is a network, to send it.",
    }
    /// The office holds it, or refused it when it came alone.
    needs_you() {
        vi: "Không mất gì, nhưng lượt thăm chưa vào sổ. Xin xem cần làm gì ở mục Gửi đi.",
        en: "Nothing is lost, but the visit is not on record yet. Please see under To the office what to do.",
    }
    /// Leads there.
    to_outbox() { vi: "Mở mục Gửi đi", en: "Open To the office" }
    /// The office keeps it as it came, and nothing is to be done.
    kept_there() {
        vi: "Văn phòng giữ nguyên bản đã gửi. Không phải làm gì thêm.",
        en: "The office keeps it as it was sent. There is nothing more to do.",
    }
    /// It has a receipt, and so many of its photos have not arrived.
    safe_there_photos(count: usize) {
        vi: "Lời ghi đã tới văn phòng. Còn {count} ảnh, ghi âm trên máy, có mạng thì máy tự gửi.",
        en: "What was written has reached the office. {count} photos and recordings are still on this phone and go by themselves.",
    }
    /// It has a receipt, and photos of it are lost.
    safe_there_words() { vi: "Lời ghi đã tới văn phòng.", en: "What was written has reached the office." }
    /// It has arrived, whole.
    safe_there() {
        vi: "Lượt thăm đã tới văn phòng. Không phải làm gì thêm.",
        en: "The visit has reached the office. There is nothing more to do.",
    }
    /// Where it is.
    on_device() { vi: "Trên máy", en: "On this phone" }
    /// Since when, alone.
    since(time: &str) { vi: "từ {time}", en: "since {time}" }
    /// Since when, with photos.
    since_with_photos(time: &str, photos: usize) { vi: "từ {time}, cùng {photos} ảnh, ghi âm", en: "since {time}, with {photos} photos and recordings" }
    /// Not sent for want of a network.
    no_network() { vi: "Chưa gửi: chưa có mạng", en: "Not sent: no network" }
    /// Not sent yet.
    in_turn() { vi: "Chưa gửi: đang chờ đến lượt", en: "Not sent: waiting its turn" }
    /// On its way.
    sending() { vi: "Đang gửi", en: "Being sent" }
    /// Its receipt is stored; when, with its preposition.
    received(when: &str) { vi: "Văn phòng đã nhận {when}", en: "The office has received it {when}" }
    /// Leads to the finished visit.
    read_it() { vi: "Xem lại những điều đã ghi", en: "Read what was recorded" }
    /// Leads to Today.
    next_house() { vi: "Đến nhà tiếp theo", en: "On to the next home" }
    /// Leads to the household.
    to_household(who: &str) { vi: "Về trang của {who}", en: "Back to {who}" }

    /// Head of a finished visit.
    visit_on(day: &str) { vi: "Lượt thăm ngày {day}", en: "Visit of {day}" }
    /// Who came, and when.
    by(who: &str, from: &str, to: &str) { vi: "{who} đến thăm, từ {from} đến {to}", en: "{who} came, from {from} to {to}" }
    /// Who came, and when it was amended.
    by_and_later(who: &str, from: &str, to: &str, day: &str) {
        vi: "{who} đến thăm lúc {from}, ghi xong lúc {to} ngày {day}",
        en: "{who} came at {from}, finished at {to} on {day}",
    }
    /// Mends a returned or held visit.
    amend() { vi: "Sửa lượt thăm này", en: "Change this visit" }
    /// Goes on with the draft that mends it.
    go_on_amending() { vi: "Sửa tiếp", en: "Go on changing" }
    /// A draft is being made.
    opening() { vi: "Đang mở", en: "Opening" }
    /// A newer version exists.
    has_newer() { vi: "Đã có bản sửa mới hơn. Đây là bản cũ.", en: "There is a newer version. This is an earlier one." }
    /// Leads to it.
    to_newer() { vi: "Xem bản mới", en: "See the newer one" }
    /// Head of the versions.
    versions() { vi: "Các bản của lượt thăm này", en: "Versions of this visit" }
    /// One of them.
    version(number: usize, time: &str) { vi: "Bản {number}, {time}", en: "Version {number}, {time}" }
    /// The one on the screen.
    this_version() { vi: "đang xem", en: "shown here" }
    /// What was changed since the version before.
    changes(count: usize) {
        vi: "{count} chỗ khác bản trước, chữ đậm là chỗ mới.",
        en: "{count} changes since the version before, in bold.",
    }
    /// Nothing was changed.
    no_changes() { vi: "Không khác gì bản trước.", en: "The same as the version before." }
    /// Why a version had been returned.
    was_returned_for(reason: &str) { vi: "Bản này từng bị trả lại: {reason}", en: "This version was returned: {reason}" }

    /// Neither a draft nor a visit.
    not_here() { vi: "Không tìm thấy lượt thăm này", en: "This visit is not here" }
    /// What to do then.
    not_here_help() {
        vi: "Có thể bản nháp đã được xóa, hoặc lượt thăm chưa tải về máy này.",
        en: "The draft may have been deleted, or the visit has not reached this phone yet.",
    }
    /// The definition of the form has not arrived.
    no_form() { vi: "Máy chưa có mẫu phiếu của lượt thăm này", en: "This phone does not have the form of this visit yet" }
    /// What to do then.
    no_form_help() {
        vi: "Những gì đã ghi vẫn còn. Xin nối mạng một lần để máy tải mẫu phiếu về. Nếu ở mục Hôm nay có dòng «Có bản mới», xin nhấn «Mở bản mới».",
        en: "What was recorded is kept. Connect once so that the form can be fetched. If Today says “A new version is ready”, press “Open the new version”.",
    }
    /// Leads to the households.
    to_households() { vi: "Về danh sách các hộ", en: "Back to the households" }
    /// Leads to Today.
    to_today() { vi: "Về Hôm nay", en: "Back to Today" }
}
