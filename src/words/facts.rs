//! Facts of a household: what each is called, and what it is when it is nothing else's word.

super::words! {
    /// A fact of a person.
    of(what: &str, who: &str) { vi: "{what} của {who}", en: "{who}: {what}" }
    /// Yes.
    yes() { vi: "Có", en: "Yes" }
    /// No.
    no() { vi: "Không", en: "No" }
    /// A house that has nothing by which news reach it.
    no_devices() { vi: "Không có thứ nào", en: "None" }
    /// A place on the map that was rounded.
    place_rounded(degrees: &str) { vi: "{degrees} (làm tròn khoảng 1 km)", en: "{degrees} (rounded to about 1 km)" }
    /// Somebody of whom this device knows no name.
    somebody() { vi: "một người trong hộ", en: "somebody in the household" }
    /// A class and since when.
    class_since(class: &str, day: &str) { vi: "{class}, từ {day}", en: "{class}, since {day}" }
    /// A hamlet that this device does not know.
    other_hamlet() { vi: "Thôn, tổ khác", en: "Another hamlet" }
    /// A household that this device does not know.
    other_household() { vi: "Một hộ khác", en: "Another household" }
    /// It was not registered twice after all.
    not_same() { vi: "Không trùng hộ nào", en: "None" }
    /// A fact that a newer version knows.
    unknown() { vi: "Điều khác", en: "Something else" }
    /// Has it.
    insured_yes() { vi: "Có thẻ", en: "Has it" }
    /// Has none.
    insured_no() { vi: "Chưa có thẻ", en: "Has none yet" }
    /// Whether somebody lives there, as a question about them.
    gone(who: &str) { vi: "{who} còn ở đây không", en: "Does {who} live here" }
    /// The same, under their name.
    here() { vi: "Còn ở đây không", en: "Lives here" }
    /// A household is the commune's still.
    still_there() { vi: "Hộ còn ở đây", en: "The household is still here" }
    /// It is none of the commune's any more, since when and why.
    ended(day: &str, why: &str) { vi: "Không còn từ {day}: {why}", en: "Not here any more since {day}: {why}" }
    /// They do.
    still_here() { vi: "Còn ở đây", en: "Lives here" }
    /// One more person lives there.
    add() { vi: "Thêm người", en: "One more person" }
    /// When they were born.
    born(when: &str) { vi: "sinh {when}", en: "born {when}" }
    /// Nothing is recorded.
    empty() { vi: "Để trống", en: "Left empty" }
    /// How many more facts there are than are shown.
    more(count: usize) { vi: "và {count} điều khác", en: "and {count} more" }
    /// A fact and what it is, in one line.
    line(name: &str, value: &str) { vi: "{name}: {value}", en: "{name}: {value}" }

    /// Nothing is chosen.
    choose_first() { vi: "Xin chọn một điều rồi ghi.", en: "Choose one first." }
    /// A value that the household cannot have now.
    not_possible() { vi: "Chưa ghi được: người này đang là chủ hộ, hoặc không còn trong hộ. Xin đổi chủ hộ trước.", en: "Not possible now: this person is the head, or is not in the household. Change the head first." }
    /// Nothing was typed.
    nothing_typed() { vi: "Xin ghi điều đúng. Nếu không có thì ghi: không.", en: "Write what is right. If there is none, write: none." }
    /// A text that is no telephone number.
    phone_unread() { vi: "Số này chưa đúng. Số điện thoại có từ 8 đến 15 chữ số.", en: "This is no telephone number. It has 8 to 15 digits." }
    /// A promise, and by when.
    promised(what: &str, due: &str) { vi: "{what}, hẹn {due}", en: "{what}, by {due}" }
    /// A text that is no number of people.
    count_unread() { vi: "Xin ghi số người, từ 0 đến 30.", en: "Write how many people, from 0 to 30." }
    /// A text that names nothing by which news reach a house.
    devices_unread() { vi: "Xin ghi tên từng thứ, cách nhau bằng dấu phẩy: tivi, radio, điện thoại thường, điện thoại thông minh, máy tính bảng, máy tính xách tay, máy tính để bàn.", en: "Name each, with commas between: television, radio, basic phone, smartphone, tablet, laptop, desktop computer." }
    /// A text that is no place.
    place_unread() { vi: "Xin ghi vĩ độ và kinh độ, như 16.46; 107.59.", en: "Write latitude and longitude, as 16.46; 107.59." }
    /// A text that is no score.
    income_score_unread() { vi: "Xin ghi số điểm, từ 0 đến 999.", en: "Write the points, from 0 to 999." }
    /// A text that is no area.
    area_unread() { vi: "Xin ghi số mét vuông, từ 1 đến 2.000.", en: "Write square metres, from 1 to 2,000." }
    /// A text that is no name.
    name_unread() { vi: "Xin ghi họ và tên.", en: "Write the name." }
    /// A text that is no birth.
    birth_unread() { vi: "Xin ghi năm sinh, như 1958, hoặc ngày sinh, như 02/03/1958.", en: "Write a year, as 1958, or a date, as 02/03/1958." }
}
