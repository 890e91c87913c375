//! What fingers do on a map: one moves it or taps, two bring it nearer.

use leptos::prelude::*;
use leptos::svg;
use web_sys::PointerEvent;

use super::sight::Sight;

/// A finger that moves less than this, in pixels, taps.
const STILL: f64 = 8.0;

/// The fingers on a map.
#[derive(Default)]
pub(super) struct Hands {
    fingers: Vec<Finger>,
    /// Whether they have done more than tap.
    moved: bool,
}

#[derive(Clone, Copy)]
struct Finger {
    id: i32,
    x: f64,
    y: f64,
    /// Where it came down.
    from: (f64, f64),
}

type Node = NodeRef<svg::Svg>;

impl Hands {
    pub(super) fn down(&mut self, node: Node, event: &PointerEvent) {
        if let Some(map) = node.get_untracked() {
            // Without it a finger that leaves the map is only lost.
            let _ = map.set_pointer_capture(event.pointer_id());
        }
        let (x, y) = at(event);
        self.fingers
            .retain(|finger| finger.id != event.pointer_id());
        self.moved |= !self.fingers.is_empty();
        self.fingers.push(Finger {
            id: event.pointer_id(),
            x,
            y,
            from: (x, y),
        });
    }

    pub(super) fn go(&mut self, node: Node, event: &PointerEvent, sight: RwSignal<Sight>) {
        let id = event.pointer_id();
        let Some(at_finger) = self.fingers.iter().position(|finger| finger.id == id) else {
            return;
        };
        let before = self.fingers[at_finger];
        let (x, y) = at(event);
        self.fingers[at_finger] = Finger { x, y, ..before };
        self.moved |= (x - before.from.0).hypot(y - before.from.1) > STILL;
        let Some(screen) = Screen::of(node).filter(|_| self.moved) else {
            return;
        };
        let seen = sight.get_untracked();
        let other = self.fingers.iter().find(|finger| finger.id != id);
        let next = match other {
            None => {
                let per_px = screen.unit / seen.near;
                seen.moved((before.x - x) * per_px, (before.y - y) * per_px)
            }
            Some(other) => {
                let apart = |x: f64, y: f64| (x - other.x).hypot(y - other.y).max(1.0);
                let times = apart(x, y) / apart(before.x, before.y);
                let middle = screen.ground((x + other.x) / 2.0, (y + other.y) / 2.0, seen);
                seen.nearer_at(middle, times)
            }
        };
        sight.set(next);
    }

    /// Where on the ground it was tapped, if it was.
    pub(super) fn up(
        &mut self,
        node: Node,
        event: &PointerEvent,
        sight: RwSignal<Sight>,
    ) -> Option<(f64, f64)> {
        let known = self.fingers.len();
        self.fingers
            .retain(|finger| finger.id != event.pointer_id());
        let tapped = known == 1 && self.fingers.is_empty() && !self.moved;
        if self.fingers.is_empty() {
            self.moved = false;
        }
        let (x, y) = at(event);
        tapped.then(|| Some(Screen::of(node)?.ground(x, y, sight.get_untracked())))?
    }
}

fn at(event: &PointerEvent) -> (f64, f64) {
    (event.client_x().into(), event.client_y().into())
}

/// The map as it lies on the screen, in pixels.
struct Screen {
    x: f64,
    y: f64,
    /// How many hundredths of its longer side a pixel is.
    unit: f64,
}

impl Screen {
    fn of(node: Node) -> Option<Self> {
        let place = node.get_untracked()?.get_bounding_client_rect();
        Some(Self {
            x: place.left() + place.width() / 2.0,
            y: place.top() + place.height() / 2.0,
            unit: 100.0 / place.width().max(place.height()).max(1.0),
        })
    }

    fn ground(&self, x: f64, y: f64, sight: Sight) -> (f64, f64) {
        let per_px = self.unit / sight.near;
        (
            sight.x + (x - self.x) * per_px,
            sight.y + (y - self.y) * per_px,
        )
    }
}
