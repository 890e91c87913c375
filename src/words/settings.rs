//! What the office sets: how often households are to be visited, and what its people are to reach.

super::words! {
    /// Name of the page.
    title() { vi: "Nhịp thăm và chỉ tiêu", en: "Visits and targets" }
    /// Rail of the office.
    rail() { vi: "Chỉ tiêu", en: "Targets" }
    /// Over the intervals.
    intervals() { vi: "Bao lâu thăm một lần", en: "How often to visit" }
    /// What they do.
    intervals_text() {
        vi: "Quá số ngày này thì hộ vào danh sách bị bỏ lại, trên máy của mọi người trong xã, phường.",
        en: "After so many days a household is on the list of those left behind, on everybody's device in the unit.",
    }
    /// A class.
    poor() { vi: "Hộ nghèo", en: "Poor households" }
    /// A class.
    near_poor() { vi: "Hộ cận nghèo", en: "Near-poor households" }
    /// A class.
    escaped() { vi: "Hộ thoát nghèo, thoát cận nghèo", en: "Households that left poverty or near-poverty" }
    /// No class.
    unclassed() { vi: "Hộ chưa ghi diện", en: "Households without a class" }
    /// From the day on which it is listed to the first visit.
    first() { vi: "Hộ mới có tên: lần thăm đầu", en: "Newly listed: first visit" }
    /// Reminded before.
    soon() { vi: "Nhắc trước khi đến hẹn", en: "Reminded before it is due" }
    /// When a promise that is overdue is the office's to follow.
    officer_after() { vi: "Nhắc văn phòng khi hẹn giúp quá hạn", en: "Office reminded when a promise is overdue by" }
    /// Behind a number.
    days() { vi: "ngày", en: "days" }
    /// What is wrong with a number.
    not_days(most: u16) { vi: "Chưa lưu: xin ghi số ngày từ 1 đến {most}.", en: "Not saved: please give days from 1 to {most}." }
    /// Over the area.
    area() { vi: "Nông thôn hay thành thị", en: "Rural or urban" }
    /// What it does.
    area_text() {
        vi: "Tự rà soát so điểm thu nhập với mức của khu vực này. Phường lập từ 01/07/2025 có thể gồm cả xã cũ, nên văn phòng chọn.",
        en: "The self-check compares the income score with the line of this area. Wards made on 01/07/2025 may hold former communes, so the office says it.",
    }
    /// Asks for it.
    area_question() { vi: "Tính theo khu vực nào?", en: "By which area?" }
    /// Nothing is chosen.
    area_not_said() { vi: "Chưa chọn", en: "Not said" }
    /// Over the targets.
    targets() { vi: "Chỉ tiêu lượt thăm", en: "Targets of visits" }
    /// What they do.
    targets_text() {
        vi: "Tình nguyện viên thấy chỉ tiêu của mình ở trang Hôm nay. Chỉ tiêu riêng thay cho chỉ tiêu chung.",
        en: "Volunteers see theirs on Today. One set for a person takes the place of the one for each.",
    }
    /// There is none.
    no_targets() { vi: "Chưa đặt chỉ tiêu nào.", en: "No targets yet." }
    /// Whose.
    whose() { vi: "Của ai", en: "Whose" }
    /// Each volunteer.
    each() { vi: "Mỗi tình nguyện viên", en: "Each volunteer" }
    /// In what time.
    span() { vi: "Trong", en: "Within" }
    /// A month.
    monthly() { vi: "mỗi tháng", en: "every month" }
    /// A quarter.
    quarterly() { vi: "mỗi quý", en: "every quarter" }
    /// A year.
    yearly() { vi: "mỗi năm", en: "every year" }
    /// How many.
    visits() { vi: "Số lượt thăm", en: "Visits" }
    /// What is wrong with it.
    not_visits() { vi: "Chưa thêm: xin ghi số lượt thăm, từ 1 trở lên.", en: "Not added: please give the number of visits, 1 or more." }
    /// Adds it.
    add() { vi: "Đặt chỉ tiêu này", en: "Set this target" }
    /// Takes one away.
    remove(what: &str) { vi: "Bỏ chỉ tiêu: {what}", en: "Remove the target: {what}" }
    /// One in words.
    target(whose: &str, visits: u16, span: &str) { vi: "{whose}: {visits} lượt thăm {span}", en: "{whose}: {visits} visits {span}" }
    /// How far one has come.
    progress(done: usize, of: u16) { vi: "{done} trong {of} lượt thăm", en: "{done} of {of} visits" }
    /// How far all volunteers have come together.
    progress_all(done: usize) { vi: "cả xã, phường đã có {done} lượt", en: "{done} in the whole unit" }
    /// On Today, over the progress.
    mine() { vi: "Chỉ tiêu của tôi", en: "My targets" }
    /// It is reached.
    reached() { vi: "Đã đạt", en: "Reached" }
    /// Saves.
    save() { vi: "Lưu nhịp thăm", en: "Save" }
    /// It is saved.
    saved() { vi: "Đã lưu. Máy của mọi người nhận khi có mạng.", en: "Saved. Every device hears of it when there is a network." }
    /// It could not be saved.
    failed() { vi: "Chưa lưu được, điều đặt trước vẫn giữ nguyên. Xin thử lại.", en: "Could not be saved; what was set before stands. Please try again." }
}
