//! The way from household to household.

super::words! {
    /// Name of the page.
    title() { vi: "Đường đi", en: "Route" }
    /// Leads to it from Today.
    open() { vi: "Xếp theo đường đi", en: "Order by the way" }
    /// How far the whole way is, in a straight line from house to house.
    whole(stops: usize, far: &str) { vi: "{stops} hộ, {far} đường chim bay", en: "{stops} households, {far} as the crow flies" }
    /// Where the way begins, where nobody has measured it.
    from_first() { vi: "Đi từ hộ cần đến nhất, rồi đến hộ gần nhất tiếp theo.", en: "From the household that needs you most, then to the nearest each time." }
    /// Where it begins, where somebody has.
    from_here() { vi: "Đi từ chỗ đang đứng, rồi đến hộ gần nhất tiếp theo.", en: "From where you stand, then to the nearest each time." }
    /// Asks the phone where it is.
    here() { vi: "Đi từ chỗ đang đứng", en: "Begin where I stand" }
    /// The stops of the way.
    stops() { vi: "Lần lượt đến", en: "In this order" }
    /// A stop and who lives there.
    stop(number: usize, name: &str) { vi: "{number}. {name}", en: "{number}. {name}" }
    /// How far it is from the stop before.
    leg(far: &str) { vi: "cách điểm trước {far}", en: "{far} from the stop before" }
    /// How far the first one is from where somebody stands.
    first_leg(far: &str) { vi: "cách chỗ đang đứng {far}", en: "{far} from where you stand" }
    /// Less than a kilometre between two places of which one is rounded.
    near() { vi: "dưới 1 km", en: "less than 1 km" }
    /// A length.
    metres(metres: u32) { vi: "khoảng {metres} m", en: "about {metres} m" }
    /// A length; `km` as it is written in the language.
    kilometres(km: &str) { vi: "khoảng {km} km", en: "about {km} km" }
    /// Those of whom nobody knows where they live.
    unknown() { vi: "Chưa có vị trí trên bản đồ", en: "Not on the map yet" }
    /// What to do about it.
    unknown_text() { vi: "Đến nhà rồi, bấm để đo vị trí, lần sau sẽ xếp được.", en: "At the door, tap to measure the place; next time it has its turn." }
    /// What the drawing shows.
    drawn(stops: usize) { vi: "Hình đường đi qua {stops} hộ, phía bắc ở trên", en: "The way past {stops} households, north at the top" }
    /// Nobody is to be visited.
    none_title() { vi: "Chưa có hộ nào cần đến", en: "Nobody is to be visited now" }
    /// And what then.
    none_text() { vi: "Có việc mới thì đường đi hiện ở đây.", en: "When there is something to do, the way stands here." }
}
