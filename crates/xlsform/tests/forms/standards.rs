//! What the project's workbooks say of a standard is what `standards/` says.

use std::fs;
use std::path::PathBuf;

use dong_hanh_domain::standard::{Choice, IncomeItems as Table, Item, OfArea, Pick};
use dong_hanh_domain::{Both, Standard};
use dong_hanh_form::{Answer, Answers, Context, Definition, Form, Value, finish};
use dong_hanh_xlsform::{Files, compile};
use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, Worksheet};
use serde_json::json;

const WORKBOOK: &str = "forms/income-items.xlsx";

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(name)
}

fn table() -> Table {
    let text = fs::read_to_string(file("standards/income-items.json")).unwrap();
    Table::parse(&text).unwrap()
}

const SURVEY: [&str; 14] = [
    "type",
    "name",
    "label::Tiếng Việt (vi)",
    "label::English (en)",
    "hint::Tiếng Việt (vi)",
    "hint::English (en)",
    "required",
    "required_message::Tiếng Việt (vi)",
    "required_message::English (en)",
    "relevant",
    "constraint",
    "constraint_message::Tiếng Việt (vi)",
    "constraint_message::English (en)",
    "calculation",
];

/// The workbook that a table is.
fn workbook(table: &Table) -> Vec<u8> {
    let mut book = Workbook::new();
    let rows = survey(table);
    let survey = book.add_worksheet().set_name("survey").unwrap();
    // What can be declined stands in a last column.
    let header = SURVEY
        .iter()
        .copied()
        .chain(["dh:declinable"])
        .collect::<Vec<_>>();
    write(survey, &header, &rows, &[22, 18, 44, 40]);
    let choices = book.add_worksheet().set_name("choices").unwrap();
    let mut header = vec![
        "list_name",
        "name",
        "label::Tiếng Việt (vi)",
        "label::English (en)",
    ];
    if table.is_verified() {
        header.extend(["rural", "urban"]);
    }
    write(choices, &header, &lists(table), &[18, 18, 44, 40]);
    let settings = book.add_worksheet().set_name("settings").unwrap();
    let version = format!("{}-{}", table.name, table.valid_to);
    let header = [
        "form_title",
        "dh:title::English (en)",
        "form_id",
        "version",
        "default_language",
    ];
    let row = [
        "Các mục thu nhập",
        "Income items",
        "income-items",
        &version,
        "Tiếng Việt (vi)",
    ];
    write(
        settings,
        &header,
        &[row.map(str::to_owned).into()],
        &[24, 24, 18, 26, 20],
    );
    let guide = book.add_worksheet().set_name("Huong dan").unwrap();
    let from = [
        "Tệp này được tạo từ standards/income-items.json; đừng sửa ở đây.".to_owned(),
        format!(
            "{}; hiệu lực {} – {}; vùng {}.",
            table.law, table.valid_from, table.valid_to, table.region
        ),
        table.note.clone(),
    ];
    write(guide, &["Nguồn"], &from.map(|line| vec![line]), &[100]);
    book.save_to_buffer().unwrap()
}

fn write(sheet: &mut Worksheet, header: &[&str], rows: &[Vec<String>], widths: &[u32]) {
    let head = Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x1F_4E46))
        .set_text_wrap();
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (column, title) in (0..).zip(header) {
        sheet
            .write_string_with_format(0, column, *title, &head)
            .unwrap();
        let width = widths.get(usize::from(column)).copied().unwrap_or(30);
        sheet.set_column_width(column, width).unwrap();
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet
                .write_string_with_format(row, column, cell, &body)
                .unwrap();
        }
    }
    sheet
        .set_freeze_panes(1, 2.min(header.len() as u16))
        .unwrap();
}

/// One row; cells are named by the beginning of their header.
fn row(cells: &[(&str, &str)]) -> Vec<String> {
    let mut row = vec![String::new(); SURVEY.len() + 1];
    for (name, cell) in cells {
        let at = match *name {
            "vi" => 2,
            "en" => 3,
            "hint vi" => 4,
            "hint en" => 5,
            "required vi" => 7,
            "required en" => 8,
            "asked vi" => 11,
            "asked en" => 12,
            "declinable" => SURVEY.len(),
            other => SURVEY.iter().position(|header| *header == other).unwrap(),
        };
        (*cell).clone_into(&mut row[at]);
    }
    row
}

