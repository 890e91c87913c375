//! The office beside the review: the frame, households, what is held, devices, the own account.

super::words! {
    /// Name of the rail, for those who hear it.
    rail() { vi: "Các mục chính", en: "Main sections" }
    /// The mark's link.
    home() { vi: "Đồng Hành, trang đầu", en: "Đồng Hành, first page" }
    /// The skip link.
    skip() { vi: "Đến nội dung chính", en: "Go to the main content" }
    /// Rail.
    rail_review() { vi: "Duyệt", en: "Review" }
    /// Rail.
    rail_households() { vi: "Các hộ", en: "Households" }
    /// Rail: what is done about the data of families.
    rail_data() { vi: "Dữ liệu", en: "Data" }
    /// Rail.
    rail_held() { vi: "Đang giữ", en: "Held" }
    /// Rail.
    rail_devices() { vi: "Máy", en: "Devices" }
    /// Rail.
    rail_account() { vi: "Tôi", en: "Me" }
    /// What a number on the rail counts.
    rail_waiting(count: usize) { vi: ", {count} lượt thăm chờ duyệt", en: ", {count} waiting for review" }
    /// What a number on the rail counts.
    rail_held_count(count: usize) { vi: ", {count} điều đang giữ", en: ", {count} held" }
    /// A page that the address does not name.
    nowhere_title() { vi: "Không có trang này", en: "There is no such page" }
    /// The way back.
    nowhere_link() { vi: "Về trang duyệt", en: "Back to the review" }
    /// Sync line: all well.
    data_at(time: &str) { vi: "Số liệu lúc {time}", en: "Data of {time}" }
    /// Sync line: no network.
    offline_at(time: &str) { vi: "Chưa có mạng. Số liệu lúc {time}", en: "No network. Data of {time}" }
    /// Sync line: no network, never any contact.
    offline() { vi: "Chưa có mạng", en: "No network" }
    /// Sync line: nothing came yet.
    no_data() { vi: "Chưa lấy số liệu", en: "No data yet" }
    /// Sync line: changes are coming in.
    fetching() { vi: "Đang lấy số liệu", en: "Fetching data" }
    /// Sync line: decisions are on their way.
    sending(count: usize) { vi: "Đang gửi {count} quyết định", en: "Sending {count} decisions" }
    /// Sync line: decisions wait here, as there is no network.
    offline_waiting(count: usize) {
        vi: "Chưa có mạng. {count} quyết định còn trên máy này",
        en: "No network. {count} decisions still on this computer",
    }
    /// Sync line: decisions wait here.
    waiting(count: usize) { vi: "{count} quyết định còn trên máy này", en: "{count} decisions still on this computer" }
    /// Sync line: sending waits for a sign-in.
    session_ended() { vi: "Phiên đã hết. Xin đăng nhập lại", en: "The session has ended. Please sign in again" }
    /// What becomes of the work then.
    session_ended_text() {
        vi: "Mọi quyết định vẫn nằm trên máy này và được gửi sau khi đăng nhập lại.",
        en: "All decisions stay on this computer and are sent after the next sign-in.",
    }
    /// Button.
    sign_in_again() {
        vi: "Đăng nhập lại",
        en: "Sign in again",
    }
    /// A new version is ready.
    update_text() {
        vi: "Mở lại mất vài giây. Mọi quyết định vẫn còn.",
        en: "Reopening takes a few seconds. All decisions stay.",
    }
    /// Button of the sync line.
    sync_now() { vi: "Lấy số liệu ngay", en: "Fetch data now" }
    /// Somebody without the office's rights has signed in.
    not_officer_title() { vi: "Trang này dành cho cán bộ văn phòng", en: "This page is for officers" }
    /// What to do.
    not_officer_text() { vi: "Những gì đã ghi vẫn còn nguyên. Xin mở trang của tình nguyện viên.", en: "Everything recorded is safe. Please open the volunteers' page." }
    /// Link.
    not_officer_link() { vi: "Mở trang tình nguyện viên", en: "Open the volunteers' page" }

    /// Title.
    households_title() { vi: "Các hộ", en: "Households" }
    /// Label of the search.
    search() { vi: "Tìm theo tên, địa chỉ, số điện thoại", en: "Search by name, address or telephone" }
    /// Filter.
    hamlet() { vi: "Thôn, tổ dân phố", en: "Hamlet" }
    /// Filter.
    all_hamlets() { vi: "Mọi thôn, tổ", en: "All hamlets" }
    /// Filter.
    visited() { vi: "Lần thăm gần nhất", en: "Last visit" }
    /// Filter.
    visited_any() { vi: "Thăm lúc nào cũng được", en: "Visited at any time" }
    /// Filter.
    visited_days(days: u16) { vi: "Hơn {days} ngày chưa thăm", en: "Nobody for over {days} days" }
    /// Filter.
    visited_never() { vi: "Chưa thăm lần nào", en: "Never visited" }
    /// How many the table shows.
    found(count: usize, of: usize) { vi: "{count} trong {of} hộ", en: "{count} of {of} households" }
    /// How many there are.
    all_found(count: usize) { vi: "{count} hộ", en: "{count} households" }
    /// Button below a long table.
    show_more(count: usize) { vi: "Xem thêm {count} hộ", en: "Show {count} more" }
    /// Column.
    column_head() { vi: "Chủ hộ", en: "Head" }
    /// Column.
    column_age() { vi: "Tuổi", en: "Age" }
    /// Column.
    column_hamlet() { vi: "Thôn, tổ", en: "Hamlet" }
    /// Column.
    column_address() { vi: "Địa chỉ", en: "Address" }
    /// Column.
    column_class() { vi: "Diện", en: "Class" }
    /// Column.
    column_size() { vi: "Số người", en: "People" }
    /// Column.
    column_last_visit() { vi: "Thăm gần nhất", en: "Last visit" }
    /// Cell.
    never() { vi: "chưa thăm", en: "never" }
    /// Cell.
    days_ago(days: u16) { vi: "{days} ngày trước", en: "{days} days ago" }
    /// Nothing found.
    none_found(typed: &str) { vi: "Không có hộ nào hợp với “{typed}”", en: "No household matches “{typed}”" }
    /// Nothing found.
    none_filtered() { vi: "Không có hộ nào như vậy", en: "No such household" }
    /// What to do.
    none_hint() { vi: "Thử bỏ bớt chữ cuối, hoặc chọn mọi thôn, tổ.", en: "Try fewer letters, or all hamlets." }
    /// No household at all.
    no_households() { vi: "Chưa có hộ nào", en: "No household yet" }
    /// What to do.
    no_households_hint() { vi: "Danh sách hiện ra khi lấy xong số liệu.", en: "The list appears once the data has come." }

    /// A household that is not here.
    household_unknown() { vi: "Máy này không có hộ ấy", en: "This household is not here" }
    /// What to do.
    household_unknown_hint() { vi: "Có thể hộ đã chuyển sang xã, phường khác.", en: "It may belong to another commune now." }
    /// Way back.
    back_to_households() { vi: "Về danh sách các hộ", en: "Back to the households" }
    /// Head of the facts.
    facts() { vi: "Thông tin của hộ", en: "Facts" }
    /// Fact.
    fact_class() { vi: "Diện", en: "Class" }
    /// Fact.
    fact_address() { vi: "Địa chỉ", en: "Address" }
    /// Fact.
    fact_registered() { vi: "Người lập hồ sơ", en: "Registered by" }
    /// No answer.
    not_recorded() { vi: "chưa ghi", en: "not recorded" }
    /// Class, day and number of the decision.
    class_decision(class: &str, day: &str, decision: &str) { vi: "{class} từ {day}, quyết định {decision}", en: "{class} since {day}, decision {decision}" }
    /// Head of the people.
    people(count: usize) { vi: "Trong nhà có {count} người", en: "{count} people at home" }
    /// Column.
    column_name() { vi: "Họ và tên", en: "Name" }
    /// Column.
    column_relation() { vi: "Quan hệ", en: "Relation" }
    /// Column.
    column_born() { vi: "Sinh", en: "Born" }
    /// Column.
    column_insured() { vi: "Bảo hiểm y tế", en: "Health insurance" }
    /// Column.
    column_occupation() { vi: "Việc làm, học hành", en: "Work, school" }
    /// Relation.
    head() { vi: "chủ hộ", en: "head" }
    /// Relation.
    wife() {
        vi: "vợ",
        en: "wife",
    }
    /// Relation.
    husband() {
        vi: "chồng",
        en: "husband",
    }
    /// Relation.
    child() { vi: "con", en: "child" }
    /// Relation.
    grandchild() { vi: "cháu", en: "grandchild" }
    /// Relation.
    mother() {
        vi: "mẹ",
        en: "mother",
    }
    /// Relation.
    father() {
        vi: "bố",
        en: "father",
    }
    /// Relation.
    sibling() { vi: "anh, chị, em", en: "sibling" }
    /// Relation.
    other_relation() { vi: "khác", en: "other" }
    /// Insured.
    yes() { vi: "có", en: "yes" }
    /// Not insured.
    no() { vi: "chưa có", en: "no" }
    /// Head of the visits.
    visits(count: usize) { vi: "{count} lượt thăm", en: "{count} visits" }
    /// No visit.
    no_visits() { vi: "Chưa có lượt thăm nào.", en: "No visit yet." }
    /// Days between visits.
    gap(days: i64) { vi: "{days} ngày không ai đến", en: "{days} days without a visit" }
    /// Opens a visit's answers.
    read_visit() { vi: "Xem những điều đã ghi", en: "Read what was recorded" }
    /// Above the earlier versions of a visit.
    earlier_version(time: &str) { vi: "Bản trước, gửi {time}", en: "Earlier version, {time}" }
    /// State.
    state_on_device() { vi: "Trên máy", en: "On this device" }
    /// State.
    state_sending() { vi: "Đang gửi", en: "Being sent" }
    /// State.
    state_waiting() { vi: "Chờ duyệt", en: "Waiting for review" }
    /// State.
    state_accepted(who: &str, time: &str) { vi: "{who} đã duyệt, {time}", en: "Accepted by {who}, {time}" }
    /// State.
    state_returned(who: &str, time: &str, reason: &str) { vi: "{who} trả lại, {time}: {reason}", en: "Returned by {who}, {time}: {reason}" }
    /// State.
    state_amended() { vi: "Đã có bản sửa", en: "Amended since" }
    /// State.
    state_amended_for(reason: &str) { vi: "Đã có bản sửa, sau khi hỏi: {reason}", en: "Amended, after: {reason}" }
    /// State.
    state_held() { vi: "Văn phòng đang giữ", en: "Held at the office" }
    /// State.
    state_replaced() { vi: "Đã gửi bản khác thay", en: "Sent again in another copy" }
    /// State.
    state_seen() { vi: "Đã xem, giữ bản của văn phòng", en: "Seen; what the office has stands" }
    /// Somebody whom this device does not know.
    somebody() { vi: "người khác", en: "somebody" }

    /// Title.
    held_title() { vi: "Văn phòng đang giữ", en: "Held at the office" }
    /// What this page is.
    held_text() { vi: "Những gì đã gửi về mà chưa vào sổ được. Không có gì mất. Xin quyết định từng mục; người gửi làm xong phần mình thì mục ấy cũng tự hết.", en: "What was sent and could not be filed. Nothing is lost. Decide on each entry; one also goes by itself when its sender has done their part." }
    /// Nothing is held.
    held_empty() { vi: "Không có gì đang giữ", en: "Nothing is held" }
    /// What that means.
    held_empty_text() { vi: "Mọi điều gửi về đều đã vào sổ hoặc đã được quyết định.", en: "Everything that was sent has been filed or decided on." }
    /// Who sent it, and when.
    held_from(who: &str, time: &str) { vi: "{who} gửi, nhận lúc {time}", en: "From {who}, received {time}" }
    /// What is held.
    held_visit(name: &str) { vi: "Lượt thăm: {name}", en: "Visit: {name}" }
    /// What is held.
    held_visit_unknown() { vi: "Lượt thăm một hộ không có trong sổ", en: "A visit to a household that is not in the register" }
    /// What is held.
    held_household(name: &str) { vi: "Hộ mới: {name}", en: "New household: {name}" }
    /// What is held.
    held_review(name: &str) { vi: "Duyệt lượt thăm: {name}", en: "Review of the visit to {name}" }
    /// What is held.
    held_review_unknown() { vi: "Duyệt một lượt thăm không có trong sổ", en: "Review of a visit that is not in the register" }
    /// What is held.
    held_facts(name: &str) { vi: "Sửa thông tin hộ: {name}", en: "Facts of the household: {name}" }
    /// What is held.
    held_facts_unknown() { vi: "Sửa thông tin một hộ không có trong sổ", en: "Facts of a household that is not in the register" }
    /// What is held.
    held_settings() { vi: "Điều chỉnh nhịp thăm và chỉ tiêu", en: "Settings of visits and targets" }
    /// Something held.
    held_ruling() { vi: "Quyết định về một việc đang giữ", en: "A decision on something held" }
    /// Something held.
    held_erasure() { vi: "Xóa hồ sơ hoặc ảnh của một hộ", en: "Erasing the record or a picture of a household" }
    /// What is held.
    held_unreadable() { vi: "Nội dung máy này chưa đọc được", en: "Something that this version cannot read" }
    /// Label of the reason.
    held_why() { vi: "Vì sao giữ", en: "Why" }
    /// Label of what to do.
    held_do() { vi: "Việc cần làm", en: "What to do" }
    /// What to do about one's own.
    do_own() { vi: "Của chính mình gửi. Xem lại rồi chọn việc dưới đây; không có nút thì làm trên máy đã gửi.", en: "Sent by yourself. Look, then choose below; where there is no button, on the device that sent it." }
    /// The sender, where this device does not know who it was.
    sender() { vi: "người gửi", en: "the sender" }
    /// A hamlet that this device does not know.
    that_hamlet() { vi: "thôn, tổ ấy", en: "that hamlet" }
    /// Label of what became of the visit that a decision was about.
    held_now() { vi: "Bây giờ", en: "Now" }
    /// What is held.
    held_acknowledgement() { vi: "Lời báo đã xem", en: "Word that something was seen" }
    /// When the visit was.
    held_visited_on(day: &str, time: &str) { vi: "Thăm ngày {day}, lúc {time}", en: "Visited on {day} at {time}" }
    /// The answers cannot be read without it.
    held_no_form() { vi: "Mẫu phiếu chưa có ở đây, nên chưa đọc được các câu trả lời. Nội dung vẫn được giữ nguyên.", en: "The form is not here, so the answers cannot be read yet. They are kept as they came." }
    /// A decision.
    decided_accept() { vi: "Duyệt lượt thăm", en: "Accept the visit" }
    /// A decision.
    decided_return(reason: &str) { vi: "Trả lại: {reason}", en: "Return: {reason}" }
    /// A decision.
    decided_reopen() { vi: "Rút lại quyết định trước", en: "Take the earlier decision back" }
    /// Opens the content.
    held_read() { vi: "Xem nội dung đã gửi", en: "Read what was sent" }
    /// Reason.
    why_other_content() { vi: "Cùng một mã mà gửi hai nội dung khác nhau. Bản đầu đã vào sổ.", en: "Two contents came under one id. The first one was filed." }
    /// What to do.
    do_other_content(who: &str) { vi: "so bản này với bản đã vào sổ. Bản này mới đúng thì nhờ {who} sửa lượt thăm. Xong thì nhờ {who} nhấn Đã xem.", en: "compare both. If this one is right, ask {who} to amend the visit. Then ask {who} to press Seen." }
    /// Reason.
    why_unreadable() { vi: "Máy gửi dùng bản Đồng Hành mới hơn, văn phòng chưa đọc được.", en: "It was sent by a newer version than the office has." }
    /// What to do.
    do_unreadable(who: &str) { vi: "nhờ quản trị viên cập nhật máy chủ, rồi nhắn {who} nhấn Gửi lại.", en: "ask the administrator to update the server, then ask {who} to press Send again." }
    /// Reason.
    why_foreign_scope() { vi: "Hộ ở thôn, tổ mà người gửi không được giao.", en: "The household is in a hamlet that was not given to the sender." }
    /// What to do.
    do_foreign_scope(who: &str, hamlet: &str) { vi: "giao {hamlet} cho {who}, rồi nhắn {who} mở mục Gửi đi và nhấn Gửi lại.", en: "give {hamlet} to {who}, then ask {who} to open To the office and press Send again." }
    /// Reason.
    why_unknown_household() { vi: "Hộ được thăm chưa có trong sổ.", en: "The household is not in the register." }
    /// What to do.
    do_unknown_household(who: &str) { vi: "gọi {who} hỏi hộ này là ai. Hộ đã vào sổ thì nhờ {who} nhấn Gửi lại, hộ mới được gửi cùng lượt thăm.", en: "call {who} and ask who they are. When the household is filed {who} presses Send again; a new one goes along with its visit." }
    /// Reason.
    why_household_exists() { vi: "Hộ này đã có trong sổ, với thông tin khác.", en: "The household is in the register with other facts." }
    /// What to do.
    do_household_exists(who: &str) { vi: "xem hai bên có phải một hộ không. Thông tin nào chưa đúng thì ghi lại, rồi nhắn {who} dùng hộ đã có và nhấn Đã xem.", en: "see whether both are the same, note what is not right, then ask {who} to use the one in the register and press Seen." }
    /// Reason.
    why_unknown_visit() { vi: "Lượt thăm mà bản này sửa hoặc duyệt chưa tới văn phòng, hoặc là của người khác.", en: "The visit that it amends or reviews has not arrived, or is somebody else's." }
    /// What to do.
    do_unknown_visit(who: &str) { vi: "gọi {who} xem lại và gửi như một lượt thăm mới.", en: "call {who}, who can look and send it as a new visit." }
    /// Reason.
    why_visit_exists() { vi: "Lượt thăm này đã vào sổ trước đó.", en: "This visit was filed before." }
    /// What to do.
    do_visit_exists(who: &str) { vi: "so với lượt thăm đã vào sổ. Giống nhau thì nhờ {who} nhấn Đã xem, khác nhau thì nhờ {who} sửa lượt thăm.", en: "compare with the visit on file. If they are alike ask {who} to press Seen, else to amend the visit." }
    /// Reason.
    why_unknown_form() { vi: "Mẫu phiếu của lượt thăm này chưa có ở văn phòng.", en: "The form of this visit is not known here." }
    /// What to do.
    do_unknown_form(who: &str) { vi: "nhờ quản trị viên đưa mẫu phiếu ấy lên máy chủ, rồi nhắn {who} nhấn Gửi lại.", en: "ask the administrator to publish that form, then ask {who} to press Send again." }
    /// Reason.
    why_answers() { vi: "Có câu trả lời không hợp với mẫu phiếu:", en: "Some answers do not fit the form:" }
    /// What to do.
    do_answers(who: &str) { vi: "{who} thấy điều này trên máy và sửa được. Lâu chưa sửa thì gọi {who}.", en: "{who} sees this on the phone and can correct it. Call {who} if it takes long." }
    /// What to do.
    do_review(who: &str) { vi: "xem lại lượt thăm ấy. Không cần gì thêm thì nhờ {who} nhấn Đã xem.", en: "look at the visit. If nothing more is needed ask {who} to press Seen." }
    /// Reason.
    why_foreign_device() { vi: "Bản này đề tên một máy khác với máy đã gửi.", en: "It names another device than the one that sent it." }
    /// What to do.
    do_foreign_device(who: &str) { vi: "hỏi {who} có chép dữ liệu từ máy cũ sang không, rồi nhờ {who} nhấn Gửi lại.", en: "ask {who} whether data was copied from an old phone, then to press Send again." }
    /// Reason.
    why_unfit() { vi: "Bản này nói về một người không có trong hộ, hoặc chủ hộ đã đi.", en: "It speaks of somebody who is not in the household, or of a head who is gone." }
    /// What to do.
    do_unfit(who: &str) { vi: "hỏi {who} trong hộ có những ai, rồi sửa thông tin hộ.", en: "ask {who} who lives in the household, then change its facts." }
    /// Reason.
    why_unfit_same() { vi: "Hồ sơ được chọn để dùng tiếp đã được ghi là trùng với hồ sơ khác.", en: "The record that was chosen is itself the same as another one." }
    /// What to do.
    do_unfit_same(who: &str) { vi: "hỏi {who} nên dùng tiếp hồ sơ nào, rồi ghi trùng với hồ sơ ấy.", en: "ask {who} which record is to be used, then write that they are the same as that one." }
    /// Reason.
    why_unknown_hamlet() { vi: "Thôn, tổ mới của hộ chưa có trong sổ.", en: "The hamlet to which the household moves is not in the register." }
    /// What to do.
    do_unknown_hamlet(who: &str) { vi: "thêm thôn, tổ ấy vào sổ, rồi nhờ {who} nhấn Gửi lại.", en: "add the hamlet to the register, then ask {who} to press Send again." }
    /// Reason.
    why_not_held() { vi: "Việc ấy đã được giải quyết trước đó.", en: "It had been decided before." }
    /// What to do.
    do_not_held(who: &str) { vi: "báo {who} là quyết định trước vẫn giữ nguyên.", en: "tell {who} that the earlier decision stands." }
    /// Reason.
    why_erased() { vi: "Hồ sơ của hộ này đã được xóa.", en: "The record of this household was erased." }
    /// What to do.
    do_erased(who: &str) { vi: "đọc xem có việc gì phải làm cho gia đình không, báo {who}, rồi khép lại. Khép lại thì nội dung này cũng bị xóa, ở đây và trên máy đã gửi. Nếu gia đình đồng ý được ghi lại thì ghi thành hộ mới, rồi đặt nội dung này vào hộ mới.", en: "read whether there is anything to be done for the family, tell {who}, then close it. With that its content is erased too, here and on the device that sent it. If the family has agreed to be recorded again, register it as a new household and place this there." }
    /// Reason.
    why_unknown() { vi: "Máy chủ mới hơn nêu một lý do mà máy này chưa biết.", en: "A newer server gives a reason that this version does not know." }
    /// What to do.
    do_unknown() { vi: "Tải lại trang để dùng bản mới, rồi xem lại.", en: "Reload the page for the new version, then look again." }

    /// Button: the way back out of a question.
    cancel() { vi: "Thôi", en: "Cancel" }
    /// Title.
    devices_title() { vi: "Người và máy", en: "People and devices" }
    /// Waiting for the answer.
    devices_loading() { vi: "Đang hỏi máy chủ", en: "Asking the server" }
    /// No network.
    devices_offline() { vi: "Trang này cần mạng", en: "This page needs the network" }
    /// What to do.
    devices_offline_text() { vi: "Danh sách máy chỉ có ở máy chủ. Các trang khác vẫn dùng được.", en: "The list of devices is kept by the server only. The other pages work." }
    /// The server said no, or broke.
    devices_failed() { vi: "Chưa lấy được danh sách", en: "The list did not come" }
    /// Button.
    try_again() { vi: "Thử lại", en: "Try again" }
    /// Since when a session is, and how it stands.
    session_since(time: &str, state: &str) { vi: "Đăng nhập {time}, {state}", en: "Signed in {time}, {state}" }
    /// State of a session.
    session_open() { vi: "đang dùng được", en: "open" }
    /// State of a session.
    session_this() { vi: "máy này", en: "this computer" }
    /// State of a session.
    session_over(time: &str) { vi: "đã ngừng {time}", en: "stopped {time}" }
    /// Button.
    revoke() { vi: "Ngừng phiên", en: "Stop" }
    /// Button, for those who hear it.
    revoke_of(device: &str, who: &str) { vi: "Ngừng phiên trên {device} của {who}", en: "Stop the session on {device} of {who}" }
    /// Question.
    revoke_title(device: &str) { vi: "Ngừng phiên trên {device}?", en: "Stop the session on {device}?" }
    /// What happens.
    revoke_text(who: &str) { vi: "Máy ấy không gửi và không nhận gì thêm cho đến khi {who} đăng nhập lại.", en: "That device neither sends nor fetches until {who} signs in again." }
    /// What happens to unsent work.
    revoke_unsent() { vi: "Những gì đã ghi mà chưa gửi vẫn nằm trên máy, và được gửi sau khi đăng nhập lại. Nếu máy bị mất thì phần chưa gửi mất theo máy.", en: "Unsent work stays on the device and is sent after the next sign-in. If the device is lost, its unsent work is lost with it." }
    /// The safe answer.
    revoke_keep() { vi: "Giữ phiên này", en: "Keep it" }
    /// It did not work.
    revoke_failed() { vi: "Chưa ngừng được phiên", en: "The session was not stopped" }
    /// The session of the officer has ended.
    people_session_ended() { vi: "Phiên trên máy này đã hết. Xin đăng nhập lại rồi thử lần nữa.", en: "The session on this computer has ended. Please sign in and try again." }
    /// The server refuses, with its code.
    people_busy() { vi: "Máy chủ đang bận. Chưa có gì thay đổi. Xin thử lại sau ít phút.", en: "The server is busy. Nothing has changed. Please try again in a few minutes." }
    /// The server said no.
    people_refused(code: &str) { vi: "Máy chủ chưa làm được ({code}). Chưa có gì thay đổi. Xin thử lại sau.", en: "The server could not do it ({code}). Nothing has changed. Please try again later." }
    /// Afterwards.
    revoked(device: &str) { vi: "Đã ngừng phiên trên {device}", en: "Stopped the session on {device}" }
    /// Role.
    volunteer() { vi: "Tình nguyện viên", en: "Volunteer" }
    /// Role.
    officer() { vi: "Cán bộ xã, phường", en: "Commune officer" }

    /// Title.
    account_title() { vi: "Tôi", en: "Me" }
}
