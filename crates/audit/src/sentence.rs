//! What was done, in words: what stands behind the name of whoever did it. Names of things are not said, as an entry does
//! not know them.

use dong_hanh_domain::{Both, Scope};

use crate::{AuditAct, BreachStep, Door, GivenOut, ListStep, What};

impl AuditAct {
    /// What it is, behind the name of whoever did it: «đọc hồ sơ một hộ».
    #[must_use]
    pub fn both(&self) -> Both<String> {
        let plain = match self {
            Self::SignedIn { by } => by.both(),
            Self::SignInFailed { .. } => Both::new("đăng nhập không được", "could not sign in"),
            Self::PasswordShown { .. } => Both::new(
                "nhập đúng mật khẩu, còn chờ mã thứ hai",
                "gave the right password, and was asked for a code",
            ),
            Self::SignedOut {} => Both::new("đăng xuất", "signed out"),
            Self::SessionEnded { .. } => {
                Both::new("kết thúc một phiên đăng nhập", "ended a session")
            }
            Self::PasswordChanged { .. } => Both::new(
                "đổi mật khẩu của một tài khoản",
                "changed the password of an account",
            ),
            Self::FactorSet {} => Both::new("đặt đăng nhập hai bước", "set a second factor up"),
            Self::FactorRemoved { .. } => Both::new(
                "bỏ đăng nhập hai bước của một tài khoản",
                "took the second factor off an account",
            ),
            Self::RecoveryCodesMade {} => {
                Both::new("tạo mã dự phòng mới", "made other recovery codes")
            }
            Self::DeviceLost { .. } => Both::new("báo mất một máy", "reported a device lost"),
            Self::DeviceFound { .. } => {
                Both::new("báo đã tìm thấy một máy", "said that a device was found")
            }
            Self::LostHandedOver { .. } => Both::new(
                "máy bị mất gửi về một mục",
                "handed over an item as a lost device",
            ),
            Self::LostErased { .. } => Both::new(
                "máy bị mất đã xóa dữ liệu",
                "erased itself as a lost device",
            ),
            Self::VaultSecret {} => Both::new(
                "lấy mã mở khóa máy ở văn phòng",
                "took the secret that opens the device's vault",
            ),
            Self::Read { what, records } => return what.read(*records),
            Self::Pulled { feeds } => return pulled(feeds),
            Self::Pushed { .. } => return self.pushed(),
            Self::Brought { .. } => Both::new("gửi một ảnh hoặc tệp", "sent a picture or a file"),
            Self::PersonAdded { .. } => Both::new("thêm một người", "added a person"),
            Self::HamletsGiven { .. } => {
                Both::new("giao thôn, tổ cho một người", "gave somebody hamlets")
            }
            Self::PersonChanged { .. } => Both::new(
                "sửa thông tin và thôn, tổ của một người",
                "changed what is said of a person",
            ),
            Self::AccountClosed { .. } => Both::new("đóng một tài khoản", "closed an account"),
            Self::AccountOpened { .. } => {
                Both::new("mở lại một tài khoản", "opened an account again")
            }
            Self::Invited { .. } => {
                Both::new("mời một người vào máy", "invited somebody to a phone")
            }
            Self::KeyGiven { .. } => {
                Both::new("cấp khóa ODK Collect", "gave a key for ODK Collect")
            }
            Self::HandoverTaken { .. } => {
                Both::new("nhận một tệp bàn giao", "took in a hand-over file")
            }
            Self::DraftClosed { .. } => Both::new(
                "đóng một bản nháp được bàn giao",
                "closed a draft that was handed over",
            ),
            Self::DraftReopened { .. } => Both::new(
                "mở lại một bản nháp được bàn giao",
                "opened a draft again that was handed over",
            ),
            Self::Emptied {
                drafts, workbooks, ..
            } => {
                return Both::new(
                    format!(
                        "xóa vì hết thời gian lưu giữ: {drafts} bản nháp, {workbooks} tệp Excel"
                    ),
                    format!(
                        "emptied as their time was over: {drafts} drafts, {workbooks} workbooks"
                    ),
                );
            }
            Self::FormPublished { .. } => Both::new("phát hành một biểu mẫu", "published a form"),
            Self::FormDecided { current: true, .. } => {
                Both::new("cho dùng một biểu mẫu", "put a form to use")
            }
            Self::FormDecided { .. } => Both::new("thu hồi một biểu mẫu", "withdrew a form"),
            Self::List { step, .. } => step.both(),
            Self::Exported { what, records } => return what.exported(*records),
            Self::Looked { .. } => Both::new(
                "mở hồ sơ một hộ trên màn hình",
                "opened a household on the screen",
            ),
            Self::BreachOpened { .. } => Both::new(
                "ghi một sự cố lộ dữ liệu",
                "opened a breach of personal data",
            ),
            Self::BreachStepped { step, .. } => step.both(),
            Self::HamletsNamed { .. } => Both::new("đặt tên thôn, tổ", "named hamlets"),
            Self::UnitsMerged { .. } => {
                Both::new("nhập các đơn vị vào một đơn vị", "made units another one")
            }
            Self::Started { version } => {
                return Both::new(
                    format!("khởi động (bản {version})"),
                    format!("started (version {version})"),
                );
            }
        };
        plain.owned()
    }