fn survey(table: &Table) -> Vec<Vec<String>> {
    let verified = table.is_verified();
    let mut rows = vec![
        row(&[
            ("type", "begin_group"),
            ("name", "start"),
            ("vi", "Trước khi hỏi"),
            ("en", "Before asking"),
        ]),
        row(&[
            ("type", "note"),
            ("name", "notice"),
            (
                "vi",
                "Đây không phải là rà soát hộ nghèo, và không thay kết quả của xã, phường.",
            ),
            (
                "en",
                "This is not the poverty review and does not replace its result.",
            ),
        ]),
    ];
    if !verified {
        rows.push(row(&[
            ("type", "note"), ("name", "unverified"),
            ("vi", "Điểm của bảng này chưa được đối chiếu với bản gốc: câu trả lời được ghi lại, không tính điểm."),
            ("en", "The points of this table were not compared with the original: answers are recorded and give no score."),
        ]));
    }
    rows.extend([
        row(&[
            ("type", "select_one place"),
            ("name", "area_kind"),
            ("vi", "Gia đình ở xã hay phường?"),
            ("en", "Does the household live in a commune or a ward?"),
            ("required", "yes"),
            (
                "required vi",
                "Ở xã hay phường? Điểm của hai nơi khác nhau.",
            ),
            ("required en", "A commune or a ward? Their points differ."),
        ]),
        row(&[("type", "end_group"), ("name", "start")]),
        row(&[
            ("type", "begin_group"),
            ("name", "items"),
            ("vi", "Các mục"),
            ("en", "Items"),
        ]),
    ]);
    for item in &table.items {
        rows.extend(asked(item));
    }
    rows.extend([
        row(&[("type", "end_group"), ("name", "items")]),
        row(&[
            ("type", "begin_group"),
            ("name", "score"),
            ("vi", "Điểm A"),
            ("en", "Income score"),
        ]),
        row(&[
            ("type", "integer"),
            ("name", "by_hand"),
            ("vi", "Điểm A do rà soát viên chấm"),
            ("en", "Income score given by the reviewer"),
            ("hint vi", "Chỉ ghi khi đã có trong phiếu của xã, phường."),
            ("hint en", "Only as the commune's or ward's form has it."),
            ("constraint", ". >= 0 and . <= 1000"),
            ("asked vi", "Điểm này khác thường. Có gõ thừa số không?"),
            (
                "asked en",
                "That is an unusual score. Was a digit typed twice?",
            ),
            ("declinable", "not_known"),
        ]),
    ]);
    if verified {
        rows.extend(scored(table));
    } else {
        rows.push(row(&[
            ("type", "note"),
            ("name", "no_score"),
            ("vi", "Không tính điểm từ bảng chưa được kiểm chứng."),
            (
                "en",
                "No score is made of a table that nobody has verified.",
            ),
        ]));
    }
    rows.push(row(&[("type", "end_group"), ("name", "score")]));
    rows
}

fn asked(item: &Item) -> Vec<Vec<String>> {
    let (kind, alone) = match item.pick {
        Pick::One => ("select_one", false),
        Pick::Many => (
            "select_multiple",
            item.options.iter().any(|option| option.id == "none"),
        ),
    };
    let kind = format!("{kind} {}", item.id);
    let mut cells = vec![
        ("type", kind.as_str()),
        ("name", &item.id),
        ("vi", &item.label.vi),
        ("en", &item.label.en),
        ("declinable", "not_asked not_known"),
    ];
    if !item.verified {
        cells.extend([
            ("hint vi", "Điểm của mục này chưa được kiểm chứng."),
            ("hint en", "The points of this item are not verified."),
        ]);
    }
    if alone {
        cells.extend([
            (
                "constraint",
                "not(selected(., 'none')) or count-selected(.) = 1",
            ),
            (
                "asked vi",
                "Vừa chọn “không có” vừa chọn thứ khác. Có hay không?",
            ),
            (
                "asked en",
                "“None” and something else are both chosen. Which is it?",
            ),
        ]);
    }
    vec![row(&cells)]
}

fn scored(table: &Table) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for Item { id, pick, .. } in &table.items {
        let of = |area: &str| match pick {
            Pick::One => format!("instance('{id}')/root/item[name = ${{{id}}}]/{area}"),
            Pick::Many => format!("instance('{id}')/root/item[selected(${{{id}}}, name)]/{area}"),
        };
        let sum = format!(
            "if(${{{id}}} = '', '', if(${{area_kind}} = 'urban', sum({}), sum({})))",
            of("urban"),
            of("rural")
        );
        let name = format!("points_{id}");
        rows.push(row(&[
            ("type", "calculate"),
            ("name", &name),
            ("calculation", &sum),
        ]));
    }
    let names: Vec<String> = table
        .items
        .iter()
        .map(|item| format!("${{points_{}}}", item.id))
        .collect();
    let sum = names.join(" + ");
    let missing: Vec<String> = names.iter().map(|name| format!("{name} = ''")).collect();
    let sum = format!("if({}, '', {sum})", missing.join(" or "));
    let OfArea { rural, urban } = table.limit;
    let limit = format!("if(${{area_kind}} = 'urban', {urban}, {rural})");
    rows.extend([
        row(&[
            ("type", "calculate"),
            ("name", "income_score"),
            ("calculation", &sum),
        ]),
        row(&[
            ("type", "calculate"),
            ("name", "limit"),
            ("calculation", &limit),
        ]),
        row(&[
            ("type", "note"),
            ("name", "told"),
            (
                "vi",
                "Điểm A: ${income_score}. Ngưỡng: ${limit}. Đây là tự đánh giá.",
            ),
            (
                "en",
                "Income score: ${income_score}. Limit: ${limit}. This is a self-check.",
            ),
            ("relevant", "${income_score} != ''"),
        ]),
    ]);
    rows
}

