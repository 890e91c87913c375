//! What families said when they were asked whether they may be recorded, and what is sensitive.

super::words! {
    /// Heading.
    title() { vi: "Đồng ý cho ghi", en: "Consent" }
    /// Who agreed, how and when.
    given(who: &str, how: &str, day: &str) { vi: "{who} đã đồng ý ({how}) ngày {day}.", en: "{who} agreed ({how}) on {day}." }
    /// Who agreed and when; in which way is not known.
    given_plainly(who: &str, day: &str) { vi: "{who} đã đồng ý ngày {day}.", en: "{who} agreed on {day}." }
    /// Somebody said no.
    refused(who: &str, day: &str) { vi: "{who} không đồng ý cho ghi, ngày {day}.", en: "{who} did not agree to be recorded, on {day}." }
    /// What follows from a refusal.
    asks_anew() { vi: "Không ghi gì thêm về gia đình. Lần thăm sau hỏi lại.", en: "Nothing more is recorded about the household. The next visit asks anew." }
    /// Where nobody is named.
    the_family() { vi: "Gia đình", en: "The household" }
    /// Nobody asked.
    unasked() { vi: "Chưa ai hỏi gia đình có đồng ý cho ghi không. Lượt thăm tới sẽ hỏi.", en: "Nobody has asked the household whether it agrees yet. The next visit asks." }
    /// Pictures and sound are allowed.
    pictures() { vi: "Cho chụp ảnh nhà, ghi âm.", en: "Photos of the home and recordings are allowed." }
    /// They are not.
    no_pictures() { vi: "Không cho chụp ảnh nhà, ghi âm.", en: "No photos of the home and no recordings." }
    /// The exact place is allowed.
    place() { vi: "Cho lưu đúng vị trí nhà.", en: "The exact place of the home may be kept." }
    /// It is not.
    no_place() { vi: "Không cho lưu đúng vị trí nhà.", en: "The exact place of the home is not to be kept." }
    /// Opens the text that was read out.
    text(version: &str) { vi: "Lời đã đọc cho gia đình, bản {version}", en: "The text that was read out, version {version}" }
    /// The same, where it has no version.
    text_plainly() { vi: "Lời đã đọc cho gia đình", en: "The text that was read out" }
    /// A visit whose form asks nothing of the kind.
    rests_on(day: &str) { vi: "Mẫu này không hỏi riêng: dựa trên lời đồng ý ngày {day}.", en: "This form does not ask itself: it rests on the consent of {day}." }
    /// The same, and the family had said no. Title.
    odd_refused(day: &str) { vi: "Gia đình đã từ chối ngày {day}", en: "The household had refused on {day}" }
    /// The same, and nobody had asked. Title.
    odd_unasked() { vi: "Chưa thấy ai hỏi gia đình có đồng ý không", en: "Nobody is known to have asked the household" }
    /// What to do.
    odd_text() { vi: "Mẫu này không hỏi sự đồng ý. Lượt thăm vẫn được giữ; xin nhờ người đi thăm hỏi gia đình rồi hãy dùng những điều đã ghi.", en: "This form does not ask for consent. The visit is kept; please have the visitor ask the household before what was recorded is used." }
    /// Before a form that does not ask is begun. Title.
    first_ask_title() { vi: "Gia đình chưa được hỏi", en: "The household has not been asked" }
    /// The same, after a refusal. Title.
    first_ask_refused() { vi: "Lần trước gia đình không đồng ý", en: "The household did not agree last time" }
    /// What to do.
    first_ask_text() { vi: "Các mẫu dưới đây không hỏi gia đình có đồng ý cho ghi không. Xin ghi một lượt thăm trước để hỏi. Mẫu đang ghi dở vẫn giữ được.", en: "The forms below do not ask whether the household agrees. Please record a visit first, which asks. What was begun is kept." }

    /// Of an answer or a fact.
    sensitive() { vi: "nhạy cảm", en: "sensitive" }
    /// Shows what is sensitive.
    show() { vi: "Xem (nhạy cảm)", en: "Show (sensitive)" }
    /// The same, to whoever does not see what it stands beside.
    show_what(what: &str) { vi: "Xem {what} (dữ liệu nhạy cảm)", en: "Show {what} (sensitive data)" }
    /// Hides it again.
    hide() { vi: "Ẩn", en: "Hide" }

    /// Before the first picture is taken.
    no_papers() { vi: "Không chụp giấy tờ tùy thân (căn cước, hộ chiếu).", en: "Take no pictures of identity papers (identity cards, passports)." }
    /// Of pictures with a child in them.
    child() { vi: "Có trẻ em – không đưa vào báo cáo", en: "A child is shown – not for reports" }
    /// Of pictures of which nobody said whether a child is in them.
    child_unknown() { vi: "Chưa rõ có trẻ em hay không – không đưa vào báo cáo", en: "It is not known whether a child is shown – not for reports" }

    /// Of a form that was read before it is published. Title.
    form_asks_nothing() { vi: "Mẫu này không hỏi sự đồng ý", en: "This form does not ask for consent" }
    /// What follows from it.
    form_asks_nothing_text() { vi: "Mẫu ghi về hộ mà không có nhóm “consent” với câu “decision”: lượt thăm sẽ dựa trên lời đồng ý gần nhất của gia đình, và vị trí được làm tròn nếu gia đình chưa cho lưu. Vẫn phát hành được.", en: "The form is about a household and has no group “consent” with a question “decision”: visits rest on what the household last said, and places are rounded where it did not agree to more. It can be published all the same." }
}
