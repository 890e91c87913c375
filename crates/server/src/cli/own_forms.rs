//! The project's own forms, which every installation brings along.

use chrono::Utc;
use dong_hanh_store::{FormFile, Store, Unit};
use dong_hanh_sync::FormRecord;

/// A form as it is published, and the workbook that it was made from, which officers change in Excel.
struct Own {
    definition: &'static str,
    name: &'static str,
    workbook: &'static [u8],
}

macro_rules! own {
    ($name:literal) => {
        Own {
            definition: include_str!(concat!("../../../../forms/", $name, ".json")),
            name: concat!($name, ".xlsx"),
            workbook: include_bytes!(concat!("../../../../forms/", $name, ".xlsx")),
        }
    };
}

const FORMS: [Own; 5] = [
    own!("home-visit"),
    own!("self-check"),
    own!("income-items"),
    own!("practice"),
    own!("achievement"),
];

/// Publishes them in a unit; what is published already stays, and so does what an officer has decided.
pub(super) async fn publish(store: &impl Store, unit: &Unit) -> anyhow::Result<()> {
    for own in FORMS {
        let form = FormRecord::new(own.definition, Utc::now())?;
        store.publish_form(&unit.key, &form).await?;
        let workbook = FormFile {
            name: own.name.to_owned(),
            content: own.workbook.to_vec(),
        };
        store.keep_form_sources(&form.id, &[workbook]).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use dong_hanh_form::Form;
    use dong_hanh_store_sqlite::SqliteStore;

    use super::*;

    #[test]
    fn every_own_form_is_brought_along() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../forms");
        let files = fs::read_dir(folder).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        let workbooks: BTreeSet<String> = names.filter(|name| name.ends_with(".xlsx")).collect();
        assert_eq!(
            BTreeSet::from(FORMS.map(|own| own.name.to_owned())),
            workbooks
        );
    }

    /// [S11.5]
    #[tokio::test]
    async fn a_unit_has_them_all_once_and_knows_which_are_filled_at_a_household() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("data.db"))
            .await
            .unwrap();
        let unit = crate::units::find("19900").unwrap().unit;
        store.put_unit(&unit).await.unwrap();
        for _ in 0..2 {
            publish(&store, &unit).await.unwrap();
        }
        let forms = store.forms(&unit.key).await.unwrap();
        assert_eq!(forms.len(), FORMS.len());
        assert!(
            forms
                .iter()
                .all(|form| form.current && !form.sources.is_empty())
        );
        let about = FORMS.map(|own| {
            let form = Form::parse(own.definition).unwrap();
            (form.name.clone(), form.about.is_household())
        });
        let elsewhere = about.iter().filter(|(_, at_household)| !at_household);
        let elsewhere: Vec<_> = elsewhere.map(|(name, _)| name.as_str()).collect();
        assert_eq!(elsewhere, ["practice", "achievement"]);
    }
}
