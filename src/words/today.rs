//! Today: what is to be done.

super::words! {
    /// Name of the page.
    title() { vi: "Hôm nay", en: "Today" }
    /// Head of the page.
    greeting(who: &str) { vi: "Chào {who}", en: "Hello {who}" }
    /// Over the first task.
    next() { vi: "Việc tiếp theo", en: "Next" }
    /// Over the other tasks.
    later() { vi: "Sau đó", en: "Then" }
    /// How many other tasks.
    tasks(count: usize) { vi: "{count} việc", en: "{count} to do" }
    /// Nothing to do.
    done_title() { vi: "Hôm nay không còn việc nào", en: "Nothing left to do today" }
    /// And what one may do then.
    done_text() { vi: "Nếu còn thời gian, ghé hộ lâu nhất chưa có ai đến.", en: "If there is time, visit the household that has waited longest." }
    /// No household has come yet.
    no_households_title() { vi: "Chưa có hộ nào trên máy", en: "No household on this phone yet" }
    /// What to do.
    no_households_text() { vi: "Danh sách sẽ tự về khi văn phòng giao thôn, tổ. Gặp hộ cần giúp thì ghi ngay được.", en: "The list arrives by itself when the office assigns you a hamlet. You can record a household in need at once." }
    /// The office sent a visit back.
    returned_mark() { vi: "Văn phòng trả lại:", en: "Sent back by the office:" }
    /// The same, without a reason behind it.
    returned_line() { vi: "Văn phòng trả lại", en: "Sent back by the office" }
    /// The office could not apply something.
    held_mark() { vi: "Cần xem lại:", en: "Needs another look:" }
    /// What of it.
    held_text() { vi: "văn phòng đang giữ điều đã gửi và chưa xếp được", en: "the office keeps what you sent and could not file it" }
    /// The same in a row.
    held_line() { vi: "Cần xem lại", en: "Needs another look" }
    /// The office refused to take something.
    set_aside_text() { vi: "văn phòng chưa nhận được việc này, vẫn còn nguyên trên máy", en: "the office could not take it; it is safe on this phone" }
    /// The same in a row.
    set_aside_line() { vi: "Chưa gửi được, còn trên máy", en: "Could not be sent; still on this phone" }
    /// Leads to the reason.
    held_open() { vi: "Xem lý do", en: "See why" }
    /// A visit was begun.
    draft_mark() { vi: "Đang ghi dở,", en: "Not finished," }
    /// What of it.
    draft_text() { vi: "mọi câu đã ghi vẫn còn trên máy", en: "every answer is safe on this phone" }
    /// The same in a row.
    draft_line() { vi: "Đang ghi dở", en: "Not finished" }
    /// Facts of a household are typed.
    facts_text() { vi: "điều đã khác vẫn còn trên máy, chưa lưu", en: "what is different is on this phone and not saved yet" }
    /// The same in a row.
    facts_line() { vi: "Đang ghi dở điều đã khác", en: "What is different, not finished" }
    /// Leads to it.
    facts_open() { vi: "Ghi tiếp điều đã khác", en: "Go on with what is different" }
    /// Button under the first tasks.
    more(count: usize) { vi: "Xem thêm {count} việc", en: "Show {count} more" }
    /// The running month.
    month(month: u32) { vi: "Tháng {month}", en: "This month ({month})" }
    /// How many households were visited in it.
    visited(done: usize, of: usize) { vi: "Đã thăm {done} trong {of} hộ", en: "{done} of {of} households visited" }
    /// What a registered household is called in a list of operations.
    somebody() { vi: "Hộ không còn trên máy", en: "Household no longer on this phone" }
}
