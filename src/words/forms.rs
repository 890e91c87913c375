//! The office's page of forms: which there are, taking in a workbook, what changed, going back.

super::words! {
    /// Title.
    title() { vi: "Biểu mẫu", en: "Forms" }
    /// Rail.
    rail() { vi: "Biểu mẫu", en: "Forms" }
    /// What it is for.
    text() { vi: "Biểu mẫu là tệp Excel (XLSForm). Tải tệp về, sửa trong Excel, tải lên lại: mọi máy của đơn vị có bản mới ở lần gửi, nhận sau. Lượt thăm đang ghi dở giữ bản cũ.", en: "A form is an Excel file (XLSForm). Download it, change it in Excel, upload it again: every device of the unit has the new version after its next exchange. Visits that were begun keep the version they have." }

    /// While the list is asked for.
    loading() { vi: "Đang lấy các biểu mẫu…", en: "Fetching the forms…" }
    /// No network.
    offline() { vi: "Chưa lấy được các biểu mẫu", en: "The forms did not come" }
    /// What to do.
    offline_text() { vi: "Không có mạng, hoặc máy chủ chưa trả lời. Phát hành biểu mẫu cần có mạng. Các máy vẫn ghi bằng bản đang có.", en: "No network, or the server did not answer. Publishing a form needs the network. All devices go on with the version that they have." }
    /// There is none.
    empty() { vi: "Chưa có biểu mẫu nào", en: "There is no form yet" }
    /// What to do.
    empty_text() { vi: "Chọn tệp Excel ở trên để bắt đầu. Chưa có biểu mẫu thì máy chưa ghi được lượt thăm.", en: "Choose an Excel file above to begin. Without a form no device can record a visit." }

    /// The place for the files.
    drop_here() { vi: "Thả tệp Excel vào đây, cùng các tệp đi kèm (CSV, GeoJSON) nếu có, hoặc", en: "Drop the Excel file here, with the files it asks for (CSV, GeoJSON) if any, or" }
    /// Opens the list of files.
    choose() { vi: "Tải biểu mẫu lên", en: "Upload a form" }
    /// While it goes.
    uploading(percent: u64) { vi: "Đang đưa tệp lên máy chủ: {percent} %", en: "Uploading: {percent} %" }
    /// All bytes are there.
    checking() { vi: "Máy chủ đang đọc tệp…", en: "The server is reading the file…" }
    /// All bytes are there, to be published.
    publishing() { vi: "Máy chủ đang phát hành…", en: "The server is publishing it…" }
    /// Ends it.
    stop() { vi: "Dừng", en: "Stop" }
    /// Only files that come with a workbook were chosen.
    no_book() { vi: "Chưa thấy tệp Excel (.xlsx hoặc .xls). Xin chọn cả tệp Excel cùng các tệp đi kèm.", en: "There is no Excel file (.xlsx or .xls) among them. Please choose it together with its files." }

    /// Nothing was checked or published.
    not_done() { vi: "Chưa phát hành", en: "Not published" }
    /// The line broke.
    no_answer() { vi: "Không có mạng, hoặc máy chủ chưa trả lời. Xin thử lại khi có mạng; làm lại không sao.", en: "No network, or the server did not answer. Please try again with a network; doing it twice does no harm." }
    /// The session has ended.
    signed_out() { vi: "Phiên trên máy này đã hết. Xin đăng nhập lại rồi chọn lại tệp.", en: "The session on this computer has ended. Please sign in and choose the file again." }
    /// More than the server takes.
    too_large() { vi: "Các tệp lớn hơn 16 MB nên máy chủ không nhận.", en: "The files are larger than 16 MB, so the server did not take them." }
    /// More than phones take.
    form_too_large() { vi: "Biểu mẫu lớn hơn 1 MB, quá nặng cho điện thoại. Xin bớt dòng trong các bảng đi kèm.", en: "The form is larger than 1 MB, too heavy for phones. Please take rows out of its tables." }
    /// The file on the disk is another one now.
    changed() { vi: "Tệp đã khác với lúc kiểm tra. Xin chọn lại tệp để xem lại.", en: "The file is not the one that was checked. Please choose it again." }
    /// Somebody else has decided meanwhile.
    moved_on() { vi: "Có người vừa đổi bản đang dùng. Xin chọn lại tệp để so với bản ấy.", en: "Somebody has just changed the current version. Please choose the file again to compare with that one." }
    /// Anything else.
    refused(code: &str) { vi: "Máy chủ chưa nhận ({code}). Biểu mẫu đang dùng vẫn như cũ. Xin thử lại sau.", en: "The server did not take it ({code}). The current form is as it was. Please try again later." }

    /// There are mistakes.
    wrong(count: usize) { vi: "Tệp còn {count} chỗ sai", en: "Mistakes in the file: {count}" }
    /// What to do.
    wrong_text(file: &str) { vi: "{file} chưa được phát hành, biểu mẫu đang dùng vẫn như cũ. Xin sửa trong Excel, lưu lại, rồi chọn lại tệp.", en: "{file} was not published, and the current form is as it was. Please mend it in Excel, save, and choose the file again." }
    /// Column.
    sheet() { vi: "Trang tính", en: "Sheet" }
    /// Column.
    cell() { vi: "Ô", en: "Cell" }
    /// Column.
    what() { vi: "Sai gì, viết lại thế nào", en: "What is wrong, and what to write instead" }
    /// Column, of what is only doubtful.
    doubt() { vi: "Điều cần biết", en: "What to know" }
    /// The file as a whole.
    whole_file() { vi: "Cả tệp", en: "The file" }
    /// Button.
    copy() { vi: "Sao chép bảng", en: "Copy the table" }
    /// Afterwards.
    copied() { vi: "Đã sao chép, dán được vào Excel hay Zalo.", en: "Copied; it can be pasted into Excel or a chat." }
    /// The browser did not.
    not_copied() { vi: "Trình duyệt không cho sao chép. Xin bôi đen bảng rồi nhấn Ctrl C.", en: "The browser does not allow it. Please select the table and press Ctrl C." }
    /// Button.
    print() { vi: "In", en: "Print" }
    /// Gives up what was checked.
    discard() { vi: "Bỏ, không phát hành", en: "Put it aside" }

    /// It is right: its title and version.
    right(title: &str, version: &str) { vi: "{title}, bản {version}", en: "{title}, version {version}" }
    /// It is the current one.
    same() { vi: "Tệp này giống hệt bản đang dùng, không cần phát hành.", en: "This file says just what the current version says; there is nothing to publish." }
    /// There is no form of its name.
    new_name(name: &str) { vi: "Đơn vị chưa có biểu mẫu nào mang mã “{name}” (form_id) đang dùng, nên đây là biểu mẫu mới, không thay bản nào. Nếu định sửa một biểu mẫu đã có, xin giữ nguyên form_id của nó.", en: "The unit has no current form with the form_id “{name}”, so this is a new form that takes the place of none. To change a form that there is, keep its form_id." }
    /// How much is not the same.
    differs(count: usize) { vi: "So với bản đang dùng, {count} chỗ đã đổi", en: "Changed since the current version: {count}" }
    /// Nothing that is asked is other.
    differs_not() { vi: "So với bản đang dùng, các câu hỏi không đổi", en: "No question has changed since the current version" }
    /// Its author calls it as the current one.
    same_version(version: &str) { vi: "Tệp này mang cùng số bản “{version}” với bản đang dùng. Vẫn phát hành được, nhưng nên ghi số mới ở ô version của trang settings để khỏi nhầm.", en: "This file has the same version “{version}” as the current one. It can be published, but a new one in the cell version of the sheet settings avoids mistakes." }
    /// It was published before.
    known(day: &str) { vi: "Nội dung này đã từng phát hành ngày {day}. Phát hành lại là dùng lại bản ấy.", en: "This content was published before, on {day}. Publishing it again brings that version back." }
    /// Over the doubts.
    warnings(count: usize) { vi: "{count} điều cần biết trước khi phát hành", en: "To know before publishing: {count}" }

    /// A question that is new.
    added() { vi: "Câu mới", en: "New question" }
    /// A question that is gone.
    removed() { vi: "Câu đã bỏ", en: "Question removed" }
    /// A question that is another.
    altered() { vi: "Câu đã đổi", en: "Question changed" }
    /// A part that is new.
    part_added() { vi: "Phần mới", en: "New part" }
    /// A part that is gone.
    part_removed() { vi: "Phần đã bỏ", en: "Part removed" }
    /// A part that is another.
    part_altered() { vi: "Phần đã đổi", en: "Part changed" }
    /// Something that is reckoned or kept is new.
    kept_added() { vi: "Ô tính mới", en: "New calculation" }
    /// The same, gone.
    kept_removed() { vi: "Ô tính đã bỏ", en: "Calculation removed" }
    /// The same, another.
    kept_altered() { vi: "Ô tính đã đổi", en: "Calculation changed" }
    /// What was answered stays readable.
    removed_text() { vi: "Câu trả lời đã ghi vẫn còn trong các lượt thăm cũ.", en: "Answers that were recorded stay in the visits that have them." }
    /// Column of what of it is other.
    column_what() { vi: "Điều đổi", en: "What" }
    /// Column.
    column_before() { vi: "Trước", en: "Before" }
    /// Column.
    column_after() { vi: "Nay", en: "Now" }
    /// Nothing is there.
    nothing() { vi: "không có", en: "nothing" }

    /// Aspect.
    words() { vi: "Lời hỏi", en: "Words" }
    /// Aspect.
    help() { vi: "Gợi ý, hình, âm thanh", en: "Hints, pictures, sound" }
    /// Aspect.
    kind() { vi: "Kiểu trả lời", en: "Kind of answer" }
    /// Aspect.
    choices() { vi: "Các lựa chọn", en: "Choices" }
    /// Aspect.
    condition() { vi: "Khi nào hỏi", en: "When it is asked" }
    /// Aspect.
    requirement() { vi: "Bắt buộc", en: "Required" }
    /// Aspect.
    constraint() { vi: "Điều kiện của câu trả lời", en: "What an answer must be" }
    /// Aspect.
    reckoned() { vi: "Điền sẵn, tự tính", en: "Filled in or reckoned" }
    /// Aspect.
    look() { vi: "Cách hiện", en: "How it is shown" }
    /// Aspect.
    save_to() { vi: "Ghi vào sổ hộ", en: "Kept with the household" }
    /// Aspect.
    care() { vi: "Mục đích, mức nhạy cảm", en: "Purpose and sensitivity" }
    /// Of an answer.
    sensitive() { vi: "dữ liệu nhạy cảm", en: "sensitive data" }
    /// Aspect.
    place() { vi: "Chỗ đứng", en: "Place" }
    /// It stands elsewhere.
    moved() { vi: "đã chuyển chỗ", en: "stands elsewhere" }
    /// It is shown otherwise.
    shown_otherwise() { vi: "hiện cách khác", en: "shown otherwise" }
    /// Only the order of the choices is another.
    other_order() { vi: "thứ tự khác", en: "another order" }
    /// The same table, with other rows.
    other_rows(table: &str) { vi: "{table}, các dòng đã khác", en: "{table}, other rows" }
    /// Always asked.
    always() { vi: "luôn hỏi", en: "always" }
    /// Required.
    required() { vi: "bắt buộc", en: "required" }
    /// Not required.
    optional() { vi: "không bắt buộc", en: "not required" }
    /// Required under a condition.
    required_if(expression: &str) { vi: "bắt buộc khi {expression}", en: "required when {expression}" }
    /// The ways in which it can be declined.
    declined_by(phrases: &str) { vi: "cho phép: {phrases}", en: "may be declined: {phrases}" }
    /// It can be seen and not changed.
    read_only(expression: &str) { vi: "chỉ xem khi {expression}", en: "read only when {expression}" }
    /// How often it is repeated.
    repeated(expression: &str) { vi: "lặp {expression} lần", en: "repeated {expression} times" }

    /// Kind.
    kind_text() { vi: "chữ", en: "text" }
    /// Kind.
    kind_integer() { vi: "số nguyên", en: "whole number" }
    /// Kind.
    kind_decimal() { vi: "số lẻ", en: "decimal number" }
    /// Kind.
    kind_range() { vi: "số trong khoảng", en: "number in a range" }
    /// Kind.
    kind_date() { vi: "ngày", en: "date" }
    /// Kind.
    kind_time() { vi: "giờ", en: "time" }
    /// Kind.
    kind_moment() { vi: "ngày và giờ", en: "date and time" }
    /// Kind.
    kind_one() { vi: "chọn một", en: "one of several" }
    /// Kind.
    kind_many() { vi: "chọn nhiều", en: "any of several" }
    /// Kind.
    kind_rank() { vi: "xếp thứ tự", en: "ranking" }
    /// Kind.
    kind_yes_no() { vi: "có hoặc không", en: "yes or no" }
    /// Kind.
    kind_agreed() { vi: "xác nhận đã đọc", en: "agreement" }
    /// Kind.
    kind_note() { vi: "lời dặn, không hỏi", en: "a note, nothing is asked" }
    /// Kind.
    kind_photo(max: u8) { vi: "ảnh, nhiều nhất {max}", en: "photos, at most {max}" }
    /// Kind.
    kind_sound(max: u8) { vi: "ghi âm, nhiều nhất {max}", en: "recordings, at most {max}" }
    /// Kind.
    kind_film() { vi: "phim", en: "film" }
    /// Kind.
    kind_file() { vi: "tệp", en: "file" }
    /// Kind.
    kind_place() { vi: "vị trí", en: "location" }
    /// Kind.
    kind_way() { vi: "đường đi", en: "a way" }
    /// Kind.
    kind_land() { vi: "thửa đất", en: "a piece of land" }
    /// Kind.
    kind_barcode() { vi: "mã vạch", en: "barcode" }
    /// Kind.
    kind_kept() { vi: "tự tính, không hỏi", en: "reckoned, not asked" }
    /// Kind.
    kind_known() { vi: "máy tự ghi", en: "recorded by the device" }

    /// Button.
    publish() { vi: "Phát hành", en: "Publish" }
    /// A form that is no version of the one whose name it has.
    another(other: &str) { vi: "Đây là một biểu mẫu khác, không phải bản mới của {other}", en: "This is another form, and no new version of {other}" }
    /// What would happen, and what to do instead.
    another_text(name: &str) { vi: "Hai tệp cùng mang mã {name}, nên phát hành tệp này thì máy thôi dùng biểu mẫu kia. Muốn dùng cả hai: ghi một “form_id” khác vào trang tính settings rồi tải lên lại.", en: "Both files are called {name}, so publishing this one takes the other out of use. To have both, write another “form_id” into the sheet settings and upload it again." }
    /// What software calls a form.
    name(name: &str) { vi: "mã: {name}", en: "form_id: {name}" }
    /// Question.
    replace_title(other: &str, title: &str) { vi: "Thay {other} bằng {title}?", en: "Put {title} in the place of {other}?" }
    /// What happens.
    replace_text(other: &str) { vi: "Đây là một biểu mẫu khác. Từ lần gửi, nhận sau, không máy nào của đơn vị bắt đầu ghi {other} được nữa, chỉ còn biểu mẫu này. Lượt thăm đang ghi dở vẫn ghi tiếp bằng bản cũ, văn phòng vẫn nhận. Dùng lại được ở trang này.", en: "This is another form. After its next exchange no device of the unit can begin {other} any more, only this form. Visits that were begun go on with the old one, and the office takes them. It can be used again on this page." }
    /// Button.
    replace(other: &str) { vi: "Thay {other}", en: "Replace {other}" }
    /// Of a form that is filled at no household.
    no_household() { vi: "Không ghi tại hộ: máy của tình nguyện viên chưa có chỗ ghi biểu mẫu này.", en: "Not filled at a household: volunteers' devices have no place for it yet." }
    /// Question.
    publish_title(title: &str, version: &str) { vi: "Phát hành {title}, bản {version}?", en: "Publish {title}, version {version}?" }
    /// What happens.
    publish_text() { vi: "Mọi máy của đơn vị nhận bản này ở lần gửi, nhận sau, và lượt thăm mới dùng nó. Lượt thăm đang ghi dở vẫn ghi tiếp bằng bản cũ. Lượt thăm ghi bằng bản cũ, gửi về lúc nào văn phòng cũng nhận. Bản cũ còn đây và dùng lại được.", en: "Every device of the unit gets this version at its next exchange, and new visits begin with it. Visits that were begun go on with the old one, and the office takes them whenever they come. The old version stays here and can be used again." }
    /// Afterwards.
    published(title: &str, version: &str) { vi: "Đã phát hành {title}, bản {version}.", en: "Published {title}, version {version}." }

    /// Head of the lists.
    list() { vi: "Các biểu mẫu của đơn vị", en: "The forms of the unit" }
    /// The keys.
    keys() { vi: "Phím: J và K để xuống và lên giữa các biểu mẫu.", en: "Keys: J and K go down and up between the forms." }
    /// Column.
    version() { vi: "Bản", en: "Version" }
    /// Column.
    state() { vi: "Đang dùng", en: "In use" }
    /// Column.
    published_at() { vi: "Phát hành", en: "Published" }
    /// Column.
    visits() { vi: "Lượt thăm", en: "Visits" }
    /// Column of the buttons.
    deeds() { vi: "Việc", en: "Actions" }
    /// State: since when, and by whom.
    current_since(when: &str, who: &str) { vi: "Đang dùng từ {when}, {who}", en: "In use since {when}, {who}" }
    /// State: until when, and by whom.
    replaced(when: &str, who: &str) { vi: "Không dùng từ {when}, {who}", en: "Not in use since {when}, {who}" }
    /// State: it was never used.
    unused() { vi: "Chưa dùng", en: "Not used yet" }
    /// No version is in use.
    withdrawn() { vi: "Đã ngừng: lượt thăm mới không dùng biểu mẫu này", en: "Withdrawn: no new visit begins with this form" }
    /// When and by whom it was published.
    published_by(when: &str, who: &str) { vi: "{when}, {who}", en: "{when}, {who}" }
    /// It came with the program.
    installation() { vi: "có sẵn trong chương trình", en: "comes with the program" }
    /// Button.
    download() { vi: "Tải Excel về", en: "Download the Excel file" }
    /// It was not fetched.
    not_downloaded() { vi: "Chưa tải được tệp", en: "The file did not come" }
    /// Button.
    recall() { vi: "Dùng lại bản này", en: "Use this version again" }
    /// Button, of one that was never used.
    begin() { vi: "Dùng bản này", en: "Use this version" }
    /// Question.
    recall_title(title: &str, version: &str) { vi: "Dùng {title}, bản {version}?", en: "Use {title}, version {version}?" }
    /// What happens.
    recall_text() { vi: "Lượt thăm mới dùng bản này sau lần gửi, nhận tới của mỗi máy. Lượt thăm đang ghi dở giữ bản của nó. Không mất gì, và đổi lại được.", en: "New visits begin with this version after each device's next exchange. Visits that were begun keep theirs. Nothing is lost, and it can be changed back." }
    /// Afterwards.
    recalled(title: &str, version: &str) { vi: "Nay dùng {title}, bản {version}.", en: "{title}, version {version} is in use now." }
    /// Button.
    withdraw() { vi: "Ngừng dùng", en: "Withdraw" }
    /// Question.
    withdraw_title(title: &str) { vi: "Ngừng dùng {title}?", en: "Withdraw {title}?" }
    /// What happens.
    withdraw_text() { vi: "Không lượt thăm mới nào dùng biểu mẫu này nữa. Nếu không còn biểu mẫu khác đang dùng, các máy chưa ghi được lượt thăm mới. Lượt thăm đang ghi dở vẫn ghi xong và gửi được. Muốn dùng lại, nhấn Dùng lại bản này.", en: "No new visit begins with this form. If there is no other form in use, devices cannot begin a visit. Visits that were begun can be finished and sent. To use it again, press Use this version again." }
    /// Afterwards.
    withdrawn_now(title: &str) { vi: "Đã ngừng dùng {title}.", en: "{title} is withdrawn." }
    /// Behind the word on a button, what it is about, for those who hear it.
    about(title: &str, version: &str) { vi: ": {title}, bản {version}", en: ": {title}, version {version}" }

    /// Button.
    preview() { vi: "Xem thử trên điện thoại", en: "Try it as on a phone" }
    /// Head of it.
    preview_title() { vi: "Xem thử", en: "Preview" }
    /// What it is.
    preview_text() { vi: "Điền thử như trên điện thoại; không điều gì ở đây được lưu hay gửi đi. Ảnh và ghi âm chỉ thử được trên điện thoại.", en: "Fill it as on a phone; nothing of it is stored or sent. Photos and recordings can be tried on a phone only." }
    /// Ends it.
    preview_close() { vi: "Đóng xem thử", en: "Close the preview" }
    /// To the part before.
    previous() { vi: "Phần trước", en: "Part before" }
    /// To the next part.
    next() { vi: "Phần sau", en: "Next part" }
    /// Which part.
    part_of(at: usize, of: usize) { vi: "Phần {at} trong {of}", en: "Part {at} of {of}" }
}
