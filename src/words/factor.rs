//! The second factor: at the door, and on the officer's own page.

super::words! {
    /// Head of the step at the door.
    step_title() { vi: "Bước 2: mã 6 số", en: "Step 2: your code" }
    /// Why, and where the code is.
    needed() { vi: "Tài khoản này dùng đăng nhập hai bước. Mở ứng dụng tạo mã trên điện thoại và gõ mã 6 số đang hiện.", en: "This account uses two-step sign-in. Open the app for codes on your phone and enter the 6 digits that it shows." }
    /// The field.
    code() { vi: "Mã 6 số", en: "6-digit code" }
    /// Where it is, and how long it counts.
    code_hint() { vi: "Mã đổi sau mỗi 30 giây và chỉ dùng được một lần.", en: "It changes every 30 seconds and counts once." }
    /// Nothing was typed.
    code_missing() { vi: "Chưa gõ mã.", en: "Please enter the code." }
    /// Too few digits.
    code_short() { vi: "Mã có đúng 6 số. Xin xem lại trên điện thoại.", en: "The code has 6 digits. Please look at the phone again." }
    /// It is not taken.
    wrong() { vi: "Mã chưa đúng, đã cũ hoặc đã dùng rồi. Xin đợi điện thoại hiện mã mới rồi gõ lại. Nếu vẫn chưa được, xin bật giờ tự động trên điện thoại, hoặc dùng một mã dự phòng.", en: "The code is not right, too old or used. Please wait until the phone shows the next one and enter that. If that does not help, set the phone’s clock to automatic, or use a recovery code." }
    /// A recovery code is not taken.
    wrong_recovery() { vi: "Mã dự phòng chưa đúng hoặc đã dùng rồi. Mỗi mã chỉ dùng một lần. Xin thử mã khác trên giấy, hoặc báo người trông máy chủ.", en: "The recovery code is not right, or was used. Each counts once. Please try another one on the paper, or tell whoever keeps the server." }
    /// Sends it.
    enter() { vi: "Tiếp tục", en: "Go on" }
    /// The verb meanwhile.
    checking() { vi: "Đang kiểm tra", en: "Checking" }
    /// Without the phone.
    to_recovery() { vi: "Không có điện thoại? Dùng mã dự phòng", en: "No phone at hand? Use a recovery code" }
    /// With the phone.
    to_code() { vi: "Dùng mã 6 số trên điện thoại", en: "Use the 6-digit code on the phone" }
    /// The field for a recovery code.
    recovery() { vi: "Mã dự phòng", en: "Recovery code" }
    /// Where it is.
    recovery_hint() { vi: "10 chữ và số trên tờ giấy đã in khi bật đăng nhập hai bước, như K7QF2-9XRMT.", en: "10 letters and digits on the paper printed when two-step sign-in was set up, like K7QF2-9XRMT." }
    /// Back to name and password.
    back() { vi: "Quay lại", en: "Back" }

    /// Name of the part of one's own page.
    title() { vi: "Đăng nhập hai bước", en: "Two-step sign-in" }
    /// What it is for.
    text() { vi: "Khi đăng nhập, ngoài mật khẩu còn cần mã 6 số trên điện thoại. Ai biết mật khẩu mà không có điện thoại thì không vào được.", en: "Signing in then takes a 6-digit code from your phone besides the password. Whoever knows the password and does not have the phone stays out." }
    /// It is asked for.
    is_on(day: &str) { vi: "Đang bật, từ {day}.", en: "On, since {day}." }
    /// It is not.
    is_off() { vi: "Chưa bật.", en: "Off." }
    /// Asking the office.
    loading() { vi: "Đang hỏi văn phòng…", en: "Asking the office…" }
    /// It needs a network.
    offline() { vi: "Cần có mạng để xem và đổi đăng nhập hai bước.", en: "A network is needed to see and change two-step sign-in." }
    /// Asks again.
    again() { vi: "Thử lại", en: "Try again" }
    /// Begins.
    set_up() { vi: "Bật đăng nhập hai bước", en: "Set up two-step sign-in" }
    /// Begins with the password.
    password_why() { vi: "Gõ mật khẩu một lần nữa để làm việc này.", en: "Enter your password, so that it is certain that this is you." }
    /// Goes on.
    next() { vi: "Tiếp", en: "Next" }
    /// First.
    step_app() { vi: "Trên điện thoại, cài một ứng dụng tạo mã, như Google Authenticator, Microsoft Authenticator hoặc Aegis.", en: "On your phone install an app for codes, such as Google Authenticator, Microsoft Authenticator or Aegis." }
    /// Second.
    step_scan() { vi: "Trong ứng dụng đó, thêm tài khoản rồi soi mã vuông này. Không soi được thì gõ khóa ở dưới.", en: "In that app add an account and scan this square code. If that does not work, type the key below." }
    /// Third.
    step_code() { vi: "Gõ mã 6 số mà ứng dụng hiện cho «Đồng Hành».", en: "Enter the 6 digits that the app shows for “Đồng Hành”." }
    /// The drawing, for those who do not see it.
    drawn() { vi: "Mã vuông của khóa", en: "The square code of the key" }
    /// The key as a text.
    key() { vi: "Khóa để gõ", en: "The key to type" }
    /// Confirms.
    turn_on() { vi: "Bật", en: "Turn on" }
    /// Leaves it.
    not_now() { vi: "Để sau", en: "Not now" }
    /// The recovery codes.
    codes_title() { vi: "Mười mã dự phòng", en: "Ten recovery codes" }
    /// What they are for.
    codes_text() { vi: "Mất điện thoại thì dùng một mã thay cho mã 6 số. Mỗi mã chỉ dùng một lần. Các mã này chỉ hiện bây giờ: xin in hoặc chép ra giấy, cất nơi khóa kín, không để cạnh máy.", en: "If the phone is lost, one of them stands in for the 6 digits. Each counts once. They are shown only now: please print or write them down and keep them locked away, not beside the computer." }
    /// Prints them.
    print() { vi: "In", en: "Print" }
    /// Copies them.
    copy() { vi: "Chép", en: "Copy" }
    /// They were copied.
    copied() { vi: "Đã chép mười mã dự phòng.", en: "The ten recovery codes are copied." }
    /// They could not be copied.
    copy_failed() { vi: "Trình duyệt không cho chép. Xin in hoặc viết ra giấy.", en: "The browser does not allow copying. Please print them or write them down." }
    /// Whose they are, on paper.
    codes_of(who: &str) { vi: "Mã dự phòng Đồng Hành của {who}", en: "Đồng Hành recovery codes of {who}" }
    /// They are kept.
    codes_kept() { vi: "Đã cất các mã", en: "I have kept them" }
    /// How many are left.
    left(count: u64) { vi: "Còn {count} mã dự phòng.", en: "{count} recovery codes left." }
    /// Few are left.
    few_left(count: u64) { vi: "Chỉ còn {count} mã dự phòng. Xin tạo mã mới rồi cất thay tờ cũ.", en: "Only {count} recovery codes left. Please make new ones and keep them in the place of the old paper." }
    /// Makes others.
    renew() { vi: "Tạo mã dự phòng mới", en: "Make new recovery codes" }
    /// What that means.
    renew_text() { vi: "Các mã cũ hết hiệu lực. Gõ mã 6 số trên điện thoại để tạo mười mã mới.", en: "The old ones count no more. Enter the 6 digits of the phone to make ten new ones." }
    /// Takes it off.
    turn_off() { vi: "Tắt đăng nhập hai bước", en: "Turn two-step sign-in off" }
    /// What that means.
    turn_off_text() { vi: "Sau khi tắt, chỉ cần mật khẩu là vào được. Gõ mật khẩu và mã 6 số (hoặc một mã dự phòng) để tắt.", en: "Once it is off the password alone is enough. Enter the password and the 6 digits, or a recovery code, to turn it off." }
    /// A code of either kind.
    any_code() { vi: "Mã 6 số hoặc mã dự phòng", en: "6-digit or recovery code" }
    /// It is on.
    turned_on() { vi: "Đã bật đăng nhập hai bước.", en: "Two-step sign-in is on." }
    /// It is off.
    turned_off() { vi: "Đã tắt đăng nhập hai bước.", en: "Two-step sign-in is off." }
    /// The password was not right.
    password_wrong() { vi: "Mật khẩu chưa đúng nên chưa có gì thay đổi. Xin gõ lại.", en: "The password is not right, so nothing was changed. Please enter it again." }
    /// Too many tries.
    wait(minutes: u32) { vi: "Đã thử nhiều lần. Xin đợi {minutes} phút rồi thử lại.", en: "Too many tries. Please wait {minutes} min and try again." }
    /// It is otherwise by now.
    moved_on() { vi: "Đăng nhập hai bước vừa đổi ở máy khác. Xin tải lại trang để xem.", en: "Two-step sign-in was changed on another device. Please reload the page to see how it stands." }
    /// Nobody knows what came of it.
    no_answer() { vi: "Văn phòng chưa trả lời nên chưa rõ đã đổi chưa. Xin thử lại khi có mạng.", en: "The office did not answer, so it is not known whether anything was changed. Please try again with a network." }
    /// The office refuses for a reason of its own.
    refused(code: &str) { vi: "Văn phòng chưa làm được ({code}). Xin báo người trông máy chủ.", en: "The office did not do it ({code}). Please tell whoever keeps the server." }

    /// Over every page of an officer without it.
    missing_title() { vi: "Tài khoản chưa bật đăng nhập hai bước", en: "Two-step sign-in is not set up" }
    /// Why.
    missing_text() { vi: "Thêm mã trên điện thoại thì mật khẩu bị lộ cũng chưa ai vào được tài khoản này.", en: "With a code on your phone, nobody comes in by a password that was seen." }
    /// Leads to it.
    missing_link() { vi: "Bật ngay", en: "Set it up" }
    /// Puts it off.
    missing_later() { vi: "Để sau", en: "Later" }
}
