//! What officers read of a workbook that is refused, or taken with a doubt: what is wrong, and what to write instead.

use dong_hanh_form::{ExprError, Lang};

use crate::{Doubt, Section, Unfit, Unsaved, Wrong};

/// The same in Vietnamese and English.
type Both = (String, String);

fn in_lang((vi, en): Both, lang: Lang) -> String {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// Texts in both languages, which may name the same things.
macro_rules! both {
    ($vi:literal, $en:literal $(,)?) => {
        (format!($vi), format!($en))
    };
}

impl Wrong {
    /// What is wrong and what to write instead.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        in_lang(self.both(), lang)
    }

    fn both(&self) -> Both {
        match self {
            Wrong::NotAWorkbook => both!(
                "Tệp này không phải sổ Excel (.xlsx hoặc .xls) hoặc đã hỏng. Mời mở bằng Excel rồi lưu lại dạng .xlsx.",
                "This file is no Excel workbook (.xlsx or .xls), or it is damaged. Open it in Excel and save it as .xlsx."
            ),
            Wrong::TooBig => both!(
                "Sổ này lớn hơn mức một mẫu phiếu cần đến. Mời xóa các trang, dòng và cột không dùng.",
                "This workbook is larger than a form can need. Delete the sheets, rows and columns that are not used."
            ),
            Wrong::NoSheet { similar } => {
                let (vi, en) = sheet_hint(similar.as_deref());
                both!(
                    "Thiếu trang “survey” với các câu hỏi.{vi}",
                    "The sheet “survey” with the questions is missing.{en}"
                )
            }
            Wrong::NoColumn { column } => both!(
                "Trang này thiếu cột “{column}”. Mời thêm cột có tiêu đề này ở dòng 1.",
                "This sheet lacks the column “{column}”. Add a column with this header in row 1."
            ),
            Wrong::TwoColumns { other } => both!(
                "Cột này nói cùng một điều với cột {other}. Mời đổi tiêu đề hoặc xóa một trong hai cột.",
                "This column says the same as column {other}. Rename or delete one of the two."
            ),
            Wrong::NoType => both!(
                "Dòng này chưa có loại câu hỏi. Mời ghi vào cột “type”, ví dụ: text, integer, select_one …",
                "This row has no type. Write one into the column “type”, such as text, integer, select_one …"
            ),
            Wrong::UnknownType { written, similar } => {
                let (vi, en) = hint(similar.as_deref());
                both!(
                    "Không có loại câu hỏi “{written}”.{vi}",
                    "There is no type “{written}”.{en}"
                )
            }
            Wrong::NoName => both!(
                "Dòng này chưa có tên. Mời ghi một tên ngắn, không dấu cách, vào cột “name”.",
                "This row has no name. Write a short one without spaces into the column “name”."
            ),
            Wrong::NotAName { written } => both!(
                "“{written}” không dùng làm tên được. Tên bắt đầu bằng chữ cái hoặc _, sau đó là chữ, số, _, - hoặc dấu chấm.",
                "“{written}” cannot be a name. A name begins with a letter or _, followed by letters, digits, _, - or dots."
            ),
            Wrong::DuplicateName { name, row } => both!(
                "Tên “{name}” đã có ở dòng {row} trong cùng nhóm. Mời đặt tên khác.",
                "The name “{name}” is already in row {row} of the same group. Choose another one."
            ),
            Wrong::ReservedName { name } => both!(
                "Tên “{name}” dành riêng cho phần mềm. Mời đặt tên khác.",
                "The name “{name}” is kept for software. Choose another one."
            ),
            Wrong::NoLabel => both!(
                "Câu hỏi này chưa có lời hỏi. Mời ghi vào cột “label”.",
                "This question has no words. Write them into the column “label”."
            ),
            Wrong::BigImageAlone => both!(
                "Có ảnh lớn (big-image) mà không có ảnh thường. Mời ghi thêm tên tệp vào cột “image”.",
                "There is a big-image and no image. Write the name of a file into the column “image” too."
            ),
            Wrong::UnknownName { name, similar } => {
                let (vi, en) = reference_hint(similar.as_deref());
                both!(
                    "${{{name}}} nhắc đến một tên không có trong trang “survey”.{vi}",
                    "${{{name}}} speaks of a name that is not on the sheet “survey”.{en}"
                )
            }
            Wrong::AmbiguousName { name } => both!(
                "${{{name}}} không rõ là dòng nào: nhiều dòng có tên này. Mời đặt cho mỗi dòng một tên riêng.",
                "${{{name}}} could be any of several rows with this name. Give each of them a name of its own."
            ),
            Wrong::NotAReference { written } => both!(
                "“{written}” không đúng cách nhắc đến câu hỏi. Mời ghi ${{tên}}, có đủ hai dấu ngoặc.",
                "“{written}” is no reference to a question. Write ${{name}}, with both braces."
            ),
            Wrong::Expression { error } => expression(error),
            Wrong::Pattern { pattern } => both!(
                "Không đọc được mẫu “{pattern}” của regex(). Mời viết đơn giản hơn, không dùng (?=…), (?!…), (?<…) hay \\1.",
                "The pattern “{pattern}” of regex() cannot be read. Write a simpler one, without (?=…), (?!…), (?<…) or \\1."
            ),
            Wrong::UnknownTable { table, similar } => {
                let (vi, en) = hint(similar.as_deref());
                both!(
                    "Không có danh sách hay tệp “{table}”.{vi}",
                    "There is no list or file “{table}”.{en}"
                )
            }
            Wrong::NoList { list, similar } => {
                let (vi, en) = hint(similar.as_deref());
                both!(
                    "Không có danh sách “{list}” trong trang “choices”.{vi} Nếu chưa có, mời thêm vào trang đó.",
                    "The list “{list}” is not on the sheet “choices”.{en} If there is none yet, add it there."
                )
            }
            Wrong::FileEnding { file } => both!(
                "Không lấy lựa chọn từ tệp “{file}” được. Tên tệp phải kết thúc bằng .csv, .geojson hoặc .xml.",
                "Choices cannot come from the file “{file}”. Its name has to end in .csv, .geojson or .xml."
            ),
            Wrong::NotRepeated { name } => both!(
                "Câu “{name}” chỉ hỏi một lần, không có nhiều câu trả lời để chọn. Mời dùng câu hỏi nằm trong “begin_repeat”, hoặc một danh sách trong trang “choices”.",
                "“{name}” is asked only once, so there are no answers to choose from. Use a question inside a “begin_repeat”, or a list on the sheet “choices”."
            ),
            Wrong::EndWithoutBegin { section } => {
                let name = section.name();
                both!(
                    "Có “end_{name}” mà trước đó không có “begin_{name}”. Mời xóa dòng này hoặc thêm dòng bắt đầu.",
                    "There is an “end_{name}” with no “begin_{name}” before it. Delete this row or add the beginning."
                )
            }
            Wrong::OtherEnd { begun, row, ended } => {
                let (begun, ended) = (begun.name(), ended.name());
                both!(
                    "Dòng {row} bắt đầu bằng “begin_{begun}” nhưng ở đây lại là “end_{ended}”. Mời ghi “end_{begun}” trước.",
                    "Row {row} begins with “begin_{begun}”, and here stands “end_{ended}”. Write “end_{begun}” first."
                )
            }
            Wrong::NoEnd { section } => {
                let name = section.name();
                both!(
                    "“begin_{name}” này không có chỗ kết thúc. Mời thêm một dòng “end_{name}”.",
                    "This “begin_{name}” has no end. Add a row “end_{name}”."
                )
            }
            Wrong::NothingInside => both!(
                "Nhóm này không có câu hỏi nào. Mời thêm câu hỏi hoặc xóa nhóm.",
                "There is no question in this group. Add one or delete the group."
            ),
            Wrong::NothingAsked => both!(
                "Trang này không có câu hỏi nào. Mời thêm ít nhất một câu.",
                "There is no question on this sheet. Add at least one."
            ),
            Wrong::Cycle { path } => {
                let path = path.join(" → ");
                both!(
                    "Các ô này phụ thuộc vòng quanh lẫn nhau: {path}. Mời bỏ một trong các tham chiếu.",
                    "These depend on each other in a circle: {path}. Take one of the references away."
                )
            }
            Wrong::CountsItself { name } => both!(
                "Số lần lặp phụ thuộc vào “{name}”, nằm trong chính phần lặp này. Mời hỏi số lần ở trước phần lặp.",
                "How often this is repeated depends on “{name}”, which lies in it. Ask for the number before the repeat."
            ),
            Wrong::ParameterForm { written } => both!(
                "Không đọc được “{written}”. Mời ghi tên=giá_trị, cách nhau bằng dấu cách, ví dụ: start=0 end=10 step=1.",
                "“{written}” cannot be read. Write name=value, with spaces between, such as start=0 end=10 step=1."
            ),
            Wrong::UnknownParameter { name, known } => {
                let known = known.join(", ");
                both!(
                    "Loại câu hỏi này không có tham số “{name}”, mà có: {known}.",
                    "This type has no parameter “{name}”; it has: {known}."
                )
            }
            Wrong::ParameterValue {
                name,
                written,
                unfit,
            } => {
                let (vi, en) = unfit.both();
                both!(
                    "“{written}” không dùng cho “{name}” được. Mời ghi {vi}.",
                    "“{written}” cannot be “{name}”. Write {en}."
                )
            }
            Wrong::SeedAlone => both!(
                "Có “seed” mà không có “randomize”. Mời ghi thêm randomize=true.",
                "There is a “seed” and no “randomize”. Write randomize=true too."
            ),
            Wrong::RangeStep => both!(
                "Bước (step) phải lớn hơn 0 và không lớn hơn khoảng từ start đến end.",
                "The step has to be more than 0 and no more than what lies between start and end."
            ),
            Wrong::NoCalculation => both!(
                "Loại “calculate” cần một phép tính. Mời ghi vào cột “calculation”.",
                "The type “calculate” needs an expression. Write it into the column “calculation”."
            ),
            Wrong::NotTriggers { written } => both!(
                "“{written}” không phải danh sách câu hỏi. Mời ghi ${{tên}}, nhiều tên thì cách nhau bằng dấu phẩy.",
                "“{written}” is no list of questions. Write ${{name}}, and commas between several."
            ),
            Wrong::TriggerUnseen { name } => both!(
                "“{name}” không ai nhìn thấy nên không bao giờ được trả lời. Mời chọn một câu hỏi có trên màn hình.",
                "Nobody sees “{name}”, so nobody ever answers it. Choose a question that is shown."
            ),
            Wrong::OtherFiltered => both!(
                "“or_other” không dùng chung với choice_filter được. Mời thêm lựa chọn “khác” vào danh sách và một câu hỏi riêng.",
                "“or_other” and a choice_filter do not go together. Add a choice “other” to the list and a question of its own."
            ),
            Wrong::OtherFromFile => both!(
                "“or_other” chỉ dùng được với danh sách trong trang “choices”. Mời thêm lựa chọn “khác” vào tệp và một câu hỏi riêng.",
                "“or_other” needs a list on the sheet “choices”. Add a choice “other” to the file and a question of its own."
            ),
            Wrong::TableFiltered => both!(
                "Câu hỏi trong bảng (table-list) không dùng choice_filter được. Mời bỏ một trong hai.",
                "A question in a table (table-list) cannot have a choice_filter. Take one of the two away."
            ),
            Wrong::TableMixed { first, second } => both!(
                "Các câu hỏi trong một bảng (table-list) phải cùng danh sách; ở đây có “{first}” và “{second}”.",
                "The questions of one table (table-list) need the same list; here are “{first}” and “{second}”."
            ),
            Wrong::LoopWithoutList => both!(
                "“begin loop over” cần tên một danh sách trong trang “choices”.",
                "“begin loop over” needs the name of a list on the sheet “choices”."
            ),
            Wrong::NotDeclinable { written } => both!(
                "Không có cách từ chối “{written}”. Mời dùng: not_asked, not_measured, not_known, not_said.",
                "There is no way to decline called “{written}”. Use not_asked, not_measured, not_known, not_said."
            ),
            Wrong::NotAPurpose { written, known } => {
                let known = known.join(", ");
                both!(
                    "Không có mục đích “{written}”. Mời dùng một trong: {known}.",
                    "There is no purpose “{written}”. Use one of: {known}."
                )
            }
            Wrong::NotYesOrNo { written } => both!(
                "“{written}” không rõ là có hay không. Mời ghi yes nếu là dữ liệu nhạy cảm, hoặc để trống.",
                "“{written}” says neither yes nor no. Write yes where the answer is sensitive, or leave it blank."
            ),
            Wrong::IdentityPaper { written } => both!(
                "Câu này xin ảnh giấy tờ tùy thân (“{written}”). Ảnh giấy tờ tùy thân là dữ liệu nhạy cảm, đi thăm không cần đến. Mời bỏ câu này; cần biết đã có giấy tờ chưa thì hỏi bằng câu có hoặc không.",
                "This asks for a picture of an identity paper (“{written}”). Such pictures are sensitive, and no visit needs them. Leave the question out; to know whether somebody has papers, ask by yes or no."
            ),
            Wrong::NotACount { written } => both!(
                "“{written}” không phải một số từ 1 đến 255.",
                "“{written}” is no number from 1 to 255."
            ),
            Wrong::NotANumberToBegin { written } => both!(
                "“{written}” không phải một số từ 0 đến 255.",
                "“{written}” is no number from 0 to 255."
            ),
            Wrong::NotAbout { written } => both!(
                "“{written}” không nói được biểu mẫu ghi về ai. Mời ghi household (hộ đang thăm) hoặc none (không về hộ nào).",
                "“{written}” does not say whom the form is about. Write household (the one that is visited) or none."
            ),
            Wrong::AboutNoHousehold => both!(
                "Biểu mẫu không về hộ nào (none) thì không ghi vào hồ sơ hộ được. Mời ghi household, hoặc bỏ trang entities cùng cột save_to.",
                "A form about no household (none) cannot save to one. Write household, or leave the sheet entities and save_to out."
            ),
            Wrong::NoEntities => both!(
                "Có save_to mà không có trang “entities”. Mời thêm trang đó với list_name và label.",
                "There is a save_to and no sheet “entities”. Add it, with a list_name and a label."
            ),
            Wrong::SectionSaved => both!(
                "Nhóm và phần lặp không lưu bằng save_to được. Mời ghi save_to ở câu hỏi.",
                "A group or repeat cannot be saved. Write save_to beside a question."
            ),
            Wrong::SavedTwice { property, row } => both!(
                "“{property}” đã được lưu từ dòng {row}. Mời đặt tên khác hoặc xóa một trong hai.",
                "“{property}” is saved from row {row} already. Rename or delete one of the two."
            ),
            Wrong::NotAProperty { written } => both!(
                "“{written}” không dùng cho save_to được: cần một tên không bắt đầu bằng __ và không phải name hay label.",
                "“{written}” cannot be saved to: it has to be a name that does not begin with __ and is not name or label."
            ),
            Wrong::NotOfAHousehold {
                property,
                similar,
                known,
            } => {
                let (known, (vi, en)) = (known.join(", "), hint(similar.as_deref()));
                both!(
                    "Hồ sơ hộ không có “{property}” để biểu mẫu ghi vào.{vi} Ghi được: {known}.",
                    "A household has no “{property}” that a form can say.{en} It can say: {known}."
                )
            }
            Wrong::Unsaved { property, unsaved } => match unsaved {
                Unsaved::InRepeat => both!(
                    "“{property}” là của cả hộ, nên không ghi từ trong phần lặp được. Mời chuyển câu này ra ngoài.",
                    "“{property}” is of the household as a whole, which a repeat cannot say. Move the question out of it."
                ),
                Unsaved::Kind => both!(
                    "Loại câu hỏi này không ghi vào “{property}” được: diện tích cần số, địa chỉ và điện thoại cần chữ, internet cần có hoặc không, devices cần chọn nhiều, số người cần số nguyên, các mục khác cần chọn một. Hoặc dùng một dòng calculate.",
                    "This type cannot say “{property}”: an area needs a number, an address or telephone text, internet yes or no, devices a choice of several, how many people a whole number, all others a choice of one. Or use a row that calculates."
                ),
                Unsaved::NoWord(words) => {
                    let words = words.join(", ");
                    both!(
                        "Không lựa chọn nào có tên mà hồ sơ hộ hiểu cho “{property}”: {words}. Mời dùng các tên ấy, hoặc một dòng calculate.",
                        "No choice has a name that the household's record knows for “{property}”: {words}. Use those, or a row that calculates."
                    )
                }
            },
            Wrong::UnknownEntity { list, similar } => {
                let (vi, en) = hint(similar.as_deref());
                both!(
                    "Trang “entities” không có danh sách “{list}”.{vi}",
                    "The sheet “entities” has no list “{list}”.{en}"
                )
            }
            Wrong::WhichEntity => both!(
                "Có nhiều danh sách trong trang “entities”. Mời ghi danh_sách#tên để biết lưu vào đâu.",
                "The sheet “entities” has several lists. Write list#name, to say which of them is meant."
            ),
            Wrong::EntityScope { list } => both!(
                "Danh sách “{list}” lấy câu trả lời từ hai phần lặp khác nhau. Mời lấy từ một phần lặp thôi.",
                "The list “{list}” takes answers from two different repeats. Take them from one of them."
            ),
            Wrong::EntityName { written } => both!(
                "“{written}” không dùng làm tên danh sách được: bắt đầu bằng chữ cái, không có dấu chấm, không bắt đầu bằng __.",
                "“{written}” cannot name a list: begin with a letter, use no dot, and do not begin with __."
            ),
            Wrong::EntityTwice { list, row } => both!(
                "Danh sách “{list}” đã có ở dòng {row}. Mời xóa một trong hai dòng.",
                "The list “{list}” is in row {row} already. Delete one of the two rows."
            ),
            Wrong::EntityColumn => both!(
                "Trang “entities” chỉ có các cột: list_name, label, entity_id, create_if, update_if.",
                "The sheet “entities” has the columns list_name, label, entity_id, create_if, update_if and no others."
            ),
            Wrong::NoEntityLabel => both!(
                "Thêm vào danh sách thì cần “label”. Mời ghi một biểu thức, ví dụ: ${{ho_ten}}.",
                "What is added to a list needs a “label”. Write an expression, such as ${{full_name}}."
            ),
            Wrong::NoEntityId => both!(
                "Có update_if mà không có entity_id. Mời ghi entity_id để biết sửa mục nào.",
                "There is an update_if and no entity_id. Write entity_id, to say which one is changed."
            ),
            Wrong::NoUpdateIf => both!(
                "Có entity_id và create_if mà không có update_if. Mời ghi khi nào thì sửa.",
                "There are an entity_id and a create_if and no update_if. Write when it is changed."
            ),
            Wrong::ChoiceWithoutName => both!(
                "Lựa chọn này chưa có tên. Mời ghi vào cột “name”.",
                "This choice has no name. Write one into the column “name”."
            ),
            Wrong::DuplicateChoice { name, row } => both!(
                "Lựa chọn “{name}” đã có ở dòng {row} trong cùng danh sách. Mời đặt tên khác.",
                "The choice “{name}” is already in row {row} of the same list. Choose another name."
            ),
            Wrong::ChoiceSpace { name } => both!(
                "Tên lựa chọn “{name}” có dấu cách. Mời thay bằng dấu _, vì câu này chọn được nhiều mục.",
                "The name of the choice “{name}” has a space. Write _ instead, since several can be chosen here."
            ),
            Wrong::TableTwice { table } => both!(
                "“{table}” vừa là danh sách vừa là tệp. Mời đổi tên một trong hai.",
                "“{table}” is both a list and a file. Rename one of the two."
            ),
            Wrong::NotATable { file } => both!(
                "Không đọc được tệp “{file}”. Mời lưu lại dạng CSV (UTF-8) hoặc GeoJSON.",
                "The file “{file}” cannot be read. Save it again as CSV (UTF-8) or GeoJSON."
            ),
            Wrong::FileColumn { file, column } => both!(
                "Tệp “{file}” không có cột “{column}”. Mời thêm cột đó hoặc ghi tên cột khác trong “parameters”.",
                "The file “{file}” has no column “{column}”. Add it, or name another one in “parameters”."
            ),
            Wrong::Form { message } => both!(
                "Mẫu phiếu này chưa dùng được: {message}.",
                "This form cannot be used: {message}."
            ),
        }
    }
}

