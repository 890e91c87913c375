//! What can be wrong with a workbook, or doubtful; the words for it are in [`crate::words`].

use dong_hanh_form::ExprError;
use serde::{Serialize, Serializer};

/// What is wrong. `similar` is what was perhaps meant; a `row` is that of the other one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words for each say it, in two languages")]
pub enum Wrong {
    NotAWorkbook,
    TooBig,
    NoSheet {
        similar: Option<String>,
    },
    NoColumn {
        column: String,
    },
    TwoColumns {
        other: String,
    },
    NoType,
    UnknownType {
        written: String,
        similar: Option<String>,
    },
    NoName,
    NotAName {
        written: String,
    },
    DuplicateName {
        name: String,
        row: u32,
    },
    ReservedName {
        name: String,
    },
    NoLabel,
    BigImageAlone,
    UnknownName {
        name: String,
        similar: Option<String>,
    },
    AmbiguousName {
        name: String,
    },
    NotAReference {
        written: String,
    },
    Expression {
        #[serde(serialize_with = "as_text")]
        error: ExprError,
    },
    Pattern {
        pattern: String,
    },
    UnknownTable {
        table: String,
        similar: Option<String>,
    },
    NoList {
        list: String,
        similar: Option<String>,
    },
    FileEnding {
        file: String,
    },
    NotRepeated {
        name: String,
    },
    EndWithoutBegin {
        section: Section,
    },
    OtherEnd {
        begun: Section,
        row: u32,
        ended: Section,
    },
    NoEnd {
        section: Section,
    },
    NothingInside,
    NothingAsked,
    Cycle {
        path: Vec<String>,
    },
    CountsItself {
        name: String,
    },
    ParameterForm {
        written: String,
    },
    UnknownParameter {
        name: String,
        known: Vec<String>,
    },
    ParameterValue {
        name: String,
        written: String,
        unfit: Unfit,
    },
    SeedAlone,
    RangeStep,
    NoCalculation,
    NotTriggers {
        written: String,
    },
    TriggerUnseen {
        name: String,
    },
    OtherFiltered,
    OtherFromFile,
    TableFiltered,
    TableMixed {
        first: String,
        second: String,
    },
    LoopWithoutList,
    NotDeclinable {
        written: String,
    },
    NotAPurpose {
        written: String,
        known: Vec<String>,
    },
    NotYesOrNo {
        written: String,
    },
    IdentityPaper {
        written: String,
    },
    NotACount {
        written: String,
    },
    NotANumberToBegin {
        written: String,
    },
    NotAbout {
        written: String,
    },
    AboutNoHousehold,
    NoEntities,
    SectionSaved,
    SavedTwice {
        property: String,
        row: u32,
    },
    NotAProperty {
        written: String,
    },
    NotOfAHousehold {
        property: String,
        similar: Option<String>,
        known: Vec<String>,
    },
    Unsaved {
        property: String,
        unsaved: Unsaved,
    },
    UnknownEntity {
        list: String,
        similar: Option<String>,
    },
    WhichEntity,
    EntityScope {
        list: String,
    },
    EntityName {
        written: String,
    },
    EntityTwice {
        list: String,
        row: u32,
    },
    EntityColumn,
    NoEntityLabel,
    NoEntityId,
    NoUpdateIf,
    ChoiceWithoutName,
    DuplicateChoice {
        name: String,
        row: u32,
    },
    ChoiceSpace {
        name: String,
    },
    TableTwice {
        table: String,
    },
    NotATable {
        file: String,
    },
    FileColumn {
        file: String,
        column: String,
    },
    /// What the form's own check says, where nothing above does.
    Form {
        message: String,
    },
}

/// What goes from a `begin` to an `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// `begin_group`
    Group,
    /// `begin_repeat`
    Repeat,
    /// `begin loop over`, an old spelling of a group for each choice of a list.
    Loop,
}

/// Why an answer can say nothing of the household that is visited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unsaved {
    /// It is asked of each of several, and there is one household.
    InRepeat,
    /// Answers of this type cannot be that.
    Kind,
    /// None of the choices is one of these words of the record.
    NoWord(Vec<String>),
}

/// What a parameter has to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unfit {
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// `true` or `false`.
    Truth,
    /// A number or a `${name}`.
    Seed,
    /// The name of a column.
    Column,
    /// One of these.
    OneOf(Vec<String>),
}

/// What to know of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words for each say it, in two languages")]
pub enum Doubt {
    SimilarSheet { sheet: String },
    NamedByFile { name: String },
    UnknownColumn,
    UnusedColumn,
    Appearance { written: String },
    Parameter { name: String },
    Setting { name: String },
    NoUse { kind: String },
    StaysEmpty { kind: String },
    LeftOut { kind: String },
    MissingFile { file: String },
    MissingMedia { file: String },
    UnfitMedia { file: String },
    HeavyMedia { file: String, megabytes: usize },
    FilterColumn { column: String, list: String },
    NoChoiceLabel,
    NoRepeatLabel,
    SameButCase { name: String, row: u32 },
    RowSkipped,
    Disabled,
    UnusedList { list: String },
    StrangeEntity { list: String },
    HouseholdVisited,
    ChoiceWithoutList,
    NeverVisible,
}

fn as_text<S: Serializer>(error: &ExprError, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(error)
}