    fn pushed(&self) -> Both<String> {
        let Self::Pushed {
            operations,
            held,
            list,
            ..
        } = self
        else {
            return Both::default();
        };
        let said: Vec<_> = operations
            .iter()
            .map(|(kind, count)| kind.both(*count))
            .collect();
        let mut vi: Vec<_> = said.iter().map(|said| said.vi.clone()).collect();
        let mut en: Vec<_> = said.into_iter().map(|said| said.en).collect();
        if *held > 0 {
            vi.push(format!("{held} mục phải chờ"));
            en.push(format!("{held} of them held"));
        }
        let by = match list {
            Some(_) => Both::new("ghi từ danh sách Excel", "entered from a list"),
            None => Both::new("gửi", "sent"),
        };
        Both::new(
            format!("{} {}", by.vi, vi.join(", ")),
            format!("{} {}", by.en, en.join(", ")),
        )
    }
}

fn pulled(feeds: &[GivenOut]) -> Both<String> {
    let records: u64 = feeds.iter().map(|feed| feed.records).sum();
    let hamlets = feeds
        .iter()
        .filter(|feed| matches!(feed.scope, Scope::Hamlet(_)))
        .count();
    let of = match hamlets {
        0 => Both::default(),
        count => Both::new(
            format!(" của {count} thôn, tổ"),
            format!(", hamlets: {count}"),
        ),
    };
    Both::new(
        format!("tải về {records} mục mới{}", of.vi),
        format!("downloaded what is new ({records}{})", of.en),
    )
}

impl What {
    fn read(&self, records: u64) -> Both<String> {
        let plain = match self {
            Self::Household { .. } => Both::new("đọc hồ sơ một hộ", "read a household"),
            Self::Visit { .. } => Both::new("đọc một lượt thăm", "read a visit"),
            Self::Media { .. } => Both::new("xem một ảnh hoặc tệp", "saw a picture or a file"),
            Self::Sessions { .. } => Both::new(
                "xem các phiên đăng nhập của một người",
                "saw somebody's sessions",
            ),
            Self::Invitation { .. } => {
                Both::new("xem lời mời của một người", "saw for whom an invitation is")
            }
            Self::Coverage { .. } => Both::new("xem độ phủ", "saw how far visits reach"),
            Self::Visits { .. } => Both::new("đọc danh sách lượt thăm", "read a list of visits"),
            Self::Households { .. } => Both::new("đọc danh sách hộ", "read a list of households"),
            Self::People { .. } => Both::new("xem danh sách người", "saw the list of people"),
            Self::Devices { .. } => Both::new("xem danh sách máy", "saw the list of devices"),
            Self::Drafts { .. } => Both::new(
                "đọc các bản nháp được bàn giao",
                "read drafts that were handed over",
            ),
            Self::Retained { .. } => Both::new(
                "xem những gì sắp hết thời gian lưu giữ",
                "saw what goes when its time is over",
            ),
            Self::LeftBehind { .. } => Both::new("xem hộ bị bỏ lại", "saw who is left behind"),
            Self::Lists { .. } => Both::new(
                "xem các danh sách Excel đã nhận",
                "saw the lists that were taken in from Excel",
            ),
            Self::List { .. } => Both::new("đọc danh sách Excel", "read a list from Excel"),
            Self::Rejects { .. } => {
                Both::new("xem các dòng chưa nhận", "saw rows that were not taken")
            }
            Self::Breaches { .. } => Both::new(
                "xem các sự cố lộ dữ liệu",
                "saw the breaches of personal data",
            ),
            Self::Breach { .. } => {
                Both::new("xem một sự cố lộ dữ liệu", "saw a breach of personal data")
            }
            Self::Audit { .. } => Both::new("xem nhật ký", "read the audit"),
        };
        self.counted(plain, records)
    }

