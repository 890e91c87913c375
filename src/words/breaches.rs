//! Breaches of personal data, at the office.

super::words! {
    /// Head of the page.
    title() { vi: "Sự cố lộ dữ liệu", en: "Breaches of personal data" }
    /// Word of the rail.
    rail() { vi: "Sự cố", en: "Breaches" }
    /// What the page is for.
    text() { vi: "Mất máy, mất giấy tờ, gửi nhầm tệp, tài khoản bị người khác dùng: ghi ngay ở đây. Luật buộc báo cơ quan có thẩm quyền trong 72 giờ từ lúc phát hiện (Điều 23 Luật số 91/2025/QH15) và báo những người liên quan.", en: "A phone or paper lost, a file sent to the wrong person, an account that somebody else used: enter it here at once. By law the authority is told within 72 hours of the discovery (Law 91/2025/QH15, Article 23), and the people concerned too." }
    /// It is being fetched.
    loading() { vi: "Đang hỏi văn phòng…", en: "Asking the office…" }
    /// It could not be.
    failed() { vi: "Chưa xem được các sự cố", en: "The breaches could not be fetched" }
    /// There is none.
    none() { vi: "Chưa có sự cố nào", en: "No breach" }
    /// What to do then.
    none_text() { vi: "Khi có máy bị mất hay giấy tờ thất lạc, bấm «Ghi một sự cố».", en: "When a phone or paper is lost, press «Enter a breach»." }
    /// What enters one.
    begin() { vi: "Ghi một sự cố", en: "Enter a breach" }
    /// The same, of a lost phone.
    begin_of(device: &str, who: &str) { vi: "Ghi một sự cố cho {device} của {who}", en: "Enter a breach for {device} of {who}" }
    /// The list, for those who do not see it.
    list() { vi: "Các sự cố", en: "Breaches" }
    /// Since when.
    since(when: &str) { vi: "Bắt đầu {when}", en: "Since {when}" }
    /// When it was discovered.
    discovered(when: &str) { vi: "Phát hiện {when}", en: "Discovered {when}" }
    /// Who told of it.
    reported(who: &str) { vi: "Người báo: {who}", en: "Told by: {who}" }

    /// Time is left.
    due(hours: i64) { vi: "Còn {hours} giờ để báo cơ quan có thẩm quyền", en: "{hours} hours left to tell the authority" }
    /// Less than an hour.
    due_soon() { vi: "Còn chưa đến một giờ để báo cơ quan có thẩm quyền", en: "Less than an hour left to tell the authority" }
    /// None is left.
    overdue(hours: i64) { vi: "Đã quá hạn {hours} giờ mà chưa báo cơ quan có thẩm quyền", en: "The authority should have been told {hours} hours ago" }
    /// It was told in time.
    given(when: &str) { vi: "Đã báo cơ quan có thẩm quyền {when}, trong hạn", en: "The authority was told {when}, in time" }
    /// It was told late.
    given_late(when: &str, hours: i64) { vi: "Đã báo cơ quan có thẩm quyền {when}, trễ {hours} giờ", en: "The authority was told {when}, {hours} hours late" }
    /// Nobody is to tell it.
    not_needed() { vi: "Đã đóng, không phải báo", en: "Closed, nobody is to be told" }
    /// Until when.
    deadline(when: &str) { vi: "Hạn báo: {when}", en: "To be told by: {when}" }
    /// How much of the time has gone.
    gone(hours: i64) { vi: "{hours} trong 72 giờ đã qua", en: "{hours} of 72 hours have gone" }
    /// On the start: so many.
    notice_title(count: usize) { vi: "{count} sự cố lộ dữ liệu chưa báo cơ quan có thẩm quyền", en: "Breaches of which the authority was not told: {count}" }
    /// To them.
    notice_link() { vi: "Xem sự cố", en: "See them" }

    /// The dialog that enters one.
    begin_title() { vi: "Ghi một sự cố", en: "Enter a breach" }
    /// What happened.
    what() { vi: "Chuyện gì đã xảy ra", en: "What happened" }
    /// Whose.
    whose() { vi: "Của ai", en: "Whose" }
    /// Which device.
    which_device() { vi: "Máy nào", en: "Which device" }
    /// None is known.
    no_device() { vi: "không rõ máy nào", en: "not known" }
    /// Which unit.
    which_unit() { vi: "Của đơn vị nào", en: "Of which unit" }
    /// What was sent.
    which_file() { vi: "Đã gửi nhầm gì", en: "What was sent" }
    /// Something of hamlets.
    some_of_hamlets() { vi: "thông tin của vài thôn, tổ", en: "something of hamlets" }
    /// What was exported, by the audit.
    some_entry() { vi: "tệp đã xuất, theo số mục trong nhật ký", en: "an exported file, by its entry in the audit" }
    /// A list from Excel.
    some_list(file: &str) { vi: "danh sách {file}", en: "list {file}" }
    /// The number of the entry.
    entry() { vi: "Số mục trong nhật ký", en: "Number of the entry" }
    /// Which hamlets.
    which_hamlets() { vi: "Thôn, tổ nào", en: "Which hamlets" }
    /// Since when.
    since_when() { vi: "Bắt đầu từ lúc nào", en: "Since when" }
    /// When was it discovered.
    discovered_when() { vi: "Văn phòng biết lúc nào", en: "When did the office learn of it" }
    /// What follows from that.
    discovered_hint() { vi: "72 giờ tính từ lúc này.", en: "The 72 hours run from then." }
    /// Who told.
    by_whom() { vi: "Ai báo cho văn phòng", en: "Who told the office" }
    /// Nobody is named there.
    no_families() { vi: "Không ghi tên gia đình.", en: "Do not name a family." }
    /// A moment is missing.
    no_moment() { vi: "Xin chọn đủ ngày và giờ.", en: "Please choose day and hour." }
    /// Something is not chosen.
    not_chosen() { vi: "Xin chọn trước khi ghi.", en: "Please choose first." }
    /// What enters it.
    save() { vi: "Ghi sự cố", en: "Enter it" }
    /// It is entered.
    saved() { vi: "Đã ghi sự cố.", en: "The breach is entered." }
    /// It is not.
    save_failed() { vi: "Chưa ghi được. Những gì đã gõ vẫn còn ở đây.", en: "It could not be entered. What was typed is still here." }

    /// One that is not there.
    no_breach() { vi: "Không có sự cố này", en: "There is no such breach" }
    /// Back to the list.
    back() { vi: "Về danh sách sự cố", en: "Back to the breaches" }
    /// Head: what was exposed.
    exposed() { vi: "Những gì bị lộ", en: "What was exposed" }
    /// It is reckoned.
    reckoned(when: &str) { vi: "Máy chủ tính lúc {when}. Mở lại trang thì tính lại.", en: "Reckoned by the server {when}, and anew when the page is opened again." }
    /// It is frozen.
    frozen(when: &str) { vi: "Giữ nguyên như lúc báo cơ quan có thẩm quyền ({when}).", en: "Kept as it was when the authority was told ({when})." }
    /// How many.
    households(households: usize, people: u64) { vi: "{households} hộ, {people} người", en: "{households} households, {people} people" }
    /// How many sensitive.
    sensitive(households: u64) { vi: "{households} hộ có dữ liệu nhạy cảm", en: "{households} households with sensitive data" }
    /// So many were erased.
    erased_since(households: u64) { vi: "Trong đó {households} hộ đã được xóa hồ sơ sau lúc bị lộ, không còn biết số người và loại dữ liệu.", en: "{households} of them were erased since, and how many people and which data is not known any more." }
    /// A kind of data with its number.
    kind(kind: &str, count: u64) { vi: "{kind}: {count} hộ", en: "{kind}: {count} households" }
    /// That it is sensitive.
    is_sensitive() { vi: "nhạy cảm", en: "sensitive" }
    /// Kinds of data.
    kinds() { vi: "Loại dữ liệu", en: "Kinds of data" }
    /// How far.
    reach() { vi: "Phạm vi", en: "How far" }
    /// All of the unit.
    reach_unit() { vi: "toàn đơn vị", en: "all of the unit" }
    /// Hamlets.
    reach_hamlets(count: usize, names: &str) { vi: "{count} thôn, tổ {names}", en: "{count} hamlets {names}" }
    /// A list.
    reach_list(rows: u64) { vi: "một danh sách {rows} dòng", en: "a list of {rows} rows" }
    /// A list that is gone.
    reach_gone() { vi: "một danh sách đã xóa: không còn biết có những hộ nào", en: "a list that was deleted: nobody can tell whom it named" }
    /// No household.
    reach_nothing() { vi: "không có hộ nào", en: "no household" }
    /// Colleagues.
    accounts() { vi: "Tên người cùng làm việc", en: "Names of colleagues" }
    /// The device.
    device() { vi: "Tình trạng máy", en: "How the device stood" }
    /// It is sealed.
    sealed_yes() { vi: "dữ liệu trên máy được mã hóa bằng mã PIN", en: "its data is sealed by a PIN" }
    /// The office keeps no key.
    sealed_no() { vi: "văn phòng không giữ khóa của máy", en: "the office keeps no key of it" }
    /// Nobody knows.
    sealed_unknown() { vi: "chưa rõ dữ liệu trên máy có được mã hóa không; báo mất máy thì biết", en: "whether its data is sealed is known once it is reported lost" }
    /// Last contact.
    seen(when: &str) { vi: "liên lạc lần cuối {when}", en: "last heard of {when}" }
    /// Lost.
    lost(when: &str) { vi: "báo mất {when}", en: "reported lost {when}" }
    /// Handed over.
    rescued(count: u64) { vi: "đã gửi về {count} mục", en: "handed over {count} items" }
    /// Erased.
    erased(when: &str) { vi: "máy báo đã tự xóa {when}", en: "says that it erased itself {when}" }
    /// What the audit says.
    read() { vi: "Nhật ký từ lúc ấy", en: "The audit since" }
    /// Downloaded.
    downloaded(count: u64) { vi: "tải về {count} mục", en: "downloaded {count}" }
    /// Opened.
    opened(count: u64) { vi: "xem {count} mục", en: "read {count}" }
    /// Taken out.
    taken_out(count: u64) { vi: "xuất {count} mục", en: "exported {count}" }
    /// Pictures.
    pictures(count: u64) { vi: "xem {count} ảnh, ghi âm", en: "saw {count} pictures and sounds" }
    /// At least that.
    read_more(said: &str) { vi: "ít nhất {said}", en: "at least {said}" }
    /// Nothing.
    read_nothing() { vi: "không tải, không xem gì", en: "nothing was given out" }

    /// Head: whom to tell.
    whom() { vi: "Báo cho ai", en: "Whom to tell" }
    /// The authority.
    authority() { vi: "Cơ quan có thẩm quyền", en: "The authority" }
    /// The city.
    city() { vi: "Thành phố", en: "The city's office" }
    /// The people concerned.
    people() { vi: "Người liên quan", en: "The people concerned" }
    /// So many are told.
    people_told(told: usize, of: usize) { vi: "Đã báo {told} trong {of} hộ", en: "{told} of {of} households were told" }
    /// More stand in the file.
    people_more(more: usize) { vi: "Còn {more} hộ nữa, có trong tệp.", en: "{more} more households stand in the file." }
    /// An administrator sees none.
    people_hidden() { vi: "Tên các hộ chỉ cán bộ xã, phường xem được.", en: "The officers of the commune alone see whom it concerns." }
    /// Nobody has been told.
    not_told() { vi: "Chưa báo", en: "Not told yet" }
    /// Somebody was.
    told(when: &str, how: &str) { vi: "Đã báo {when}, {how}", en: "Told {when}, {how}" }
    /// By whom that was noted.
    noted_by(who: &str) { vi: "{who} ghi", en: "noted by {who}" }
    /// What notes it.
    tell() { vi: "Ghi đã báo", en: "Note that they were told" }
    /// The same, of whom.
    tell_of(whom: &str) { vi: "Ghi đã báo {whom}", en: "Note that {whom} was told" }
    /// All who were not.
    tell_rest(count: usize) { vi: "Ghi đã báo {count} hộ còn lại ở đây", en: "Note that the other {count} were told" }
    /// So many households.
    some_households(count: usize) { vi: "{count} hộ", en: "{count} households" }
    /// When.
    told_when() { vi: "Báo lúc nào", en: "When" }
    /// How.
    told_how() { vi: "Báo bằng cách nào", en: "How" }
    /// What comes of telling the authority.
    tell_freezes() { vi: "Số liệu về những gì bị lộ được giữ nguyên từ lúc ghi.", en: "What was exposed is kept as it stands from then on." }

    /// Head: measures.
    measures() { vi: "Đã làm gì", en: "What was done" }
    /// None.
    no_measures() { vi: "Chưa ghi việc nào. Ví dụ: báo mất máy, đổi mật khẩu, xin lại tệp.", en: "Nothing yet. For example: reported the phone lost, changed the password, asked for the file back." }
    /// Its words are not for an administrator.
    measure_hidden() { vi: "Đã làm một việc; nội dung chỉ cán bộ xã, phường xem được.", en: "Something was done; the officers of the commune alone see what." }
    /// One more.
    measure() { vi: "Ghi việc đã làm", en: "Note what was done" }
    /// Its field.
    measure_text() { vi: "Việc đã làm", en: "What was done" }
    /// It is empty.
    no_measure_text() { vi: "Xin ghi vài chữ về việc đã làm.", en: "Please write a few words about what was done." }

    /// The file.
    file() { vi: "Tải tệp thông báo (Excel)", en: "Save the notice (Excel)" }
    /// What is in it.
    file_text() { vi: "Tệp có thông báo gửi cơ quan có thẩm quyền và danh sách người liên quan. Việc tải tệp được ghi vào nhật ký.", en: "The file holds the notice to the authority and the list of the people concerned. That it was made stands in the audit." }
    /// It is being made.
    filing() { vi: "Đang lập tệp", en: "Making the file" }
    /// It is saved.
    filed() { vi: "Đã lưu tệp thông báo.", en: "The notice is saved." }
    /// It is not.
    file_failed() { vi: "Chưa tải được tệp", en: "The file could not be made" }

    /// What closes it.
    close() { vi: "Đóng sự cố", en: "Close it" }
    /// Why.
    close_why() { vi: "Vì sao đóng", en: "Why" }
    /// It is closed.
    closed(why: &str, when: &str) { vi: "Đã đóng {when}: {why}", en: "Closed {when}: {why}" }
    /// What opens it again.
    reopen() { vi: "Mở lại", en: "Open again" }
    /// What was said is noted.
    noted() { vi: "Đã ghi.", en: "Noted." }
    /// It is not.
    not_noted() { vi: "Chưa ghi được", en: "It could not be noted" }
    /// Somebody else was there.
    moved_on() { vi: "Có người vừa ghi thêm vào sự cố này. Đã tải lại, xin xem rồi ghi lại.", en: "Somebody has just noted something else. The page is fetched again; please look and note it again." }
    /// It cannot be so.
    unfit() { vi: "Văn phòng chưa nhận: xin xem lại ngày giờ và lý do. Ngày giờ không được ở tương lai, trước lúc bắt đầu hay sau lúc báo mất máy; «đã xử lý xong» cần ghi đã báo cơ quan có thẩm quyền trước.", en: "Not taken: please look at the moments and the reason. No moment may be to come, before it began, or later than the phone was reported lost; «seen to» needs a note that the authority was told." }
}
