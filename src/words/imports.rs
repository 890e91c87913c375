//! Taking in a list of households from Excel.

super::words! {
    /// A table that is moved sideways, under its heading.
    table(of: &str) { vi: "Bảng: {of}", en: "Table: {of}" }
    /// In the rail.
    rail() { vi: "Nhập Excel", en: "Import" }
    /// The page.
    title() { vi: "Nhập danh sách hộ từ Excel", en: "Import households from Excel" }
    /// What it is for.
    text() { vi: "Chọn danh sách hộ nghèo, hộ cận nghèo của xã, phường. Trước khi ghi, trang này cho xem từng hộ sẽ mới, sẽ đổi, hay chưa đúng.", en: "Choose the commune’s list of households. Before anything is recorded, this page shows which would be new, changed or wrong." }
    /// Where a file is chosen.
    drop_here() { vi: "Kéo tệp .xlsx hoặc .xls vào đây, hoặc", en: "Drop an .xlsx or .xls file here, or" }
    /// The button.
    choose() { vi: "Chọn tệp Excel", en: "Choose a workbook" }
    /// On its way.
    uploading(percent: u64) { vi: "Đang gửi tệp: {percent} %", en: "Sending the file: {percent} %" }
    /// It is there.
    checking() { vi: "Đang đọc danh sách và so với hồ sơ…", en: "Reading the list and comparing it with the record…" }
    /// Gives the upload up.
    stop() { vi: "Dừng", en: "Stop" }
    /// It did not go.
    not_done() { vi: "Chưa nhập được", en: "Not imported" }
    /// The line broke.
    no_answer() { vi: "Không có trả lời từ máy chủ. Hồ sơ chưa đổi. Xin thử lại khi có mạng.", en: "The server did not answer. The record has not changed. Try again with a network." }
    /// The session has ended.
    signed_out() { vi: "Phiên đăng nhập đã hết. Xin đăng nhập lại rồi chọn tệp.", en: "Your session has ended. Sign in again and choose the file." }
    /// Too large.
    too_large() { vi: "Tệp quá lớn. Xin chia danh sách thành nhiều tệp, mỗi tệp dưới 16 MB.", en: "The file is too large. Divide the list into files of less than 16 MB." }
    /// No workbook.
    not_workbook() { vi: "Tệp này không phải tệp Excel, hoặc không có gì trong đó. Xin mở bằng Excel, lưu thành .xlsx rồi chọn lại.", en: "This is no workbook, or there is nothing in it. Open it in Excel, save it as .xlsx and choose it again." }
    /// Refused for another reason.
    refused(code: &str) { vi: "Máy chủ không nhận ({code}). Hồ sơ chưa đổi.", en: "The server refuses ({code}). The record has not changed." }

    /// Which file, of when.
    file_at(file: &str, when: &str) { vi: "{file}, chọn {when}", en: "{file}, chosen {when}" }
    /// The sums of a dry run.
    sums() { vi: "Sẽ thế nào nếu ghi", en: "What recording it would do" }
    /// Nothing was said yet.
    dry() { vi: "Đây mới là xem thử. Hồ sơ chưa đổi gì.", en: "This is a dry run. Nothing of the record has changed." }
    /// New ones.
    new(count: u64) { vi: "{count} hộ mới", en: "{count} new" }
    /// Changed ones.
    changed(count: u64) { vi: "{count} hộ có điều đổi", en: "{count} changed" }
    /// Unchanged ones.
    same(count: u64) { vi: "{count} hộ như hồ sơ", en: "{count} as recorded" }
    /// Wrong ones.
    wrong(count: u64) { vi: "{count} hộ chưa đúng", en: "{count} wrong" }
    /// The drawing of the sums.
    drawn(new: u64, changed: u64, same: u64, wrong: u64) { vi: "{new} mới, {changed} đổi, {same} như hồ sơ, {wrong} chưa đúng", en: "{new} new, {changed} changed, {same} as recorded, {wrong} wrong" }

    /// How it is read.
    reading() { vi: "Cột nào là gì", en: "What the columns are" }
    /// What to do.
    reading_text() { vi: "Các cột được đoán theo tiêu đề. Cột nào sai xin chọn lại, rồi bấm Xem lại.", en: "The columns are guessed by their headings. Correct what is wrong and look again." }
    /// Head of a table.
    column() { vi: "Cột", en: "Column" }
    /// Head of a table.
    heading() { vi: "Tiêu đề trong tệp", en: "Heading" }
    /// Head of a table.
    samples() { vi: "Vài ô đầu", en: "First cells" }
    /// Head of a table.
    meaning() { vi: "Là", en: "Means" }
    /// A column that is not read.
    not_read() { vi: "không đọc", en: "not read" }
    /// Names a select.
    meaning_of(letters: &str) { vi: "Cột {letters} là gì", en: "What column {letters} means" }
    /// The class of all.
    class() { vi: "Loại hộ của cả danh sách", en: "Class of the whole list" }
    /// There is none.
    class_none() { vi: "theo từng dòng, hoặc không ghi", en: "as each row says, or none" }
    /// The day of the decision.
    since() { vi: "Ngày quyết định", en: "Day of the decision" }
    /// The number of the decision.
    decision() { vi: "Số quyết định", en: "Number of the decision" }
    /// The hamlet of all.
    hamlet() { vi: "Thôn, tổ của cả danh sách", en: "Hamlet of the whole list" }
    /// There is none.
    hamlet_none() { vi: "theo từng dòng", en: "as each row says" }
    /// Which sheet.
    sheet() { vi: "Trang tính", en: "Sheet" }
    /// The first row.
    first() { vi: "Dòng đầu tiên có dữ liệu", en: "First row of data" }
    /// How it is read was changed since it was looked at.
    otherwise() {
        vi: "Cách đọc vừa đổi. Xem lại trước đã, rồi mới ghi: những con số trên là của cách đọc cũ.",
        en: "How it is read was changed. Look again before recording: the numbers above are of the reading before.",
    }
    /// Looks again, where it would have been recorded.
    look_first() { vi: "Xem lại trước khi ghi", en: "Look again before recording" }
    /// Looks again.
    look_again() { vi: "Xem lại", en: "Look again" }
    /// While it does.
    looking() { vi: "Đang xem lại…", en: "Looking…" }

    /// Households of the list.
    households() { vi: "Từng hộ", en: "Household by household" }
    /// Which are shown.
    kinds() { vi: "Xem những hộ nào", en: "Which households" }
    /// There are none of a kind.
    none() { vi: "Không có hộ nào.", en: "There are none." }
    /// More of them.
    more() { vi: "Xem thêm", en: "Show more" }
    /// They are being fetched.
    loading() { vi: "Đang tải…", en: "Loading…" }
    /// Head of a table.
    row() { vi: "Dòng", en: "Row" }
    /// Head of a table.
    household() { vi: "Chủ hộ", en: "Head" }
    /// Head of a table.
    what() { vi: "Điều gì", en: "What" }
    /// How many people.
    people(count: u32) { vi: "{count} người", en: "{count} people" }
    /// A change.
    change(what: &str, was: &str, is: &str) { vi: "{what}: {was} → {is}", en: "{what}: {was} → {is}" }
    /// A fact of which nothing was known.
    first_said(what: &str, is: &str) { vi: "{what}: {is}", en: "{what}: {is}" }
    /// Somebody who was not there.
    added(name: &str) { vi: "thêm {name}", en: "{name} is added" }
    /// A fact of somebody.
    of_person(what: &str, name: &str) { vi: "{what} của {name}", en: "{what} of {name}" }
    /// Where something is wrong.
    at_cell(column: &str, row: u32) { vi: "Ô {column}{row}: ", en: "Cell {column}{row}: " }
    /// The same of a row.
    at_row(row: u32) { vi: "Dòng {row}: ", en: "Row {row}: " }
    /// Wrong, for those who do not see the sign.
    is_wrong() { vi: "chưa đúng", en: "wrong" }
    /// Worth a look.
    is_odd() { vi: "nên xem lại", en: "worth a look" }

    /// The button that says it.
    apply(count: u64) { vi: "Ghi {count} hộ vào hồ sơ", en: "Record {count} households" }
    /// Goes on after a stop.
    go_on(count: u64) { vi: "Ghi tiếp {count} hộ còn lại", en: "Record the {count} that are left" }
    /// The question.
    apply_title(count: u64) { vi: "Ghi {count} hộ vào hồ sơ?", en: "Record {count} households?" }
    /// What happens.
    apply_text(wrong: u64) { vi: "{wrong} hộ chưa đúng sẽ không được ghi. Tình nguyện viên nhận hộ mới ở lần đồng bộ sau. Có thể hoàn tác.", en: "{wrong} that are wrong are left out. Volunteers get the new ones at their next sync. It can be undone." }
    /// Nothing to say.
    nothing() { vi: "Danh sách không có gì mới so với hồ sơ.", en: "The list says nothing new." }
    /// While it is said.
    applying(done: u64, of: u64) { vi: "Đang ghi: {done} trên {of} hộ", en: "Recording: {done} of {of}" }
    /// While it is taken back.
    undoing(done: u64, of: u64) { vi: "Đang hoàn tác: {done} trên {of} hộ", en: "Taking back: {done} of {of}" }
    /// Stops it.
    cancel() { vi: "Dừng ở đây", en: "Stop here" }
    /// It was stopped.
    stopped(done: u64, of: u64) { vi: "Đã dừng: {done} trên {of} hộ đã ghi", en: "Stopped: {done} of {of} are recorded" }
    /// It is done.
    applied(count: u64) { vi: "Đã ghi {count} hộ", en: "{count} households are recorded" }
    /// Some clashed.
    clashed(count: u64) { vi: "{count} hộ có điều mâu thuẫn với người khác vừa ghi, chờ chọn ở trang Mâu thuẫn.", en: "{count} clash with what others have said; choose on the page of conflicts." }
    /// Some are held.
    held(count: u64) { vi: "{count} hộ đang được giữ lại, xem ở trang Chờ xử lý.", en: "{count} are held; see the page of what is held." }
    /// It was taken back.
    undone(count: u64) { vi: "Đã hoàn tác {count} hộ", en: "{count} are taken back" }
    /// Some stay.
    stays(count: u64) { vi: "{count} hộ giữ nguyên, vì sau đó đã có người thăm hoặc ghi khác.", en: "{count} stay, as somebody has visited or changed them since." }
    /// Some are partly taken back.
    partly(count: u64) { vi: "{count} hộ hoàn tác một phần: điều đã có người ghi khác thì giữ.", en: "{count} are taken back in part: what somebody has changed since stays." }
    /// Its rows are gone.
    emptied() {
        vi: "Tệp và các dòng của danh sách này đã được xóa, nên không hoàn tác được nữa. Điều đã ghi vào hồ sơ vẫn còn.",
        en: "The file and the rows of this list were erased, so that it cannot be taken back any more. What was entered in the record stays.",
    }
    /// The button that takes it back.
    undo() { vi: "Hoàn tác", en: "Undo" }
    /// The question.
    undo_title(file: &str) { vi: "Hoàn tác {file}?", en: "Undo {file}?" }
    /// What happens.
    undo_text() { vi: "Hộ mới và điều đã đổi từ danh sách này trở lại như trước. Hộ nào đã có người thăm hoặc ghi khác thì giữ nguyên.", en: "New households and changed facts of this list go back to what they were. What somebody has visited or changed since stays." }
    /// Downloads what was not taken.
    rejects() { vi: "Tải các dòng chưa nhận", en: "Download what was not taken" }
    /// Prints.
    print() { vi: "In", en: "Print" }
    /// Forgets it.
    forget() { vi: "Bỏ danh sách này", en: "Discard this list" }
    /// Another file.
    another() { vi: "Chọn tệp khác", en: "Another file" }

    /// Earlier ones.
    earlier() { vi: "Các lần nhập trước", en: "Earlier imports" }
    /// There are none.
    no_earlier() { vi: "Chưa nhập danh sách nào.", en: "Nothing was imported yet." }
    /// Opens one.
    open(file: &str) { vi: "Mở {file}", en: "Open {file}" }
    /// Head of a table.
    when() { vi: "Lúc", en: "When" }
    /// Head of a table.
    who() { vi: "Ai", en: "Who" }
    /// Head of a table.
    file() { vi: "Tệp", en: "File" }
    /// Head of a table.
    state() { vi: "Tình trạng", en: "State" }
    /// A state.
    state_checked() { vi: "mới xem, chưa ghi", en: "looked at, not recorded" }
    /// A state.
    state_applying() { vi: "đang ghi", en: "being recorded" }
    /// A state.
    state_stopped() { vi: "đã dừng giữa chừng", en: "stopped halfway" }
    /// A state.
    state_applied() { vi: "đã ghi", en: "recorded" }
    /// A state.
    state_undoing() { vi: "đang hoàn tác", en: "being taken back" }
    /// A state.
    state_undone() { vi: "đã hoàn tác", en: "taken back" }
}
