//! How the exchange with the office goes.

super::words! {
    /// Something is being sent.
    sending() { vi: "Đang gửi", en: "Sending" }
    /// How far the sending has come.
    sent_of(done: usize, of: usize) { vi: "Đã gửi {done} trong {of}", en: "{done} of {of} sent" }
    /// Nothing has gone out for days.
    silent(days: i64) { vi: "Đã {days} ngày chưa gửi được", en: "Nothing sent for {days} days" }
    /// What to do then.
    hand_over(count: usize) { vi: "{count} việc trên máy, nên mang máy đến văn phòng", en: "{count} on this phone; please take it to the office" }
    /// No network.
    offline() { vi: "Chưa có mạng", en: "No network yet" }
    /// How many wait.
    kept(count: usize) { vi: "{count} việc đang giữ trên máy", en: "{count} kept on this phone" }
    /// Photos are on their way.
    sending_photos() { vi: "Đang gửi ảnh, ghi âm", en: "Sending photos and recordings" }
    /// The texts are there, and so many photos are not.
    photos_left(count: usize) { vi: "Còn {count} ảnh, ghi âm trên máy chưa gửi", en: "{count} photos and recordings are still on this phone" }
    /// Nothing waits.
    nothing_waits() { vi: "Mọi việc đã gửi đều được nhận", en: "Everything sent was received" }
    /// They will go by themselves.
    will_send() { vi: "Máy sẽ tự gửi về văn phòng", en: "They will be sent to the office" }
    /// News are being fetched.
    fetching() { vi: "Đang lấy tin mới", en: "Getting the latest" }
    /// Work can go on.
    stay_open() { vi: "Vẫn làm việc bình thường được", en: "You can go on working" }
    /// There is a network, but the office does not answer.
    office_silent() { vi: "Chưa liên lạc được với văn phòng", en: "The office does not answer yet" }
    /// All receipts are here.
    all_received() { vi: "Văn phòng đã nhận hết", en: "The office has everything" }
    /// What forms show has not all come.
    shown_to_come(count: usize) { vi: "Còn {count} ảnh, tiếng, phim của biểu mẫu chưa tải về máy", en: "{count} pictures, sounds and films of forms have yet to come" }
    /// Nothing waits for it.
    shown_help() { vi: "Biểu mẫu vẫn điền được như thường", en: "Forms can be filled all the same" }
    /// When the office last answered.
    last(when: &str) { vi: "Lần cuối {when}", en: "Last time {when}" }
    /// The session has ended.
    session_ended() { vi: "Cần đăng nhập lại để gửi", en: "Sign in again to send" }
    /// And nothing is lost.
    sign_in_again() { vi: "Mọi điều đã ghi vẫn còn trên máy", en: "What you recorded is safe on this phone" }
    /// On other pages.
    pill(count: usize) { vi: "{count} trên máy", en: "{count} on phone" }
}
