//! Everything that a request can be told when it fails, as RFC 9457 problem documents.

use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use dong_hanh_domain::breach::BreachError;
use dong_hanh_store::StoreError;
use dong_hanh_sync::PROTOCOL;
use dong_hanh_sync::protocol::PUSH_LIMIT;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use utoipa::ToSchema;

use crate::password::{Crowded, PasswordError};

/// Why a request failed. The message is for the person who holds the phone: what happened to the data,
/// and what to do.
#[derive(Debug, Error)]
pub enum Problem {
    /// No such name, or not its password; which of the two is not said.
    #[error(
        "Tên đăng nhập hoặc mật khẩu chưa đúng. Xin thử lại, hoặc hỏi cán bộ xã, phường để được cấp mật khẩu mới."
    )]
    WrongCredentials,
    /// Too many sign-in tries.
    #[error("Đã thử đăng nhập nhiều lần. Xin đợi {} phút rồi thử lại. Những gì đã ghi vẫn còn trên máy.", .retry_after.div_ceil(60))]
    TooManyTries {
        /// Seconds until the next try counts.
        retry_after: u64,
    },
    /// More requests in a short time than anybody has a use for.
    #[error(
        "Văn phòng nhận quá nhiều yêu cầu cùng lúc từ máy hoặc mạng này nên chưa trả lời. Xin đợi {retry_after} giây rồi thử lại. Những gì đã ghi vẫn còn trên máy."
    )]
    TooManyRequests {
        /// Seconds until the next one counts.
        retry_after: u64,
    },
    /// A page of somebody else had the browser send it.
    #[error(
        "Yêu cầu đến từ một trang web khác nên văn phòng không nhận. Những gì đã ghi vẫn còn trên máy. Xin mở ứng dụng Đồng Hành rồi thử lại."
    )]
    ForeignPage,
    /// More people are signing in than the server can check at once.
    #[error(
        "Nhiều người đang đăng nhập cùng lúc. Xin đợi vài giây rồi thử lại. Những gì đã ghi vẫn còn trên máy."
    )]
    Crowded,
    /// Name and password are right, and a code of the second factor is to come along.
    #[error(
        "Tài khoản này dùng đăng nhập hai bước. Xin mở ứng dụng tạo mã trên điện thoại và gõ mã 6 số, hoặc dùng một mã dự phòng."
    )]
    SecondFactorNeeded,
    /// No code of the second factor, one that is too old, or one that was used.
    #[error(
        "Mã chưa đúng, đã cũ hoặc đã dùng rồi. Chưa có gì thay đổi. Xin đợi điện thoại hiện mã mới rồi gõ lại, hoặc dùng một mã dự phòng."
    )]
    WrongCode,
    /// The second factor does not stand as somebody thinks.
    #[error(
        "Đăng nhập hai bước của tài khoản này vừa đổi ở nơi khác nên chưa làm được việc đó. Xin tải lại trang để xem."
    )]
    FactorMovedOn,
    /// Somebody who wants to change how he signs in does not know the password that he has.
    #[error("Mật khẩu chưa đúng nên chưa có gì thay đổi. Nếu đã quên, xin hỏi cán bộ xã, phường.")]
    WrongPassword,
    /// A password that nobody should have.
    #[error("{0} Mật khẩu chưa đổi, mật khẩu cũ vẫn dùng được.")]
    UnfitPassword(PasswordError),
    /// No invitation with this code, or one that is over or was taken on another device; which of them is not said.
    #[error(
        "Mã mời này không có, đã hết hạn, hoặc đã dùng trên máy khác. Chưa có gì thay đổi trên máy này. Xin cán bộ xã, phường mời lại."
    )]
    NoInvitation,
    /// No session, or one that was revoked or has run out.
    #[error(
        "Phiên đăng nhập trên máy này đã hết. Những gì đã ghi vẫn còn trên máy. Xin đăng nhập lại để gửi."
    )]
    SessionEnded,
    /// The role does not reach so far.
    #[error("Tài khoản này không có quyền làm việc đó. Nếu cần, xin hỏi cán bộ xã, phường.")]
    NotAllowed,
    /// There is nothing, or nothing that this person may see.
    #[error("Không tìm thấy, hoặc tài khoản này không được xem.")]
    NotFound,
    /// The address exists, but not for this method.
    #[error("Địa chỉ này không nhận kiểu yêu cầu đó.")]
    WrongMethod,
    /// An id or a query in the address cannot be read.
    #[error("Địa chỉ của yêu cầu không đúng. Xin cập nhật ứng dụng rồi thử lại.")]
    WrongAddress,
    /// The body is larger than the server takes.
    #[error(
        "Gói gửi lên quá lớn nên văn phòng chưa nhận. Không mất gì: mọi thứ vẫn còn trên máy. Xin gửi ít hơn mỗi lần."
    )]
    TooLarge,
    /// More operations than one push takes.
    #[error("Gói gửi lên có {0} mục, nhiều hơn {max} mục mỗi lần, nên văn phòng chưa nhận. Mọi thứ vẫn còn trên máy.", max = PUSH_LIMIT)]
    TooMany(usize),
    /// The body is no JSON, or ends before it is complete.
    #[error(
        "Gói gửi lên bị đứt hoặc hỏng trên đường nên văn phòng chưa nhận. Mọi thứ vẫn còn trên máy và sẽ được gửi lại. ({0})"
    )]
    NotJson(String),
    /// JSON, but not what this route takes.
    #[error(
        "Văn phòng không đọc được gói gửi lên. Mọi thứ vẫn còn trên máy. Xin cập nhật ứng dụng, nếu vẫn vậy xin báo văn phòng. ({0})"
    )]
    WrongShape(String),
    /// A compression or media type that the server does not know.
    #[error(
        "Văn phòng không đọc được kiểu tệp này. Mọi thứ vẫn còn trên máy. Xin cập nhật ứng dụng."
    )]
    WrongType,
    /// A version of the protocol that this server does not speak yet.
    #[error("Ứng dụng trên máy mới hơn máy chủ của văn phòng (giao thức {0}, máy chủ hiểu đến {known}). Mọi thứ vẫn còn trên máy và sẽ được gửi khi văn phòng cập nhật.", known = PROTOCOL)]
    ProtocolUnknown(u16),
    /// An operation without an id: no receipt could name it.
    #[error("Mục thứ {} trong gói không có mã nên không thể cấp biên nhận. Văn phòng chưa nhận gói này, mọi thứ vẫn còn trên máy. Xin báo văn phòng.", .0 + 1)]
    NoId(usize),
    /// The request names another device than the session's.
    #[error(
        "Gói gửi lên mang tên một máy khác với máy đã đăng nhập. Mọi thứ vẫn còn trên máy. Xin đăng nhập lại trên máy này."
    )]
    ForeignDevice,
    /// The bytes are not those that the address names.
    #[error(
        "Ảnh bị hỏng trên đường gửi nên văn phòng chưa nhận. Ảnh vẫn còn trên máy và sẽ được gửi lại."
    )]
    WrongDigest,
    /// So many bytes of pictures have come from this person that more have to wait.
    #[error("Tài khoản này đã gửi rất nhiều ảnh trong một ngày nên văn phòng chưa nhận thêm. Ảnh vẫn còn trên máy và sẽ được gửi lại sau {} phút.", .retry_after.div_ceil(60))]
    TooManyPictures {
        /// Seconds until this one is taken.
        retry_after: u64,
    },
    /// Not a JPEG.
    #[error("Văn phòng chỉ nhận ảnh JPEG. Ảnh vẫn còn trên máy.")]
    NotJpeg,
    /// Neither a picture nor a sound of the kinds that are taken.
    #[error(
        "Văn phòng chỉ nhận ảnh (JPEG, PNG, WebP) và âm thanh (WebM, MP4, Ogg). Tệp vẫn còn trên máy."
    )]
    NotMedia,
    /// A picture that says where it was taken.
    #[error(
        "Ảnh còn ghi vị trí chụp nên văn phòng không nhận. Ảnh vẫn còn trên máy. Xin xóa vị trí khỏi ảnh rồi gửi lại."
    )]
    BearsPlace,
    /// No hand-over file, or one that is damaged at its very beginning.
    #[error(
        "Tệp này không phải tệp bàn giao của Đồng Hành, hoặc đã hỏng ngay từ đầu. Chưa nhận gì từ tệp. Xin nhờ người đưa tạo lại tệp trên điện thoại."
    )]
    NotHandover,
    /// A hand-over file of a newer app.
    #[error(
        "Tệp do bản ứng dụng mới hơn máy chủ tạo ra nên chưa đọc được. Chưa nhận gì từ tệp. Xin giữ tệp, cập nhật máy chủ rồi nhận lại."
    )]
    HandoverNewer,
    /// A hand-over file that this office cannot open.
    #[error(
        "Tệp được khóa cho văn phòng khác nên ở đây không mở được. Chưa nhận gì từ tệp. Xin chuyển tệp đến văn phòng nơi người đưa đăng nhập."
    )]
    OtherOffice,
    /// A lost device whose vault the office keeps no secret for.
    #[error(
        "Văn phòng không giữ khóa của máy này nên không đọc được những gì còn trên máy. Chưa xóa gì: mọi thứ vẫn còn trên máy, và mở bằng mã PIN sau khi văn phòng báo đã tìm thấy."
    )]
    VaultClosed,
    /// Somebody wants to sign in on a device that is lost.
    #[error(
        "Máy này đã được báo mất nên không đăng nhập được. Nếu đã tìm thấy máy, xin báo văn phòng xã, phường."
    )]
    DeviceLost,
    /// A hand-over file of somebody else's people, or one that no device of theirs made.
    #[error(
        "Tệp không phải do máy của người thuộc đơn vị này tạo ra. Chưa nhận gì từ tệp. Xin chuyển tệp đến đơn vị của người đưa, hoặc nhờ họ đăng nhập lại rồi tạo tệp mới."
    )]
    ForeignHandover,
    /// A workbook that has mistakes.
    #[error(
        "Tệp Excel còn chỗ sai nên chưa phát hành. Biểu mẫu đang dùng vẫn như cũ. Xin kiểm tra lại tệp để xem từng chỗ."
    )]
    FormMistakes,
    /// A workbook that says something else than the one that was checked.
    #[error(
        "Tệp Excel đã khác với tệp vừa kiểm tra nên chưa phát hành. Biểu mẫu đang dùng vẫn như cũ. Xin kiểm tra lại tệp."
    )]
    FormChanged,
    /// Somebody else has decided on the form since it was checked.
    #[error(
        "Có người vừa đổi bản đang dùng của biểu mẫu này nên chưa phát hành. Xin kiểm tra lại tệp để so với bản ấy."
    )]
    FormMovedOn,
    /// A form that is too much for phones.
    #[error(
        "Biểu mẫu lớn hơn {} KB, quá lớn cho điện thoại, nên chưa phát hành. Xin bớt dòng trong các bảng đi kèm.", .0 / 1024
    )]
    FormTooLarge(usize),
    /// No workbook, or one that is broken.
    #[error(
        "Tệp này không phải tệp Excel (.xlsx, .xls), hoặc đã hỏng. Chưa nhận gì từ tệp. Xin mở tệp bằng Excel, lưu lại thành .xlsx rồi chọn lại."
    )]
    NotWorkbook,
    /// A list that is not as far as somebody thinks.
    #[error(
        "Danh sách này đang được ghi, đã ghi hoặc đã hoàn tác nên không làm được việc đó. Xin tải lại trang để xem."
    )]
    ImportMovedOn,
    /// Something that cannot be said of a breach of personal data.
    #[error("{0}")]
    Breach(BreachError),
    /// A version of tus that the server does not speak.
    #[error(
        "Văn phòng không hiểu cách gửi tệp này (tus 1.0.0). Mọi thứ vẫn còn trên máy. Xin cập nhật ứng dụng."
    )]
    WrongTus,
    /// A header of an upload is missing or cannot be read.
    #[error(
        "Văn phòng không đọc được phần đầu {0} của gói gửi lên. Tệp vẫn còn trên máy. Xin cập nhật ứng dụng."
    )]
    WrongHeader(&'static str),
    /// The piece begins elsewhere than where the upload broke off.
    #[error(
        "Phần gửi lên không nối tiếp phần đã có ở văn phòng. Tệp vẫn còn trên máy và sẽ được gửi tiếp."
    )]
    WrongOffset,
    /// The piece is not the one that its checksum says.
    #[error(
        "Một phần của tệp bị hỏng trên đường gửi. Tệp vẫn còn trên máy và phần đó sẽ được gửi lại."
    )]
    WrongChecksum,
    /// Another request works on the upload.
    #[error("Tệp này đang được gửi từ một kết nối khác. Tệp vẫn còn trên máy và sẽ được gửi tiếp.")]
    Taken,
    /// The key of a client that is not ours counts no more.
    #[error(
        "Khóa gửi biểu mẫu trên máy này không còn hiệu lực nên văn phòng chưa nhận. Những gì đã ghi vẫn còn trên máy. Xin cán bộ xã, phường cấp khóa mới."
    )]
    KeyEnded,
    /// A filled form that cannot be read.
    #[error(
        "Văn phòng không đọc được biểu mẫu gửi lên nên chưa nhận. Những gì đã ghi vẫn còn trên máy. Xin gửi lại, nếu vẫn vậy xin báo văn phòng. ({0})"
    )]
    NotSubmission(String),
    /// A filled form under a name that another one has.
    #[error(
        "Văn phòng đã nhận một biểu mẫu khác mang cùng mã này nên không nhận thêm. Biểu mẫu này vẫn còn trên máy. Xin báo văn phòng."
    )]
    SubmissionDiffers,
    /// A version of a form that was never published here.
    #[error(
        "Văn phòng chưa từng phát hành bản biểu mẫu này nên chưa nhận. Những gì đã ghi vẫn còn trên máy. Xin tải lại biểu mẫu trống từ văn phòng rồi ghi bằng bản mới, hoặc hỏi cán bộ xã, phường."
    )]
    UnknownForm,
    /// The server took too long, or the body came too slowly.
    #[error("Văn phòng trả lời quá chậm. Mọi thứ vẫn còn trên máy và sẽ được gửi lại.")]
    Timeout,
    /// Others are writing; a little later it works.
    #[error("Văn phòng đang bận. Mọi thứ vẫn còn trên máy và sẽ được gửi lại sau ít phút.")]
    Busy,
    /// The database or the disk does not do its work.
    #[error(
        "Máy chủ của văn phòng đang gặp lỗi lưu trữ. Mọi thứ vẫn còn trên máy. Xin báo người trông máy chủ."
    )]
    Storage(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// What would be given out or done could not be entered in the audit.
    #[error(
        "Máy chủ chưa ghi được nhật ký nên chưa trả lời. Mọi thứ vẫn còn trên máy. Xin thử lại sau ít phút, nếu vẫn vậy xin báo người trông máy chủ."
    )]
    NotNoted(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A mistake in the server.
    #[error("Máy chủ của văn phòng gặp lỗi. Mọi thứ vẫn còn trên máy và sẽ được gửi lại.")]
    Internal,
}

