//! What kind of answer a question takes.

use crate::{Choice, Choices, Decimal, Text};

/// The kind of answer that a question takes. In JSON the `type` of XLSForm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words (`text`).
    Text {
        /// What they look like.
        look: TextLook,
    },
    /// A whole number (`integer`).
    Integer {
        /// The unit, shown after the number.
        unit: Option<Text>,
    },
    /// A decimal number (`decimal`).
    Decimal {
        /// The unit, shown after the number.
        unit: Option<Text>,
    },
    /// A number between two ends, in steps (`range`).
    Range {
        /// The least.
        start: Decimal,
        /// The most.
        end: Decimal,
        /// From one to the next.
        step: Decimal,
    },
    /// A day (`date`), or only its month or year.
    Date {
        /// How much of it is asked.
        part: DayPart,
    },
    /// A time of day (`time`).
    Time,
    /// A moment (`dateTime`).
    Moment,
    /// One of several choices (`select_one`).
    One {
        /// The choices.
        choices: Choices,
        /// How they are shown.
        look: ChoiceLook,
    },
    /// Any number of choices (`select_multiple`).
    Many {
        /// The choices.
        choices: Choices,
        /// How they are shown.
        look: ChoiceLook,
    },
    /// All choices in an order (`rank`).
    Rank {
        /// The choices.
        choices: Choices,
    },
    /// Yes or no (`yes_no`); in expressions `'yes'` or `'no'`, as in a `select_one yes_no`.
    YesNo,
    /// That something was read and agreed to (`acknowledge`); in expressions `'OK'`.
    Agreed,
    /// Nothing: words that are only read (`note`).
    Note,
    /// Photos (`image`).
    Photo {
        /// The most photos that may be taken.
        max: u8,
        /// The longest side in pixels, where the form asks for one.
        pixels: Option<u32>,
        /// How it comes about.
        look: PhotoLook,
    },
    /// Recordings of what somebody says (`audio`).
    Sound {
        /// The most recordings that may be made.
        max: u8,
    },
    /// A film (`video`).
    Film,
    /// Any file (`file`).
    File,
    /// A place (`geopoint`).
    Place {
        /// Whether it is put on a map by hand.
        on_map: bool,
    },
    /// A way from place to place (`geotrace`).
    Way,
    /// The bounds of a piece of land (`geoshape`).
    Land,
    /// What a code says (`barcode`).
    Barcode,
    /// Nothing that is asked: it is reckoned, or written where something else happens (`calculate`, `hidden`).
    Kept,
    /// Nothing that is asked: what the phone knows of the visit (`start`, `username` …).
    Known(Known),
}

/// What a phone knows of a visit, without asking anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// When it began (`start`).
    Start,
    /// When it was last filled (`end`).
    End,
    /// On which day (`today`).
    Today,
    /// On which device (`deviceid`).
    Device,
    /// By whom (`username`).
    User,
    /// With which telephone (`phonenumber`).
    Phone,
    /// With which address for mail (`email`).
    Email,
}

/// How words are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextLook {
    /// One line.
    #[default]
    Line,
    /// Several lines (`multiline`).
    Lines,
    /// Digits, which are no number: of a telephone, a household (`numbers`).
    Digits,
}

/// How much of a day is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayPart {
    /// The day.
    #[default]
    Day,
    /// Its month (`month-year`).
    Month,
    /// Its year (`year`).
    Year,
}

/// How choices are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChoiceLook {
    /// One below the other.
    #[default]
    List,
    /// Behind a button (`minimal`).
    Folded,
    /// Searched by typing (`autocomplete`, `search`).
    Searched,
    /// Side by side, in so many columns (`columns-2`); as many as fit for 0.
    Columns(u8),
    /// On a scale (`likert`).
    Scale,
    /// As a row of the table that its group is (`list`).
    Row,
    /// As the head of that table (`label`).
    Head,
    /// The next page comes with the choice (`quick`).
    Quick,
}

/// How a picture comes about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PhotoLook {
    /// By the camera, or from the phone's pictures.
    #[default]
    Any,
    /// By the camera alone (`new`).
    Camera,
    /// As somebody's hand signs it (`signature`).
    Signature,
    /// Drawn (`draw`).
    Drawing,
    /// Drawn upon a photo (`annotate`).
    Annotated,
}

/// What is recorded when somebody agrees, as XForms have it.
pub const AGREED: &str = "OK";

impl Kind {
    /// The choices that lie in the question itself; those from a table depend on other answers.
    pub fn choices(&self) -> &[Choice] {
        match self.chosen_from() {
            Some(Choices::Own(choices)) => choices,
            _ => &[],
        }
    }

    /// What is chosen from.
    pub fn chosen_from(&self) -> Option<&Choices> {
        match self {
            Kind::One { choices, .. } | Kind::Many { choices, .. } | Kind::Rank { choices } => {
                Some(choices)
            }
            _ => None,
        }
    }

    /// Whether a person can answer it.
    pub fn is_answerable(&self) -> bool {
        !matches!(self, Kind::Note) && self.is_shown()
    }

    /// Whether a person sees it.
    pub fn is_shown(&self) -> bool {
        !matches!(self, Kind::Kept | Kind::Known(_))
    }
}
