//! Handing over without a network: the file that a phone makes, and how the office takes it in.

super::words! {
    /// Name of the page on the phone.
    title() { vi: "Bàn giao bằng tệp", en: "Hand over by file" }
    /// Leads back.
    back() { vi: "Về trang Gửi đi", en: "Back to the outbox" }
    /// Under the list of what waits: when it is wanted.
    offer() { vi: "Lâu ngày không có mạng, hoặc máy sắp hỏng?", en: "No network for days, or a phone about to break?" }
    /// Leads to the page.
    open() { vi: "Bàn giao bằng tệp", en: "Hand over by file" }
    /// It is being looked through.
    looking() { vi: "Đang xem trên máy có gì…", en: "Looking through this phone…" }
    /// There is nothing.
    nothing() { vi: "Trên máy không có gì mà văn phòng chưa nhận.", en: "This phone has nothing that the office does not have." }
    /// Before the list of what the file holds.
    holds() { vi: "Tệp chứa mọi điều trên máy này mà văn phòng chưa nhận:", en: "The file holds everything on this phone that the office does not have:" }
    /// Operations.
    operations(count: u64) { vi: "{count} việc đã ghi", en: "{count} finished records" }
    /// Photos and sound.
    media(count: u64) { vi: "{count} ảnh, ghi âm", en: "{count} photos and recordings" }
    /// Drafts.
    drafts(count: u64) { vi: "{count} mục ghi dở, văn phòng chỉ cất giữ", en: "{count} unfinished items, which the office only keeps" }
    /// Opens the list of all of it.
    each() { vi: "Xem từng mục", en: "See each item" }
    /// A finished visit.
    visit_at(when: &str) { vi: "Lượt thăm ghi {when}", en: "A visit recorded {when}" }
    /// A household that was registered.
    household_at(name: &str, when: &str) { vi: "Hộ mới {name}, ghi {when}", en: "A new household, {name}, {when}" }
    /// Something else.
    other_at(when: &str) { vi: "Việc khác ghi {when}", en: "Something else, {when}" }
    /// A visit that was begun.
    draft_at(when: &str) { vi: "Lượt thăm ghi dở, bắt đầu {when}", en: "An unfinished visit, begun {when}" }
    /// A household that is being typed, by the name of its head.
    typed(name: &str) { vi: "Hộ mới ghi dở, chủ hộ {name}", en: "A new household being typed, head {name}" }
    /// The same before there is a name.
    typed_nameless() { vi: "Hộ mới ghi dở", en: "A new household being typed" }
    /// Facts of a household that are being typed.
    typed_facts(count: usize) { vi: "{count} điều đã khác của một hộ, ghi dở", en: "{count} things that are different at a household, not finished" }
    /// What cannot be read.
    others(count: u64) { vi: "{count} mục bản ứng dụng này không đọc được", en: "{count} items that this version cannot read" }
    /// Who can open it, and whom to give it to.
    privacy() { vi: "Tệp được khóa, chỉ văn phòng mở được. Xin đưa cho cán bộ xã, phường: qua Zalo, thẻ nhớ hay cáp đều được.", en: "The file is locked; only the office can open it. Give it to the commune officer, by chat, memory card or cable." }
    /// What stays.
    stays() { vi: "Mọi điều vẫn ở lại trên máy và vẫn được gửi khi có mạng. Văn phòng không ghi hai lần.", en: "Everything stays on this phone and is still sent when there is a network. The office records nothing twice." }
    /// Makes the file.
    make() { vi: "Tạo tệp", en: "Make the file" }
    /// While it is made.
    making(done: u64, of: u64) { vi: "Đang tạo tệp: {done} trên {of} mục", en: "Making the file: {done} of {of}" }
    /// Ends that.
    stop() { vi: "Dừng", en: "Stop" }
    /// It is there.
    made(size: &str) { vi: "Tệp đã tạo xong ({size})", en: "The file is ready ({size})" }
    /// What to do.
    made_help() { vi: "Xin gửi hoặc lưu tệp trước khi rời trang này.", en: "Please share or save it before you leave this page." }
    /// The share sheet.
    share() { vi: "Gửi tệp", en: "Share the file" }
    /// The download.
    save() { vi: "Lưu tệp vào máy", en: "Save the file" }
    /// After the share sheet.
    shared() { vi: "Đã đưa tệp cho ứng dụng khác. Xin xem tệp đã tới cán bộ chưa.", en: "The file was given to another app. Please check that it reached the officer." }
    /// After the download.
    saved() { vi: "Tệp nằm trong mục Tải xuống của máy", en: "The file is among the downloads of this phone" }
    /// The share sheet does not take it.
    share_refused() { vi: "Máy không cho gửi thẳng tệp này. Xin lưu tệp vào máy rồi gửi từ mục Tải xuống.", en: "This phone does not share the file directly. Save it, then send it from the downloads." }
    /// It was not made.
    failed() { vi: "Chưa tạo được tệp. Mọi điều vẫn còn trên máy.", en: "The file was not made. Everything is still on this phone." }
    /// Why, in the words of the browser.
    failed_why(why: &str) { vi: "Xin thử lại; nếu vẫn vậy, xin báo văn phòng dòng chữ này: {why}", en: "Please try again; if it happens again, tell the office these words: {why}" }
    /// Makes it again.
    again() { vi: "Thử lại", en: "Try again" }
    /// Nobody has told this store for whom to lock.
    keyless() { vi: "Máy chưa có khóa của văn phòng. Mọi điều vẫn còn trên máy. Xin đăng nhập lại một lần khi có mạng.", en: "This phone does not have the office's key yet. Everything is still here. Please sign in once with a network." }
    /// Over the file of one of several people on a phone.
    of_person(name: &str) { vi: "Của {name}", en: "Of {name}" }

    /// Name of the page at the office.
    office_title() { vi: "Nhận bàn giao", en: "Take a hand-over" }
    /// In the rail.
    rail() { vi: "Bàn giao", en: "Hand-over" }
    /// What it is for.
    office_text() { vi: "Điện thoại không có mạng hoặc sắp hỏng có thể đưa mọi điều chưa gửi vào một tệp (trang Gửi đi, mục Bàn giao bằng tệp). Nhận tệp ở đây thì cũng như máy ấy đã gửi. Nhận lại tệp cũ không sao.", en: "A phone without a network, or about to break, can put everything unsent into a file (outbox, Hand over by file). Taking it in here is as if that phone had sent it. Taking the same file twice does no harm." }
    /// The place for the file.
    drop_here() { vi: "Thả tệp vào đây, hoặc", en: "Drop the file here, or" }
    /// Opens the list of files.
    choose() { vi: "Chọn tệp", en: "Choose a file" }
    /// While it goes.
    uploading(percent: u64) { vi: "Đang đưa tệp lên máy chủ: {percent} %", en: "Uploading: {percent} %" }
    /// All bytes are there.
    importing() { vi: "Máy chủ đang mở tệp và ghi vào sổ…", en: "The server is opening the file and filing it…" }
    /// Ends it.
    cancel() { vi: "Dừng", en: "Stop" }
    /// Nothing was sent.
    not_taken() { vi: "Chưa nhận được tệp", en: "The file was not taken" }
    /// The line broke.
    no_answer() { vi: "Đường truyền đứt hoặc máy chủ chưa trả lời. Có thể đã nhận một phần. Xin chọn lại tệp khi có mạng; nhận lại không sao.", en: "The line broke or the server did not answer. Part of it may have been taken. Please choose the file again with a network; taking it twice does no harm." }
    /// The session has ended.
    signed_out() { vi: "Phiên trên máy này đã hết. Xin đăng nhập lại rồi chọn lại tệp.", en: "The session on this computer has ended. Please sign in and choose the file again." }
    /// Larger than the server takes.
    too_large() { vi: "Tệp lớn hơn 512 MB nên máy chủ không nhận. Chưa nhận gì từ tệp.", en: "The file is larger than 512 MB, so the server did not take it. Nothing was taken." }
    /// Something else.
    not_handover() { vi: "Tệp này không phải tệp bàn giao của Đồng Hành, hoặc đã hỏng ngay từ đầu. Chưa nhận gì. Xin nhờ người đưa tạo lại tệp trên điện thoại.", en: "This is no hand-over file, or it is damaged at its very beginning. Nothing was taken. Please have it made again on the phone." }
    /// A newer app.
    newer() { vi: "Tệp do bản ứng dụng mới hơn máy chủ tạo ra. Chưa nhận gì. Xin giữ tệp, cập nhật máy chủ rồi nhận lại.", en: "A newer app than the server made this file. Nothing was taken. Keep the file, update the server and take it again." }
    /// Another office's.
    other_office() { vi: "Tệp được khóa cho văn phòng khác nên ở đây không mở được. Chưa nhận gì. Xin chuyển tệp đến văn phòng nơi người đưa đăng nhập.", en: "The file is locked for another office and cannot be opened here. Nothing was taken. Please pass it to the office where its author signs in." }
    /// Another unit's people.
    foreign() { vi: "Tệp không phải do máy của người thuộc đơn vị này tạo ra. Chưa nhận gì. Xin chuyển tệp đến đơn vị của người đưa, hoặc nhờ họ đăng nhập lại rồi tạo tệp mới.", en: "The file was not made by a device of somebody of this unit. Nothing was taken. Pass it to their unit, or have them sign in and make a new one." }
    /// Anything else.
    refused(code: &str) { vi: "Máy chủ chưa nhận ({code}). Xin thử lại sau; nhận lại không sao.", en: "The server did not take it ({code}). Please try again later; taking it twice does no harm." }
    /// What came.
    taken() { vi: "Đã nhận bàn giao", en: "Hand-over taken" }
    /// Whose, from which device, from when.
    taken_from(who: &str, device: &str, made: &str) { vi: "Của {who}, máy {device}, tệp tạo lúc {made}.", en: "From {who}, device {device}, made {made}." }
    /// Everything was here.
    nothing_new() { vi: "Không có gì mới: mọi điều trong tệp đã có ở văn phòng.", en: "Nothing new: the office has everything in this file." }
    /// Row.
    row_applied() { vi: "Đã ghi vào sổ", en: "Filed" }
    /// Row.
    row_held() { vi: "Đang giữ, cần xem", en: "Held, needs your eyes" }
    /// Row.
    row_known() { vi: "Đã có từ trước", en: "Here already" }
    /// Row.
    row_media() { vi: "Ảnh, ghi âm mới", en: "New photos and recordings" }
    /// Row.
    row_known_media() { vi: "Ảnh, ghi âm đã có từ trước", en: "Photos and recordings here already" }
    /// Row.
    row_refused() { vi: "Ảnh, ghi âm không nhận", en: "Photos and recordings not taken" }
    /// Row.
    row_drafts() { vi: "Mục ghi dở, cất nguyên", en: "Unfinished items, kept as they are" }
    /// Row.
    row_known_drafts() { vi: "Mục ghi dở đã cất từ trước", en: "Unfinished items kept before" }
    /// Row.
    row_unread() { vi: "Mục chưa đọc hoặc chưa ghi vào sổ được, cất nguyên", en: "Not readable or not to be filed yet, kept as they are" }
    /// A reason with its number.
    counted(count: u64, what: &str) { vi: "{count}: {what}", en: "{count}: {what}" }
    /// Leads to what is held.
    to_held() { vi: "Xem những gì đang giữ", en: "See what is held" }
    /// The file was cut or damaged.
    cut() { vi: "Tệp bị thiếu hoặc hỏng ở giữa", en: "The file was cut or damaged" }
    /// What did not come, and what to do.
    cut_text(operations: u64, media: u64, drafts: u64) { vi: "Phần trước chỗ hỏng đã nhận. Còn thiếu {operations} việc, {media} ảnh và ghi âm, {drafts} mục ghi dở. Xin nhờ người đưa gửi lại tệp hoặc tạo tệp mới khi máy còn dùng được, rồi nhận thêm lần nữa.", en: "What stands before the damage was taken. Missing: {operations} records, {media} photos and recordings, {drafts} unfinished items. Have the file sent or made again while the phone works, then take that one too." }
    /// Why a photo was not taken.
    bears_place() { vi: "ảnh còn ghi vị trí chụp", en: "says where it was taken" }
    /// A picture is larger than the office takes.
    picture_too_large() { vi: "lớn quá cỡ văn phòng nhận", en: "larger than the office takes" }
    /// Why a photo was not taken.
    not_media() { vi: "không phải ảnh hay âm thanh", en: "neither picture nor sound" }
    /// Why a photo was not taken.
    wrong_digest() { vi: "đã hỏng ngay trên điện thoại", en: "damaged on the phone already" }
    /// The drafts that are kept.
    drafts_title() { vi: "Mục ghi dở đã cất", en: "Unfinished items that are kept" }
    /// What they are.
    drafts_text() { vi: "Chưa vào sổ. Khi chính người ghi hoàn tất và gửi, mục ấy tự rời danh sách này. Mục không ai ghi tiếp nữa thì xin đóng lại.", en: "Not filed. When their author finishes and sends one, it leaves this list by itself. Please close what nobody goes on with." }
    /// Who and when.
    draft_from(who: &str, when: &str) { vi: "{who} ghi, văn phòng cất lúc {when}", en: "Recorded by {who}, kept {when}" }
    /// Which.
    draft_of(name: &str) { vi: "Thăm {name}", en: "Visit to {name}" }
    /// Of whom is not known.
    draft_of_somebody() { vi: "Thăm một hộ chưa có trong sổ", en: "Visit to a household that is not in the register" }
    /// Facts of a household that were being typed.
    draft_of_facts(name: &str) { vi: "Điều đã khác của hộ {name}, ghi dở", en: "What is different with {name}, not finished" }
    /// A household that was being typed.
    draft_of_new() { vi: "Hộ mới ghi dở", en: "A new household, half typed" }
    /// It cannot be read.
    draft_unread() { vi: "Bản ghi dở không đọc được, vẫn cất nguyên.", en: "Not readable; kept as it is." }
    /// Opens it.
    draft_read() { vi: "Xem phần đã ghi", en: "Read what was recorded" }
}
