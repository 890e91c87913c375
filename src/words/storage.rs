//! The data on this device: room for it, trouble with it, and what the browser has thrown away.

super::words! {
    /// 70 % are in use.
    filling() {
        vi: "Chỗ lưu đã dùng hơn hai phần ba. Khi rảnh, xin xóa bớt ảnh, phim hoặc ứng dụng không dùng.",
        en: "More than two thirds of the room is used. When there is time, delete photos, videos or apps that are not needed.",
    }
    /// 85 % are in use.
    scarce_title() { vi: "Máy sắp hết chỗ lưu", en: "The phone is running out of room" }
    /// What to do.
    scarce_help() {
        vi: "Những gì đã ghi vẫn còn. Xin xóa bớt ảnh, phim hoặc ứng dụng không dùng trước khi đi thăm tiếp.",
        en: "What was recorded is kept. Please delete photos, videos or apps that are not needed before the next visits.",
    }
    /// 95 % are in use.
    almost_full_title() { vi: "Máy gần hết chỗ, không chụp thêm ảnh được", en: "The phone is almost full; no more photos can be kept" }
    /// What to do.
    almost_full_help() {
        vi: "Những gì đã ghi vẫn còn, và vẫn ghi được câu trả lời. Xin xóa bớt ảnh, phim hoặc ứng dụng không dùng ngay bây giờ.",
        en: "What was recorded is kept, and answers can still be recorded. Please delete photos, videos or apps that are not needed now.",
    }
    /// A write found no room.
    full_title() { vi: "Máy hết chỗ, có việc chưa lưu được", en: "The phone is full, and something was not stored" }
    /// What to do.
    full_help() {
        vi: "Những gì đã báo là đã lưu vẫn còn. Xin xóa bớt ảnh, phim hoặc ứng dụng không dùng, rồi nhấn Thử lại.",
        en: "What was shown as saved is kept. Please delete photos, videos or apps that are not needed, then press Try again.",
    }
    /// A newer version of the app has opened the data in another tab.
    newer_title() { vi: "Bản mới của Đồng Hành đã mở ở thẻ khác", en: "A newer version of Đồng Hành is open in another tab" }
    /// What to do.
    newer_help() {
        vi: "Không mất gì cả. Thẻ này là bản cũ nên không lưu thêm được nữa. Xin tải lại để dùng bản mới.",
        en: "Nothing is lost. This tab is the older version and cannot store any more. Please reload to use the newer one.",
    }
    /// The browser has closed the storage.
    lost_title() { vi: "Trình duyệt đã ngắt kho dữ liệu", en: "The browser has closed the storage" }
    /// What to do.
    lost_help() {
        vi: "Những gì đã báo là đã lưu vẫn còn trên máy. Xin nhấn Thử lại; nếu vẫn vậy, xin đóng rồi mở lại ứng dụng.",
        en: "What was shown as saved is still on this phone. Please press Try again; if this stays, close and reopen the app.",
    }
    /// The browser has cleared the storage under the open app.
    cleared_title() { vi: "Kho dữ liệu vừa bị xóa khi ứng dụng đang mở", en: "The storage was cleared while the app is open" }
    /// What to do.
    cleared_help() {
        vi: "Những gì đã ghi còn trong bộ nhớ. Xin đừng đóng ứng dụng, nhấn Thử lại để ghi lại vào máy.",
        en: "What was recorded is still in memory. Please do not close the app; press Try again to store it once more.",
    }
    /// Loads the page anew.
    reload() { vi: "Tải lại", en: "Reload" }
    /// Tries what failed once more.
    again() { vi: "Thử lại", en: "Try again" }

    /// The browser has thrown the data away.
    thrown_away_title() { vi: "Trình duyệt đã xóa dữ liệu trên máy này", en: "The browser has cleared the data on this phone" }
    /// What to do.
    thrown_away_help() {
        vi: "Những gì văn phòng đã nhận vẫn còn và được tải về máy. Văn phòng cũng được báo việc này. Xin cài ứng dụng vào màn hình chính để việc này khó xảy ra nữa.",
        en: "What the office received is safe and comes back to this phone. The office is told too. Please install the app on the home screen, so that this hardly happens again.",
    }
    /// Nobody knows what was lost.
    gone_unknown() {
        vi: "Chỉ mất những gì chưa gửi về văn phòng, nếu có. Không rõ là gì, nên xin xem lại các lượt thăm gần đây.",
        en: "Only what had not been sent is lost, if there was any. Nobody knows what, so please look over your last visits.",
    }
    /// Nothing was lost.
    gone_nothing() { vi: "Không mất việc nào: mọi điều đã ghi đều đã gửi về văn phòng hoặc đã được ghi lại.", en: "No work was lost: all that was recorded had been sent to the office, or was stored once more." }
    /// What was lost, as a list.
    gone(what: &str) {
        vi: "Theo lần ghi nhận cuối, đã mất: {what}. Xin ghi lại những việc này.",
        en: "As last noted, this is lost: {what}. Please record it again.",
    }
    /// Work without a receipt.
    gone_waiting(count: usize) { vi: "{count} việc chưa gửi", en: "{count} not yet sent" }
    /// Photos.
    gone_photos(count: usize) { vi: "{count} ảnh, ghi âm chưa gửi", en: "{count} photos and recordings not yet sent" }
    /// Visits that were begun.
    gone_drafts(count: usize) { vi: "{count} mục đang ghi dở", en: "{count} unfinished items" }
    /// The person has read it.
    known() { vi: "Đã biết", en: "I know" }
    /// At the door: whose data is gone.
    robbed_title(name: &str) { vi: "Trình duyệt đã xóa dữ liệu của {name} trên máy này", en: "The browser has cleared the data of {name} on this phone" }
    /// At the door: what to do.
    robbed_help() { vi: "Đăng nhập thì những gì văn phòng đã nhận sẽ về lại máy.", en: "After signing in, what the office received comes back to this phone." }

    /// Somebody with this name was on a device of the same kind.
    before_title() { vi: "Trước đây anh chị đã dùng máy này chưa?", en: "Have you used this phone before?" }
    /// When, and why it matters.
    before_help(when: &str) {
        vi: "Tên này đã đăng nhập trên một máy cùng loại, dùng lần cuối {when}. Nếu đó là máy này thì trình duyệt đã xóa dữ liệu ở đây.",
        en: "This name was signed in on a phone of the same kind, last used {when}. If that was this phone, the browser has cleared its data.",
    }
    /// It was another one.
    before_not() { vi: "Đó là máy khác", en: "That was another one" }
    /// It was this one.
    before_here() { vi: "Chính máy này", en: "It was this one" }
}
