//! Households: the list, a household, a new one.

super::words! {
    /// Name of the list.
    title() { vi: "Các hộ", en: "Households" }
    /// The search field, for those who do not see it.
    search_label() { vi: "Tìm theo tên, địa chỉ hoặc số điện thoại", en: "Search by name, address or telephone" }
    /// Empties the search field.
    clear() { vi: "Xóa chữ đã gõ", en: "Clear" }
    /// The filters, for those who do not see them.
    filters() { vi: "Lọc danh sách", en: "Filter the list" }
    /// All hamlets.
    all_hamlets() { vi: "Tất cả thôn, tổ", en: "All hamlets" }
    /// Filter: visited long ago or never.
    long_ago() { vi: "Lâu chưa thăm", en: "Not visited for long" }
    /// Filter: never visited.
    never() { vi: "Chưa thăm lần nào", en: "Never visited" }
    /// How many were found.
    found(count: usize) { vi: "Tìm thấy {count} hộ, giống nhất ở trên", en: "{count} found, best first" }
    /// How many there are.
    count(count: usize) { vi: "{count} hộ", en: "{count} households" }
    /// None was found by a name.
    none_title(typed: &str) { vi: "Không có hộ nào tên “{typed}”", en: "No household called “{typed}”" }
    /// What to do.
    none_text() { vi: "Thử bỏ bớt chữ cuối, hoặc thêm hộ mới.", en: "Try fewer letters, or add a household." }
    /// The filters leave none.
    none_filtered_title() { vi: "Không có hộ nào như vậy", en: "No household like that" }
    /// What to do.
    none_filtered_text() { vi: "Thử bỏ bớt điều kiện lọc.", en: "Try fewer filters." }
    /// Takes the filters off.
    no_filters() { vi: "Bỏ lọc", en: "Clear filters" }
    /// Shows more of the list.
    more(count: usize) { vi: "Xem thêm {count} hộ", en: "Show {count} more" }
    /// Under the list.
    not_listed() { vi: "Không thấy hộ cần tìm?", en: "Not in the list?" }
    /// Leads to the page for a new household.
    add() { vi: "Thêm hộ mới", en: "Add a household" }
    /// A household of one.
    alone() { vi: "sống một mình", en: "living alone" }
    /// How many live there.
    size(count: usize) { vi: "nhà {count} người", en: "{count} people" }
    /// How long nobody has come, in a row.
    days_unvisited(days: u16) { vi: "{days} ngày chưa thăm", en: "Not visited for {days} days" }
    /// The last visit, in a row.
    visited_on(day: &str) { vi: "Thăm ngày {day}", en: "Visited on {day}" }
    /// Visited today, in a row.
    visited_today() { vi: "Thăm hôm nay", en: "Visited today" }
    /// Never visited, in a row.
    unvisited() { vi: "Chưa thăm lần nào", en: "Never visited" }
    /// A member who was found, in a row.
    member(name: &str) { vi: "Trong nhà có {name}", en: "Lives here: {name}" }
    /// Registered here and not received yet.
    on_device() { vi: "Hộ mới, còn trên máy", en: "New, still on this phone" }

    /// Back to the list.
    back() { vi: "Về danh sách các hộ", en: "Back to the households" }
    /// An id that this device does not know.
    unknown_title() { vi: "Hộ này không có trên máy", en: "This household is not on this phone" }
    /// What it may mean.
    unknown_text() { vi: "Có thể hộ đã chuyển sang tổ khác hoặc chưa tải về.", en: "It may have moved to another hamlet, or has not arrived yet." }
    /// How long nobody has come: the number, bold.
    days(days: u16) { vi: "{days} ngày", en: "{days} days" }
    /// And the rest of the sentence.
    days_rest() { vi: "chưa có ai đến thăm", en: "without a visit" }
    /// Nobody ever came.
    nobody_yet() { vi: "Chưa có ai đến thăm lần nào", en: "Nobody has visited yet" }
    /// Two people said different things of it.
    differ(count: usize) {
        vi: "Có {count} điều mỗi người ghi một khác, văn phòng đang chọn. Xin hỏi lại khi đến thăm.",
        en: "People say different things about {count} facts; the office is choosing. Please ask again when you visit.",
    }
    /// Leads to where it is mended.
    odd_mend() { vi: "Xem lại", en: "Check" }
    /// The same at the office, which was not at the door.
    odd_ask() { vi: "Xin hỏi người đi thăm hộ này; họ sửa được trên điện thoại.", en: "Ask whoever visits this household; they can mend it on the phone." }
    /// In the list: it is none of the commune's any more.
    ended_short() { vi: "Không còn ở đây", en: "Not here any more" }
    /// In the list: another record stands for it.
    is_double_short() { vi: "Ghi trùng với hộ khác", en: "The same as another household" }
    /// Another record stands for it.
    is_double() {
        vi: "Văn phòng ghi hộ này trùng với một hộ khác. Khi đến thăm, xin dùng hồ sơ kia.",
        en: "The office says that this is the same household as another one. Please use the other record for visits.",
    }
    /// To the record that stands for it.
    see_other() { vi: "Mở hồ sơ kia", en: "Open the other record" }
    /// The last visit.
    last_visit(when: &str) { vi: "Thăm gần nhất {when}", en: "Last visit {when}" }
    /// Class with its date.
    class_since(class: &str, day: &str) { vi: "{class} từ {day}", en: "{class} since {day}" }
    /// The code of the office's list.
    code(code: &str) { vi: "Mã hộ {code}", en: "Household code {code}" }
    /// Calls.
    call() { vi: "Gọi điện", en: "Call" }
    /// Calls, said in full.
    call_who(who: &str, number: &str) { vi: "Gọi điện cho {who}, số {number}", en: "Call {who}, {number}" }
    /// Who lives there.
    people(count: usize) { vi: "Trong nhà có {count} người", en: "{count} people live here" }
    /// The head of the household.
    head() { vi: "Chủ hộ", en: "Head" }
    /// Spouse of the head.
    spouse() { vi: "Vợ hoặc chồng", en: "Spouse" }
    /// Child of the head.
    child() { vi: "Con", en: "Child" }
    /// Grandchild of the head.
    grandchild() { vi: "Cháu", en: "Grandchild" }
    /// Parent of the head.
    parent() { vi: "Bố hoặc mẹ", en: "Parent" }
    /// Sibling of the head.
    sibling() { vi: "Anh, chị, em", en: "Sibling" }
    /// Other relation.
    other() { vi: "Người khác", en: "Other" }
    /// Has health insurance.
    insured() { vi: "có thẻ bảo hiểm y tế", en: "has health insurance" }
    /// Has none.
    uninsured() { vi: "chưa có thẻ bảo hiểm y tế", en: "no health insurance yet" }
    /// What is lacking is known of everything.
    lacks(count: usize, all: usize) { vi: "Còn thiếu {count} trong {all} điều cơ bản", en: "Lacks {count} of {all} basic things" }
    /// What is lacking, where more may be.
    lacks_at_least(count: usize, all: usize) { vi: "Còn thiếu ít nhất {count} trong {all} điều cơ bản", en: "Lacks at least {count} of {all} basic things" }
    /// Nothing is lacking as far as it is known.
    lacks_unknown(open: usize, all: usize) { vi: "Chưa biết {open} trong {all} điều cơ bản", en: "{open} of {all} basic things are not known" }
    /// Nothing is lacking.
    lacks_nothing(all: usize) { vi: "Không thiếu điều nào trong {all} điều cơ bản", en: "Lacks none of {all} basic things" }
    /// What has to be asked.
    lacks_open(names: &str) { vi: "Cần hỏi: {names}", en: "To ask: {names}" }
    /// Shows each with its reason.
    lacks_all(all: usize) { vi: "Xem cả {all} điều và lý do", en: "See all {all} and why" }
    /// By which law.
    lacks_by(law: &str, day: &str) { vi: "Theo {law}, tính ngày {day}", en: "By {law}, as of {day}" }
    /// What the standard would give with the officer's figure; it is not the official class.
    lacks_class(class: &str, why: &str) { vi: "tương đương {class}. {why}.", en: "by the standard a {class}. {why}." }
    /// The standard gives none, and why.
    lacks_no_class(why: &str) { vi: "chưa xếp được. {why}.", en: "no class by the standard. {why}." }
    /// The unit is neither a ward nor a commune.
    lacks_no_area() {
        vi: "xã, phường chưa chọn tính theo nông thôn hay thành thị; văn phòng chọn ở trang Nhịp thăm và chỉ tiêu.",
        en: "the unit has not said whether it counts as rural or urban; the office does so under Visits and targets.",
    }
    /// The same of a unit that has become another one.
    lacks_no_area_then(unit: &str) { vi: "không rõ {unit} khi đó tính theo nông thôn hay thành thị.", en: "it is not known whether {unit} counted as rural or urban then." }
    /// Before what follows in one of the areas.
    lacks_in(area: &str) { vi: "Nếu tính {area}:", en: "If {area}:" }
    /// Before what follows.
    lacks_check() { vi: "Tự rà soát theo chuẩn:", en: "Self-check:" }
    /// Who entered the income score.
    lacks_scored(who: &str, day: &str) { vi: "Điểm thu nhập ghi ngày {day}, {who}.", en: "Income score entered on {day}, {who}." }
    /// Who said last what the answer stands on.
    lacks_said(who: &str, day: &str) { vi: "Ghi ngày {day}, {who}", en: "Recorded on {day}, {who}" }
    /// The same of a visit, to which it leads.
    lacks_found(who: &str, day: &str) { vi: "Lần thăm ngày {day}, {who}", en: "Visit of {day}, {who}" }
    /// It hangs on a number that nobody has compared with the law.
    lacks_unverified() { vi: "Ngưỡng này chưa được đối chiếu với văn bản gốc", en: "This threshold was not compared with the law’s text" }
    /// Facts of the dwelling.
    dwelling() { vi: "Nhà ở", en: "Dwelling" }
    /// Head of the forms that can be filled besides the visit.
    other_forms() { vi: "Biểu mẫu khác", en: "Other forms" }
    /// The line of visits.
    story() { vi: "Chuyện của gia đình", en: "The family’s story" }
    /// Nobody has come since.
    gap_now(days: u16) { vi: "{days} ngày chưa có ai đến", en: "{days} days without a visit" }
    /// Nobody came between two visits.
    gap(days: u16) { vi: "{days} ngày không có ai đến", en: "{days} days without a visit" }
    /// Who came.
    came(who: &str) { vi: "{who} đến thăm", en: "visit by {who}" }
    /// Oneself came.
    came_self() { vi: "mình đến thăm", en: "your visit" }
    /// Somebody whom this device does not know came.
    came_somebody() { vi: "có người đến thăm", en: "somebody visited" }
    /// What the office decided.
    class_decided(class: &str) { vi: "Công nhận {class}", en: "Recognised: {class}" }
    /// And by which decision.
    decision(number: &str) { vi: "Quyết định {number}", en: "Decision {number}" }
    /// Opens a visit.
    read_visit() { vi: "Xem lượt thăm", en: "See the visit" }
    /// What a visit found: nobody.
    found_nobody() { vi: "Không gặp ai ở nhà.", en: "Nobody was at home." }
    /// What a visit found: no consent.
    found_refusal() { vi: "Gia đình không đồng ý cho ghi.", en: "The household did not agree to be recorded." }
    /// What a visit found: something urgent.
    found_urgent(what: &str) { vi: "Cần gấp: {what}", en: "Urgent: {what}" }
    /// What a visit found: wishes.
    found_needs(what: &str) { vi: "Mong có: {what}", en: "Wishes for: {what}" }
    /// What somebody promised on a visit, and whose promise it is.
    promised(what: &str, who: &str) { vi: "Đã hứa: {what} ({who})", en: "Promised: {what} ({who})" }

    /// Next step: a new visit.
    begin() { vi: "Bắt đầu thăm", en: "Begin the visit" }
    /// The verb meanwhile.
    opening() { vi: "Đang mở", en: "Opening" }
    /// Next step: the draft.
    resume() { vi: "Viết tiếp lượt thăm", en: "Go on with the visit" }
    /// Next step: the visit that was sent back.
    mend() { vi: "Sửa lượt thăm này", en: "Mend this visit" }

    /// Name of the page for a new household.
    new_title() { vi: "Thêm hộ mới", en: "Add a household" }
    /// Under its head.
    new_text() { vi: "Chỉ cần vài điều. Phần còn lại hỏi khi đến thăm.", en: "A few things are enough. The rest is asked during a visit." }
    /// Head's name.
    new_name() { vi: "Họ và tên chủ hộ", en: "Name of the head" }
    /// Name of another member.
    new_member_name() { vi: "Họ và tên", en: "Name" }
    /// Sex.
    new_sex() { vi: "Giới tính", en: "Sex" }
    /// Male.
    male() { vi: "Nam", en: "Male" }
    /// Female.
    female() { vi: "Nữ", en: "Female" }
    /// Birth.
    new_birth() { vi: "Năm sinh hoặc ngày sinh", en: "Year or date of birth" }
    /// How to write it.
    new_birth_hint() { vi: "Ví dụ 1958 hoặc 02/03/1958. Không rõ thì để trống.", en: "For example 1958 or 02/03/1958. Leave empty if unknown." }
    /// Hamlet.
    new_hamlet() { vi: "Thôn, tổ dân phố", en: "Hamlet" }
    /// Address.
    new_address() { vi: "Địa chỉ trong thôn, tổ", en: "Address in the hamlet" }
    /// How to write it.
    new_address_hint() { vi: "Kiệt, số nhà, hoặc cạnh nhà ai. Có thể để trống.", en: "Lane, number, or whose neighbour. May be left empty." }
    /// Telephone.
    new_phone() { vi: "Số điện thoại", en: "Telephone" }
    /// How to write it.
    new_phone_hint() { vi: "Của chủ hộ hoặc người ở cùng. Có thể để trống.", en: "Of the head or somebody living there. May be left empty." }
    /// Other members.
    new_members() { vi: "Người khác trong nhà", en: "Other people in the house" }
    /// One of them.
    new_member(number: usize) { vi: "Người thứ {number}", en: "Person {number}" }
    /// Adds one.
    new_member_add() { vi: "Thêm người", en: "Add a person" }
    /// Removes one.
    new_member_remove() { vi: "Bỏ người này", en: "Remove this person" }
    /// Relation to the head.
    new_relation() { vi: "Là gì của chủ hộ", en: "Relation to the head" }
    /// Saves.
    new_save() { vi: "Lưu hộ này", en: "Save this household" }
    /// The verb meanwhile.
    new_saving() { vi: "Đang lưu", en: "Saving" }
    /// What was typed is durable.
    new_kept() { vi: "Chữ đã gõ nằm trên máy", en: "What you typed is on this phone" }
    /// Something is missing.
    new_missing(count: usize) { vi: "Còn {count} chỗ cần xem lại. Chữ đã gõ vẫn còn.", en: "{count} places need another look. What you typed is kept." }
    /// The name is missing.
    new_name_missing() { vi: "Chưa ghi tên. Xin ghi họ và tên.", en: "Please enter the name." }
    /// The name is far too long.
    new_name_long(most: usize) { vi: "Tên dài quá {most} chữ. Xin xem lại có ghi nhầm ô không.", en: "The name is longer than {most} letters. Is it in the right field?" }
    /// Sex was not chosen.
    new_sex_missing() { vi: "Chưa chọn giới tính. Xin chọn nam hoặc nữ.", en: "Please choose male or female." }
    /// Hamlet was not chosen.
    new_hamlet_missing() { vi: "Chưa chọn thôn, tổ. Xin chọn nơi hộ này ở.", en: "Please choose where the household lives." }
    /// Relation was not chosen.
    new_relation_missing() { vi: "Chưa chọn người này là gì của chủ hộ.", en: "Please choose the relation to the head." }
    /// The birth cannot be read.
    new_birth_unread() { vi: "Chưa hiểu năm sinh này. Xin ghi 4 chữ số như 1958, hoặc ngày như 02/03/1958.", en: "This could not be read. Please write a year like 1958 or a date like 02/03/1958." }
    /// The birth lies ahead.
    new_birth_ahead(year: u16) { vi: "{year} chưa tới. Xin xem lại năm sinh.", en: "{year} is still to come. Please check." }
    /// The birth lies too far back.
    new_birth_old(year: u16) { vi: "Sinh năm {year} thì đã hơn 120 tuổi. Xin xem lại.", en: "Born in {year} would be over 120 years old. Please check." }
    /// The telephone number cannot be one.
    new_phone_unread() { vi: "Số điện thoại thường có 10 chữ số. Xin xem lại, hoặc để trống.", en: "A telephone number usually has 10 digits. Please check, or leave it empty." }
    /// Somebody of this name is there already.
    same_title() { vi: "Có phải hộ này không?", en: "Is it this household?" }
    /// What to do.
    same_text() { vi: "Nếu là cùng một nhà, xin mở hộ đã có. Nếu là nhà khác thì cứ lưu.", en: "If it is the same family, please open that one. If not, just save." }
    /// Empties the page.
    new_discard() { vi: "Xóa những gì đã gõ", en: "Clear what was typed" }
    /// It was emptied.
    new_discarded() { vi: "Đã xóa những gì đã gõ", en: "Cleared" }
    /// Takes it back.
    undo() { vi: "Hoàn tác", en: "Undo" }
}
