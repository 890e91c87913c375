//! What the people recorded ask for about their data: their rights, the form, the register, and what stops.

super::words! {
    /// Over what a family may ask for, on its page.
    title() { vi: "Quyền của gia đình", en: "The family’s rights" }
    /// What they are, for whoever reads it aloud at the door.
    rights() {
        vi: "Gia đình được xem những gì đã ghi, được sửa chỗ sai, được rút lại đồng ý, được yêu cầu tạm ngừng dùng, ngừng dùng hoặc xóa thông tin. Ghi yêu cầu vào đây: văn phòng trả lời trong 2 ngày làm việc.",
        en: "The family may see what is recorded, have what is wrong corrected, withdraw its consent, and ask that its data rest, are not used or are deleted. Record the request here: the office answers within 2 working days.",
    }
    /// Opens the form.
    record() { vi: "Ghi yêu cầu của gia đình", en: "Record a request" }
    /// What is asked for.
    kind() { vi: "Gia đình yêu cầu", en: "The family asks to" }
    /// Nothing was chosen.
    kind_missing() { vi: "Chưa lưu: chọn điều gia đình yêu cầu.", en: "Not saved: choose what the family asks for." }
    /// Of whom.
    of_whom() { vi: "Về thông tin của", en: "About" }
    /// The household as a whole.
    whole() { vi: "Cả hộ", en: "The whole household" }
    /// Who asks.
    by() { vi: "Người yêu cầu", en: "Who asks" }
    /// Their name.
    who() { vi: "Tên người yêu cầu (nếu không phải chủ hộ)", en: "Their name (where it is not the head)" }
    /// How it came.
    way() { vi: "Nhận được", en: "It came" }
    /// The day.
    day() { vi: "Ngày nhận", en: "Received on" }
    /// It is to come.
    day_ahead() { vi: "Chưa lưu: ngày này chưa đến.", en: "Not saved: that day is still to come." }
    /// In their words.
    note() { vi: "Yêu cầu cụ thể (theo lời người yêu cầu)", en: "What exactly (in their words)" }
    /// There is none.
    none() { vi: "Gia đình chưa yêu cầu gì.", en: "The family has asked for nothing." }
    /// It was recorded by mistake.
    mistake() { vi: "Ghi nhầm, bỏ dòng này", en: "Recorded by mistake: take it out" }
    /// A request in a line.
    line(what: &str, of: &str, day: &str) { vi: "{what} ({of}), nhận ngày {day}", en: "{what} ({of}), received on {day}" }
    /// Who asked, and how it came.
    asked_by(who: &str, way: &str) { vi: "Người yêu cầu: {who}. Nhận {way}.", en: "Asked by {who}, {way}." }

    /// Nobody has answered yet.
    answer_by(day: &str) { vi: "Phải trả lời hết ngày {day}", en: "To be answered by {day}" }
    /// It has to be done.
    act_by(day: &str) { vi: "Đã trả lời; phải làm xong hết ngày {day}", en: "Answered; to be carried out by {day}" }
    /// So many working days.
    left(days: usize) { vi: "còn {days} ngày làm việc", en: "{days} working days left" }
    /// One.
    left_one() { vi: "còn 1 ngày làm việc", en: "1 working day left" }
    /// The last day.
    left_none() { vi: "hôm nay là ngày cuối", en: "today is the last day" }
    /// It is past.
    overdue(days: usize) { vi: "quá hạn {days} ngày", en: "overdue by {days} days" }
    /// By one day.
    overdue_one() { vi: "quá hạn 1 ngày", en: "overdue by 1 day" }
    /// It was done.
    done_on(day: &str) { vi: "Đã làm xong ngày {day}", en: "Carried out on {day}" }
    /// It was done, and lifted.
    lifted_on(done: &str, day: &str) { vi: "Đã làm ngày {done}, gỡ ngày {day}", en: "Carried out on {done}, lifted on {day}" }
    /// It was refused.
    refused_on(day: &str, why: &str) { vi: "Không thực hiện, ngày {day}: {why}", en: "Refused on {day}: {why}" }
    /// It is wanted no more.
    taken_back_on(day: &str) { vi: "Gia đình thôi yêu cầu ngày {day}", en: "Wanted no more since {day}" }
    /// It takes longer.
    extended_to(day: &str, why: &str) { vi: "Đã gia hạn đến {day}: {why}", en: "Extended to {day}: {why}" }
    /// It was answered.
    answered_on(day: &str, way: &str) { vi: "Trả lời ngày {day}, {way}", en: "Answered on {day}, {way}" }
    /// Which year's holidays are not announced.
    year_reckoned(year: i32) {
        vi: "Lịch nghỉ năm {year} chưa có trong ứng dụng: chỉ trừ những ngày chắc chắn nghỉ, nên hạn thật có thể muộn hơn, không sớm hơn.",
        en: "The app does not have the days off of {year} as announced: only those that are certain are counted, so that the true last day may be later, never earlier.",
    }

    /// Consent was withdrawn.
    withdrawn(day: &str) { vi: "Gia đình đã rút lại đồng ý từ {day}", en: "The family has withdrawn its consent since {day}" }
    /// What follows.
    withdrawn_text() {
        vi: "Không phân công đi thăm, không đưa hộ vào danh sách nào. Nếu gia đình đồng ý lại khi gặp, ghi lượt thăm như mọi khi.",
        en: "Nobody is sent there, and no list names it. Where the family agrees anew, record the visit as always.",
    }
    /// Its data rest.
    restricted(day: &str) { vi: "Thông tin của gia đình tạm ngừng dùng từ {day}", en: "The family’s data have rested since {day}" }
    /// It objects.
    objected(day: &str) { vi: "Gia đình phản đối việc dùng thông tin từ {day}", en: "The family has objected to the use of its data since {day}" }
    /// What follows.
    rests_text() {
        vi: "Không phân công đi thăm, không đưa hộ vào danh sách nào, đến khi văn phòng gỡ theo yêu cầu của gia đình.",
        en: "Nobody is sent there, and no list names it, until the office lifts this as the family wishes.",
    }
    /// In a list of households.
    withheld_short() { vi: "Gia đình yêu cầu không dùng thông tin", en: "Asked that its data are not used" }

    /// Over what became of requests, on the phone's first page.
    news() { vi: "Yêu cầu của gia đình đã có trả lời", en: "Requests of families were answered" }

    /// Name of the register.
    register() { vi: "Yêu cầu về dữ liệu", en: "Requests about data" }
    /// Rail of the office.
    rail() { vi: "Yêu cầu", en: "Requests" }
    /// Beside the rail's number.
    rail_count(count: usize) { vi: "{count} yêu cầu chưa xong", en: "{count} requests are open" }
    /// Over the list.
    open_count(count: usize) { vi: "{count} yêu cầu chưa xong", en: "{count} open requests" }
    /// What the law wants.
    register_text() {
        vi: "Trả lời trong 2 ngày làm việc. Xem, sửa: 10 ngày; rút đồng ý, tạm ngừng, phản đối: 15 ngày, 20 ngày khi có bên khác cùng phải ngừng; xóa: 20 ngày. Gia hạn một lần, không quá 15 ngày. Hạn rơi vào ngày nghỉ thì hết vào ngày làm việc kế tiếp.",
        en: "Answer within 2 working days. See, correct: 10 days; withdraw, restrict, object: 15 days, 20 where somebody else has to stop too; delete: 20 days. One extension, of at most 15 days. What would end on a day off ends on the next working day.",
    }
    /// Where the law says so.
    register_source() { vi: "Luật 91/2025/QH15, Nghị định 356/2025/NĐ-CP; cách tính hạn: Bộ luật Dân sự 2015, điều 147 và 148.", en: "Law 91/2025/QH15, Decree 356/2025/NĐ-CP; periods by the Civil Code 2015, articles 147 and 148." }
    /// Keys.
    keys() { vi: "Phím J, K: xuống, lên từng yêu cầu. Enter: mở việc cần làm.", en: "Keys J, K: down, up the requests. Enter: open what is to be done." }
    /// Nothing was ever asked for.
    empty_title() { vi: "Chưa có yêu cầu nào", en: "No requests yet" }
    /// What to do.
    empty_text() {
        vi: "Khi gia đình yêu cầu xem, sửa, rút đồng ý hoặc xóa thông tin, mở trang của hộ rồi ghi ở mục «Quyền của gia đình». Yêu cầu ghi trên điện thoại cũng về đây.",
        en: "When a family asks to see, correct, withdraw or delete, open its page and record it under “The family’s rights”. What is recorded on phones comes here too.",
    }
    /// To the households.
    to_households() { vi: "Đến danh sách hộ", en: "To the households" }
    /// The filter leaves nothing.
    none_here() { vi: "Không có yêu cầu nào như vậy.", en: "There are none like that." }
    /// A filter.
    show_open() { vi: "Chưa xong", en: "Open" }
    /// A filter.
    show_soon() { vi: "Sắp đến hạn", en: "Due soon" }
    /// A filter.
    show_overdue() { vi: "Quá hạn", en: "Overdue" }
    /// A filter.
    show_closed() { vi: "Đã xong", en: "Closed" }
    /// A filter.
    of_kind() { vi: "Loại yêu cầu", en: "Kind" }
    /// All kinds.
    all_kinds() { vi: "Mọi loại", en: "All kinds" }
    /// The warning on the first page.
    warn_overdue(count: usize) { vi: "{count} yêu cầu về dữ liệu đã quá hạn", en: "{count} requests about data are overdue" }
    /// The same for those that are due.
    warn_soon(count: usize) { vi: "{count} yêu cầu về dữ liệu sắp đến hạn", en: "{count} requests about data are due soon" }
    /// Under it.
    warn_text() { vi: "Luật định hạn cho từng yêu cầu.", en: "The law sets a day for each." }
    /// Its button.
    warn_open() { vi: "Mở sổ yêu cầu", en: "Open the register" }

    /// A step.
    answer() { vi: "Đã trả lời", en: "Answered" }
    /// A step.
    extend() { vi: "Gia hạn", en: "Extend" }
    /// A step.
    finish() { vi: "Đã làm xong", en: "Carried out" }
    /// A step.
    refuse() { vi: "Không thực hiện", en: "Refuse" }
    /// A step.
    take_back() { vi: "Gia đình thôi yêu cầu", en: "Wanted no more" }
    /// A step.
    lift() { vi: "Gỡ", en: "Lift" }
    /// The question of a step.
    step_title(step: &str, what: &str) { vi: "{step}: {what}", en: "{step}: {what}" }
    /// What an answer is.
    answer_text() { vi: "Người yêu cầu đã được cho biết yêu cầu được giải quyết thế nào và khi nào xong.", en: "Whoever asked was told what will happen and by when." }
    /// What an extension is.
    extend_text(day: &str) { vi: "Chỉ gia hạn một lần, muộn nhất đến {day}. Người yêu cầu phải được cho biết lý do.", en: "Once only, to {day} at the latest. Whoever asked must be told why." }
    /// What it does.
    finish_stop() { vi: "Từ ngày này hộ không còn trong việc cần làm và các danh sách. Những lượt thăm đã có vẫn giữ.", en: "From that day on the household is in no list and no task. Earlier visits stay." }
    /// What it does where it is deleted.
    finish_delete() { vi: "Chỉ ghi khi thông tin đã được xóa: mở trang của hộ để xem những gì đang giữ.", en: "Only once the data were deleted: open the household’s page to see what is kept." }
    /// What it does otherwise.
    finish_text() { vi: "Ghi những gì đã làm, để sau này còn biết.", en: "Write down what was done, so that it is known later." }
    /// What a refusal needs.
    refuse_text() { vi: "Người yêu cầu phải được cho biết lý do, và được khiếu nại.", en: "Whoever asked must be told why, and may complain." }
    /// What it does.
    take_back_text() { vi: "Yêu cầu được đóng; không có gì thay đổi.", en: "The request is closed; nothing changes." }
    /// What it does.
    lift_text() { vi: "Gia đình muốn được thăm và ghi nhận lại. Từ ngày này hộ trở lại các danh sách.", en: "The family wants to be visited again. From that day on the household is back in the lists." }
    /// The day of a step.
    step_day() { vi: "Ngày", en: "Day" }
    /// How it was answered.
    step_way() { vi: "Trả lời", en: "How" }
    /// To when.
    step_until() { vi: "Gia hạn đến", en: "Extended to" }
    /// Why.
    step_why() { vi: "Lý do đã báo cho người yêu cầu", en: "The reason as they were told" }
    /// What was done.
    step_what() { vi: "Đã làm gì", en: "What was done" }
    /// Which reason.
    step_reason() { vi: "Lý do", en: "Reason" }
    /// Others have to stop too.
    step_shared() { vi: "Có bên khác cùng phải ngừng dùng (hạn 20 ngày)", en: "Somebody else has to stop too (20 days)" }
    /// No.
    step_not_shared() { vi: "Chỉ xã, phường giữ thông tin này", en: "Only this commune holds the data" }
    /// Who holds it.
    step_holders() { vi: "Ai đang giữ thông tin", en: "Who holds the data" }
    /// A day before the request.
    day_before() { vi: "Chưa lưu: ngày này trước ngày nhận yêu cầu.", en: "Not saved: that is before the request came." }
    /// The extension is too long, or shorter than what there is.
    until_wrong(day: &str) { vi: "Chưa lưu: chọn một ngày sau hạn cũ và không quá {day}.", en: "Not saved: choose a day after the present one and no later than {day}." }
    /// A text is missing.
    why_missing() { vi: "Chưa lưu: ghi lý do.", en: "Not saved: write down the reason." }
    /// It is saved.
    saved() { vi: "Đã ghi.", en: "Saved." }
}
