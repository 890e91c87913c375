//! The page of devices: how each one stands, and what to call its person about.

super::words! {
    /// Somebody has a copy of a session's token.
    copied() { vi: "Một phiên trên máy này bị kết thúc vì có người giữ bản sao", en: "A session here has ended, as somebody has a copy of it" }
    /// What this page is.
    text() {
        vi: "Máy nào cần hỏi thì đứng trước. Số việc trên máy luôn bằng số ở văn phòng cộng những phần còn lại ghi cạnh đó. Mất máy thì bấm «Báo mất».",
        en: "Devices that need a call stand first. The count on a device is always the office's count and the parts listed beside it. Report a device that is lost.",
    }
    /// No device at all.
    empty() { vi: "Chưa có máy nào", en: "No device yet" }
    /// What to do.
    empty_text() { vi: "Máy hiện ra khi có người đăng nhập lần đầu. Xin đưa cho họ địa chỉ trang, tên đăng nhập và mật khẩu.", en: "A device appears when somebody signs in for the first time. Give them the address, the sign-in name and the password." }
    /// A device has data that its browser threw away.
    evicted(count: u64) { vi: "Trình duyệt đã tự xóa dữ liệu ({count} lần)", en: "The browser has thrown its data away ({count} times)" }
    /// What to do.
    evicted_do(who: &str) { vi: "Gọi {who}: hỏi có lượt thăm nào chưa gửi trước lúc ấy để ghi lại, và bớt ảnh, phim trong máy.", en: "Call {who}: ask which visits had not been sent by then, to record them again, and to delete photos and videos." }
    /// Silent with work.
    silent(days: i64) { vi: "{days} ngày chưa liên lạc, còn việc chưa gửi", en: "Silent for {days} days, with unsent work" }
    /// What to do.
    silent_do(who: &str) { vi: "Gọi {who} mở ứng dụng ở chỗ có mạng, hoặc mang máy đến văn phòng.", en: "Call {who} to open the app where there is a network, or to bring the phone to the office." }
    /// The server has lost operations.
    missing(count: u64) { vi: "Máy chủ không còn thấy {count} việc của máy này", en: "The server has lost {count} items of this device" }
    /// What to do.
    missing_do(who: &str) { vi: "Gọi {who} mở ứng dụng ở chỗ có mạng: máy tự gửi lại những gì còn giữ.", en: "Call {who} to open the app where there is a network: it sends again what it still has." }
    /// It lies there and cannot be read.
    unreadable(count: u64) { vi: "{count} mục trên máy chưa đọc được", en: "{count} items on the device cannot be read" }
    /// What to do.
    unreadable_do(who: &str) { vi: "Gọi {who} mở lại ứng dụng khi có mạng để lấy bản mới; đừng xóa ứng dụng.", en: "Call {who} to reopen the app with a network for the newer version, and not to delete it." }
    /// The office refused it.
    set_aside(count: u64) { vi: "{count} việc máy chủ chưa nhận được", en: "{count} items that the server could not take" }
    /// What to do.
    set_aside_do(who: &str) { vi: "Hỏi {who} mã ghi ở mục Gửi đi, rồi báo quản trị viên.", en: "Ask {who} for the code under To the office, and tell the administrator." }
    /// The clock is off.
    clock_off(minutes: i64) { vi: "Đồng hồ lệch {minutes} phút", en: "The clock is off by {minutes} minutes" }
    /// What to do.
    clock_off_do(who: &str) { vi: "Nhờ {who} đặt giờ máy tự động. Giờ trong sổ đã được chỉnh.", en: "Ask {who} to set the time automatically. The times on record are corrected." }
    /// An older version.
    old(version: &str) { vi: "Ứng dụng bản cũ ({version})", en: "An older version of the app ({version})" }
    /// What to do.
    old_do(who: &str) { vi: "Nhờ {who} đóng rồi mở lại ứng dụng khi có mạng.", en: "Ask {who} to close and reopen the app with a network." }
    /// Little room.
    little_room(room: &str) { vi: "Máy sắp đầy, còn {room}", en: "Almost full, {room} left" }
    /// What to do.
    little_room_do(who: &str) { vi: "Nhờ {who} xóa bớt ảnh, phim.", en: "Ask {who} to delete photos and videos." }
    /// Silent, nothing is known to wait.
    quiet(days: i64) { vi: "{days} ngày chưa liên lạc", en: "Silent for {days} days" }
    /// What to do.
    quiet_do(who: &str) { vi: "Hỏi {who} máy còn dùng không. Không dùng nữa thì ngừng phiên.", en: "Ask {who} whether it is still used. If not, stop its session." }
    /// Work came back.
    sent_back(count: u64) { vi: "{count} việc đã trả lại chưa được sửa", en: "{count} items sent back and not mended yet" }
    /// What to do.
    sent_back_do(who: &str) { vi: "Nhắc {who} mở mục Gửi đi.", en: "Remind {who} to open To the office." }
    /// It never said how it stands.
    unknown() { vi: "Chưa biết máy còn giữ gì", en: "Not known what it still holds" }
    /// All is well.
    fine() { vi: "Ổn, không cần gọi", en: "All well, no need to call" }
    /// It never said how it stands.
    no_report(count: u64) { vi: "Máy này chưa báo tình trạng. Văn phòng đã nhận {count} việc của máy.", en: "This device has not said how it stands. The office has received {count} items of it." }
    /// Fact.
    seen() { vi: "Liên lạc lần cuối", en: "Last heard of" }
    /// Fact.
    reported() { vi: "Máy báo lần cuối", en: "Last report" }
    /// Fact.
    version() { vi: "Bản ứng dụng", en: "App version" }
    /// Fact.
    unsent() { vi: "Chưa gửi", en: "Not sent" }
    /// What is not sent.
    unsent_parts(work: u64, photos: u64, drafts: u64) { vi: "{work} việc, {photos} ảnh, ghi âm, {drafts} lượt ghi dở", en: "{work} items, {photos} photos and recordings, {drafts} drafts" }
    /// Nothing waits.
    nothing() { vi: "không có gì", en: "nothing" }
    /// Fact.
    room() { vi: "Chỗ trống", en: "Room left" }
    /// The browser does not say.
    room_unknown() { vi: "máy không cho biết", en: "not told" }
    /// Fact.
    kept() { vi: "Dữ liệu trên máy", en: "Data on it" }
    /// The browser has promised to keep it.
    kept_yes() { vi: "được giữ chắc", en: "kept for sure" }
    /// It has not.
    kept_no() { vi: "trình duyệt có thể xóa khi máy đầy", en: "the browser may clear it when the phone is full" }
    /// People who have not signed in.
    nowhere() { vi: "Chưa đăng nhập trên máy nào", en: "Not signed in on any device" }
}