impl Section {
    /// How rows call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Section::Group => "group",
            Section::Repeat => "repeat",
            Section::Loop => "loop",
        }
    }
}

impl Unfit {
    fn both(&self) -> Both {
        match self {
            Unfit::Whole => both!("một số nguyên", "a whole number"),
            Unfit::Number => both!("một số, ví dụ 0.5", "a number, such as 0.5"),
            Unfit::Truth => both!("true hoặc false", "true or false"),
            Unfit::Seed => both!("một số hoặc ${{tên}}", "a number or ${{name}}"),
            Unfit::Column => both!("tên một cột", "the name of a column"),
            Unfit::OneOf(known) => {
                let known = known.join(", ");
                both!("một trong: {known}", "one of: {known}")
            }
        }
    }
}

fn expression(error: &ExprError) -> Both {
    match error {
        ExprError::Character { found, at } => both!(
            "Ký tự “{found}” ở vị trí {at} không có nghĩa trong biểu thức. Chữ phải nằm giữa hai dấu nháy thẳng '…'.",
            "“{found}” at character {at} has no meaning in an expression. Text stands in straight quotes '…'."
        ),
        ExprError::Unfinished { at } => both!(
            "Dấu nháy hoặc ${{ mở ở vị trí {at} chưa đóng. Mời thêm dấu đóng.",
            "The quote or ${{ that begins at character {at} does not end. Close it."
        ),
        ExprError::Unexpected { found, at } => both!(
            "Không rõ “{found}” ở vị trí {at}. Mời xem có thiếu dấu phép tính, dấu phẩy hoặc dấu nháy ở trước đó không.",
            "“{found}” at character {at} was not expected. See whether an operator, comma or quote is missing before it."
        ),
        ExprError::End => both!(
            "Biểu thức dừng giữa chừng. Mời viết tiếp phần cuối hoặc đóng ngoặc.",
            "The expression stops too early. Write its end, or close the parentheses."
        ),
        ExprError::UnknownFunction(name) => both!(
            "Không có hàm {name}(). Mời xem lại cách viết.",
            "There is no function {name}(). See how it is spelled."
        ),
        ExprError::Arguments {
            function,
            given,
            expects,
        } => both!(
            "Hàm {function}() nhận được {given} giá trị, khác số cần có. Mời xem lại các dấu phẩy.",
            "{function}() takes {expects} and was given {given}. See to the commas."
        ),
        ExprError::NeedsReference(name) => both!(
            "Hàm {name}() cần một câu hỏi, ví dụ ${{tên}}.",
            "{name}() takes a question, such as ${{name}}."
        ),
        ExprError::UnknownAxis(axis) => both!(
            "Không có hướng “{axis}::” trong đường dẫn. Mời dùng ${{tên}}.",
            "There is no axis “{axis}::” in a path. Use ${{name}}."
        ),
        ExprError::TooDeep => both!(
            "Biểu thức này quá dài hoặc lồng quá sâu. Mời tách ra bằng các dòng “calculate”.",
            "This expression is too long or nested too deeply. Split it by rows of type “calculate”."
        ),
    }
}

