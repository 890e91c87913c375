//! A sheet on which a finger draws: strokes that can be taken back, over nothing or over a picture.

use wasm_bindgen::JsValue;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, PointerEvent};

use super::camera;

/// White in every theme: what is drawn is looked at elsewhere too.
const PAPER: &str = "#fff";

/// How wide a stroke is, in parts of the sheet's width.
const STROKE: f64 = 0.008;

/// A place on the sheet, in its own pixels.
type Spot = (f64, f64);

/// A sheet with what is drawn on it.
pub struct Pad {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    under: Option<HtmlCanvasElement>,
    strokes: Vec<Vec<Spot>>,
    /// Whether a finger is on it.
    is_down: bool,
}

impl Pad {
    /// A white sheet of so many pixels.
    ///
    /// # Errors
    /// What a browser says that has no canvas.
    pub fn blank(width: u32, height: u32) -> Result<Self, JsValue> {
        Self::new(width, height, None, "#111")
    }

    /// A sheet that begins as a picture.
    ///
    /// # Errors
    /// What a browser says that has no canvas.
    pub fn over(picture: HtmlCanvasElement) -> Result<Self, JsValue> {
        let (width, height) = (picture.width(), picture.height());
        Self::new(width, height, Some(picture), "#d4260f")
    }

    fn new(
        width: u32,
        height: u32,
        under: Option<HtmlCanvasElement>,
        ink: &'static str,
    ) -> Result<Self, JsValue> {
        let (canvas, context) = camera::canvas(width, height)?;
        context.set_line_cap("round");
        context.set_line_join("round");
        context.set_line_width((f64::from(width) * STROKE).max(3.0));
        context.set_stroke_style_str(ink);
        let pad = Self {
            canvas,
            context,
            under,
            strokes: Vec::new(),
            is_down: false,
        };
        pad.draw()?;
        Ok(pad)
    }

    /// What is put on the page.
    #[must_use]
    pub fn canvas(&self) -> &HtmlCanvasElement {
        &self.canvas
    }

    /// Whether nothing was drawn.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.strokes.is_empty()
    }

    /// A finger comes down, and begins a stroke.
    pub fn down(&mut self, event: &PointerEvent) {
        event.prevent_default();
        // Without it a stroke that leaves the sheet is only cut off.
        let _ = self.canvas.set_pointer_capture(event.pointer_id());
        let spot = self.spot(event);
        self.is_down = true;
        self.strokes.push(vec![spot]);
        self.line(spot, spot);
    }

    /// It moves on.
    pub fn go(&mut self, event: &PointerEvent) {
        let spot = self.spot(event);
        if let Some(stroke) = self.strokes.last_mut().filter(|_| self.is_down)
            && let Some(from) = stroke.last().copied()
        {
            stroke.push(spot);
            self.line(from, spot);
        }
    }

    /// It goes up.
    pub fn up(&mut self) {
        self.is_down = false;
    }

    /// Takes back the last stroke.
    ///
    /// # Errors
    /// What the browser says of a picture that is gone.
    pub fn undo(&mut self) -> Result<(), JsValue> {
        self.strokes.pop();
        self.draw()
    }

    /// Takes back all strokes.
    ///
    /// # Errors
    /// What the browser says of a picture that is gone.
    pub fn clear(&mut self) -> Result<(), JsValue> {
        self.strokes.clear();
        self.draw()
    }

    /// How it is packed: lines stay sharp, photos small.
    #[must_use]
    pub fn mime(&self) -> &'static str {
        match self.under {
            Some(_) => camera::JPEG,
            None => camera::PNG,
        }
    }

    fn spot(&self, event: &PointerEvent) -> Spot {
        // The page shows it larger or smaller than it is.
        let scale = f64::from(self.canvas.width()) / f64::from(self.canvas.client_width().max(1));
        let (x, y) = (event.offset_x(), event.offset_y());
        (f64::from(x) * scale, f64::from(y) * scale)
    }

    fn line(&self, from: Spot, to: Spot) {
        self.context.begin_path();
        self.context.move_to(from.0, from.1);
        self.context.line_to(to.0, to.1);
        self.context.stroke();
    }

    fn draw(&self) -> Result<(), JsValue> {
        match &self.under {
            Some(picture) => {
                self.context
                    .draw_image_with_html_canvas_element(picture, 0.0, 0.0)?;
            }
            None => {
                let (width, height) = (self.canvas.width(), self.canvas.height());
                self.context.set_fill_style_str(PAPER);
                self.context
                    .fill_rect(0.0, 0.0, width.into(), height.into());
            }
        }
        for stroke in &self.strokes {
            if let [alone] = stroke.as_slice() {
                self.line(*alone, *alone);
            }
            for pair in stroke.windows(2) {
                self.line(pair[0], pair[1]);
            }
        }
        Ok(())
    }
}
