//! What a volunteer finds otherwise than the record says: the pages on which it is said.

super::words! {
    /// Leads there, and name of the page.
    title() { vi: "Ghi điều đã khác", en: "Say what is different" }
    /// Under its head.
    text() {
        vi: "Chạm vào điều không còn đúng với sổ, mỗi lần một điều.",
        en: "Tap what the record no longer has right, one thing at a time.",
    }
    /// Head of the facts of the house.
    of_house() { vi: "Nhà ở và liên lạc", en: "House and contact" }
    /// Head of the people.
    people() { vi: "Người trong nhà", en: "People in the house" }
    /// Head of those who have left.
    left() { vi: "Không còn ở đây", en: "No longer here" }
    /// Leads to the page for one more person.
    add() { vi: "Thêm một người", en: "Add a person" }
    /// Back to the household.
    to_household() { vi: "Về trang của hộ", en: "Back to the household" }
    /// Back to the list of facts.
    to_facts() { vi: "Về các điều của hộ", en: "Back to the facts" }
    /// It was said and waits.
    unsent() { vi: "Trên máy, chưa gửi", en: "On this phone, not sent yet" }
    /// How much was said and waits.
    unsent_count(count: usize) {
        vi: "Vừa ghi {count} điều đã khác, còn trên máy, chưa gửi.",
        en: "{count} changes are on this phone and not sent yet.",
    }
    /// It is typed and not said.
    begun() { vi: "Đang ghi dở", en: "Not finished" }
    /// Something is.
    begun_here() { vi: "Còn điều đang ghi dở", en: "Something is not finished" }
    /// Throws away what is typed and not said.
    discard() { vi: "Xóa điều đang ghi dở", en: "Delete what is not finished" }
    /// Asks before.
    discard_asks() { vi: "Xóa điều đang ghi dở?", en: "Delete what is not finished?" }
    /// What will be lost.
    discard_loses() {
        vi: "Điều vừa ghi cho hộ này mà chưa lưu sẽ mất, xóa rồi không lấy lại được. Điều đã lưu vẫn còn.",
        en: "What you typed for this household and did not save is lost and cannot be brought back. What was saved stays.",
    }
    /// The safe answer.
    discard_not() { vi: "Giữ lại", en: "Keep it" }
    /// What is known.
    known(value: &str) { vi: "Đã ghi: {value}", en: "Recorded: {value}" }
    /// People say different things of it.
    differ(values: &str) {
        vi: "Mỗi người ghi một khác: {values}. Văn phòng đang chọn, điều ghi thêm vẫn được giữ.",
        en: "People say different things: {values}. The office is choosing; what you add is kept too.",
    }
    /// Says it.
    save() { vi: "Lưu điều này", en: "Save this" }
    /// Says that there is none, or that nobody knows.
    none() { vi: "Để trống điều này", en: "Leave this empty" }
    /// Adds the person.
    save_person() { vi: "Lưu người này", en: "Save this person" }
    /// It is durable.
    saved(name: &str, value: &str) { vi: "Đã lưu trên máy. {name}: {value}", en: "Saved on this phone. {name}: {value}" }
    /// It was known.
    already(name: &str, value: &str) { vi: "Đã ghi như vậy rồi. {name}: {value}", en: "Recorded already. {name}: {value}" }
    /// Name and value of a fact, as one answers.
    who_heads() { vi: "Ai là chủ hộ?", en: "Who is the head?" }
    /// What the one before is to the new head.
    former(name: &str) { vi: "{name} là gì của chủ hộ mới?", en: "What is {name} to the new head?" }
    /// What changes besides.
    head_hint() {
        vi: "Người khác trong nhà là gì của chủ hộ mới, xin xem lại ở tên từng người.",
        en: "Please also check what the others are to the new head, under each name.",
    }
    /// The head does not live there any more.
    head_gone() {
        vi: "Chủ hộ không còn ở đây? Xin ghi ai là chủ hộ mới trước.",
        en: "Does the head no longer live here? Please say first who the new head is.",
    }
    /// The person is not known any more.
    gone_title() { vi: "Điều này không còn trong sổ", en: "The record does not have this any more" }
    /// What to do.
    gone_text() { vi: "Có người vừa sửa hộ này. Xin xem lại các điều của hộ.", en: "Somebody has just changed this household. Please look at its facts again." }

    /// Asks the phone where it is.
    place_here() { vi: "Đo ở chỗ đang đứng", en: "Measure where you stand" }
    /// How near to the house the place may be kept.
    place_nearness() { vi: "Ghi gần nhà đến đâu", en: "How near to the house" }
    /// About a kilometre.
    place_rounded() { vi: "Gần đúng, làm tròn khoảng 1 km", en: "Rounded to about 1 km" }
    /// The family agreed.
    place_agreed() { vi: "Đúng chỗ: đã hỏi và gia đình đồng ý", en: "Exactly: the family was asked and agreed" }
}
