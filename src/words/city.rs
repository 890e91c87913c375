//! What an officer of the city sees: numbers of all communes.

super::words! {
    /// Name of the page.
    title() { vi: "Độ phủ các xã, phường", en: "Coverage of the communes" }
    /// Rail.
    rail() { vi: "Các xã, phường", en: "Communes" }
    /// Over the table of communes.
    communes() { vi: "Theo xã, phường", en: "By commune" }
    /// What the table is for.
    communes_text() { vi: "Nơi đã thăm ít nhất đứng đầu. Bấm tên để xem từng thôn, tổ dân phố. Tên các hộ chỉ có ở xã, phường.", en: "Where fewest were visited comes first. Press a name to see its hamlets. Names of households stay with the communes." }
    /// Over the map.
    map() { vi: "Bản đồ tỷ lệ đã thăm", en: "Map of the share visited" }
    /// What a map says of a commune.
    on_map(name: &str, said: &str) { vi: "{name}: {said}", en: "{name}: {said}" }
    /// A commune that does not use the app.
    not_here() { vi: "chưa dùng Đồng Hành", en: "does not use Đồng Hành yet" }
    /// A step of the legend.
    step(from: usize, to: usize) { vi: "{from}–{to} %", en: "{from}–{to} %" }
    /// As long as the server has not answered.
    loading() { vi: "Đang lấy số liệu của các xã, phường…", en: "Fetching the numbers of the communes…" }
    /// Without a network.
    offline() { vi: "Trang này cần mạng", en: "This page needs the network" }
    /// What to do.
    offline_text() { vi: "Số liệu của các xã, phường chỉ có ở máy chủ. Xin thử lại khi có mạng.", en: "The numbers of the communes are kept by the server only. Please try again with a network." }
    /// The server said no, or broke.
    failed() { vi: "Chưa lấy được số liệu", en: "The numbers did not come" }
    /// What to do.
    failed_text() { vi: "Máy chủ chưa trả lời được. Xin thử lại sau ít phút.", en: "The server could not answer. Please try again in a few minutes." }
    /// The server reads for longer than it may.
    busy() { vi: "Máy chủ đang đọc sổ", en: "The server is reading" }
    /// What to do.
    busy_text() { vi: "Lần đầu sau khi máy chủ khởi động, việc này mất ít phút. Xin thử lại; phần đã đọc vẫn còn.", en: "The first time after a start this takes some minutes. Please try again; what was read is kept." }
    /// How fresh the numbers are.
    as_of(time: &str) { vi: "Số liệu lúc {time}, tự lấy lại mỗi phút.", en: "As of {time}, fetched anew every minute." }
    /// How fresh they are, where the last try failed.
    stale(time: &str) { vi: "Số liệu lúc {time}. Lần lấy sau đó chưa được, sẽ thử lại.", en: "As of {time}. The next fetch failed and is tried again." }
    /// No commune of the city is set up.
    none_title() { vi: "Chưa có xã, phường nào dùng Đồng Hành", en: "No commune uses Đồng Hành yet" }
    /// What to do.
    none_text() { vi: "Khi máy chủ này nhận xã, phường đầu tiên, số liệu hiện ở đây.", en: "When this server has its first commune, its numbers are shown here." }
    /// Way back.
    back() { vi: "Về các xã, phường", en: "Back to the communes" }
    /// A commune whose name has not come yet.
    commune() { vi: "Xã, phường", en: "Commune" }
    /// An address that names no commune of the city.
    no_commune() { vi: "Không có xã, phường này", en: "There is no such commune" }
    /// What somebody does.
    officer() { vi: "Cán bộ tỉnh, thành phố", en: "City officer" }
    /// On the phone's pages.
    not_phone_title() { vi: "Cán bộ tỉnh, thành phố dùng trang văn phòng", en: "City officers use the office's pages" }
    /// What to do.
    not_phone_text() { vi: "Trang này để ghi các lượt thăm ở xã, phường.", en: "This page is for recording visits in a commune." }
    /// Link.
    not_phone_link() { vi: "Mở trang văn phòng", en: "Open the office" }
}