fn lists(table: &Table) -> Vec<Vec<String>> {
    let places = [
        ["rural", "Xã (nông thôn)", "Commune (rural)"],
        ["urban", "Phường (thành thị)", "Ward (urban)"],
    ];
    let places = places.map(|[name, vi, en]| ["place", name, vi, en].map(str::to_owned).to_vec());
    let mut rows = places.to_vec();
    for item in &table.items {
        for option in &item.options {
            let Both { vi, en } = &option.label;
            let mut row = [&item.id, &option.id, vi, en].map(Clone::clone).to_vec();
            if let Some(points) = option.points.filter(|_| table.is_verified()) {
                row.extend([points.rural.to_string(), points.urban.to_string()]);
            }
            rows.push(row);
        }
    }
    rows
}

fn compiled(bytes: &[u8]) -> Definition {
    compile("income-items.xlsx", bytes, &Files::new())
        .unwrap()
        .form
}

#[test]
fn the_income_items_are_those_of_the_table() {
    let made = workbook(&table());
    let path = file(WORKBOOK);
    let kept = fs::read(&path).map(|bytes| compiled(&bytes));
    let is_kept = kept.is_ok_and(|kept| kept == compiled(&made));
    if std::env::var_os("RENEW_FORMS").is_some() && !is_kept {
        fs::write(&path, &made).unwrap();
        return;
    }
    assert!(
        is_kept,
        "{WORKBOOK} is not what the table says: write it anew with RENEW_FORMS=1"
    );
}

#[test]
fn a_table_that_nobody_verified_gives_no_score() {
    let form = compiled(&workbook(&table()));
    let text = serde_json::to_string(&form).unwrap();
    assert!(!text.contains("income_score"));
    // One item that was not compared is enough.
    let mut almost = verified();
    almost.items[3].options[0].points = None;
    let text = serde_json::to_string(&compiled(&workbook(&almost))).unwrap();
    assert!(!text.contains("income_score"));
}

#[test]
fn a_table_that_was_verified_adds_up() {
    let table = verified();
    let form = Form::new(compiled(&workbook(&table))).unwrap();
    let mut all = json!({ "start/area_kind": { "one": "urban" } });
    let mut score = 0;
    for item in &table.items {
        let [first, second, ..] = &item.options[..] else {
            panic!("{}", item.id)
        };
        let points = |option: &Choice| option.points.unwrap().urban;
        let at = format!("items/{}", item.id);
        all[at] = match item.pick {
            Pick::One => json!({ "one": second.id }),
            Pick::Many => json!({ "many": [first.id, second.id] }),
        };
        score += points(second);
        if matches!(item.pick, Pick::Many) {
            score += points(first);
        }
    }
    let scored = |all: &serde_json::Value| {
        let answers: Answers = serde_json::from_value(json!({ "answers": all })).unwrap();
        let context = Context::on("2026-11-24".parse().unwrap());
        let finished = finish(&form, &answers, &context).unwrap();
        match finished.get(&"score/income_score".parse().unwrap()) {
            Some(Answer::Given(Value::Text(text))) => Some(text.clone()),
            _ => None,
        }
    };
    assert_eq!(scored(&all), Some(score.to_string()));
    all["items/size"] = json!({ "declined": "not_known" });
    assert_eq!(scored(&all), None);
}

/// The table with made-up points, to see that they are added.
fn verified() -> Table {
    let mut table = table();
    for (at, item) in (1..).zip(&mut table.items) {
        item.verified = true;
        for (nth, option) in (0..).zip(&mut item.options) {
            let rural = at * 10 + nth;
            option.points = Some(OfArea {
                rural,
                urban: rural + 5,
            });
        }
    }
    table
}

#[test]
fn the_self_check_reckons_by_the_standard() {
    let text = fs::read_to_string(file("standards/2021-2025.json")).unwrap();
    let standard = Standard::parse(&text).unwrap();
    let form = compiled(&fs::read(file("forms/self-check.xlsx")).unwrap());
    let json = serde_json::to_value(&form).unwrap();
    let result = json["nodes"].as_array().unwrap().last().unwrap()["nodes"]
        .as_array()
        .unwrap()
        .clone();
    let calculation = |name: &str| {
        let node = result.iter().find(|node| node["name"] == name).unwrap();
        node["calculate"].as_str().unwrap().to_owned()
    };
    let of = |OfArea { rural, urban }| format!("if(${{area_kind}} = 'urban', {urban}, {rural})");
    assert_eq!(calculation("line"), of(standard.income_line.is));
    assert_eq!(
        calculation("average_line"),
        of(standard.average_to.unwrap().is)
    );
    let class = calculation("self_class");
    assert!(class.contains(&format!("today() > date('{}')", standard.valid_to)));
    assert!(class.contains(&format!("${{lacks}} >= {}, 'poor'", standard.poor_from.is)));
    let sum: Vec<String> = standard
        .indicators
        .iter()
        .map(|indicator| format!("${{lacks_{}}}", indicator.key))
        .collect();
    assert_eq!(calculation("lacks"), sum.join(" + "));
}
