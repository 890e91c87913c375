//! Rules that are broken on purpose, at the seams around the real code: a simulator that does not find them is none.

/// A rule that is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutation {
    /// S1.1: a draft is removed, and what was finished of it is written in another transaction.
    FinishesInTwo,
    /// S1.2: an operation leaves the outbox when it is sent.
    LeavesWhenSent,
    /// S1.9: cursors are stored before their changes, in another transaction.
    CursorsFirst,
    /// S1.12: a lost scope goes with the unsent work about it.
    PurgesUnsent,
    /// S2.2: the server forgets that it has answered.
    ForgetsReceipts,
    /// S2.9: what a clock says was earlier is applied earlier.
    ClocksOrder,
    /// S2.9: what is new since the last reading is told by the server's clock.
    ReadsByClock,
    /// S3.1: a reader sees a number before a smaller one that comes later.
    SkipsLateCommit,
    /// S3.4: the answer leaves before the commit.
    AnswersFirst,
    /// S5.1: what is written into a file leaves the outbox.
    EmptiesByFile,
    /// S5.1: what is on its way to the office is not written into a file.
    SkipsWhatIsOnItsWay,
    /// S5.1: photos are not written into a file.
    LeavesPhotosOut,
    /// S5.5: a file that is taken in again is taken for a new one.
    ImportsAnew,
    /// S5.11: whether something came before it was closed is told by the server's clock.
    ClosesByClock,
    /// S5.11: what is closed is opened where a file brings it again.
    OpensWhatComesAgain,
    /// S6.2: what found no room is called saved.
    CallsItSaved,
    /// S7.2: whoever comes last wins.
    LastWriterWins,
    /// S7.19: that two records are two households is taken for nothing.
    ForgetsWhatIsTwo,
    /// S7.20: what is said of a double is said of the record that stands only.
    TakesFromTheDouble,
    /// S7.11: what is hidden under one's own word counts as seen.
    SeesWhatIsHidden,
    /// S8.14: a unit becomes another one, and its forms do not come along.
    MergesWithoutForms,
    /// S8.14: a unit becomes another one, and one of its hamlets is left behind.
    MergesAllButOne,
    /// S9.2: a cursor that was read in a lost time is taken as it is.
    IgnoresEpoch,
    /// S9.3: what left a scope is forgotten without a word to those who have not heard of it.
    SweepsInSilence,
    /// S9.4: nobody is told that something was forgotten.
    HidesLoss,
}
