//! A code of squares that a phone's camera reads from the screen.

use leptos::prelude::*;

use crate::device::people::DrawnCode;

/// Squares of light ground around a code, without which no camera finds it.
const MARGIN: u32 = 4;

/// Dark on light in every theme: cameras look for that.
pub(super) fn drawn(code: &DrawnCode, label: String) -> AnyView {
    let whole = code.side + 2 * MARGIN;
    let window = format!("-{MARGIN} -{MARGIN} {whole} {whole}");
    view! {
        <svg class="code" viewBox=window role="img" aria-label=label shape-rendering="crispEdges">
            <path d=code.squares.clone()></path>
        </svg>
    }
    .into_any()
}
