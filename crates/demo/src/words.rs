//! What people say, by the name of the question; a question that is not here gets a general sentence.

/// What may be written as the answer to a question of words.
pub(crate) fn said(question: &str) -> &'static [&'static str] {
    match question {
        "causes_other" => &[
            "Nợ tiền thuốc",
            "Mất ghe trong trận bão năm ngoái",
            "Chăm người liệt, không đi làm được",
        ],
        "needs_other" => &[
            "Xe lăn cho mẹ",
            "Một chiếc xe đạp cho cháu đi học",
            "Lưới mới để đi đầm",
        ],
        "wish" => &[
            "Chỉ mong mái nhà khỏi dột trước mùa bão.",
            "Mong cháu được học hết lớp 12.",
            "Mong có ít vốn mua lại mớ lưới.",
            "Mong được đi khám mắt một lần cho biết.",
            "Muốn nuôi thêm vài con heo.",
            "Mong con trai có việc gần nhà.",
        ],
        "goods" => &[
            "10 kg gạo",
            "20 kg gạo, dầu ăn",
            "2 con heo giống",
            "Một thùng mì, nước mắm",
            "Chăn ấm",
        ],
        "giver_name" => &["Cô Hạnh", "Anh Phúc", "Ban công tác Mặt trận tổ dân phố"],
        "programme" => &[
            "Tháng cao điểm Vì người nghèo",
            "Tết Vì người nghèo",
            "Ngày hội Đại đoàn kết",
        ],
        "who_name" => &[
            "Ông Hồ Văn Tiến, tổ trưởng",
            "Chị Mai, Hội Phụ nữ",
            "Anh Quốc, trạm y tế",
            "Bác Sen",
        ],
        "what" => &[
            "Hỏi lớp may ở Hội Phụ nữ",
            "Báo trạm y tế đến đo huyết áp",
            "Đề nghị sửa lại mái bếp",
            "Hỏi ngân hàng chính sách về vay vốn nuôi heo",
            "Xin thẻ bảo hiểm y tế cho cháu",
            "Chở đi khám mắt ở bệnh viện",
        ],
        "urgent_what" => &[
            "Mái bếp sắp sập, trời đang mưa nhiều.",
            "Bà sốt ba ngày chưa đi khám.",
            "Cháu lớn nói sẽ nghỉ học tuần sau.",
        ],
        "note" => &[
            "Nhà vắng buổi sáng, nên ghé sau bốn giờ chiều.",
            "Ông nặng tai, nói chậm và to một chút.",
            "Gia đình vui vẻ, có mời uống nước chè.",
            "Cháu nhỏ học giỏi, được giấy khen.",
            "Cổng sau dễ vào hơn cổng trước.",
            "Bà nhắc cảm ơn phần gạo tháng trước.",
        ],
        _ => &[
            "Gia đình vẫn ổn, lần sau hỏi kỹ hơn.",
            "Chưa nói rõ, cần ghé lại.",
        ],
    }
}

/// Why the officer sends a visit back: what to mend, and thanks.
pub(crate) const RETURNS: [&str; 3] = [
    "Cảm ơn cô đã đi giữa trời mưa. Phần nhu cầu chưa rõ gia đình cần sửa chỗ nào của mái nhà, cô ghé hỏi thêm giúp em nhé.",
    "Anh ghi rất kỹ. Chỉ còn ngày hẹn của lời hứa cuối trông chưa đúng, anh xem lại giúp chị với.",
    "Bác ơi, số người chưa có bảo hiểm y tế khác với danh sách của phường. Nhờ bác hỏi lại gia đình một lần nữa, cảm ơn bác nhiều.",
];

/// Why a visit was sent back that was mended since, and what its author wrote then.
pub(crate) const MENDED: (&str, &str) = (
    "Cảm ơn đã ghé thăm. Chỉ còn thiếu lúc nào thì gặp được gia đình, ghi thêm một dòng giúp nhé.",
    "Đã ghé lại hỏi: gia đình ở nhà từ năm giờ chiều, nên đi buổi ấy.",
);
