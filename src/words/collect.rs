//! Keys for ODK Collect, and what a visit that came through it lacks.

super::words! {
    /// What keys are for.
    text() {
        vi: "Cho máy quá cũ, không mở được ứng dụng này. Mỗi máy một khóa. Ai có khóa thì thấy tên và địa chỉ các hộ của người ấy, và gửi phiếu dưới tên người ấy. Mất máy thì thu hồi khóa của máy ấy.",
        en: "For phones that are too old for this app. One key for each phone. Whoever has a key sees the names and addresses of that person’s households and sends forms in that person’s name. Withdraw the key of a phone that is lost.",
    }
    /// Nobody could have one.
    nobody() { vi: "Đơn vị chưa có tình nguyện viên nào.", en: "The unit has no volunteers yet." }
    /// Button.
    give() { vi: "Cho dùng ODK Collect", en: "Let use ODK Collect" }
    /// Button, for those who hear it.
    give_to(who: &str) { vi: "Cho {who} dùng ODK Collect", en: "Let {who} use ODK Collect" }
    /// A key.
    used(given: &str, used: &str) { vi: "Khóa tạo {given}, dùng lần cuối {used}", en: "Key made {given}, last used {used}" }
    /// A key.
    unused(given: &str) { vi: "Khóa tạo {given}, chưa dùng lần nào", en: "Key made {given}, never used" }
    /// Button.
    withdraw() { vi: "Thu hồi khóa", en: "Withdraw" }
    /// Button, for those who hear it.
    withdraw_of(who: &str, given: &str) { vi: "Thu hồi khóa của {who}, tạo {given}", en: "Withdraw the key of {who}, made {given}" }
    /// Question.
    withdraw_title(who: &str) { vi: "Thu hồi khóa ODK Collect của {who}?", en: "Withdraw {who}’s key for ODK Collect?" }
    /// What happens.
    withdraw_text(given: &str) { vi: "Máy đang dùng khóa tạo {given} không tải biểu mẫu và không gửi phiếu được nữa. Phiếu đã gửi vẫn còn nguyên.", en: "The phone that uses the key made {given} neither fetches forms nor sends any more. What was sent stays." }
    /// What happens to unsent work.
    withdraw_unsent() { vi: "Phiếu chưa gửi vẫn nằm trên máy ấy. Muốn gửi thì tạo khóa mới, mở phần cài đặt của dự án trong ODK Collect và đổi địa chỉ máy chủ.", en: "Forms that were not sent stay on that phone. To send them make another key, and change the server’s address in the project’s settings in ODK Collect." }
    /// The safe answer.
    keep() { vi: "Giữ khóa này", en: "Keep it" }
    /// Afterwards.
    withdrawn(who: &str) { vi: "Đã thu hồi khóa của {who}", en: "Withdrew {who}’s key" }
    /// It did not work.
    withdraw_failed() { vi: "Chưa thu hồi được khóa", en: "The key was not withdrawn" }

    /// Question.
    give_title(who: &str) { vi: "Cho {who} dùng ODK Collect?", en: "Let {who} use ODK Collect?" }
    /// What happens.
    give_text(who: &str) { vi: "Một khóa cho một máy. Khóa chỉ hiện một lần: xin để máy của {who} bên cạnh, đã cài ODK Collect.", en: "One key for one phone. It is shown only once: please have {who}’s phone at hand, with ODK Collect installed." }
    /// Button.
    make() { vi: "Tạo khóa", en: "Make the key" }
    /// No answer from the server.
    no_answer() { vi: "Máy chủ chưa trả lời. Nếu sau đó có một khóa chưa dùng trong danh sách thì thu hồi khóa ấy, rồi tạo khóa khác.", en: "The server did not answer. If a key that was never used is listed afterwards, withdraw it and make another one." }
    /// Title.
    given_title(who: &str) { vi: "Khóa ODK Collect của {who}", en: "{who}’s key for ODK Collect" }
    /// It is shown once.
    once() { vi: "Chỉ hiện lần này", en: "Shown only now" }
    /// What to do.
    once_text() { vi: "Đóng ô này rồi thì không ai xem lại được. Chưa kịp quét thì tạo khóa khác và thu hồi khóa này.", en: "Nobody can see it again once this is closed. If it was not scanned, make another one and withdraw this one." }
    /// What the code is, for those who do not see it.
    code() { vi: "Mã QR cài đặt ODK Collect, nói cùng một điều với địa chỉ ở dưới", en: "QR code that sets ODK Collect up; it says what the address below says" }
    /// First step.
    step_open() { vi: "Mở ODK Collect trên máy ấy.", en: "Open ODK Collect on that phone." }
    /// Second step.
    step_scan() { vi: "Chọn “Configure with QR code” (cấu hình bằng mã QR) và quét mã này.", en: "Choose “Configure with QR code” and scan this code." }
    /// Third step.
    step_wait() { vi: "Chờ máy tải biểu mẫu, rồi mở thử một biểu mẫu và tìm tên một hộ.", en: "Wait until the forms are there, then open one and look for a household." }
    /// Label.
    address() { vi: "Không quét được thì nhập địa chỉ máy chủ này (tên và mật khẩu để trống)", en: "If it cannot be scanned, enter this as the server’s address (leave name and password empty)" }
    /// Button.
    copy() { vi: "Chép địa chỉ", en: "Copy the address" }
    /// Afterwards.
    copied() { vi: "Đã chép địa chỉ", en: "The address is copied" }
    /// It did not work.
    not_copied() { vi: "Trình duyệt không cho chép. Xin chọn địa chỉ rồi chép bằng tay.", en: "The browser does not allow it. Please select the address and copy it." }
    /// Button.
    done() { vi: "Xong", en: "Done" }

    /// A visit lacks something.
    lacks_title() { vi: "Ghi bằng ODK Collect, cần xem lại", en: "Filled with ODK Collect: please look at this" }
    /// What to do.
    lacks_text(who: &str) { vi: "Lượt thăm này đã đến và không nhận thêm tệp được nữa. Cần tệp nào thì hỏi {who} xem còn trên máy không. Mọi câu trả lời khác đều ở đây.", en: "This visit has arrived and takes no more files. If you need one, ask {who} whether it is still on the phone. All other answers are here." }
    /// A file.
    never_came(question: &str, file: &str) { vi: "“{question}”: tệp {file} chưa bao giờ đến văn phòng.", en: "“{question}”: the file {file} never came." }
    /// A file.
    too_large(question: &str, file: &str) { vi: "“{question}”: tệp {file} lớn hơn 16 MB nên không nhận được.", en: "“{question}”: the file {file} is larger than 16 MB and was not kept." }
    /// A file.
    wrong_kind(question: &str, file: &str) { vi: "“{question}”: tệp {file} không phải kiểu tệp được nhận.", en: "“{question}”: the file {file} is of a kind that is not taken." }
    /// A file.
    bears_place(question: &str, file: &str) { vi: "“{question}”: ảnh {file} ghi nơi chụp và không gỡ ra được nên không giữ lại.", en: "“{question}”: the picture {file} says where it was taken, which could not be removed, so it was not kept." }
    /// A calculation.
    otherwise(question: &str) { vi: "“{question}”: ODK Collect tính ra khác. Sổ ghi theo cách tính của văn phòng.", en: "“{question}”: ODK Collect came to something else. What the office reckons is on record." }
}
