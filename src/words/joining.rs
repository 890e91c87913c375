//! Joining by an invitation: at the office, which makes it, and on the phone, which takes it.

super::words! {
    /// The way to it at the door.
    have_code() { vi: "Có mã mời", en: "I have an invitation" }
    /// Name of the page on the phone.
    title() { vi: "Vào bằng mã mời", en: "Join by invitation" }
    /// Asks for the code.
    code() { vi: "Mã mời", en: "Invitation code" }
    /// Where it comes from.
    code_hint() { vi: "10 chữ và số văn phòng đưa, như K7QF2-9XRMT. Cũng có thể mở máy ảnh và soi mã vuông.", en: "The 10 letters and digits from the office, like K7QF2-9XRMT. The camera can scan the square code as well." }
    /// Nothing was typed.
    code_missing() { vi: "Chưa ghi mã mời.", en: "Please enter the code." }
    /// Looks at it.
    look() { vi: "Xem lời mời", en: "Look at the invitation" }
    /// The verb meanwhile.
    looking() { vi: "Đang hỏi văn phòng", en: "Asking the office" }
    /// It cannot be asked.
    no_answer() { vi: "Chưa có mạng hoặc văn phòng chưa trả lời. Mã mời vẫn còn dùng được. Xin thử lại khi có mạng.", en: "There is no network, or the office does not answer. The code is still good. Please try again with a network." }
    /// It opens nothing.
    over() { vi: "Mã mời này không có, đã quá 24 giờ, hoặc đã dùng trên máy khác. Xin văn phòng mời lại.", en: "There is no such code, it is older than 24 hours, or it was used on another device. Please ask the office for another one." }
    /// Who is invited.
    welcome(who: &str) { vi: "Chào {who}", en: "Welcome, {who}" }
    /// By whom, to what.
    invited(by: &str, unit: &str) { vi: "{by} mời vào nhóm tình nguyện viên của {unit}.", en: "{by} invites you to the volunteers of {unit}." }
    /// Which hamlets.
    hamlets(names: &str) { vi: "Các thôn, tổ được giao: {names}.", en: "Hamlets: {names}." }
    /// What happens next.
    next() { vi: "Tiếp theo, chọn mã PIN để mở ứng dụng trên máy này.", en: "Next, choose a PIN that opens the app on this phone." }
    /// By whom, to what: for whoever works at an office.
    invited_to_office(by: &str, unit: &str) { vi: "{by} mời làm việc ở văn phòng {unit}.", en: "{by} invites you to the office of {unit}." }
    /// What happens next there.
    next_password() { vi: "Xin chọn mật khẩu cho riêng mình: không ai khác biết, kể cả người mời.", en: "Please choose a password of your own: nobody else knows it, not even whoever invites you." }
    /// Takes the password.
    choose_password() { vi: "Nhận và vào", en: "Choose and come in" }
    /// Takes it.
    join() { vi: "Tham gia", en: "Join" }
    /// The verb meanwhile.
    joining() { vi: "Đang vào", en: "Joining" }
    /// Somebody else's.
    not_me() { vi: "Không phải tôi", en: "This is not me" }

    /// Name of the office's page.
    people() { vi: "Người", en: "People" }
    /// Its title.
    people_title() { vi: "Tình nguyện viên", en: "Volunteers" }
    /// What it is for.
    people_text() { vi: "Mỗi người vào ứng dụng bằng một lời mời: mã vuông để soi, hoặc 10 chữ và số để gõ. Lời mời dùng được một lần, trong 24 giờ. Máy mới hoặc quên mã PIN thì mời lại; những gì đã ghi trên máy cũ vẫn còn trên máy ấy.", en: "Everybody comes in by an invitation: a square code to scan, or 10 letters and digits to type. It counts once and for 24 hours. Invite again for a new phone or a forgotten PIN; what was recorded on the old phone stays there." }
    /// Nobody yet.
    nobody() { vi: "Chưa có tình nguyện viên nào. Thêm người đầu tiên rồi đưa lời mời cho họ.", en: "There are no volunteers yet. Add the first one and give them the invitation." }
    /// Takes somebody on.
    add() { vi: "Thêm tình nguyện viên", en: "Add a volunteer" }
    /// Their name.
    name() { vi: "Họ và tên", en: "Full name" }
    /// It cannot be one.
    name_bad() { vi: "Chưa ghi họ và tên.", en: "Please enter the full name." }
    /// How they are called.
    courtesy() { vi: "Xưng hô", en: "Form of address" }
    /// Where they come from.
    organisation() { vi: "Hội, đoàn thể (nếu có)", en: "Organisation, if any" }
    /// What they are given.
    given() { vi: "Được giao", en: "Given" }
    /// Nothing is given.
    given_none() { vi: "Chọn ít nhất một thôn, tổ.", en: "Choose at least one hamlet." }
    /// The button of the dialog.
    add_and_invite() { vi: "Thêm và mời", en: "Add and invite" }
    /// The button beside somebody.
    invite() { vi: "Mời", en: "Invite" }
    /// The same, for those who hear it.
    invite_whom(who: &str) { vi: "Mời {who}", en: "Invite {who}" }
    /// Question.
    invite_title(who: &str) { vi: "Mời {who} vào một máy?", en: "Invite {who} to a phone?" }
    /// Question, for whoever works at an office.
    invite_office_title(who: &str) { vi: "Mời {who} vào văn phòng?", en: "Invite {who} to the office?" }
    /// What happens.
    invite_text() { vi: "Lời mời trước, nếu có, hết hiệu lực. Mã chỉ hiện một lần: xin để máy của họ bên cạnh.", en: "An earlier invitation ends. The code is shown only once: please have their phone at hand." }
    /// Made.
    invited_title(who: &str) { vi: "Lời mời của {who}", en: "The invitation of {who}" }
    /// How it is used.
    step_scan() { vi: "Trên máy của họ, mở máy ảnh và soi mã này.", en: "On their phone open the camera and scan this code." }
    /// Otherwise.
    step_type(address: &str) { vi: "Hoặc mở {address}, bấm «Có mã mời» và gõ mã bên dưới.", en: "Or open {address}, press “I have an invitation” and type the code below." }
    /// Then, for whoever works at an office.
    step_password() { vi: "Họ xem lời mời rồi tự chọn mật khẩu và mã PIN 6 số. Người đã quên mật khẩu cũng vào lại theo cách này.", en: "They look at the invitation and choose a password and a 6-digit PIN of their own. Whoever has forgotten the password comes back the same way." }
    /// Where, for whoever works at an office.
    step_open(address: &str) { vi: "Trên máy tính của họ mở {address} và gõ mã bên dưới; trên điện thoại thì soi mã này.", en: "On their computer open {address} and type the code below; with a phone scan this code." }
    /// Then.
    step_pin() { vi: "Họ xem lời mời, chọn mã PIN 6 số, rồi cài ứng dụng vào màn hình chính.", en: "They look at the invitation, choose a 6-digit PIN and install the app on the home screen." }
    /// Until when.
    until(time: &str, day: &str) { vi: "Dùng được một lần, đến {time} ngày {day}.", en: "It counts once, until {time} on {day}." }
    /// The drawing, for those who do not see it.
    drawn() { vi: "Mã vuông của lời mời", en: "The square code of the invitation" }
    /// Closes.
    done() { vi: "Đã đưa", en: "Done" }
    /// It was not made.
    failed() { vi: "Chưa mời được", en: "The invitation was not made" }
    /// They were not taken on.
    add_failed() { vi: "Chưa thêm được", en: "They were not added" }
    /// They use the app.
    phones(count: usize) { vi: "{count} máy đang dùng", en: "{count} phones in use" }
    /// They do not yet.
    no_phone() { vi: "Chưa vào máy nào", en: "On no phone yet" }
    /// Their account is closed.
    closed() { vi: "Tài khoản đã đóng", en: "Account closed" }
}
