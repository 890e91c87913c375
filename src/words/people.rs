//! The people of the office: what is said of them and given to them, and whether they are in or out.

super::words! {
    /// Title of the page where everybody is listed.
    title() { vi: "Người", en: "People" }
    /// What it is for, for an administrator.
    text() { vi: "Cán bộ và tình nguyện viên của thành phố và các xã, phường. Quản trị viên lo tài khoản và máy, không xem được hộ nào.", en: "Officers and volunteers of the city and its communes. Administrators see to accounts and devices, and to no household." }
    /// Adds somebody, where there are several kinds.
    add() { vi: "Thêm người", en: "Add somebody" }
    /// Nobody is shown.
    nobody() { vi: "Chưa có ai ở đây.", en: "There is nobody here yet." }
    /// Which units are shown.
    of_unit() { vi: "Đơn vị", en: "Unit" }
    /// All of them.
    all_units() { vi: "Mọi đơn vị", en: "All units" }
    /// As what somebody works.
    role() { vi: "Vai trò", en: "Role" }
    /// Role.
    administrator() { vi: "Quản trị viên", en: "Administrator" }

    /// The button beside somebody.
    change() { vi: "Sửa", en: "Change" }
    /// The same, for those who hear it.
    change_whom(who: &str) { vi: "Sửa {who}", en: "Change {who}" }
    /// The dialog.
    change_title(who: &str) { vi: "Sửa thông tin của {who}", en: "Change {who}" }
    /// The button of the dialog.
    save() { vi: "Lưu", en: "Save" }
    /// It was changed.
    changed(who: &str) { vi: "Đã lưu thông tin của {who}", en: "{who} was changed" }
    /// It was not.
    change_failed() { vi: "Chưa lưu được", en: "It was not saved" }
    /// What is wrong with another one's way.
    undo() { vi: "Trả lại như cũ", en: "Undo" }
    /// It was taken back.
    undone(who: &str) { vi: "Đã trả lại như cũ: {who}", en: "Taken back: {who}" }

    /// Label of a date.
    from_day(hamlet: &str) { vi: "{hamlet}: từ ngày (nếu có)", en: "{hamlet}: from, if any" }
    /// Label of a date.
    until_day(hamlet: &str) { vi: "{hamlet}: đến hết ngày (nếu có)", en: "{hamlet}: to the end of, if any" }
    /// How days are meant.
    days_hint() { vi: "Không ghi ngày thì được giao ngay, đến khi văn phòng rút lại. Hết ngày cuối, thôn, tổ rời khỏi máy của họ; việc đã làm trong thời gian ấy vẫn được nhận.", en: "Without days it is theirs at once, until the office takes it back. After the last day it leaves their phones; what was done in that time is still accepted." }
    /// A date that is none.
    upside_down() { vi: "Ngày cuối phải từ ngày đầu trở đi.", en: "The last day must not be before the first." }
    /// From a day to a day.
    from_until(hamlet: &str, from: &str, until: &str) { vi: "{hamlet}: từ {from} đến {until}", en: "{hamlet}: from {from} to {until}" }
    /// From a day on.
    from(hamlet: &str, from: &str) { vi: "{hamlet}: từ {from}", en: "{hamlet}: from {from}" }
    /// To a day.
    until(hamlet: &str, until: &str) { vi: "{hamlet}: đến {until}", en: "{hamlet}: to {until}" }
    /// It has not begun.
    to_come(said: &str) { vi: "{said}, chưa bắt đầu", en: "{said}, not begun" }
    /// It ends soon.
    ends_in(said: &str, days: i64) { vi: "{said}, còn {days} ngày", en: "{said}, {days} days left" }
    /// It ends tonight.
    ends_today(said: &str) { vi: "{said}, hôm nay là ngày cuối", en: "{said}, today is the last day" }
    /// It is over.
    over(said: &str) { vi: "{said}, đã hết hạn", en: "{said}, over" }
    /// Said above the list.
    ending(count: usize) { vi: "{count} lần giao hết hạn trong 14 ngày tới. Ai còn làm tiếp thì sửa ngày cuối.", en: "{count} givings end within 14 days. Change the last day of whoever goes on." }
    /// Title of that.
    ending_title() { vi: "Sắp hết hạn", en: "Ending soon" }

    /// The button beside somebody.
    close() { vi: "Đóng tài khoản", en: "Close the account" }
    /// The same, for those who hear it.
    close_whom(who: &str) { vi: "Đóng tài khoản của {who}", en: "Close the account of {who}" }
    /// Question.
    close_title(who: &str) { vi: "Đóng tài khoản của {who}?", en: "Close the account of {who}?" }
    /// What happens.
    close_text(devices: usize) { vi: "Không ai vào được bằng tài khoản này nữa. Số máy sẽ bị đăng xuất ngay: {devices}. Lời mời chưa dùng hết hiệu lực.", en: "Nobody signs in with it any more. Devices that are signed out at once: {devices}. An invitation that was not taken ends." }
    /// What becomes of unsent work.
    close_unsent() { vi: "Những gì máy chưa gửi vẫn còn trên máy: lấy về được bằng tệp bàn giao, hoặc mở lại tài khoản rồi đăng nhập để gửi tiếp. Những gì đã nhận vẫn còn trong sổ.", en: "What a phone has not sent stays on it: it can be handed over in a file, or sent after the account is opened again and they sign in. What was received stays in the record." }
    /// The safe answer.
    keep_open() { vi: "Giữ tài khoản", en: "Keep the account" }
    /// It was closed.
    closed(who: &str) { vi: "Đã đóng tài khoản của {who}", en: "The account of {who} is closed" }
    /// It was not.
    close_failed() { vi: "Chưa đóng được", en: "It was not closed" }
    /// Opens it again.
    open() { vi: "Mở lại", en: "Open again" }
    /// The same, for those who hear it.
    open_whom(who: &str) { vi: "Mở lại tài khoản của {who}", en: "Open the account of {who} again" }
    /// It was opened.
    opened(who: &str) { vi: "Đã mở lại tài khoản của {who}. Xin mời họ vào lại máy.", en: "The account of {who} is open. Please invite them to their phone again." }
    /// It was not.
    open_failed() { vi: "Chưa mở lại được", en: "It was not opened" }


    /// Name of the page of units.
    units() { vi: "Đơn vị", en: "Units" }
    /// What it is for.
    units_text() { vi: "Các xã, phường của thành phố đang dùng Đồng Hành, với thôn, tổ dân phố và số người làm việc. Thêm đơn vị và thôn, tổ bằng lệnh trên máy chủ.", en: "The communes of the city that use Đồng Hành, with their hamlets and how many people work there. Units and hamlets are added by commands on the server." }
    /// None.
    no_units() { vi: "Chưa có xã, phường nào dùng Đồng Hành.", en: "No commune uses Đồng Hành yet." }
    /// Column.
    commune() { vi: "Xã, phường", en: "Commune" }
    /// Column.
    hamlets() { vi: "Thôn, tổ dân phố", en: "Hamlets" }
    /// Column.
    officers() { vi: "Cán bộ", en: "Officers" }
    /// Column.
    volunteers() { vi: "Tình nguyện viên", en: "Volunteers" }
    /// Column.
    closed_accounts() { vi: "Tài khoản đã đóng", en: "Closed accounts" }
    /// On the phone's pages.
    not_phone_title() { vi: "Quản trị viên dùng trang văn phòng", en: "Administrators use the office's pages" }
}
