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
