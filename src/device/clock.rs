//! The device's clock, ids that begin with its time, and chance.

use dong_hanh_domain::DeviceTime;
use uuid::Uuid;

/// Now, by this device; `skew_ms` is what the office last found between the two clocks.
#[must_use]
pub fn now(skew_ms: Option<i64>) -> DeviceTime {
    let date = js_sys::Date::new_0();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    DeviceTime {
        utc_ms: date.get_time() as i64,
        zone_min: -date.get_timezone_offset() as i16,
        mono_ms: monotonic_ms() as u64,
        skew_ms,
    }
}

/// Milliseconds since the app was started, which no change of the clock moves.
#[must_use]
pub fn monotonic_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}

/// A new id (UUIDv7).
#[must_use]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// Chance in 0.0..1.0, for spreading the tries of many phones.
#[must_use]
pub fn chance() -> f64 {
    js_sys::Math::random()
}
