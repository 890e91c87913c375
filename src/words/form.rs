//! What a form says around its own words.

super::words! {
    /// Yes.
    yes() { vi: "Có", en: "Yes" }
    /// No.
    no() { vi: "Không", en: "No" }
    /// What was answered last time, under the question.
    before(day: &str, answer: &str) { vi: "Lần trước, {day}: {answer}", en: "Last time, {day}: {answer}" }
    /// A repair that one tap makes.
    change_to(answer: &str) { vi: "Sửa thành {answer}", en: "Change to {answer}" }
    /// What was typed is no whole number.
    not_whole(typed: &str) {
        vi: "“{typed}” chưa phải số nguyên. Xin ghi lại bằng chữ số.",
        en: "“{typed}” is not a whole number. Please write it in digits.",
    }
    /// What was typed is no number.
    not_a_number(typed: &str) {
        vi: "“{typed}” chưa phải số. Xin ghi lại bằng chữ số.",
        en: "“{typed}” is not a number. Please write it in digits.",
    }
    /// Opens the camera.
    take_photo() { vi: "Chụp ảnh", en: "Take a photo" }
    /// A photo is being made smaller and stored.
    keeping_photo() { vi: "Đang lưu ảnh", en: "Saving the photo" }
    /// A photo by its number.
    photo(number: usize) { vi: "Ảnh {number}", en: "Photo {number}" }
    /// Removes what stands over it.
    remove() { vi: "Bỏ", en: "Remove" }
    /// Removes a photo.
    remove_photo(number: usize) { vi: "Bỏ ảnh {number}", en: "Remove photo {number}" }
    /// The photo is neither here nor to be had.
    photo_elsewhere() { vi: "Ảnh chưa tải về máy này", en: "Not on this device yet" }
    /// A photo is being read.
    photo_loading() { vi: "Đang mở ảnh", en: "Opening the photo" }
    /// A picture that came with the form, for those who do not see it: what it belongs to.
    picture_of(said: &str) { vi: "Ảnh minh họa: {said}", en: "Picture: {said}" }
    /// The same of a sound.
    sound_of(said: &str) { vi: "Tiếng kèm theo: {said}", en: "Sound: {said}" }
    /// The same of a film.
    film_of(said: &str) { vi: "Phim kèm theo: {said}", en: "Film: {said}" }
    /// Shows a picture larger.
    look_closely() { vi: "Xem ảnh lớn", en: "See it larger" }
    /// Chooses a photo that is on the phone already.
    pick_photo() { vi: "Chọn ảnh có sẵn", en: "Choose a photo" }
    /// Takes a photo of what was signed or drawn on paper.
    take_photo_of_paper() { vi: "Chụp từ giấy", en: "Photograph paper" }
    /// Opens the sheet for a signature.
    sign() { vi: "Ký ở đây", en: "Sign here" }
    /// Opens the sheet for a drawing.
    draw() { vi: "Vẽ", en: "Draw" }
    /// Takes or chooses a photo and opens it as a sheet.
    annotate() { vi: "Chụp rồi vẽ lên ảnh", en: "Take a photo and draw on it" }
    /// The sheet, for those who do not see it.
    pad() { vi: "Khung để vẽ bằng ngón tay", en: "A sheet to draw on with a finger" }
    /// Closes the sheet and keeps what is on it.
    keep_drawing() { vi: "Xong, lưu lại", en: "Done, save it" }
    /// Closes the sheet and keeps nothing.
    discard_drawing() { vi: "Bỏ, không lưu", en: "Close without saving" }
    /// The sheet is empty.
    nothing_drawn() { vi: "Khung còn trống.", en: "The sheet is empty." }
    /// Takes back the last stroke.
    undo() { vi: "Bỏ nét cuối", en: "Undo" }
    /// Takes back all that was put or drawn.
    clear() { vi: "Xóa hết", en: "Clear all" }
    /// Opens the camera for a film.
    take_film() { vi: "Quay phim", en: "Film" }
    /// Chooses a film that is on the phone already.
    pick_film() { vi: "Chọn phim có sẵn", en: "Choose a film" }
    /// Chooses a file.
    pick_file() { vi: "Chọn tệp", en: "Choose a file" }
    /// A file is being stored.
    keeping_file() { vi: "Đang lưu tệp", en: "Saving the file" }
    /// Removes a file.
    remove_file() { vi: "Bỏ tệp này", en: "Remove it" }
    /// A film, for those who do not see it.
    film() { vi: "Phim", en: "Film" }
    /// Opens a file.
    file(size: &str) { vi: "Mở tệp ({size})", en: "Open the file ({size})" }
    /// The file is neither here nor to be had.
    file_elsewhere() { vi: "Tệp chưa tải về máy này", en: "Not on this device yet" }
    /// A file is being read.
    file_loading() { vi: "Đang mở tệp", en: "Opening the file" }
    /// A file is too large.
    file_too_large(size: &str) {
        vi: "Tệp này {size}, máy chỉ giữ được tệp đến 16 MB nên chưa lưu. Xin quay ngắn hơn hoặc chọn tệp nhỏ hơn.",
        en: "This file is {size}, and at most 16 MB can be kept, so it was not saved. Please film a shorter piece or choose a smaller file.",
    }
    /// A file is of a kind that the office does not take.
    file_not_taken() {
        vi: "Văn phòng không mở được loại tệp này nên chưa lưu. Xin chọn ảnh, phim (mp4, webm), ghi âm, PDF, Word (docx) hoặc Excel (xlsx).",
        en: "The office cannot open a file of this kind, so it was not saved. Please choose a photo, a film (mp4, webm), a recording, PDF, Word (docx) or Excel (xlsx).",
    }
    /// Opens a list of choices.
    choose() { vi: "Chọn", en: "Choose" }
    /// Closes a list of choices.
    done() { vi: "Xong", en: "Done" }
    /// Closes what lies over the page.
    close() { vi: "Đóng", en: "Close" }
    /// The field by which choices are searched.
    search_choices() { vi: "Tìm trong danh sách", en: "Search the list" }
    /// No choice answers what was typed.
    no_choice_found() { vi: "Không thấy. Xin gõ cách khác.", en: "Nothing found. Please type it differently." }
    /// There are more choices than are shown.
    more_choices(more: usize) { vi: "Còn {more} lựa chọn nữa. Gõ vài chữ để tìm.", en: "{more} more. Type a few letters to find them." }
    /// Agrees to what was read.
    agree() { vi: "Đồng ý", en: "I agree" }
    /// More help with a question.
    guidance() { vi: "Giải thích thêm", en: "Explain more" }
    /// Nobody has chosen a number yet.
    not_chosen() { vi: "chưa chọn", en: "not chosen" }
    /// Takes back what was chosen.
    unchoose() { vi: "Bỏ chọn", en: "Clear" }
    /// One step down.
    less() { vi: "Bớt một nấc", en: "Less" }
    /// One step up.
    more() { vi: "Thêm một nấc", en: "More" }
    /// Nobody has put the choices into an order yet.
    not_ranked() { vi: "Chưa xếp. Dùng mũi tên để đưa lên, đưa xuống.", en: "Not in order yet. Use the arrows to move them up and down." }
    /// They are in an order.
    all_ranked() { vi: "Đã xếp. Dùng mũi tên để đổi lại.", en: "In order. Use the arrows to change it." }
    /// Leaves the order as it is offered, as the answer.
    rank_as_is() { vi: "Giữ thứ tự này", en: "Keep this order" }
    /// Takes the order back.
    unrank() { vi: "Bỏ thứ tự đã xếp", en: "Clear the order" }
    /// Moves one up.
    rank_up(what: &str) { vi: "Đưa lên: {what}", en: "Move up: {what}" }
    /// Moves one down.
    rank_down(what: &str) { vi: "Đưa xuống: {what}", en: "Move down: {what}" }
    /// Where one has come to.
    ranked(what: &str, at: usize, of: usize) { vi: "{what}: thứ {at} trong {of}", en: "{what}: {at} of {of}" }
    /// Reads a code with the camera.
    read_code() { vi: "Quét mã", en: "Scan the code" }
    /// What to do with the camera.
    hold_code() { vi: "Đưa mã vào giữa khung, giữ yên máy.", en: "Hold the code in the middle of the frame, and keep still." }
    /// A map, for those who do not see it.
    map() {
        vi: "Bản đồ. Phím mũi tên để dời, cộng và trừ để phóng to, thu nhỏ, Enter để chấm tại dấu cộng.",
        en: "Map. Arrow keys move it, plus and minus zoom, Enter puts a point at the cross.",
    }
    /// How a point is put on a map.
    map_help() {
        vi: "Chạm vào bản đồ để chấm, hoặc dời bản đồ cho dấu cộng vào đúng chỗ.",
        en: "Tap the map to put a point, or move the map until the cross is at the place.",
    }
    /// How much of the earth is seen.
    map_width(metres: &str) { vi: "Khung hình rộng khoảng {metres} m", en: "The frame is about {metres} m wide" }
    /// Comes nearer.
    nearer() { vi: "Phóng to", en: "Zoom in" }
    /// Goes away.
    farther() { vi: "Thu nhỏ", en: "Zoom out" }
    /// Shows all of the commune.
    whole_commune() { vi: "Xem cả xã, phường", en: "Show the whole commune" }
    /// Puts the place where the cross is.
    put_here() { vi: "Chấm tại dấu cộng", en: "Put it at the cross" }
    /// Puts one more point where the cross is.
    add_at_cross() { vi: "Thêm điểm tại dấu cộng", en: "Add a point at the cross" }
    /// Asks the phone for the place, and puts it.
    place_here() { vi: "Lấy chỗ đang đứng", en: "Use where I am" }
    /// Asks the phone for the place, and adds it.
    add_here() { vi: "Thêm chỗ đang đứng", en: "Add where I am" }
    /// There is no place on the map yet.
    no_place_put() { vi: "Chưa chấm vị trí.", en: "No location yet." }
    /// The place was put by hand.
    place_put() { vi: "Đã chấm vị trí trên bản đồ", en: "Location put on the map" }
    /// Takes back the last point.
    undo_point() { vi: "Bỏ điểm cuối", en: "Remove the last point" }
    /// There are too few points to be kept.
    points_missing(points: usize, missing: usize) {
        vi: "Đã chấm {points} điểm. Cần thêm {missing} điểm nữa mới thành câu trả lời.",
        en: "{points} points so far. {missing} more make it an answer.",
    }
    /// The way that was drawn.
    way_drawn(points: usize, length: &str) { vi: "{points} điểm, dài khoảng {length} m", en: "{points} points, about {length} m long" }
    /// The land that was drawn.
    land_drawn(points: usize, area: &str, length: &str) {
        vi: "{points} điểm, rộng khoảng {area} m², chu vi khoảng {length} m",
        en: "{points} points, about {area} m², about {length} m around",
    }
    /// What is to be seen to in a part.
    to_mend() { vi: "Xin xem lại những câu này", en: "Please look at these questions again" }
    /// One of them is mended.
    mended() { vi: "đã xong", en: "done" }
    /// Begins a recording.
    record() { vi: "Ghi âm", en: "Record" }
    /// Begins one more recording.
    record_more() { vi: "Ghi thêm đoạn nữa", en: "Record more" }
    /// Ends a recording and keeps it.
    stop_recording() { vi: "Dừng và lưu", en: "Stop and save" }
    /// The browser asks for the microphone.
    opening_microphone() { vi: "Đang mở micrô", en: "Opening the microphone" }
    /// A recording is being stored.
    keeping_sound() { vi: "Đang lưu đoạn ghi âm", en: "Saving the recording" }
    /// What is true while somebody speaks; the time follows.
    recording() {
        vi: "Đang ghi âm, tối đa 5 phút. Đoạn này chỉ được lưu vào máy khi bấm «Dừng và lưu» hoặc khi rời trang này.",
        en: "Recording, at most 5 minutes. It is saved on the phone only when you press “Stop and save” or leave this page.",
    }
    /// A recording by its number.
    sound(number: usize) { vi: "Đoạn ghi âm {number}", en: "Recording {number}" }
    /// Removes a recording.
    remove_sound(number: usize) { vi: "Bỏ đoạn {number}", en: "Remove recording {number}" }
    /// The recording is neither here nor to be had.
    sound_elsewhere() { vi: "Đoạn ghi âm chưa tải về máy này", en: "Not on this device yet" }
    /// A recording is being read.
    sound_loading() { vi: "Đang mở đoạn ghi âm", en: "Opening the recording" }
    /// Asks the phone where it is.
    take_place() { vi: "Lấy vị trí", en: "Get the location" }
    /// Asks the phone again where it is.
    take_place_again() { vi: "Lấy lại vị trí", en: "Get it again" }
    /// The phone is looking for its place.
    taking_place() { vi: "Đang tìm vị trí", en: "Looking for the location" }
    /// The place that was recorded.
    place_taken(accuracy: u32) { vi: "Đã lấy vị trí, sai lệch khoảng {accuracy} m", en: "Location recorded, within about {accuracy} m" }
    /// The family did not agree that the exact place is kept.
    place_rounded() { vi: "Gia đình chưa cho lưu đúng vị trí, nên máy chỉ giữ vùng khoảng một ki-lô-mét quanh đây", en: "The family has not agreed to an exact location, so only the area of about a kilometre is kept" }
    /// Takes the place out of the visit.
    remove_place() { vi: "Bỏ vị trí", en: "Remove the location" }
    /// Asks before an instance of a repeat is taken away.
    remove_instance_asks(what: &str) { vi: "Bỏ {what}?", en: "Remove {what}?" }
    /// What removing an instance does.
    remove_instance_loses() { vi: "Những câu đã ghi trong phần này sẽ mất.", en: "What was recorded in it will be lost." }
    /// The safe answer.
    keep_instance() { vi: "Giữ lại", en: "Keep it" }
    /// An answer that was not recorded.
    nothing() { vi: "chưa ghi", en: "not recorded" }
    /// An answer changed.
    was(before: &str) { vi: "trước là {before}", en: "was {before}" }
    /// Nothing was recorded at all.
    nothing_recorded() { vi: "Chưa ghi điều gì.", en: "Nothing was recorded." }
}
