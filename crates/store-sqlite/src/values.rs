//! How values of the field are written in columns, and read back.

use std::fmt::Display;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use dong_hanh_store::StoreError;

use crate::error::{Failure, SqlResult};

/// A list for `IN (SELECT value FROM json_each(?))`: one statement however many there are.
pub(crate) fn list<T: Display>(values: impl IntoIterator<Item = T>) -> String {
    let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    serde_json::json!(values).to_string()
}

/// Reads what was written with `to_string`.
pub(crate) fn read<T: FromStr>(text: &str) -> SqlResult<T> {
    text.parse().map_err(|_| damaged(text))
}

/// Reads what was written with `timestamp_millis`.
pub(crate) fn moment(millis: i64) -> SqlResult<DateTime<Utc>> {
    DateTime::from_timestamp_millis(millis).ok_or_else(|| damaged(&millis.to_string()))
}

/// A small enum by the name that it has in JSON.
pub(crate) fn word<T: serde::Serialize>(value: &T) -> SqlResult<String> {
    let text = serde_json::to_string(value)?;
    Ok(text.trim_matches('"').to_owned())
}

/// Reads what [`word`] wrote.
pub(crate) fn from_word<T: serde::de::DeserializeOwned>(word: &str) -> SqlResult<T> {
    Ok(serde_json::from_value(serde_json::Value::String(
        word.to_owned(),
    ))?)
}

/// A value that this program never wrote.
pub(crate) fn damaged(what: &str) -> Failure {
    Failure(StoreError::Corrupt(format!(
        "`{what}` is no value of its column"
    )))
}