/// A problem as it travels, `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProblemDocument {
    /// A URI for the kind of problem: `urn:dong-hanh:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind of problem in a few Vietnamese words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened to the data and what to do, in Vietnamese.
    pub detail: String,
    /// A stable word for programs.
    pub code: String,
    /// The id under which the server logged the request.
    pub request_id: String,
}

impl Problem {
    /// What is said where the audit could not be written.
    pub(crate) fn not_noted(error: StoreError) -> Self {
        if error.is_retryable() {
            Self::Busy
        } else {
            Self::NotNoted(error.into())
        }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.facts().0
    }

    /// The stable word.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.facts().1
    }

    /// The document, with the id of the request that it answers.
    #[must_use]
    pub fn document(&self, request_id: &str) -> ProblemDocument {
        let (status, code, title) = self.facts();
        ProblemDocument {
            kind: format!("urn:dong-hanh:problem:{code}"),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: self.to_string(),
            code: code.to_owned(),
            request_id: request_id.to_owned(),
        }
    }

    /// The answer with its document.
    #[must_use]
    pub fn render(&self, request_id: &str) -> Response {
        let body = serde_json::to_vec(&self.document(request_id)).unwrap_or_default();
        let mut response = (self.status(), body).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Some(seconds) = self.retry_after() {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if matches!(self, Self::SessionEnded) {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }

    /// What the framework meant by a bare status, for the few answers that no handler gave.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Option<Self> {
        Some(match status {
            StatusCode::BAD_REQUEST => Self::WrongAddress,
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::WrongMethod,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::WrongType,
            StatusCode::SERVICE_UNAVAILABLE => Self::Timeout,
            status if status.is_client_error() || status.is_server_error() => Self::Internal,
            _ => return None,
        })
    }

    pub(crate) fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooManyTries { retry_after }
            | Self::TooManyRequests { retry_after }
            | Self::TooManyPictures { retry_after } => Some(*retry_after),
            Self::Busy | Self::Crowded => Some(5),
            // A device that names no wait counts it: what is in the request may be the reason.
            _ => None,
        }
    }

    fn facts(&self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::WrongCredentials => (
                StatusCode::UNAUTHORIZED,
                "wrong-credentials",
                "Chưa đăng nhập được",
            ),
            Self::TooManyTries { .. } => (
                StatusCode::TOO_MANY_REQUESTS,
                "too-many-tries",
                "Thử quá nhiều lần",
            ),
            Self::TooManyRequests { .. } => (
                StatusCode::TOO_MANY_REQUESTS,
                "too-many-requests",
                "Quá nhiều yêu cầu",
            ),
            Self::ForeignPage => (StatusCode::FORBIDDEN, "foreign-page", "Trang web khác"),
            Self::TooManyPictures { .. } => (
                StatusCode::TOO_MANY_REQUESTS,
                "too-many-pictures",
                "Gửi quá nhiều ảnh",
            ),
            Self::SessionEnded => (
                StatusCode::UNAUTHORIZED,
                "session-ended",
                "Cần đăng nhập lại",
            ),
            Self::NotAllowed => (StatusCode::FORBIDDEN, "not-allowed", "Không có quyền"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not-found", "Không tìm thấy"),
            Self::NoInvitation => (
                StatusCode::NOT_FOUND,
                "no-invitation",
                "Mã mời không dùng được",
            ),
            Self::WrongMethod => (
                StatusCode::METHOD_NOT_ALLOWED,
                "wrong-method",
                "Yêu cầu không đúng",
            ),
            Self::WrongAddress => (
                StatusCode::BAD_REQUEST,
                "wrong-address",
                "Yêu cầu không đúng",
            ),
            Self::TooLarge | Self::TooMany(_) => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "too-large",
                "Gói gửi lên quá lớn",
            ),
            Self::NotWorkbook => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "not-workbook",
                "Không đọc được tệp Excel",
            ),
            Self::Breach(BreachError::MovedOn) => {
                (StatusCode::CONFLICT, "breach-moved-on", "Sự cố đã khác")
            }
            Self::Breach(_) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "unfit-breach",
                "Chưa ghi được",
            ),
            Self::ImportMovedOn => (StatusCode::CONFLICT, "import-moved-on", "Danh sách đã khác"),
            Self::NotJson(_) => (StatusCode::BAD_REQUEST, "not-json", "Gói gửi lên bị hỏng"),
            Self::WrongShape(_) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "wrong-shape",
                "Không đọc được gói gửi lên",
            ),
            Self::WrongType => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "wrong-type",
                "Không đọc được kiểu tệp",
            ),
            Self::ProtocolUnknown(_) => (
                StatusCode::BAD_REQUEST,
                "protocol-unknown",
                "Máy chủ cần cập nhật",
            ),
            Self::NoId(_) => (StatusCode::BAD_REQUEST, "no-id", "Có mục không có mã"),
            Self::ForeignDevice => (StatusCode::FORBIDDEN, "foreign-device", "Sai máy"),
            Self::WrongDigest => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "wrong-digest",
                "Ảnh bị hỏng",
            ),
            Self::NotJpeg => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "not-jpeg",
                "Không phải ảnh JPEG",
            ),
            Self::NotMedia => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "not-media",
                "Không nhận kiểu tệp này",
            ),
            Self::BearsPlace => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "bears-place",
                "Ảnh còn ghi vị trí",
            ),
            Self::NotHandover => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "not-handover",
                "Không phải tệp bàn giao",
            ),
            Self::HandoverNewer => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "handover-newer",
                "Máy chủ cần cập nhật",
            ),
            Self::VaultClosed => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "vault-closed",
                "Không mở được kho của máy",
            ),
            Self::DeviceLost => (StatusCode::FORBIDDEN, "device-lost", "Máy đã được báo mất"),
            Self::OtherOffice => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "other-office",
                "Tệp của văn phòng khác",
            ),
            Self::ForeignHandover => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "foreign-handover",
                "Tệp của đơn vị khác",
            ),
            Self::FormMistakes => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "form-mistakes",
                "Tệp Excel còn chỗ sai",
            ),
            Self::FormChanged => (
                StatusCode::CONFLICT,
                "form-changed",
                "Tệp đã khác lúc kiểm tra",
            ),
            Self::FormMovedOn => (
                StatusCode::CONFLICT,
                "form-moved-on",
                "Bản đang dùng vừa đổi",
            ),
            Self::FormTooLarge(_) => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "form-too-large",
                "Biểu mẫu quá lớn",
            ),
            Self::WrongTus => (
                StatusCode::PRECONDITION_FAILED,
                "wrong-tus",
                "Cách gửi tệp không đúng",
            ),
            Self::WrongHeader(_) => (
                StatusCode::BAD_REQUEST,
                "wrong-header",
                "Yêu cầu không đúng",
            ),
            Self::WrongOffset => (StatusCode::CONFLICT, "wrong-offset", "Không nối tiếp"),
            Self::WrongChecksum => (checksum_mismatch(), "wrong-checksum", "Phần gửi bị hỏng"),
            Self::Taken => (StatusCode::LOCKED, "taken", "Đang được gửi"),
            Self::KeyEnded => (StatusCode::FORBIDDEN, "key-ended", "Khóa hết hiệu lực"),
            Self::NotSubmission(_) => (
                StatusCode::BAD_REQUEST,
                "not-submission",
                "Không đọc được biểu mẫu",
            ),
            Self::SubmissionDiffers => (
                StatusCode::CONFLICT,
                "submission-differs",
                "Trùng mã biểu mẫu",
            ),
            Self::UnknownForm => (StatusCode::NOT_FOUND, "unknown-form", "Bản biểu mẫu lạ"),
            Self::Timeout => (
                StatusCode::SERVICE_UNAVAILABLE,
                "timeout",
                "Trả lời quá chậm",
            ),
            Self::SecondFactorNeeded => (
                StatusCode::UNAUTHORIZED,
                "second-factor-needed",
                "Cần mã 6 số",
            ),
            Self::WrongCode => (StatusCode::FORBIDDEN, "wrong-code", "Mã chưa đúng"),
            Self::FactorMovedOn => (
                StatusCode::CONFLICT,
                "factor-moved-on",
                "Đăng nhập hai bước đã khác",
            ),
            Self::WrongPassword => (
                StatusCode::FORBIDDEN,
                "wrong-password",
                "Mật khẩu chưa đúng",
            ),
            Self::UnfitPassword(_) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "unfit-password",
                "Chưa đổi được mật khẩu",
            ),
            Self::Busy | Self::Crowded => (
                StatusCode::SERVICE_UNAVAILABLE,
                "busy",
                "Văn phòng đang bận",
            ),
            Self::Storage(_) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "storage",
                "Lỗi lưu trữ ở văn phòng",
            ),
            Self::NotNoted(_) => (
                StatusCode::SERVICE_UNAVAILABLE,
                "not-noted",
                "Chưa ghi được nhật ký",
            ),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internal", "Lỗi máy chủ"),
        }
    }
}

/// The status that tus has for it, which no other standard knows.
fn checksum_mismatch() -> StatusCode {
    StatusCode::from_u16(460).unwrap_or(StatusCode::BAD_REQUEST)
}

/// The answer bears only the problem; [`crate::requests::observe`], which knows the id of the request,
/// writes the document.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::DeviceLost => Self::DeviceLost,
            error if error.is_retryable() => Self::Busy,
            error => Self::Storage(error.into()),
        }
    }
}

impl From<Crowded> for Problem {
    fn from(_: Crowded) -> Self {
        Self::Crowded
    }
}

impl From<PasswordError> for Problem {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::TooShort | PasswordError::TooLong | PasswordError::Common => {
                Self::UnfitPassword(error)
            }
            PasswordError::Random(_) | PasswordError::Hash(_) => Self::Storage(error.into()),
        }
    }
}

impl From<std::io::Error> for Problem {
    fn from(error: std::io::Error) -> Self {
        Self::Storage(error.into())
    }
}
