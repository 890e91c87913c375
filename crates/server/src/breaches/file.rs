//! A breach as a workbook: the notice that the law asks for (Law 91/2025/QH15, Article 23), and the people concerned.
//!
//! Every cell is a text or a number that Excel shows and never reckons.

use chrono::{DateTime, Utc};
use dong_hanh_domain::breach::{Breach, Exposure, Reach, ReadKind, Whom};
use dong_hanh_domain::time::VIETNAM;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::Concerned;
use crate::error::Problem;

/// What stands in the notice beside the breach itself.
#[derive(Clone, Debug)]
pub struct Notification {
    /// The breach.
    pub breach: Breach,
    /// What it exposed.
    pub exposure: Exposure,
    /// The people concerned.
    pub concerned: Vec<Concerned>,
    /// What the unit is called.
    pub unit: String,
    /// Whose device or account it is, or nothing.
    pub about: Option<String>,
    /// Whom the authority is.
    pub authority: String,
    /// Who makes the file, and may be asked.
    pub contact: String,
    /// When it is made.
    pub now: DateTime<Utc>,
}

/// The workbook.
///
/// # Errors
/// Where it cannot be written.
pub fn file(notification: &Notification) -> Result<Vec<u8>, Problem> {
    write(notification).map_err(|_| Problem::Internal)
}

fn write(it: &Notification) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Thông báo")?;
    let wrap = Format::new().set_text_wrap();
    let bold = Format::new().set_bold().set_text_wrap();
    sheet.set_column_width(0, 34.0)?.set_column_width(1, 90.0)?;
    for (at, (heading, text)) in (0..).zip(lines(it)) {
        sheet.write_string_with_format(at, 0, heading, &bold)?;
        sheet.write_string_with_format(at, 1, text, &wrap)?;
    }
    people(book.add_worksheet().set_name("Người liên quan")?, it, &bold)?;
    book.save_to_buffer()
}

/// What the notice says, line by line.
fn lines(it: &Notification) -> Vec<(&'static str, String)> {
    let (breach, exposure) = (&it.breach, &it.exposure);
    let kinds = exposure.kinds.iter().map(|(kind, count)| {
        let sensitive = if kind.is_sensitive() {
            " (nhạy cảm)"
        } else {
            ""
        };
        format!("{}{sensitive}: {count} hộ", kind.both().vi)
    });
    let kinds: Vec<String> = kinds.collect();
    let measures = breach
        .measures
        .iter()
        .map(|one| format!("{}: {}", moment(one.noted.at), one.text));
    let measures: Vec<String> = measures.collect();
    let late = breach.authority_told().unwrap_or(it.now) > breach.deadline();
    let why_late = if late {
        "Quá 72 giờ kể từ khi phát hiện. Lý do: "
    } else {
        "Trong 72 giờ kể từ khi phát hiện."
    };
    let about = it.about.as_ref().map(|about| format!(" ({about})"));
    vec![
        ("THÔNG BÁO VI PHẠM", "Quy định về bảo vệ dữ liệu cá nhân (Điều 23 Luật số 91/2025/QH15)".to_owned()),
        ("Kính gửi", it.authority.clone()),
        ("Bên thông báo", it.unit.clone()),
        ("Người liên hệ", it.contact.clone()),
        ("Tính chất", format!("{}{}", breach.incident.both().vi, about.unwrap_or_default())),
        ("Bắt đầu", moment(breach.since)),
        ("Phát hiện", moment(breach.discovered)),
        ("Hạn thông báo (72 giờ)", moment(breach.deadline())),
        ("Thời hạn", why_late.to_owned()),
        ("Người báo", breach.reported_by.clone()),
        ("Phạm vi", reach(exposure)),
        ("Số hộ, số người", counted(exposure)),
        ("Loại dữ liệu", kinds.join("\n")),
        ("Người làm việc bị lộ tên", exposure.accounts.to_string()),
        ("Tình trạng máy", store(exposure)),
        ("Đã tải, đã xem từ lúc ấy", read(exposure)),
        ("Hậu quả có thể có", "Người ngoài có thể biết ai nghèo, ốm đau, sống một mình, ở đâu; có thể bị lừa đảo, quấy rầy, kỳ thị.".to_owned()),
        ("Đã làm gì", measures.join("\n")),
        ("Đã báo", told(breach)),
        ("Số liệu tính lúc", moment(exposure.reckoned)),
        ("Tệp lập lúc", moment(it.now)),
    ]
}

