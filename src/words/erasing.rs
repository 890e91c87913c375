//! Erasing the record of a household, and what stays of it.

super::words! {
    /// Button, and name of the question.
    erase() { vi: "Xóa hồ sơ", en: "Erase the record" }
    /// Question.
    title(name: &str) { vi: "Xóa hồ sơ của {name}?", en: "Erase the record of {name}?" }
    /// What goes.
    goes(visits: usize, media: usize, promises: usize) {
        vi: "Sẽ xóa: thông tin của hộ và từng người, {visits} lượt thăm, {media} ảnh, ghi âm và tệp, {promises} cam kết. Xóa ở văn phòng, trên mọi điện thoại và trong danh sách Excel đã nhập. Không lấy lại được.",
        en: "What goes: what is known of the household and of each person, {visits} visits, {media} pictures, recordings and files, {promises} promises. It goes from the office, from every phone and from lists taken in from Excel. It cannot be brought back.",
    }
    /// What goes besides.
    goes_doubles(count: usize) { vi: "Cả {count} hồ sơ trùng dùng chung hồ sơ này.", en: "So do {count} records for which this one stands." }
    /// What stays.
    stays() {
        vi: "Còn lại: ngày xóa, ai xóa, vì sao; và số liệu các kỳ trước như cũ (ngày thăm, ai thăm, đã duyệt hay chưa), không có tên hay lời nào.",
        en: "What stays: the day, who erased it and why; and the figures of earlier periods as they were (days of visits, who came, whether they were accepted), without a name or a word.",
    }
    /// For a household that has only moved or died.
    rather_end() {
        vi: "Hộ đã chuyển đi hay không còn thì dùng «Hộ không còn», không cần xóa.",
        en: "A household that has moved away or is no more is marked so; it need not be erased.",
    }
    /// Label of the reasons.
    why() { vi: "Vì sao xóa", en: "Why" }
    /// A reason.
    request() { vi: "Gia đình yêu cầu xóa (Luật 91/2025/QH15)", en: "The family asks for it (Law 91/2025/QH15)" }
    /// A reason.
    retention() { vi: "Hết thời gian cần lưu giữ", en: "It need not be kept any longer" }
    /// A reason.
    by_mistake() { vi: "Lẽ ra không được ghi: ghi nhầm, hoặc họ không đồng ý", en: "It should not have been recorded: by mistake, or they did not agree" }
    /// A reason, of a picture.
    identity() { vi: "Trong ảnh có giấy tờ tùy thân (căn cước, sổ, thẻ)", en: "An identity card or another paper can be seen in it" }
    /// A reason, of a picture.
    child() { vi: "Trong ảnh có trẻ em", en: "A child can be seen in it" }
    /// A reason that this version does not know.
    unknown() { vi: "Lý do khác", en: "Another reason" }
    /// No reason is chosen.
    missing() { vi: "Xin chọn vì sao xóa.", en: "Choose why." }
    /// Button: to the last question.
    go_on() { vi: "Tiếp", en: "Go on" }
    /// The last question.
    sure_title(name: &str) { vi: "Xóa hẳn hồ sơ của {name}?", en: "Erase the record of {name} for good?" }
    /// Before the last press.
    sure_text() {
        vi: "Đã xóa thì không ai lấy lại được, kể cả từ bản sao lưu. Việc ai đã ghi trên điện thoại mà chưa gửi vẫn được giữ, và văn phòng sẽ quyết định.",
        en: "Nobody can bring it back after that, not from a backup either. What somebody has on a phone and has not sent is kept, and the office decides on it.",
    }
    /// Button: the last press.
    for_good() { vi: "Xóa hẳn", en: "Erase for good" }
    /// Afterwards.
    said(name: &str) { vi: "Đang xóa hồ sơ của {name}", en: "The record of {name} is being erased" }
    /// On the household’s page, before the office has heard of it.
    is_going() { vi: "Hồ sơ này đang được xóa", en: "This record is being erased" }
    /// What that means.
    is_going_text() { vi: "Máy này đã ghi việc xóa và sẽ gửi khi có mạng. Lúc văn phòng nhận được thì hồ sơ mất ở đây và trên mọi máy.", en: "It is written on this computer and is sent when there is a network. When the office has it, the record goes from here and from every device." }

    /// Title of the page of what was erased, and its place in the rail.
    rail() { vi: "Đã xóa", en: "Erased" }
    /// What the page is about.
    text() { vi: "Hồ sơ đã xóa: khi nào, ai xóa, vì sao, và máy nào chưa liên lạc lại từ lúc đó. Không còn tên hay nội dung.", en: "Records that were erased: when, by whom, why, and which devices have not been heard of since. No name and no content is left." }
    /// Nothing was erased.
    none_title() { vi: "Chưa xóa hồ sơ nào", en: "Nothing was erased" }
    /// What to do then.
    none_text() { vi: "Muốn xóa một hồ sơ: mở trang của hộ, nhấn «Xóa hồ sơ».", en: "To erase a record, open the household’s page and press Erase the record." }
    /// Column.
    column_when() { vi: "Lúc xóa", en: "When" }
    /// Column.
    column_who() { vi: "Ai xóa", en: "By whom" }
    /// Column.
    column_why() { vi: "Vì sao", en: "Why" }
    /// Column.
    column_hamlet() { vi: "Thôn, tổ", en: "Hamlet" }
    /// Column.
    column_what() { vi: "Đã xóa gì", en: "What went" }
    /// Column.
    column_devices() { vi: "Máy chưa liên lạc lại", en: "Devices not heard of since" }
    /// What went.
    what(visits: usize, media: u32) { vi: "{visits} lượt thăm, {media} ảnh và tệp", en: "{visits} visits, {media} pictures and files" }
    /// All devices were heard of.
    all_heard() { vi: "Mọi máy đã liên lạc lại", en: "All devices were heard of" }
    /// How many were not.
    not_heard(count: usize, names: &str) { vi: "{count} máy: {names}", en: "{count}: {names}" }
    /// The devices are asked for.
    asking() { vi: "Đang hỏi máy chủ…", en: "Asking the server…" }
    /// The devices could not be asked for.
    not_asked(why: &str) { vi: "Chưa hỏi được máy chủ. {why}", en: "The server could not be asked. {why}" }
    /// Whoever erased it is not known here.
    somebody() { vi: "một cán bộ", en: "an officer" }

    /// In the place of a picture.
    photo_erased(day: &str) { vi: "Ảnh đã xóa ngày {day}", en: "Picture erased on {day}" }
    /// In the place of a recording.
    sound_erased(day: &str) { vi: "Ghi âm đã xóa ngày {day}", en: "Recording erased on {day}" }
    /// In the place of a file.
    file_erased(day: &str) { vi: "Tệp đã xóa ngày {day}", en: "File erased on {day}" }
    /// Under it.
    erased_because(why: &str) { vi: "Vì: {why}", en: "Why: {why}" }
    /// Button at a picture.
    erase_short() { vi: "Xóa hẳn", en: "Erase" }
    /// The same for who cannot see at which.
    erase_photo(number: usize) { vi: "Xóa hẳn ảnh {number}", en: "Erase picture {number}" }
    /// The same of a recording or a file.
    erase_file(number: usize) { vi: "Xóa hẳn ghi âm, tệp {number}", en: "Erase recording or file {number}" }
    /// In the place of the button, before the office has heard of it.
    photo_going() { vi: "Đang xóa, chờ gửi lên văn phòng", en: "Being erased, waiting to reach the office" }
    /// Question.
    photo_title() { vi: "Xóa hẳn ảnh này?", en: "Erase this picture for good?" }
    /// Question.
    file_title() { vi: "Xóa hẳn ghi âm hay tệp này?", en: "Erase this recording or file for good?" }
    /// What goes.
    photo_goes() {
        vi: "Sẽ xóa ở văn phòng, trên điện thoại đã chụp, và ở mọi lượt thăm của hộ này có nó. Không ai lấy lại được, kể cả từ bản sao lưu.",
        en: "It goes from the office, from the phone that took it, and from every visit of this household that has it. Nobody can bring it back, not from a backup either.",
    }
    /// What stays.
    photo_stays() { vi: "Còn lại: lượt thăm và các câu trả lời như cũ, với chữ «đã xóa», ngày và lý do ở chỗ của ảnh.", en: "What stays: the visit and its answers as they were, and in the place of the picture that it was erased, when and why." }
    /// Where another household has the same.
    photo_elsewhere() { vi: "Nếu lượt thăm của hộ khác cũng có đúng ảnh này thì ở đó ảnh vẫn còn, phải xóa riêng.", en: "Where a visit of another household has the very same picture, it stays there and is erased there." }
    /// Afterwards.
    photo_said() { vi: "Đang xóa ảnh", en: "The picture is being erased" }
    /// Afterwards.
    file_said() { vi: "Đang xóa ghi âm hay tệp", en: "The recording or file is being erased" }

    /// On a phone or at the office: a household that was erased.
    gone_title() { vi: "Hồ sơ này đã được xóa", en: "This record was erased" }
    /// When.
    gone_on(when: &str) { vi: "Văn phòng đã xóa hồ sơ này lúc {when}.", en: "The office erased this record at {when}." }
    /// What to do.
    gone_text() {
        vi: "Thông tin, lượt thăm và ảnh của hộ không còn ở văn phòng và trên máy này. Việc máy này chưa gửi hay đang ghi dở về hộ vẫn còn, gửi lên thì văn phòng quyết định. Gia đình muốn được ghi lại thì ghi thành hộ mới sau khi hỏi ý kiến họ.",
        en: "What was known of the household, its visits and its pictures are neither at the office nor on this device. What this device has not sent or finished stays; the office decides on it when it comes. A family that wants to be recorded again is a new household, once they have been asked.",
    }
    /// On a draft about a household that was erased.
    draft_title() { vi: "Văn phòng đã xóa hồ sơ của hộ này", en: "The office has erased the record of this household" }
    /// What to do.
    draft_text() {
        vi: "Bản ghi dở này vẫn còn trên máy. Ghi xong và gửi thì văn phòng giữ riêng để quyết định; bỏ bản ghi dở thì nội dung mất hẳn.",
        en: "This unfinished visit is still on the phone. Finished and sent, the office keeps it apart and decides; discarded, it is gone.",
    }
}
