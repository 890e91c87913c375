//! How long what is recorded is kept, and what goes next.

super::words! {
    /// Title of the page, and its place in the rail.
    rail() { vi: "Lưu giữ", en: "Retention" }
    /// What the page is about.
    text() {
        vi: "Những gì đã hết hoặc sắp hết thời gian lưu giữ. Máy không tự xóa gì: chỉ xóa khi cán bộ xác nhận. Thời gian của từng loại đặt ở trang Chỉ tiêu.",
        en: "What has reached the end of its time of keeping, or soon will. Nothing goes by itself, only when an officer confirms it. The time of each kind is set on the page Targets.",
    }
    /// What it does not reach.
    text_whole() {
        vi: "Lượt thăm và ảnh không xóa riêng từng mục: chúng đi cùng cả hồ sơ của hộ.",
        en: "Visits and pictures do not go one by one: they go with the whole record of the household.",
    }
    /// Nothing is kept that has a term.
    none_title() { vi: "Chưa có gì sắp hết thời gian lưu giữ", en: "Nothing is about to reach the end of its time" }
    /// What to do then.
    none_text() {
        vi: "Hộ đã ghi là không còn, bản nháp đã đóng và tệp Excel đã nhập sẽ có ở đây trước khi hết hạn 12 tháng. Đổi thời gian ở trang Chỉ tiêu.",
        en: "Households that ended, drafts that were closed and workbooks stand here from 12 months before their time is over. Change the times on the page Targets.",
    }
    /// The server is asked.
    asking() { vi: "Đang hỏi máy chủ về bản nháp và tệp Excel…", en: "Asking the server for drafts and workbooks…" }
    /// The server could not be asked.
    not_asked() { vi: "Chưa biết bản nháp và tệp Excel nào sắp hết hạn", en: "Which drafts and workbooks are due is not known" }
    /// Button: asks again.
    again() { vi: "Hỏi lại", en: "Ask again" }

    /// Over what is due.
    due() { vi: "Đã hết hạn", en: "Due now" }
    /// Nothing is due.
    none_due() { vi: "Chưa có gì hết hạn.", en: "Nothing is due." }
    /// Over what goes in the months ahead.
    next() { vi: "12 tháng tới", en: "The next 12 months" }
    /// Over the list of what goes in the months ahead.
    soon() { vi: "Sắp hết hạn", en: "Due soon" }
    /// What the bars are.
    months_text() { vi: "Số mục hết hạn theo tháng và loại; tháng này gồm cả những gì đã hết hạn.", en: "How many are due by month and kind; this month has all that is due already." }
    /// Nothing goes in the months ahead.
    none_next() { vi: "Trong 12 tháng tới không có gì khác hết hạn.", en: "Nothing else is due in the next 12 months." }
    /// Over what is held back.
    held_back() { vi: "Đang giữ lại", en: "Held back" }
    /// What that means.
    held_back_text() { vi: "Những mục này không bị xóa cho tới ngày ghi ở đây, dù đã hết hạn.", en: "These do not go before the day that stands here, even when they are due." }
    /// How many rows.
    count(count: usize) { vi: "{count} mục", en: "{count}" }

    /// Column.
    column_month() { vi: "Tháng", en: "Month" }
    /// Column.
    column_what() { vi: "Mục", en: "What" }
    /// Column.
    column_kind() { vi: "Loại", en: "Kind" }
    /// Column.
    column_since() { vi: "Tính từ", en: "Counted from" }
    /// Column.
    column_due() { vi: "Hết hạn", en: "Due" }
    /// Column.
    column_why() { vi: "Vì sao giữ", en: "Why it is held" }
    /// Column.
    column_until() { vi: "Giữ đến", en: "Held until" }
    /// Column of buttons.
    column_do() { vi: "Việc", en: "Action" }
    /// A draft.
    draft_of(who: &str) { vi: "Bản nháp của {who}", en: "Draft of {who}" }
    /// A household that is not known here.
    a_household() { vi: "Một hộ", en: "A household" }
    /// A workbook of no name.
    a_workbook() { vi: "Tệp Excel", en: "A workbook" }
    /// A person who is not known here.
    somebody() { vi: "một người", en: "somebody" }
    /// Button.
    hold() { vi: "Giữ lại", en: "Hold back" }
    /// The same for those who hear it.
    hold_it(what: &str) { vi: "Giữ lại: {what}", en: "Hold back: {what}" }
    /// Button.
    let_go() { vi: "Thôi giữ lại", en: "Hold back no longer" }
    /// The same for those who hear it.
    let_it_go(what: &str) { vi: "Thôi giữ lại: {what}", en: "Hold back no longer: {what}" }
    /// Afterwards.
    let_go_said() { vi: "Đã thôi giữ lại.", en: "It is not held back any more." }

    /// Question.
    hold_title(what: &str) { vi: "Giữ lại {what}?", en: "Hold {what} back?" }
    /// What will happen.
    hold_text() { vi: "Mục này không bị xóa cho tới ngày đã chọn, nhiều nhất 12 tháng; khi đó có thể giữ tiếp.", en: "It does not go before the day that you choose, in 12 months at most; it can be held back again then." }
    /// Label of the reasons.
    hold_why() { vi: "Vì sao giữ lại", en: "Why" }
    /// Label of the day.
    hold_until() { vi: "Giữ đến ngày", en: "Until" }
    /// No reason is chosen.
    hold_missing() { vi: "Xin chọn vì sao giữ lại.", en: "Choose why." }
    /// A day that has passed or is too far off.
    hold_days(last: &str) { vi: "Chưa lưu: xin ghi một ngày sau hôm nay và không quá {last}.", en: "Not saved: please give a day after today and not later than {last}." }
    /// Afterwards.
    held_said() { vi: "Đã giữ lại.", en: "It is held back." }

    /// Button.
    erase(count: usize) { vi: "Xóa {count} mục đã hết hạn", en: "Erase {count} that are due" }
    /// Question.
    erase_title(count: usize) { vi: "Xóa {count} mục đã hết hạn?", en: "Erase {count} that are due?" }
    /// The last question.
    sure_title(count: usize) { vi: "Xóa hẳn {count} mục?", en: "Erase {count} for good?" }
    /// What goes, by kind.
    goes(households: usize, drafts: usize, workbooks: usize) {
        vi: "Sẽ xóa: {households} hồ sơ hộ với mọi lượt thăm và ảnh, {drafts} bản nháp, {workbooks} tệp Excel với các dòng của nó.",
        en: "What goes: {households} records of households with all visits and pictures, {drafts} drafts, {workbooks} workbooks with their rows.",
    }
    /// What stays, and what cannot be done afterwards.
    stays() {
        vi: "Còn lại: số liệu các kỳ trước, ngày xóa và ai xóa. Danh sách Excel đã xóa thì không lấy lại được nữa.",
        en: "What stays: the figures of earlier periods, the day and who did it. A list whose workbook is gone cannot be taken back any more.",
    }
    /// Before the last press.
    sure_text() { vi: "Đã xóa thì không ai lấy lại được.", en: "Nobody can bring it back after that." }
    /// Afterwards.
    erased(households: usize, drafts: u64, workbooks: u64) {
        vi: "Đang xóa {households} hồ sơ hộ; máy chủ đã xóa {drafts} bản nháp, {workbooks} tệp Excel.",
        en: "{households} records are being erased; the server has emptied {drafts} drafts and {workbooks} workbooks.",
    }
    /// The server could not be told, before anything was said of households.
    not_erased(why: &str) { vi: "Chưa xóa hồ sơ hộ nào. Máy chủ có thể đã xóa một phần bản nháp và tệp Excel; xin thử lại. {why}", en: "No record was erased. Some drafts and workbooks may be gone; please try again. {why}" }

    /// Over the terms, on the page of what is set.
    terms() { vi: "Lưu giữ bao lâu", en: "How long it is kept" }
    /// What they do.
    terms_text() {
        vi: "Hết thời gian này thì mục vào trang Lưu giữ để cán bộ xác nhận xóa. Máy không tự xóa gì.",
        en: "After that it stands on the page Retention, where an officer confirms that it goes. Nothing goes by itself.",
    }
    /// Behind a number.
    months() { vi: "tháng", en: "months" }
    /// What is wrong with a number.
    not_months(most: u16) { vi: "Chưa lưu: xin ghi số tháng từ 1 đến {most}.", en: "Not saved: please give months from 1 to {most}." }
    /// Saves.
    save() { vi: "Lưu thời gian lưu giữ", en: "Save the times" }
}
