//! The words of requests: what is asked for, by whom, how it came, and why one is refused.

use crate::household::fact;

fact! {
    /// What is asked for: the rights of article 4 of Law 91/2025/QH15.
    RequestKind {
        /// Xem.
        See "see" = "xem thông tin đã ghi" / "see what is recorded",
        /// Chỉnh sửa.
        Correct "correct" = "sửa thông tin sai" / "correct what is wrong",
        /// Rút lại sự đồng ý.
        Withdraw "withdraw" = "rút lại đồng ý" / "withdraw consent",
        /// Hạn chế xử lý.
        Restrict "restrict" = "tạm ngừng dùng thông tin" / "restrict its use",
        /// Phản đối xử lý.
        Object "object" = "phản đối việc dùng thông tin" / "object to its use",
        /// Xóa.
        Delete "delete" = "xóa thông tin" / "delete it",
    }
}

fact! {
    /// Who asks. For a child or somebody who cannot act themselves their representative does (Law 91/2025/QH15, article 24).
    Asker {
        /// Chủ hộ.
        Head "head" = "chủ hộ" / "the head of the household",
        /// Người trong hộ.
        Member "member" = "người trong hộ" / "somebody of the household",
        /// Cha mẹ, người giám hộ.
        Guardian "guardian" = "cha mẹ, người giám hộ" / "a parent or guardian",
        /// Người được ủy quyền.
        Mandated "mandated" = "người được ủy quyền" / "somebody with a mandate",
    }
}

fact! {
    /// How a request came, or was answered.
    Way {
        /// Khi đi thăm.
        Visit "visit" = "khi đi thăm" / "at a visit",
        /// Tại văn phòng.
        Office "office" = "tại ủy ban" / "at the office",
        /// Qua điện thoại.
        Telephone "telephone" = "qua điện thoại" / "by telephone",
        /// Bằng giấy.
        Writing "writing" = "bằng giấy, bằng thư" / "in writing",
    }
}

fact! {
    /// Why a request is refused. The words are ours; what the law lets stand without consent is in article 19 of Law
    /// 91/2025/QH15.
    Refusal {
        /// Pháp luật yêu cầu giữ, xử lý.
        Law "law" = "pháp luật yêu cầu giữ hoặc dùng thông tin này" / "the law wants it kept or used",
        /// Không phải người có quyền yêu cầu.
        NotEntitled "not_entitled" = "người yêu cầu không có quyền với thông tin này" / "whoever asks has no right to it",
        /// Không xác minh được người yêu cầu.
        Unproven "unproven" = "không xác minh được người yêu cầu" / "it could not be found out who asks",
        /// Ảnh hưởng đến quyền của người khác.
        Others "others" = "ảnh hưởng đến quyền của người khác" / "it would touch the rights of others",
        /// Lý do khác.
        Other "other" = "lý do khác" / "another reason",
    }
}

impl RequestKind {
    /// Whether doing it puts an end to the use of what is recorded.
    #[must_use]
    pub fn stops(self) -> bool {
        matches!(self, Self::Withdraw | Self::Restrict | Self::Object)
    }
}
