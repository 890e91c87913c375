//! What the device says when it could not save, or could not sign in.

super::words! {
    /// Another tab has made a vault of the store.
    save_other_key() { vi: "Một cửa sổ khác vừa khóa dữ liệu này bằng mã khác, nên ở đây chưa lưu được. Xin giữ nguyên màn hình, chép lại điều vừa ghi, rồi mở lại ứng dụng.", en: "Another window has just locked this data with another key, so it is not saved here. Keep this screen, copy what you wrote, then open the app again." }
    /// The storage is full.
    save_full() {
        vi: "Máy hết chỗ trống nên chưa lưu được điều vừa ghi. Những gì đã lưu trước đó vẫn còn. Xin xóa bớt ảnh hoặc ứng dụng khác, rồi ghi lại.",
        en: "The phone is full, so what you just entered is not saved. What was saved before is still here. Free some space by deleting photos or other apps, then enter it again.",
    }
    /// The connection to the storage was lost.
    save_lost() {
        vi: "Trình duyệt đã ngắt kho dữ liệu nên chưa lưu được điều vừa ghi. Những gì đã lưu trước đó vẫn còn. Xin tải lại trang.",
        en: "The browser closed its storage, so what you just entered is not saved. What was saved before is still here. Please reload the page.",
    }
    /// The storage was made by a newer version.
    save_newer() {
        vi: "Dữ liệu trên máy thuộc bản ứng dụng mới hơn nên bản này không ghi vào. Không mất gì cả. Xin tải lại trang để mở bản mới.",
        en: "The data on this phone belongs to a newer version of the app, so this one does not write to it. Nothing is lost. Please reload the page to open the newer one.",
    }
    /// The browser has cleared the storage while the app was open.
    save_cleared() {
        vi: "Trình duyệt vừa xóa kho dữ liệu của Đồng Hành nên chưa lưu được điều vừa ghi. Xin đừng đóng ứng dụng và thử lại: những gì đang mở ở đây sẽ được ghi lại vào máy.",
        en: "The browser has just cleared the app’s storage, so what you just entered is not saved. Please do not close the app, and try again: what is open here will be stored once more.",
    }
    /// Another tab works.
    save_read_only() {
        vi: "Đồng Hành đang mở ở thẻ khác nên thẻ này chưa lưu điều vừa ghi. Xin ghi tiếp ở thẻ kia, hoặc chọn «Làm việc ở đây».",
        en: "Đồng Hành is open in another tab, so this one did not save what you just entered. Go on in the other tab, or choose “Work here”.",
    }
    /// What it was about is not here any more.
    save_gone() {
        vi: "Việc này đã được làm xong hoặc xóa ở thẻ khác, nên ở đây không còn. Những gì đã lưu vẫn còn trên máy. Xin xem lại ở mục Hôm nay và mục Gửi đi.",
        en: "This was finished or deleted in another tab, so it is not open here any more. What was saved is still on this phone. Please look at Today and at the Outbox.",
    }
    /// No form has arrived.
    save_no_form() {
        vi: "Máy chưa nhận được phiếu thăm nên chưa bắt đầu được. Xin nối mạng, mở mục Gửi đi và nhấn Gửi ngay, rồi thử lại.",
        en: "The visit form has not reached this phone, so nothing was begun. Connect, open the Outbox and press Send now, then try again.",
    }
    /// No camera to read a code with.
    no_camera() {
        vi: "Chưa mở được máy ảnh. Xin cho phép Đồng Hành dùng máy ảnh trong phần cài đặt, hoặc gõ mã vào ô.",
        en: "The camera could not be opened. Please allow Đồng Hành to use it in the settings, or type the code.",
    }
    /// The forms need a newer app.
    save_old_app() {
        vi: "Phiếu thăm cần bản ứng dụng mới hơn nên chưa bắt đầu được. Những gì đã lưu vẫn còn. Xin nối mạng, tắt ứng dụng rồi mở lại, chờ ở mục Hôm nay có dòng «Có bản mới» và nhấn «Mở bản mới».",
        en: "The visit form needs a newer version of the app, so nothing was begun. What was saved is still here. Connect, close the app and open it again, wait until Today says “A new version is ready” and press “Open the new version”.",
    }
    /// The form has problems.
    save_unfit() {
        vi: "Phiếu còn chỗ chưa đúng nên chưa ghi xong được. Các câu trả lời vẫn còn nguyên. Xin sửa những chỗ được nêu ở trang Xem lại.",
        en: "Some answers still need attention, so the visit is not finished. All answers are kept. Please mend what the last page names.",
    }
    /// No picture.
    save_picture() {
        vi: "Máy không đọc được ảnh hoặc tệp này nên chưa giữ được. Các câu trả lời vẫn còn nguyên. Xin chụp hoặc chọn lại.",
        en: "This picture or file cannot be read, so it was not kept. All answers are kept. Please take or choose it again.",
    }
    /// Any other failure.
    save_other(detail: &str) {
        vi: "Chưa lưu được điều vừa ghi ({detail}). Những gì đã lưu trước đó vẫn còn. Xin thử lại, nếu không được thì báo cán bộ phường, xã.",
        en: "What you just entered is not saved ({detail}). What was saved before is still here. Please try again, and tell the office if it happens again.",
    }
    /// Wrong name or password.
    sign_in_wrong() {
        vi: "Tên hoặc mật khẩu chưa đúng. Xin nhập lại.",
        en: "The name or the password is not right. Please enter them again.",
    }
    /// Too many tries, with a time to wait.
    sign_in_wait(minutes: u32) {
        vi: "Đã nhập sai nhiều lần. Xin thử lại sau {minutes} phút.",
        en: "Too many wrong tries. Please try again in {minutes} min.",
    }
    /// There is no room for what came.
    sign_in_full() {
        vi: "Máy hết chỗ trống nên chưa đăng nhập được. Những gì đã lưu trên máy vẫn còn. Xin xóa bớt ảnh hoặc ứng dụng khác, rồi thử lại.",
        en: "The phone is full, so the sign-in did not succeed. What was saved on this phone is still here. Free some space by deleting photos or other apps, then try again.",
    }
    /// No answer.
    sign_in_no_answer() {
        vi: "Chưa nối được với máy chủ. Xin xem lại sóng hoặc Wi-Fi rồi thử lại. Những gì đã ghi trên máy vẫn còn.",
        en: "The server does not answer. Check the signal or the Wi-Fi and try again. What is on this phone is kept.",
    }
    /// The server refuses for a reason of its own.
    sign_in_refused(detail: &str) {
        vi: "Máy chủ chưa cho đăng nhập ({detail}). Xin báo cán bộ phường, xã.",
        en: "The server did not let you in ({detail}). Please tell the office.",
    }
    /// The place may not be read.
    place_denied() {
        vi: "Máy không cho phép lấy vị trí. Xin bật vị trí cho trang này trong cài đặt, hoặc chọn «Không đo được».",
        en: "The phone does not allow reading the place. Turn location on for this page in the settings, or choose “Could not measure”.",
    }
    /// The place was not found.
    place_not_found() {
        vi: "Chưa bắt được vị trí. Xin ra chỗ thoáng rồi thử lại, hoặc chọn «Không đo được».",
        en: "The place was not found. Go out under the open sky and try again, or choose “Could not measure”.",
    }
    /// The person or the phone does not let anybody record.
    sound_denied() {
        vi: "Máy không cho phép ghi âm. Xin bật micrô cho trang này trong cài đặt, hoặc viết lời gia đình vào ghi chú.",
        en: "The phone does not allow recording. Turn the microphone on for this page in the settings, or write their words as a note.",
    }
    /// The phone cannot record.
    sound_no_microphone() {
        vi: "Máy này không ghi âm được. Xin viết lời gia đình vào ghi chú.",
        en: "This phone cannot record. Please write their words as a note.",
    }
    /// Nothing came of a recording.
    sound_broken() {
        vi: "Đoạn vừa rồi không ghi được. Xin ghi lại; những gì đã lưu trước đó vẫn còn.",
        en: "Nothing was recorded. Please record again; what was saved before is still there.",
    }
}
