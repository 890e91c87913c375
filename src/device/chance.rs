//! Chance that nobody can guess, from the browser.

use super::SaveError;

/// So many bytes of it.
///
/// # Errors
/// [`SaveError::Other`] in a browser that has none: nothing can be sealed there.
pub fn bytes<const N: usize>() -> Result<[u8; N], SaveError> {
    let mut bytes = [0; N];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let crypto = crypto.ok_or_else(|| SaveError::Other("no chance".to_owned()))?;
    crypto.get_random_values_with_u8_array(&mut bytes)?;
    Ok(bytes)
}