    fn exported(&self, records: u64) -> Both<String> {
        let plain = match self {
            Self::Audit { .. } => Both::new("xuất nhật ký", "exported the audit"),
            Self::Rejects { .. } => Both::new(
                "xuất các dòng chưa nhận",
                "exported rows that were not taken",
            ),
            Self::Breach { .. } => {
                Both::new("xuất tệp thông báo sự cố", "exported the file of a breach")
            }
            _ => Both::new("xuất dữ liệu", "exported data"),
        };
        self.counted(plain, records)
    }

    /// One thing is one thing; of others it is said how many.
    fn counted(&self, plain: Both<&str>, records: u64) -> Both<String> {
        let is_one = matches!(
            self,
            Self::Household { .. }
                | Self::Visit { .. }
                | Self::Media { .. }
                | Self::Invitation { .. }
                | Self::Coverage { .. }
        );
        if is_one {
            return plain.owned();
        }
        Both::new(
            format!("{} ({records} mục)", plain.vi),
            format!("{} ({records})", plain.en),
        )
    }
}

impl BreachStep {
    fn both(self) -> Both<&'static str> {
        match self {
            Self::AuthorityTold => Both::new(
                "ghi đã báo cơ quan có thẩm quyền về một sự cố",
                "noted that the authority was told of a breach",
            ),
            Self::CityTold => Both::new(
                "ghi đã báo thành phố về một sự cố",
                "noted that the city was told of a breach",
            ),
            Self::PeopleTold => Both::new(
                "ghi đã báo người liên quan về một sự cố",
                "noted that people concerned were told of a breach",
            ),
            Self::Measure => Both::new(
                "ghi việc đã làm về một sự cố",
                "noted what was done against a breach",
            ),
            Self::SeenTo => Both::new("đóng một sự cố, đã xử lý xong", "closed a breach, seen to"),
            Self::Dismissed => Both::new(
                "đóng một sự cố, không phải làm gì",
                "closed a breach, nothing to be done",
            ),
            Self::Reopened => Both::new("mở lại một sự cố", "opened a breach again"),
        }
    }
}

impl Door {
    fn both(self) -> Both<&'static str> {
        match self {
            Self::Password => Both::new("đăng nhập bằng mật khẩu", "signed in with a password"),
            Self::Invitation => Both::new("vào máy bằng lời mời", "came in by an invitation"),
        }
    }
}

impl ListStep {
    fn both(self) -> Both<&'static str> {
        match self {
            Self::Begun => Both::new("đưa vào một danh sách Excel", "brought a list from Excel"),
            Self::Corrected => Both::new(
                "đổi cách đọc danh sách Excel",
                "read a list from Excel otherwise",
            ),
            Self::Applied => Both::new("cho ghi danh sách Excel", "had a list from Excel entered"),
            Self::Stopped => Both::new("dừng ghi danh sách Excel", "stopped a list from Excel"),
            Self::Undone => Both::new("hoàn tác danh sách Excel", "took a list from Excel back"),
            Self::Forgotten => Both::new("bỏ một danh sách Excel", "dropped a list from Excel"),
        }
    }
}
