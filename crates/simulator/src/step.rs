//! The small steps of which a schedule is made. Each can be left out, and the others still mean something: a number
//! that names one of several things is taken modulo how many there are.

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Somebody does something on a phone.
    Work {
        /// Which phone.
        phone: u8,
        /// What.
        deed: Deed,
        /// Of whatever else there is to choose.
        dice: u32,
    },
    /// What is under way at a phone gets one step further, so many times, and nothing goes wrong.
    Go {
        /// Which phone.
        phone: u8,
        /// How many times.
        times: u8,
    },
    /// What is under way at a phone meets a fault.
    Fault {
        /// Which phone.
        phone: u8,
        /// Which fault.
        fault: Fault,
    },
    /// Somebody or something tells the phone something.
    Tell {
        /// Which phone.
        phone: u8,
        /// What.
        tap: Tap,
    },
    /// A phone dies and starts again.
    Crash {
        /// Which phone.
        phone: u8,
        /// How.
        how: Death,
    },
    /// A phone's clock is put forward or back.
    Clock {
        /// Which phone.
        phone: u8,
        /// By so many minutes.
        minutes: i32,
    },
    /// The server's clock is put forward or back.
    ServerClock {
        /// By so many minutes.
        minutes: i32,
    },
    /// Time passes.
    Pass {
        /// So many minutes.
        minutes: u32,
    },
    /// A request that a phone had given up, or that was doubled on the way, arrives after all.
    Late {
        /// Which of them.
        which: u8,
    },
    /// A phone's storage is full, or has room again.
    Room {
        /// Which phone.
        phone: u8,
        /// Whether it is full.
        full: bool,
    },
    /// What a phone has not sent is written into a file.
    HandOver {
        /// Which phone.
        phone: u8,
    },
    /// A file is taken in at the office, once more where it was before.
    Import {
        /// Which file.
        which: u8,
        /// Only its first half came.
        cut: bool,
    },
    /// An officer closes a draft that was handed over, or opens it again.
    Decide {
        /// Who, which and what.
        dice: u32,
    },
    /// A phone is lost with all that is on it, and its person goes on with another one.
    Lose {
        /// Which phone.
        phone: u8,
    },
    /// Somebody is given other hamlets, or another unit or role.
    Grant {
        /// Who.
        user: u8,
        /// Of what he gets.
        dice: u32,
    },
    /// Hamlets come to another unit, as when units merge.
    Merge {
        /// Which, and who goes along.
        dice: u32,
    },
    /// Another form takes the place of the one in use.
    Publish {
        /// Which of the units, and which form.
        dice: u32,
    },
    /// The server is started again, and forgets what left a scope long ago.
    Sweep,
    /// The server is started again.
    Restart,
    /// A backup is made.
    Backup,
    /// The server is put back to the backup.
    PutBack,
}

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Registers a household.
    Register,
    /// Opens the form of a visit.
    OpenDraft,
    /// Types on in a visit that was opened.
    TypeOn,
    /// Finishes a visit that was opened.
    FinishDraft,
    /// Visits a household.
    Visit,
    /// Visits one that the register may not have.
    VisitNobody,
    /// Sends a visit that the form does not allow.
    BadVisit,
    /// Fills a form that was never published in his unit.
    StrangeForm,
    /// Amends a visit.
    Amend,
    /// Answers a visit.
    Review,
    /// Says other facts of a household.
    Facts,
    /// Says another telephone number of the household of which all say one.
    Number,
    /// Finds one more person in a household.
    AddMember,
    /// Finds that somebody is gone, or is there after all.
    Gone,
    /// Finds another head of a household.
    Head,
    /// Moves a household to another hamlet.
    Move,
    /// Says that two records are one household, or that they are not.
    SameAs,
    /// Says that two records are not one household, or that nobody knows.
    NotSame,
    /// Chooses between two values.
    Choose,
    /// Sends once more what is held.
    Resend,
    /// Lets what is held rest.
    Acknowledge,
    /// Sends another visit in the place of one that is held.
    Correct,
    /// Decides on what is held.
    Release,
    /// Says something of which this version has never heard.
    Future,
    /// The phone's copy, made by a thief or a repair shop, says something else under a known id.
    Forge,
}

/// What goes wrong with what is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The request never arrives.
    RequestLost,
    /// The server acts, and its answer is lost.
    AnswerLost,
    /// The phone gives the request up, which arrives later.
    GivenUp,
    /// The request arrives twice, once of them later.
    Doubled,
    /// The request is cut short.
    RequestCut,
    /// The server acts, and its answer is cut short.
    AnswerCut,
    /// The server or a proxy meets a fault before anything was done.
    Broken,
    /// The server acts, and a proxy says that it met a fault.
    BrokenAfter,
    /// The server names a wait.
    Busy,
    /// Whoever answers finds the request too large.
    TooLarge,
    /// The session has ended.
    SignedOut,
    /// The server does not speak this version any more or not yet.
    Version,
    /// There is no room on the phone.
    Full,
    /// The phone's store fails.
    Storage,
}

/// What a phone is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tap {
    /// The app comes to the front.
    Wanted,
    /// «Gửi ngay».
    Pressed,
    /// «Dừng lại».
    Cancelled,
    /// There is a network again.
    NetworkBack,
    /// Somebody signs in again.
    SignedIn,
    /// Another tab takes the lead.
    Follow,
    /// This tab has the lead again.
    Lead,
    /// The photos of what was said last are on this phone only.
    Photos,
}

/// How a phone dies, and as what it starts again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Death {
    /// The app is ended; all that was committed is there.
    Killed,
    /// The battery is empty: of relaxed transactions, so many of the last are gone.
    Power {
        /// How many at most.
        lost: u8,
    },
    /// It starts again as a newer version of the app.
    Upgraded,
    /// It starts again as an older version of the app.
    Downgraded,
}
