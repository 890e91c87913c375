//! Signing in, and one's own page.

super::words! {
    /// Name of the page.
    sign_in_title() { vi: "Đăng nhập", en: "Sign in" }
    /// For somebody who was here before.
    welcome_back(name: &str) { vi: "Chào {name}", en: "Hello {name}" }
    /// Under it.
    sign_in_text() { vi: "Dùng tên và mật khẩu văn phòng đã đưa.", en: "Use the name and password from the office." }
    /// The name.
    sign_in_name() { vi: "Tên đăng nhập", en: "User name" }
    /// The password.
    password() { vi: "Mật khẩu", en: "Password" }
    /// Shows the password.
    show() { vi: "Hiện", en: "Show" }
    /// Hides it again.
    hide() { vi: "Ẩn", en: "Hide" }
    /// Signs in.
    sign_in() { vi: "Đăng nhập", en: "Sign in" }
    /// The verb meanwhile.
    signing_in() { vi: "Đang vào", en: "Signing in" }
    /// Nothing was entered.
    name_missing() { vi: "Chưa ghi tên đăng nhập.", en: "Please enter the user name." }
    /// Nothing was entered.
    password_missing() { vi: "Chưa ghi mật khẩu.", en: "Please enter the password." }
    /// The first records are coming.
    fetching() { vi: "Đang tải danh sách hộ về máy", en: "Getting the households" }
    /// How many have come.
    fetched(count: usize) { vi: "Đã về {count} bản ghi. Xin giữ ứng dụng mở.", en: "{count} records so far. Please keep the app open." }
    /// Others who were here.
    others() { vi: "Người khác trên máy này", en: "Others on this phone" }
    /// Somebody new.
    somebody_else() { vi: "Người khác", en: "Somebody else" }
    /// The switch for outdoors.
    outdoors() { vi: "Ngoài nắng", en: "In the sun" }

    /// Name of one's own page.
    title() { vi: "Tôi", en: "Me" }
    /// Role.
    volunteer() { vi: "Tình nguyện viên", en: "Volunteer" }
    /// Role.
    officer() { vi: "Cán bộ xã, phường", en: "Commune officer" }
    /// How it looks.
    look() { vi: "Màn hình", en: "Screen" }
    /// Theme.
    theme() { vi: "Nền", en: "Theme" }
    /// Theme as the phone is set.
    theme_auto() { vi: "Theo máy", en: "As the phone" }
    /// Theme.
    theme_light() { vi: "Sáng", en: "Light" }
    /// Theme.
    theme_dark() { vi: "Tối", en: "Dark" }
    /// Theme.
    theme_sun() { vi: "Ngoài nắng", en: "In the sun" }
    /// Language.
    language() { vi: "Ngôn ngữ", en: "Language" }
    /// The phone.
    storage() { vi: "Dữ liệu trên máy", en: "Data on this phone" }
    /// How much is used.
    used(used: &str, quota: &str) { vi: "Đang dùng {used} trong {quota} được cấp", en: "{used} used of {quota}" }
    /// Nobody knows.
    used_unknown() { vi: "Trình duyệt không cho biết còn bao nhiêu chỗ.", en: "The browser does not say how much room is left." }
    /// The browser promised.
    persisted() { vi: "Trình duyệt đã hứa giữ dữ liệu này, kể cả khi máy gần đầy.", en: "The browser promised to keep this data even when the phone fills up." }
    /// It did not.
    not_persisted() { vi: "Trình duyệt chưa hứa giữ dữ liệu khi máy đầy. Cài ứng dụng vào màn hình chính thì chắc hơn.", en: "The browser did not promise to keep the data when the phone fills up. Installing the app helps." }
    /// It does not say.
    persist_unknown() { vi: "Trình duyệt không cho biết có giữ dữ liệu khi máy đầy không.", en: "The browser does not say whether it keeps the data when the phone fills up." }
    /// Where one is signed in.
    devices() { vi: "Máy đang đăng nhập", en: "Signed-in devices" }
    /// This one.
    this_device() { vi: "Máy này", en: "This device" }
    /// When it was used.
    used_last(when: &str) { vi: "Dùng lần cuối {when}", en: "Last used {when}" }
    /// Ends a session.
    revoke() { vi: "Ngắt máy này", en: "Sign this one out" }
    /// The question before.
    revoke_title(device: &str) { vi: "Ngắt {device}?", en: "Sign {device} out?" }
    /// What it means.
    revoke_text() { vi: "Máy đó không gửi và nhận được nữa cho đến khi đăng nhập lại. Điều chưa gửi vẫn nằm trên máy đó.", en: "That device stops sending and receiving until somebody signs in again. What was not sent stays on it." }
    /// Safe answer.
    revoke_not() { vi: "Để nguyên", en: "Keep it" }
    /// The list needs a network.
    devices_offline() { vi: "Cần có mạng để xem các máy khác.", en: "A network is needed to see the other devices." }
    /// The list is coming.
    devices_loading() { vi: "Đang hỏi văn phòng…", en: "Asking the office…" }
    /// It did not work.
    revoke_failed() { vi: "Chưa ngắt được vì văn phòng chưa trả lời. Xin thử lại khi có mạng.", en: "It was not signed out, as the office did not answer. Please try again with a network." }
    /// Asks again.
    again() { vi: "Thử lại", en: "Try again" }
    /// Opens the fields, and sends them.
    change_password() { vi: "Đổi mật khẩu", en: "Change password" }
    /// The verb meanwhile.
    changing() { vi: "Đang đổi", en: "Changing" }
    /// The password of now.
    old_password() { vi: "Mật khẩu cũ", en: "Old password" }
    /// The one that takes its place.
    new_password() { vi: "Mật khẩu mới", en: "New password" }
    /// What is asked of it.
    new_password_hint() { vi: "Ít nhất 10 ký tự. Vài từ dễ nhớ là tốt nhất.", en: "At least 10 characters. A few words that are easy to remember are best." }
    /// It is not long enough.
    password_too_short() { vi: "Mật khẩu mới cần ít nhất 10 ký tự.", en: "The new password needs at least 10 characters." }
    /// It is done.
    password_changed() { vi: "Đã đổi mật khẩu. Các máy khác cần đăng nhập lại.", en: "The password is changed. Other devices have to sign in again." }
    /// The old one was not right.
    password_wrong() { vi: "Mật khẩu cũ chưa đúng. Nếu đã quên, xin hỏi cán bộ xã, phường.", en: "The old password is not right. If it is forgotten, please ask the commune officer." }
    /// The server does not take the new one.
    password_unfit() { vi: "Văn phòng không nhận mật khẩu mới này. Xin chọn mật khẩu khác, dài từ 10 ký tự, không phải dãy phím, ngày tháng, tên người hay câu nhiều người dùng. Vài từ không ai ghép với nhau là tốt.", en: "The office does not take this new password. Please choose another one of 10 characters or more that is no row of keys, day, name or common phrase. A few words that nobody puts together are good." }
    /// Too many tries.
    password_wait(minutes: u32) { vi: "Đã thử nhiều lần. Xin đợi {minutes} phút rồi thử lại.", en: "Too many tries. Please wait {minutes} min and try again." }
    /// Nobody knows whether it is changed.
    password_no_answer() { vi: "Văn phòng chưa trả lời nên chưa rõ đã đổi chưa. Xin thử lại khi có mạng.", en: "The office did not answer, so it is not known whether the password is changed. Please try again with a network." }
    /// Safe answer.
    change_not() { vi: "Chưa đổi", en: "Not now" }
    /// Locks.
    lock() { vi: "Khóa máy", en: "Lock" }
    /// What that means.
    lock_text() { vi: "Mở lại bằng mã PIN, cả khi chưa có mạng. Mọi điều đã ghi vẫn nằm trên máy và được gửi tiếp khi mở lại.", en: "The PIN opens it again, also without a network. Everything you recorded stays on this phone and is sent once it is open again." }
    /// Something is not stored, so it is not locked.
    lock_unwritten() { vi: "Chưa khóa, vì có câu trả lời hoặc đoạn ghi âm chưa lưu xong. Xin đợi thấy dòng Đã lưu rồi khóa lại.", en: "Not locked yet, as some answers or recordings are not saved on this phone. Please wait until it says Saved, then lock it." }
    /// About the app.
    about() { vi: "Về ứng dụng", en: "About" }
    /// Version.
    version(version: &str) { vi: "Đồng Hành {version}", en: "Đồng Hành {version}" }
    /// Build.
    build(build: &str) { vi: "Bản dựng {build}", en: "Build {build}" }
    /// What is so, and what to do.
    signed_out_text() { vi: "Phiên đăng nhập đã hết hoặc văn phòng đã ngắt máy này. Mọi điều đã ghi vẫn còn trên máy và vẫn ghi tiếp được.", en: "The sign-in has expired, or the office has signed this phone out. Everything you recorded is still here, and you can go on." }
    /// Signs in again to send.
    signed_out_title() { vi: "Cần đăng nhập lại để gửi", en: "Sign in again to send" }
}
