//! One file with everything that is kept of a household or of one person in it.

super::words! {
    /// Name of the tile.
    title() { vi: "Một tệp với mọi thông tin đang giữ", en: "One file with everything that is kept" }
    /// What it is.
    text() {
        vi: "Đưa cho gia đình khi họ yêu cầu xem. Ai cũng mở được, không cần ứng dụng; in ra giấy A4. Việc tạo tệp được ghi vào nhật ký, nên cần có mạng. Đưa tận tay, rồi xóa tệp khỏi máy này.",
        en: "For the family that asks to see it. Anybody opens it, without the app; it prints on A4. That it was made is entered in the log, so a network is needed. Give it into their hand, then delete it from this computer.",
    }
    /// Of whom.
    of_whom() { vi: "Tệp về", en: "About" }
    /// Makes it.
    make() { vi: "Tạo tệp", en: "Make the file" }
    /// It is being made.
    making() { vi: "Đang tạo tệp", en: "Making the file" }
    /// How many pictures are in it already.
    pictures(done: usize, of: usize) { vi: "Đã lấy {done} trong {of} ảnh", en: "{done} of {of} pictures fetched" }
    /// Stops it.
    cancel() { vi: "Thôi", en: "Stop" }
    /// It was stopped.
    cancelled() { vi: "Đã thôi. Không có tệp nào được lưu.", en: "Stopped. No file was saved." }
    /// It was not made.
    failed(why: &str) { vi: "Chưa có tệp nào. {why}", en: "There is no file. {why}" }
    /// The browser does not save it.
    unsaved() { vi: "Trình duyệt không lưu được tệp. Thử lại, hoặc dùng trình duyệt khác.", en: "The browser does not save the file. Try again, or use another browser." }
    /// It was made.
    made() { vi: "Đã lưu tệp vào thư mục tải về.", en: "The file is in the downloads." }
    /// Some pictures are missing.
    made_without(count: usize) { vi: "Đã lưu tệp. Thiếu {count} ảnh, có ghi tên trong tệp.", en: "The file is in the downloads. {count} pictures are missing and named in it." }

    /// Over the file of a household.
    paper_of(name: &str) { vi: "Thông tin đang giữ về hộ {name}", en: "What is kept of the household of {name}" }
    /// Over the file of a person.
    paper_of_person(name: &str) { vi: "Thông tin đang giữ về {name}", en: "What is kept of {name}" }
    /// By whom and when.
    paper_made(unit: &str, who: &str, at: &str) { vi: "{unit} lập ngày {at}, người lập: {who}.", en: "Made by {unit} on {at}, by {who}." }
    /// For what.
    paper_purpose() {
        vi: "Thông tin được ghi để thăm hỏi, hỗ trợ hộ khó khăn trong phong trào «Vì người nghèo – Không để ai bị bỏ lại phía sau». Gia đình có quyền xem, sửa, rút lại đồng ý, yêu cầu ngừng dùng hoặc xóa (Luật 91/2025/QH15).",
        en: "It is recorded to visit and help households in need, in the movement “For the poor – leave no one behind”. The family may see it, have it corrected, withdraw its consent, and ask that it rest, is not used or is deleted (Law 91/2025/QH15).",
    }
    /// What is not in it.
    paper_without() {
        vi: "Tệp không gồm: ghi âm và tệp kèm theo (giữ tại văn phòng), những gì còn trên điện thoại chưa gửi về, và bản sao lưu của máy chủ.",
        en: "Not in this file: recordings and attachments (kept at the office), what a phone has not sent yet, and backups of the server.",
    }
    /// Of one person.
    paper_person_text() { vi: "Chỉ gồm thông tin riêng của người này. Những gì ghi chung cho cả hộ có trong tệp của hộ.", en: "Only what is of this person. What is recorded of the whole household is in the household’s file." }
    /// A part.
    part_people() { vi: "Những người trong hộ", en: "The people of the household" }
    /// A part.
    part_relation() { vi: "Quan hệ với chủ hộ", en: "Relation to the head" }
    /// A part.
    part_facts() { vi: "Thông tin về hộ, ai nói và khi nào", en: "Facts of the household, who said them and when" }
    /// A part.
    part_person(name: &str) { vi: "Thông tin về {name}", en: "Facts of {name}" }
    /// A part.
    part_double(name: &str) { vi: "Hồ sơ ghi trùng: {name}", en: "A record of the same household: {name}" }
    /// A part.
    part_help() { vi: "Nguyện vọng, cam kết, hỗ trợ", en: "Needs, promises and support" }
    /// A part.
    part_requests() { vi: "Yêu cầu về dữ liệu", en: "Requests about data" }
    /// A part.
    part_conflicts() { vi: "Chỗ hai người ghi khác nhau, chưa chọn", en: "Where two people said otherwise and nobody has chosen" }
    /// A part.
    part_held() { vi: "Đã gửi về, văn phòng đang giữ, chưa ghi vào hồ sơ", en: "Sent in and held by the office, not in the record yet" }
    /// A part.
    part_consents() { vi: "Đồng ý cho ghi", en: "Consent" }
    /// A part.
    part_visits() { vi: "Các lượt thăm", en: "Visits" }
    /// A visit.
    visit(day: &str, who: &str) { vi: "Ngày {day}, {who}", en: "{day}, {who}" }
    /// An earlier version of it.
    visit_earlier(day: &str) { vi: "Bản trước của lượt thăm ngày {day}", en: "An earlier version of the visit of {day}" }
    /// Its form is not here.
    no_form() { vi: "Mẫu phiếu của lượt này không có trên máy, nên chưa đọc được câu trả lời.", en: "The form of this visit is not on this computer, so that its answers cannot be read." }
    /// A picture.
    picture(number: usize) { vi: "Ảnh {number}", en: "Picture {number}" }
    /// One that is missing.
    picture_missing(number: usize) { vi: "Ảnh {number}: văn phòng chưa có, hoặc chưa lấy được", en: "Picture {number}: not at the office, or it could not be fetched" }
    /// A recording or a file.
    other_medium(kind: &str, bytes: &str) { vi: "Tệp kèm theo ({kind}, {bytes}), giữ tại văn phòng", en: "An attachment ({kind}, {bytes}), kept at the office" }
    /// A part.
    part_looked() { vi: "Ai đã xem, nhận, sửa (nhật ký của máy chủ)", en: "Who has looked at it, received or changed it (the server’s log)" }
    /// There is nothing.
    nothing() { vi: "Không có.", en: "Nothing." }
}
