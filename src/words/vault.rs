//! The PIN: choosing it, opening with it, and what to do without it.

super::words! {
    /// Asks for it.
    ask() { vi: "Nhập mã PIN 6 số để mở", en: "Enter the 6-digit PIN to open" }
    /// How far it is typed, for those who do not see the dots.
    typed(count: usize) { vi: "Đã nhập {count} trong 6 số", en: "{count} of 6 digits entered" }
    /// The keys.
    keypad() { vi: "Bàn phím số", en: "Number keys" }
    /// Takes the last digit away.
    erase() { vi: "Xóa số vừa nhập", en: "Delete the last digit" }
    /// It is not known any more.
    forgot() { vi: "Quên mã", en: "Forgotten" }
    /// Back to the PIN.
    to_pin() { vi: "Mở bằng mã PIN", en: "Open with the PIN" }
    /// What a password does here.
    forgot_text() { vi: "Đăng nhập bằng mật khẩu khi có mạng rồi chọn mã mới. Những gì đã ghi vẫn còn trên máy. Nếu quên cả mật khẩu, xin nhờ cán bộ xã, phường mở giúp.", en: "With a network, sign in with the password and choose a new PIN. Everything you recorded is still on this phone. If the password is forgotten too, please ask the commune officer." }
    /// What is on this phone only.
    kept(count: usize) { vi: "{count} mục chưa gửi vẫn an toàn trên máy", en: "{count} items that were not sent are safe on this phone" }
    /// It is being opened.
    opening() { vi: "Đang mở", en: "Opening" }
    /// Not this one.
    wrong() { vi: "Mã PIN chưa đúng.", en: "That is not the PIN." }
    /// Not this one.
    wrong_left(left: u32) { vi: "Mã PIN chưa đúng. Còn {left} lần trước khi phải chờ.", en: "That is not the PIN. {left} more before you have to wait." }
    /// Not this one, and no other one for a while.
    wrong_wait(time: &str) { vi: "Mã PIN chưa đúng. Xin chờ {time} rồi nhập lại. Dữ liệu vẫn an toàn.", en: "That is not the PIN. Please wait {time} and try again. The data is safe." }
    /// No PIN is tried for a while.
    wait(time: &str) { vi: "Đã nhập sai nhiều lần. Xin chờ {time} rồi nhập lại. Dữ liệu vẫn an toàn.", en: "Too many wrong PINs. Please wait {time} and try again. The data is safe." }
    /// No PIN is tried any more.
    ask_office() { vi: "Đã nhập sai quá nhiều lần nên mã PIN không mở được nữa. Không có gì bị xóa. Xin đăng nhập bằng mật khẩu khi có mạng, hoặc nhờ văn phòng mở giúp.", en: "Too many wrong PINs, so the PIN does not open it any more. Nothing was erased. Please sign in with the password when there is a network, or ask the office to open it." }
    /// A PIN opens nothing here.
    no_vault() { vi: "Máy này chưa có mã PIN. Xin đăng nhập bằng mật khẩu.", en: "There is no PIN on this phone yet. Please sign in with the password." }
    /// The first records are not here.
    unfinished() { vi: "Danh sách hộ chưa tải hết về máy. Xin mở lại khi có mạng.", en: "The households have not all arrived on this phone. Please open it again with a network." }
    /// The office's secret does not open it.
    pin_needed() { vi: "Mật khẩu đúng, nhưng văn phòng không giữ khóa dự phòng của máy này. Xin mở bằng mã PIN. Không có gì bị mất.", en: "The password is right, but the office keeps no spare key of this phone. Please open it with the PIN. Nothing is lost." }
    /// A time to wait.
    seconds(seconds: u32) { vi: "{seconds} giây", en: "{seconds} s" }
    /// A time to wait.
    minutes(minutes: u32) { vi: "{minutes} phút", en: "{minutes} min" }
    /// Somebody else comes.
    not_me(name: &str) { vi: "Không phải {name}? Đổi người", en: "Not {name}? Somebody else" }

    /// Chooses one for the first time.
    choose_title() { vi: "Chọn mã PIN cho máy này", en: "Choose a PIN for this phone" }
    /// Chooses another one.
    choose_new_title() { vi: "Chọn mã PIN mới", en: "Choose a new PIN" }
    /// What it is for.
    choose_text() { vi: "6 số để mở ứng dụng trên máy này, cả khi chưa có mạng. Ai nhặt được máy mà không có mã thì không đọc được gì.", en: "6 digits that open the app on this phone, also without a network. Whoever finds the phone and does not have them can read nothing." }
    /// Of a store that had none.
    choose_plain_text() { vi: "Từ bản này dữ liệu trên máy được khóa bằng mã PIN 6 số. Những gì đã ghi vẫn còn nguyên.", en: "From this version on a 6-digit PIN locks the data on this phone. Everything you recorded is still here." }
    /// The same once more.
    again() { vi: "Nhập lại mã vừa chọn", en: "Enter it once more" }
    /// It was another one.
    differs() { vi: "Hai lần nhập không giống nhau. Xin chọn lại.", en: "The two were not the same. Please choose again." }
    /// It would be guessed.
    soon_guessed() { vi: "Mã này dễ đoán. Xin chọn 6 số khác, không lặp, không liền nhau.", en: "That one is easily guessed. Please choose 6 other digits that neither repeat nor follow each other." }
    /// It is being locked.
    locking() { vi: "Đang khóa dữ liệu", en: "Locking the data" }

    /// Name of the part of one's own page.
    title() { vi: "Mã PIN và khóa máy", en: "PIN and lock" }
    /// Opens the fields.
    change() { vi: "Đổi mã PIN", en: "Change the PIN" }
    /// The one that there is.
    old() { vi: "Nhập mã PIN đang dùng", en: "Enter the PIN that you use now" }
    /// It is done.
    changed() { vi: "Đã đổi mã PIN trên máy này.", en: "The PIN of this phone is changed." }
    /// Safe answer.
    change_not() { vi: "Chưa đổi", en: "Not now" }
    /// When it locks by itself.
    after() { vi: "Tự khóa khi không dùng", en: "Locks when unused for" }
    /// One choice.
    after_minutes(minutes: u32) { vi: "{minutes} phút", en: "{minutes} min" }
    /// What hiding does.
    after_hint() { vi: "Rời ứng dụng quá 1 phút cũng tự khóa. Câu trả lời đang ghi được giữ lại.", en: "Being away from the app for more than 1 minute locks it too. Answers in progress are kept." }

    /// Reads a store that a PIN protects without opening it.
    read_title() { vi: "Nhập mã PIN để lấy việc chưa gửi", en: "Enter the PIN to get what was not sent" }
}