impl Doubt {
    /// What to know.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        in_lang(self.both(), lang)
    }

    fn both(&self) -> Both {
        match self {
            Doubt::SimilarSheet { sheet } => both!(
                "Trang này không được đọc. Có phải là “{sheet}” không? Nếu chỉ là ghi chú, mời đặt _ ở đầu tên trang.",
                "This sheet is not read. Was “{sheet}” meant? If it holds notes, begin its name with _."
            ),
            Doubt::NamedByFile { name } => both!(
                "Chưa ghi “form_id”, nên lấy tên tệp: “{name}”. Tệp mang tên khác sẽ thành biểu mẫu khác; mời ghi “form_id” để giữ một tên.",
                "There is no “form_id”, so the file's name is taken: “{name}”. A file with another name would be another form; write a “form_id” to keep one name."
            ),
            Doubt::UnknownColumn => both!(
                "Cột này không được đọc: mẫu phiếu không có cột tên như vậy.",
                "This column is not read: forms have none of that name."
            ),
            Doubt::UnusedColumn => both!(
                "Cột này chỉ phần mềm khác dùng; điện thoại của ta không theo.",
                "This column is for other software; our phones do not follow it."
            ),
            Doubt::Appearance { written } => both!(
                "Điện thoại của ta không có cách hiện “{written}”; câu hỏi hiện theo cách thường.",
                "Our phones have no appearance “{written}”; the question is shown in the plain way."
            ),
            Doubt::Parameter { name } => both!(
                "Điện thoại của ta không theo tham số “{name}”.",
                "Our phones do not follow the parameter “{name}”."
            ),
            Doubt::Setting { name } => both!(
                "Hệ thống của ta không theo cài đặt “{name}”.",
                "Our software does not follow the setting “{name}”."
            ),
            Doubt::NoUse { kind } => both!(
                "Ô này không có tác dụng với loại “{kind}”.",
                "This cell has no use for the type “{kind}”."
            ),
            Doubt::StaysEmpty { kind } => both!(
                "Điện thoại của ta không biết “{kind}”: ô trả lời sẽ để trống.",
                "Our phones do not know “{kind}”: it stays empty."
            ),
            Doubt::LeftOut { kind } => both!(
                "Điện thoại của ta không làm “{kind}”: dòng này bị bỏ qua.",
                "Our phones do not do “{kind}”: this row is left out."
            ),
            Doubt::MissingFile { file } => both!(
                "Chưa có tệp “{file}”: danh sách sẽ trống cho đến khi tải tệp lên.",
                "The file “{file}” is not there: its list is empty until it is added."
            ),
            Doubt::MissingMedia { file } => both!(
                "Chưa có tệp “{file}”: điện thoại chỉ hiện lời, không có nó. Mời chọn tệp cùng với bảng tính.",
                "The file “{file}” is not there: phones show the words without it. Choose it together with the workbook."
            ),
            Doubt::UnfitMedia { file } => both!(
                "Điện thoại không hiện được tệp “{file}” ở cột này. Ảnh: PNG, JPEG, WebP hoặc GIF; tiếng: MP3, M4A, OGG hoặc WAV; phim: MP4 hoặc WebM.",
                "Phones cannot show the file “{file}” in this column. Pictures: PNG, JPEG, WebP or GIF; sound: MP3, M4A, OGG or WAV; films: MP4 or WebM."
            ),
            Doubt::HeavyMedia { file, megabytes } => both!(
                "Tệp “{file}” nặng đến {megabytes} MB, và điện thoại nào cũng phải tải nó về. Nên làm nhỏ lại.",
                "The file “{file}” has up to {megabytes} MB, and every phone has to fetch it. Better make it smaller."
            ),
            Doubt::FilterColumn { column, list } => both!(
                "Danh sách “{list}” không có cột “{column}”. Nếu là một câu hỏi, mời ghi ${{{column}}}; nếu là chữ, mời ghi '{column}'.",
                "The list “{list}” has no column “{column}”. Write ${{{column}}} for a question, or '{column}' for a text."
            ),
            Doubt::NoChoiceLabel => both!(
                "Lựa chọn này chưa có lời; tên của nó được hiện thay.",
                "This choice has no words; its name is shown instead."
            ),
            Doubt::NoRepeatLabel => both!(
                "Phần lặp này chưa có tiêu đề. Nên ghi vào cột “label”.",
                "This repeat has no heading. Better write one into the column “label”."
            ),
            Doubt::SameButCase { name, row } => both!(
                "Tên “{name}” chỉ khác tên ở dòng {row} ở chữ hoa, chữ thường; dễ nhầm khi xem số liệu.",
                "The name “{name}” differs from that in row {row} by capital letters alone, which data can mix up."
            ),
            Doubt::RowSkipped => both!(
                "Dòng này không có loại, tên hay lời hỏi nên bị bỏ qua.",
                "This row has no type, name or words and is skipped."
            ),
            Doubt::Disabled => both!(
                "Dòng này bị tắt bằng cột “disabled”. Nên dùng “relevant”.",
                "This row is switched off by the column “disabled”. Better use “relevant”."
            ),
            Doubt::StrangeEntity { list } => both!(
                "Ở đây chỉ giữ hồ sơ hộ (households), không có danh sách “{list}”: câu trả lời ở lại trong lượt thăm.",
                "Only households are kept here, and no list “{list}”: what is saved to it stays in the visit."
            ),
            Doubt::HouseholdVisited => both!(
                "Điều kiện này không được xét: biểu mẫu luôn nói về hộ đang thăm.",
                "This condition is not looked at: a form always speaks of the household that is visited."
            ),
            Doubt::UnusedList { list } => both!(
                "Không câu hỏi nào dùng danh sách “{list}”; nó không đi kèm mẫu phiếu.",
                "No question uses the list “{list}”; it does not come with the form."
            ),
            Doubt::ChoiceWithoutList => both!(
                "Lựa chọn này không thuộc danh sách nào nên bị bỏ qua. Mời ghi vào cột “list_name”.",
                "This choice belongs to no list and is skipped. Write one into the column “list_name”."
            ),
            Doubt::NeverVisible => both!(
                "Câu này có phép tính mà không có lời hỏi nên không hiện lên màn hình.",
                "This has a calculation and no words, so it is not shown."
            ),
        }
    }
}

fn hint(similar: Option<&str>) -> Both {
    similar.map_or_else(Both::default, |similar| {
        both!(" Có phải là “{similar}” không?", " Was “{similar}” meant?")
    })
}

fn reference_hint(similar: Option<&str>) -> Both {
    similar.map_or_else(Both::default, |similar| {
        both!(
            " Có phải là ${{{similar}}} không?",
            " Was ${{{similar}}} meant?"
        )
    })
}

fn sheet_hint(similar: Option<&str>) -> Both {
    similar.map_or_else(Both::default, |similar| {
        both!(
            " Trang “{similar}” có phải là trang đó không? Mời đổi tên thành “survey”.",
            " Is it the sheet “{similar}”? Rename it to “survey”."
        )
    })
}
