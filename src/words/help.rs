//! Needs, commitments and support: what a household's page says of them, and how somebody says what became of them.

super::words! {
    /// Head of the section.
    title() { vi: "Nguyện vọng, cam kết, hỗ trợ", en: "Needs, commitments, support" }
    /// Head of the causes.
    causes() { vi: "Vì sao khó khăn", en: "Why life is hard" }
    /// What it wishes for.
    needs() { vi: "Gia đình mong", en: "What the family wishes for" }
    /// More promises than there is room for.
    more_promises(count: usize) { vi: "và {count} cam kết nữa còn chờ", en: "and {count} more commitments that wait" }
    /// Head of the promises.
    commitments() { vi: "Cam kết", en: "Commitments" }
    /// Head of the support.
    supports() { vi: "Hỗ trợ đã đến", en: "Support that came" }
    /// Nothing is known.
    nothing() { vi: "Chưa có nguyện vọng, cam kết hay hỗ trợ nào được ghi.", en: "No need, commitment or support is recorded yet." }
    /// Since when a need waits.
    need_since(need: &str, day: &str) { vi: "{need}, chờ từ {day}", en: "{need}, waiting since {day}" }
    /// A need that waits no more.
    need_said(need: &str, state: &str) { vi: "{need}: {state}", en: "{need}: {state}" }
    /// A promise of somebody.
    promised(what: &str, who: &str) { vi: "{what} ({who})", en: "{what} ({who})" }
    /// A gift with its day.
    came(gift: &str, day: &str) { vi: "{gift}, ngày {day}", en: "{gift}, {day}" }
    /// Who wrote it down.
    recorded_by(who: &str) { vi: "{who} ghi", en: "Recorded by {who}" }
    /// Two records of one gift.
    same_gift() { vi: "Cùng một khoản với dòng khác, chỉ tính một lần", en: "The same gift as another line, counted once" }

    /// A promise was kept.
    keep() { vi: "Đã làm", en: "Kept" }
    /// Somebody asked, and it had not come.
    missing() { vi: "Chưa đến", en: "Not there yet" }
    /// Head of what a visit asks of earlier ones.
    asked() { vi: "Hỏi lại những điều đã hẹn và đã nhận", en: "Asked about what was promised and what came" }
    /// Why.
    asked_text() { vi: "Lời hứa đã đến chưa, hỗ trợ có giúp được không? Bấm là ghi ngay.", en: "Did what was promised come, and did support help? One tap records it." }
    /// Whether what came has helped.
    helped(said: &str) { vi: "Gia đình nói: {said}", en: "The family says: {said}" }
    /// A promise is expected on another day.
    move_it() { vi: "Hẹn lại", en: "Another day" }
    /// A promise is expected no more.
    withdraw() { vi: "Không hứa nữa", en: "No longer promised" }
    /// A need was met.
    meet() { vi: "Đã đáp ứng", en: "Met" }
    /// A need is none any more.
    over() { vi: "Không còn cần", en: "Not needed any more" }
    /// What was said is taken back.
    reopen() { vi: "Mở lại", en: "Open again" }
    /// A record is taken back.
    remove() { vi: "Bỏ dòng này", en: "Take this back" }
    /// What a button is about, for those who do not see the line.
    about(word: &str, what: &str) { vi: "{word}: {what}", en: "{word}: {what}" }
    /// It is saved.
    saved() { vi: "Đã ghi.", en: "Saved." }
    /// Takes it back.
    undo() { vi: "Hoàn tác", en: "Undo" }

    /// The last day on which a promise is in time.
    new_due() { vi: "Hẹn đến ngày nào?", en: "By which day?" }
    /// How a day is written.
    day_hint() { vi: "Ngày/tháng/năm, như 24/11/2026", en: "Day/month/year, as 24/11/2026" }
    /// A text that is no day.
    day_unread() { vi: "Chưa đọc được ngày này. Xin ghi như 24/11/2026.", en: "This is no day. Write it as 24/11/2026." }
    /// A day that has passed.
    day_passed() { vi: "Ngày này đã qua. Xin ghi một ngày sắp tới.", en: "This day has passed. Write one that is to come." }
    /// A day that has not come.
    day_ahead() { vi: "Ngày này chưa tới. Xin ghi ngày hỗ trợ đã đến.", en: "This day has not come. Write when the support came." }
    /// Saves it.
    save() { vi: "Lưu", en: "Save" }
    /// Closes the fields.
    cancel() { vi: "Thôi", en: "Cancel" }

    /// Opens the fields for what somebody promises.
    promise() { vi: "Ghi cam kết mới", en: "Record a new commitment" }
    /// What.
    promised_what() { vi: "Hứa điều gì?", en: "What is promised?" }
    /// Nothing was written.
    promised_missing() { vi: "Xin ghi hứa điều gì.", en: "Write what is promised." }
    /// Who promises.
    promiser() { vi: "Ai hứa?", en: "Who promises?" }
    /// Nobody was chosen.
    promiser_missing() { vi: "Xin chọn ai hứa.", en: "Choose who promises." }
    /// The name of whoever promises.
    promiser_name() { vi: "Tên người hứa (nếu biết)", en: "Name of the person (if known)" }

    /// Opens the fields for support that came.
    record() { vi: "Ghi hỗ trợ đã đến", en: "Record support that came" }
    /// What it is for.
    kind() { vi: "Hỗ trợ về gì?", en: "What is it for?" }
    /// Nothing is chosen yet.
    choose() { vi: "Chọn", en: "Choose" }
    /// Nothing was chosen.
    kind_missing() { vi: "Xin chọn hỗ trợ về gì.", en: "Choose what it is for." }
    /// Who gave it.
    giver() { vi: "Ai hỗ trợ?", en: "Who gave it?" }
    /// Nobody knows.
    unknown() { vi: "Không rõ", en: "Not known" }
    /// The giver's name.
    from() { vi: "Tên người, đơn vị hỗ trợ", en: "Name of the giver" }
    /// The programme.
    programme() { vi: "Theo chương trình nào?", en: "By which programme?" }
    /// How much money.
    dong() { vi: "Bao nhiêu tiền (đồng)?", en: "How much money (đồng)?" }
    /// What goods.
    goods() { vi: "Hiện vật gì?", en: "What goods?" }
    /// When it came.
    day() { vi: "Đến ngày nào?", en: "When did it come?" }
    /// The promise that it keeps.
    keeps() { vi: "Thực hiện cam kết nào?", en: "Which commitment does it keep?" }
    /// None.
    keeps_none() { vi: "Không theo cam kết nào", en: "None" }
    /// Nothing is said of what came.
    worth_missing() { vi: "Xin ghi số tiền hoặc hiện vật.", en: "Write the money or the goods." }
    /// An amount that can hardly be.
    dong_odd() {
        vi: "Số tiền này khác thường. Có gõ thừa hay thiếu số 0 không? Nếu đúng, xin bấm Lưu lần nữa.",
        en: "That is an unusual amount. Is there a zero too many or too few? If it is right, press Save again.",
    }
    /// What was typed is no amount.
    dong_unread() { vi: "Chưa đọc được số tiền này. Xin ghi theo kiểu 1.500.000.", en: "This is no amount. Write it as 1.500.000." }
}
