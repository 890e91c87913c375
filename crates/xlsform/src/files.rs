//! The files that come with a workbook: tables as CSV, GeoJSON or XML.

use dong_hanh_form::Table;
use quick_xml::events::Event;
use serde_json::{Map, Value};

/// No more than anybody chooses from.
const MOST_ROWS: usize = 50_000;

/// A file's name without its ending, and the ending in small letters.
pub(crate) fn split(file: &str) -> (&str, String) {
    match file.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, ending.to_lowercase()),
        _ => (file, String::new()),
    }
}

/// Whether a file with this name can be a table.
pub(crate) fn is_table(file: &str) -> bool {
    let (stem, ending) = split(file);
    matches!(ending.as_str(), "csv" | "geojson" | "xml") && !stem.contains('.')
}

/// Reads a table from a file's bytes, as its ending says; none if they are none.
pub(crate) fn table(file: &str, bytes: &[u8]) -> Option<Table> {
    match split(file).1.as_str() {
        "csv" => csv(bytes),
        "geojson" => geojson(bytes),
        "xml" => xml(bytes),
        _ => None,
    }
}

fn csv(bytes: &[u8]) -> Option<Table> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let head = text.lines().next()?;
    // Excel writes what the language of the machine says.
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .find(|delimiter| head.contains(char::from(*delimiter)));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let columns: Vec<String> = reader.headers().ok()?.iter().map(str::to_owned).collect();
    let mut rows = Vec::new();
    for record in reader.records().take(MOST_ROWS) {
        let record = record.ok()?;
        rows.push(
            record
                .iter()
                .take(columns.len())
                .map(str::to_owned)
                .collect(),
        );
    }
    Table::new(columns, rows).ok()
}

/// A row for each feature: its properties, its id, and its geometry as ODK writes places.
fn geojson(bytes: &[u8]) -> Option<Table> {
    let collection: Value = serde_json::from_slice(bytes).ok()?;
    let features = collection.get("features")?.as_array()?;
    let mut found = Found::default();
    for feature in features.iter().take(MOST_ROWS) {
        let none = Map::new();
        let properties = feature.get("properties").and_then(Value::as_object);
        let mut row = vec![("geometry".to_owned(), geometry(feature.get("geometry")?)?)];
        row.extend(feature.get("id").map(|id| ("id".to_owned(), plain(id))));
        for (name, value) in properties.unwrap_or(&none) {
            if !row.iter().any(|(known, _)| known == name) {
                row.push((name.clone(), plain(value)));
            }
        }
        found.row(row);
    }
    found.table()
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn geometry(geometry: &Value) -> Option<String> {
    let coordinates = geometry.get("coordinates")?;
    let line = |places: &Value| {
        let places = places.as_array()?.iter().map(place);
        Some(places.collect::<Option<Vec<_>>>()?.join("; "))
    };
    match geometry.get("type")?.as_str()? {
        "Point" => place(coordinates),
        "LineString" => line(coordinates),
        "Polygon" => line(coordinates.get(0)?),
        _ => None,
    }
}

/// GeoJSON says east before north, ODK north before east.
fn place(at: &Value) -> Option<String> {
    let (east, north) = (at.get(0)?.as_number()?, at.get(1)?.as_number()?);
    Some(format!("{north} {east} 0 0"))
}

/// A row for each element in the outermost one, a column for each element in these.
fn xml(bytes: &[u8]) -> Option<Table> {
    let mut reader = quick_xml::Reader::from_str(std::str::from_utf8(bytes).ok()?);
    let (mut found, mut row, mut text) = (Found::default(), Vec::new(), String::new());
    let mut open: Vec<String> = Vec::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) => {
                let name = element.local_name();
                open.push(name.as_ref().to_owned());
                text.clear();
            }
            Event::Text(words) => text.push_str(&words),
            Event::CData(words) => text.push_str(&words),
            Event::GeneralRef(entity) => {
                text.push_str(quick_xml::escape::resolve_predefined_entity(&entity)?);
            }
            Event::End(_) => {
                let name = open.pop()?;
                match open.len() {
                    2 => row.push((name, text.trim().to_owned())),
                    1 => found.row(std::mem::take(&mut row)),
                    _ => {}
                }
            }
            Event::Eof => return found.table(),
            _ => {}
        }
        if found.rows.len() > MOST_ROWS {
            return None;
        }
    }
}

/// Rows of which each names its own columns.
#[derive(Default)]
struct Found {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// More columns than a table of choices can need.
const MOST_COLUMNS: usize = 200;

impl Found {
    fn row(&mut self, cells: Vec<(String, String)>) {
        let mut row = vec![String::new(); self.columns.len()];
        for (name, text) in cells {
            let known = self.columns.iter().position(|column| *column == name);
            match known {
                Some(column) => row[column] = text,
                None if self.columns.len() < MOST_COLUMNS => {
                    self.columns.push(name);
                    row.push(text);
                }
                None => {}
            }
        }
        self.rows.push(row);
    }

    fn table(self) -> Option<Table> {
        Table::new(self.columns, self.rows).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(file: &str, text: &str) -> Option<Value> {
        let table = table(file, text.as_bytes())?;
        serde_json::to_value(table).ok()
    }

    #[test]
    fn a_table_comes_from_csv_however_excel_wrote_it() {
        let expected = serde_json::json!({
            "columns": ["name", "label"],
            "rows": [["a", "Thôn A, phía đông"], ["b", "Thôn B"]],
        });
        for text in [
            "name,label\na,\"Thôn A, phía đông\"\nb,Thôn B\n",
            "\u{feff}name;label\r\na;Thôn A, phía đông\r\nb;Thôn B\r\n",
        ] {
            assert_eq!(json("wards.csv", text).as_ref(), Some(&expected));
        }
        assert!(table("wards.csv", b"name,label\n\xff\xfe").is_none());
    }

    #[test]
    fn a_table_comes_from_geojson() {
        let text = r#"{"type": "FeatureCollection", "features": [
            {"type": "Feature", "id": "p1", "properties": {"title": "Cầu", "floods": true},
             "geometry": {"type": "Point", "coordinates": [107.2, 16.3]}},
            {"type": "Feature", "properties": {"id": "p2", "title": "Đường"},
             "geometry": {"type": "LineString", "coordinates": [[107, 16], [108, 17]]}}
        ]}"#;
        let expected = serde_json::json!({
            "columns": ["geometry", "id", "floods", "title"],
            "rows": [["16.3 107.2 0 0", "p1", "true", "Cầu"], ["16 107 0 0; 17 108 0 0", "p2", "", "Đường"]],
        });
        assert_eq!(json("places.geojson", text), Some(expected));
        assert!(table("places.geojson", b"{}").is_none());
    }

    #[test]
    fn a_table_comes_from_xml() {
        let text = "<root><item><name>a</name><label>A &amp; B</label></item><item><name>b</name></item></root>";
        let expected = serde_json::json!({
            "columns": ["name", "label"],
            "rows": [["a", "A & B"], ["b", ""]],
        });
        assert_eq!(json("list.xml", text), Some(expected));
        assert!(table("list.xml", b"<root><item></root>").is_none());
    }
}
