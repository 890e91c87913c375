//! What stands around every page.

super::words! {
    /// Names the browser's tab, which writes down how pages are called, on the page of a household.
    tab_household() { vi: "Trang của một hộ", en: "A household" }
    /// The same on that of one of its people.
    tab_person() { vi: "Một người trong hộ", en: "Somebody in a household" }
    /// The same when a visit is finished.
    tab_done() { vi: "Đã ghi xong lượt thăm", en: "The visit is recorded" }
    /// The first link of a page.
    skip() { vi: "Đến nội dung chính", en: "Skip to content" }
    /// The dock, for those who do not see it.
    next_step() { vi: "Việc tiếp theo", en: "Next step" }
    /// The tab bar.
    tabs() { vi: "Các mục chính", en: "Main sections" }
    /// Tab.
    tab_today() { vi: "Hôm nay", en: "Today" }
    /// Tab.
    tab_households() { vi: "Các hộ", en: "Households" }
    /// Tab.
    tab_outbox() { vi: "Gửi đi", en: "Outbox" }
    /// Tab.
    tab_account() { vi: "Tôi", en: "Me" }
    /// How many wait, read after the tab's name.
    tab_waiting(count: usize) { vi: ", còn {count} việc trên máy", en: ", {count} still on this phone" }
    /// The store is being opened.
    starting() { vi: "Đang mở…", en: "Opening…" }
    /// A new version is ready.
    update_title() { vi: "Có bản mới", en: "A new version is ready" }
    /// What will happen.
    update_text() { vi: "Mở lại mất vài giây. Mọi điều đã ghi vẫn còn.", en: "Reopening takes a few seconds. Everything you recorded stays." }
    /// It could not be started yet.
    update_refused() { vi: "Chưa mở được bản mới vì có phiếu thăm đang mở ở thẻ khác. Xin xong hoặc đóng phiếu đó rồi nhấn lại. Mọi điều đã ghi vẫn còn.", en: "The new version could not be opened, as a form is open in another tab. Finish or close it, then press again. Everything you recorded stays." }
    /// Applies it.
    update_now() { vi: "Mở bản mới", en: "Open the new version" }
    /// The verb while it is applied.
    updating() { vi: "Đang mở bản mới", en: "Opening" }
    /// The app broke down.
    broken_title() { vi: "Ứng dụng gặp trục trặc", en: "The app has broken down" }
    /// And nothing is lost.
    broken_text() { vi: "Dữ liệu trên máy vẫn còn. Chữ đang gõ dở có thể phải gõ lại. Xin mở lại; nếu vẫn vậy, xin báo cho văn phòng.", en: "The data on this phone is still here. Words you were just typing may have to be typed again. Please reopen; if it happens again, tell the office." }
    /// Reloads.
    reopen() { vi: "Mở lại", en: "Reopen" }
    /// An address that leads nowhere.
    not_found_title() { vi: "Không có trang này", en: "There is no such page" }
    /// What to do.
    not_found_text() { vi: "Đường dẫn có thể đã cũ.", en: "The link may be old." }
    /// Leads to Today.
    to_today() { vi: "Về trang Hôm nay", en: "Go to Today" }
    /// The data belongs to a newer version.
    blocked_newer_title() { vi: "Dữ liệu trên máy thuộc bản mới hơn", en: "The data on this phone belongs to a newer version" }
    /// What to do.
    blocked_newer_text() { vi: "Không mất gì cả. Xin tải lại để mở bản mới.", en: "Nothing is lost. Please reload to open the newer version." }
    /// There is no room to open the data in.
    blocked_full_title() { vi: "Máy hết chỗ nên chưa mở được dữ liệu", en: "The phone is too full to open the data" }
    /// What to do.
    blocked_full_text() { vi: "Những gì đã ghi vẫn còn trên máy. Xin xóa bớt ảnh, phim hoặc ứng dụng không dùng, rồi mở lại.", en: "What was recorded is still on this phone. Please delete photos, videos or apps that are not needed, then reopen." }
    /// The browser gives no storage.
    blocked_storage_title() { vi: "Trình duyệt không cho lưu dữ liệu", en: "The browser does not allow storing data" }
    /// What to do.
    blocked_storage_text() { vi: "Nếu đang mở ở cửa sổ ẩn danh, xin mở lại bằng cửa sổ thường, hoặc cho phép trang này lưu dữ liệu.", en: "If this is a private window, please open a normal one, or allow this page to store data." }
    /// Anything else.
    blocked_other_title() { vi: "Chưa mở được dữ liệu trên máy", en: "The data on this phone could not be opened" }
    /// What to do.
    blocked_other_text() { vi: "Dữ liệu chưa bị đụng đến. Xin mở lại; nếu vẫn vậy, xin báo cho văn phòng dòng chữ này:", en: "The data was not touched. Please reopen; if it happens again, tell the office these words:" }
    /// Another tab works.
    following_title() { vi: "Đồng Hành đang mở ở thẻ khác", en: "Đồng Hành is open in another tab" }
    /// What to do.
    following_text() { vi: "Thẻ này chỉ để xem.", en: "This tab only shows." }
    /// Takes over.
    work_here() { vi: "Làm việc ở đây", en: "Work here" }
    /// How far a clock is off.
    minutes(count: u64) { vi: "{count} phút", en: "{count} min" }
    /// The same, from two hours on.
    hours(count: u64) { vi: "{count} giờ", en: "{count} hours" }
    /// The same, from two days on.
    days(count: u64) { vi: "{count} ngày", en: "{count} days" }
    /// The device's clock is behind the office's.
    clock_slow(by: &str) { vi: "Đồng hồ máy này chậm {by}", en: "This phone’s clock is {by} slow" }
    /// It is ahead.
    clock_fast(by: &str) { vi: "Đồng hồ máy này nhanh {by}", en: "This phone’s clock is {by} fast" }
    /// What it means, and what to do.
    clock_help() { vi: "Giờ của các việc đã ghi được tính theo giờ văn phòng nên không mất gì. Xin vào Cài đặt, mục Ngày và giờ, bật giờ tự động.", en: "What you recorded is counted by the office’s time, and nothing is lost. Please open Settings, Date and time, and turn on automatic time." }
}
