//! A phone that is lost: what is said on it, and at the office.

super::words! {
    /// Head of the door of a lost phone.
    title() { vi: "Máy này đã được báo mất", en: "This phone was reported lost" }
    /// What happens.
    handing_title() { vi: "Đang gửi về văn phòng những gì chưa gửi. Xong thì dữ liệu trên máy được xóa.", en: "What was not sent is going to the office. Then the data on this phone is erased." }
    /// How far.
    handing(done: usize, of: usize) { vi: "Đã gửi {done}/{of}", en: "{done} of {of} sent" }
    /// There is no network.
    waiting() { vi: "Mã PIN không mở được nữa. Khi có mạng, máy tự gửi về văn phòng những gì chưa gửi rồi mới xóa. Nếu đã tìm thấy máy, xin báo văn phòng xã, phường.", en: "The PIN does not open it any more. With a network this phone sends what was not sent to the office, and erases itself only then. If it is yours and was found, please tell the commune office." }
    /// The office cannot open it.
    closed() { vi: "Văn phòng chưa nhận được hết những gì trên máy nên chưa xóa gì. Xin mang máy đến văn phòng xã, phường.", en: "The office could not take all that is on this phone, so nothing was erased. Please bring it to the commune office." }
    /// It is over.
    erased_title() { vi: "Dữ liệu trên máy đã xóa", en: "The data on this phone is erased" }
    /// What became of it.
    erased(handed: usize) { vi: "Máy được báo mất. {handed} mục trên máy đã về đến văn phòng trước khi xóa, không mất gì.", en: "The phone was reported lost. {handed} items reached the office before it was erased; nothing is lost." }
    /// The same where nothing waited.
    erased_nothing() { vi: "Máy được báo mất. Văn phòng đã có đủ mọi thứ trước khi xóa, không mất gì.", en: "The phone was reported lost. The office had everything before it was erased; nothing is lost." }
    /// To the way in.
    sign_in() { vi: "Đăng nhập lại", en: "Sign in again" }
    /// A PIN or a password is refused.
    refused() { vi: "Máy này đã được báo mất nên không mở được. Những gì đã ghi chưa mất. Nếu đã tìm thấy máy, xin báo văn phòng xã, phường.", en: "This phone was reported lost and does not open. What was recorded is not lost. If it was found, please tell the commune office." }
    /// The office was not heard of for too long.
    alone(days: u16) { vi: "Hơn {days} ngày máy chưa nói chuyện được với văn phòng, nên cần mạng để mở. Mọi thứ đã ghi vẫn còn trên máy và sẽ được gửi. Nếu có mạng mà vẫn không mở, xin xem lại ngày giờ của máy, hoặc bấm «Quên mã» để đăng nhập lại.", en: "This phone has not heard of the office for more than {days} days, so it needs a network to open. Everything recorded is still on it and will be sent. If it does not open with a network either, look at the phone's date, or press «Forgotten» to sign in again." }

    /// A device that said no name.
    some_device() { vi: "một máy", en: "a device" }
    /// What reports it lost.
    report() { vi: "Báo mất", en: "Report lost" }
    /// The same, of whom.
    report_of(device: &str, who: &str) { vi: "Báo mất {device} của {who}", en: "Report {device} of {who} lost" }
    /// The question.
    report_title(device: &str, who: &str) { vi: "Báo mất {device} của {who}?", en: "Report {device} of {who} lost?" }
    /// What comes of it.
    report_text(who: &str) { vi: "Máy bị khóa ngay khi gặp mạng, mã PIN của {who} không mở được nữa. Máy tự gửi về đây những gì chưa gửi, rồi xóa dữ liệu.", en: "The phone locks as soon as it has a network, and the PIN of {who} does not open it any more. It sends here what was not sent, and erases its data then." }
    /// And that can be undone.
    report_undo() { vi: "Tìm thấy máy trước khi xóa thì báo lại ở đây để mở như cũ.", en: "If it is found before it is erased, say so here and it opens as before." }
    /// How long it opens without a network.
    report_alone(days: u16) { vi: "Không có mạng, máy chỉ mở được trong {days} ngày từ lần cuối gặp văn phòng.", en: "Without a network it opens only for {days} days from its last contact with the office." }
    /// Safe answer.
    report_not() { vi: "Chưa báo", en: "Not now" }
    /// It is done.
    reported(device: &str) { vi: "Đã báo mất {device}.", en: "{device} is reported lost." }
    /// It is not.
    report_failed() { vi: "Chưa báo mất được", en: "Could not be reported lost" }
    /// What says that it was found.
    found() { vi: "Đã tìm thấy", en: "Found" }
    /// The same, of whom.
    found_of(device: &str, who: &str) { vi: "Đã tìm thấy {device} của {who}", en: "{device} of {who} was found" }
    /// It is done.
    found_said(device: &str) { vi: "Đã bỏ báo mất {device}. Người giữ máy mở bằng mã PIN rồi đăng nhập lại.", en: "{device} is not reported lost any more. It opens by its PIN, and its person signs in again." }
    /// It is not.
    found_failed() { vi: "Chưa bỏ báo mất được", en: "The report could not be taken back" }

    /// How it stands at the office.
    since(when: &str) { vi: "Báo mất {when}", en: "Reported lost {when}" }
    /// Nothing came yet.
    nothing_yet() { vi: "Máy chưa gặp mạng từ lúc ấy", en: "It has had no contact since" }
    /// What it held when it said so last.
    held(unsent: &str) { vi: "Lần cuối máy báo còn giữ: {unsent}", en: "When it last said so it held: {unsent}" }
    /// What came.
    rescued(operations: u64, drafts: u64, media: u64) { vi: "Đã cứu về: {operations} việc, {drafts} bản đang ghi, {media} ảnh và ghi âm", en: "Rescued: {operations} items, {drafts} drafts, {media} pictures and sounds" }
    /// What came and is not read.
    rescued_unread(count: u64) { vi: "{count} mục không đọc được, giữ nguyên như lúc đến", en: "{count} items cannot be read and are kept as they came" }
    /// It is erased.
    erased_at(when: &str) { vi: "Máy báo đã gửi đủ và xóa dữ liệu {when}.", en: "The phone said {when} that it had sent everything and erased its data." }

    /// Head of the setting.
    days_title() { vi: "Máy xa văn phòng", en: "Phones away from the office" }
    /// What it is for.
    days_text() { vi: "Máy không gặp văn phòng lâu hơn số ngày này thì mã PIN chưa đủ để mở: cần có mạng. Không có gì bị xóa.", en: "A phone that has not heard of the office for longer than this does not open by its PIN alone: it needs a network. Nothing is erased." }
    /// The field.
    days_label() { vi: "Mở được khi không gặp văn phòng", en: "Opens without the office for" }
    /// Keeps it.
    days_save() { vi: "Lưu số ngày", en: "Save the days" }
    /// Outside of the bounds.
    days_wrong(most: u16) { vi: "Xin ghi số ngày từ 1 đến {most}.", en: "Please give days from 1 to {most}." }
}
