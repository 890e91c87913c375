//! What of the world a form's answers make or change, as XLSForm's sheet `entities` says it.

use serde::{Deserialize, Serialize};

use crate::Expr;

/// One thing of a list that a filled form makes or changes: a household, a house, a loan.
///
/// Without an id it is made; with one it is changed, and made where `create_if` is true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// The list that it belongs to.
    pub list: String,
    /// The path of the group or repeat for whose every instance there is one; one for the form, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Expr>,
    /// Which one is changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Expr>,
    /// When it is made; always, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub create_if: Option<Expr>,
    /// When it is changed; always, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update_if: Option<Expr>,
}