fn counted(exposure: &Exposure) -> String {
    let said = format!(
        "{} hộ, {} người; {} hộ có dữ liệu nhạy cảm",
        exposure.households.len(),
        exposure.people,
        exposure.sensitive
    );
    match exposure.erased {
        0 => said,
        erased => format!(
            "{said}. Trong đó {erased} hộ đã được xóa hồ sơ sau lúc bị lộ nên không còn biết số người và loại dữ liệu"
        ),
    }
}

fn reach(exposure: &Exposure) -> String {
    match &exposure.reach {
        Reach::Unit {} => "toàn đơn vị".to_owned(),
        Reach::Hamlets { hamlets } => format!("{} thôn, tổ", hamlets.len()),
        Reach::Listed { rows } => format!("một danh sách {rows} dòng"),
        Reach::ListGone {} => "một danh sách đã xóa, không còn biết có những hộ nào".to_owned(),
        Reach::Households {} => format!("{} hộ", exposure.households.len()),
        Reach::Nothing {} => "không có hộ nào".to_owned(),
    }
}

fn store(exposure: &Exposure) -> String {
    let Some(store) = &exposure.store else {
        return "không liên quan đến một máy".to_owned();
    };
    let sealed = match store.sealed {
        Some(true) => "dữ liệu trên máy được mã hóa, mở bằng mã PIN",
        Some(false) => "văn phòng không giữ khóa của máy",
        None => "chưa rõ dữ liệu trên máy có được mã hóa không",
    };
    let lost = store.lost.map(|at| format!("báo mất lúc {}", moment(at)));
    let erased = store
        .erased
        .map(|at| format!("máy báo đã tự xóa lúc {}", moment(at)));
    let seen = format!("liên lạc lần cuối {}", moment(store.seen));
    let parts = [Some(sealed.to_owned()), Some(seen), lost, erased];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn read(exposure: &Exposure) -> String {
    let counted = exposure.read.iter().map(|(kind, count)| {
        let what = match kind {
            ReadKind::Downloaded => "mục tải về máy",
            ReadKind::Read => "mục đã xem",
            ReadKind::TakenOut => "mục xuất ra tệp",
            ReadKind::Pictures => "ảnh, ghi âm đã xem",
        };
        format!("{count} {what}")
    });
    let said = counted.collect::<Vec<_>>().join("; ");
    if exposure.read_more && !said.is_empty() {
        return format!("ít nhất {said}");
    }
    said
}

fn told(breach: &Breach) -> String {
    let told = breach.told.iter().map(|told| {
        let whom = match &told.whom {
            Whom::Authority {} => "cơ quan có thẩm quyền".to_owned(),
            Whom::City {} => "thành phố".to_owned(),
            Whom::Households { households } => format!("{} hộ", households.len()),
        };
        format!("{}: {whom}, {}", moment(told.at), told.how.both().vi)
    });
    told.collect::<Vec<_>>().join("\n")
}

const COLUMNS: [(&str, f64); 8] = [
    ("STT", 6.0),
    ("Thôn, tổ", 22.0),
    ("Chủ hộ", 28.0),
    ("Địa chỉ", 28.0),
    ("Điện thoại", 16.0),
    ("Số người", 10.0),
    ("Đã báo lúc", 20.0),
    ("Bằng cách", 24.0),
];

fn people(sheet: &mut Worksheet, it: &Notification, bold: &Format) -> Result<(), XlsxError> {
    for (column, (heading, width)) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, heading, bold)?;
        sheet.set_column_width(column, width)?;
    }
    for (row, one) in (1..).zip(&it.concerned) {
        sheet.write_number(row, 0, row)?;
        sheet.write_number(row, 5, u32::try_from(one.people).unwrap_or(u32::MAX))?;
        let told = one.told.map(moment).unwrap_or_default();
        let how = one.how.map(|how| how.both().vi).unwrap_or_default();
        let phone = one.phone.as_deref().unwrap_or_default();
        let texts = [
            (1, one.hamlet.as_str()),
            (2, &one.head),
            (3, &one.address),
            (4, phone),
            (6, &told),
            (7, how),
        ];
        for (column, text) in texts {
            sheet.write_string(row, column, text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// `14:07 ngày 24/11/2026`, in Việt Nam.
fn moment(at: DateTime<Utc>) -> String {
    let there = at.with_timezone(&VIETNAM);
    there.format("%H:%M ngày %d/%m/%Y").to_string()
}
