//! Blank forms, and the households of whoever fills them.

use axum::body::Bytes;
use dong_hanh_domain::Household;
use dong_hanh_domain::following::day_of;
use dong_hanh_form::{Form, FormId, Lang};
use dong_hanh_store::{StoreResult, WHOLE};
use dong_hanh_xform::{Asks, HOUSEHOLDS, HouseholdRow, XForm, xform};
use md5::Md5;
use sha2::{Digest as _, Sha256};

use super::Keyed;
use crate::app::App;
use crate::error::Problem;
use crate::token::hex;

/// As many digits of a form's digest as tell versions apart.
const TOLD_APART: usize = 8;

/// How a form's id begins.
const PREFIX: &str = "sha256:";

/// A blank form for clients that are not ours.
pub(super) struct Blank {
    id: FormId,
    pub(super) form: Form,
    pub(super) version: String,
    pub(super) made: XForm,
}

impl Blank {
    /// Writes a form. The version says more than its authors' own: what a client has under one version must never change,
    /// also where we write the same definition otherwise.
    pub(super) fn of(form: Form, id: &FormId) -> Self {
        let asks = |version: &str| {
            xform(
                &form,
                Some(Asks {
                    form: &id.0,
                    version,
                }),
            )
        };
        let digest = hex(&Sha256::digest(asks(&form.version).xml.as_bytes()));
        let version = format!("{}-{}", form.version, &digest[..TOLD_APART]);
        let made = asks(version.trim_start_matches('-'));
        Self {
            id: id.clone(),
            form,
            version: version.trim_start_matches('-').to_owned(),
            made,
        }
    }

    pub(super) fn title(&self) -> &str {
        self.form.title.get(Lang::Vi)
    }
}

/// The digest that clients compare.
pub(super) fn md5(bytes: &[u8]) -> String {
    hex(&Md5::digest(bytes))
}

/// How a form is called in an address: the digits of its digest.
pub(super) fn address(id: &FormId) -> &str {
    id.0.strip_prefix(PREFIX).unwrap_or(&id.0)
}

/// The current forms of the unit of whoever asks that are filled at a household, as far as this version can read them.
pub(super) async fn current(app: &App, keyed: &Keyed) -> StoreResult<Vec<(FormId, Blank)>> {
    let unit = keyed.who.role().unit();
    let mut blanks = Vec::new();
    for kept in app.store.forms(unit).await? {
        if !kept.current {
            continue;
        }
        let record = app.store.form(unit, &kept.id).await?;
        let form = record.and_then(|record| record.form().ok());
        // What is about no household would be nobody's visit.
        if let Some(form) = form.filter(|form| form.about.is_household()) {
            let blank = Blank::of(form, &kept.id);
            blanks.push((kept.id, blank));
        }
    }
    Ok(blanks)
}

/// A published form by the digits in an address.
pub(super) async fn find(app: &App, keyed: &Keyed, digits: &str) -> Result<Blank, Problem> {
    let id = FormId(format!("{PREFIX}{digits}"));
    let form = published(app, keyed, &id).await?;
    Ok(Blank::of(form.ok_or(Problem::NotFound)?, &id))
}

/// A form that was published in the unit, if this version can read it.
pub(super) async fn published(app: &App, keyed: &Keyed, id: &FormId) -> StoreResult<Option<Form>> {
    let record = app.store.form(keyed.who.role().unit(), id).await?;
    Ok(record.and_then(|record| record.form().ok()))
}

/// Whether a version may be one that we made of the authors' own.
fn may_be_ours(version: &str, theirs: &str) -> bool {
    let (begin, digits) = version.rsplit_once('-').unwrap_or(("", version));
    digits.len() == TOLD_APART && begin == theirs.trim_start_matches('-')
}

/// The form that somebody else's XForm was written of: by its name, and the version of its authors or ours. Of versions
/// that are called the same the one counts that was published last.
pub(super) async fn named(
    app: &App,
    keyed: &Keyed,
    name: &str,
    version: &str,
) -> StoreResult<Option<(FormId, Form)>> {
    for kept in app.store.forms(keyed.who.role().unit()).await? {
        // An XForm is only written where its version may be the one that is asked for.
        let theirs = kept.version == version;
        if kept.name != name || !(theirs || may_be_ours(version, &kept.version)) {
            continue;
        }
        let Some(form) = published(app, keyed, &kept.id).await? else {
            continue;
        };
        if theirs || Blank::of(form.clone(), &kept.id).version == version {
            return Ok(Some((kept.id, form)));
        }
    }
    Ok(None)
}

/// The households that somebody visits, as the file that every form asks for.
pub(super) async fn households(app: &App, keyed: &Keyed) -> StoreResult<String> {
    let role = keyed.who.role();
    let hamlets = app.store.hamlets(role.unit()).await?;
    let mut households = app.store.households(role.hamlets()).await?;
    let today = day_of(app.now());
    // Of a household that was registered twice the record that stands for both is visited.
    households.retain(|household| household.same_as.is_none());
    let row = |household: &Household| {
        let hamlet = hamlets.iter().find(|hamlet| hamlet.id == household.hamlet);
        let places = [
            Some(household.address.as_str()),
            hamlet.map(|hamlet| hamlet.name.as_str()),
            household.code.as_deref(),
        ];
        let places = places
            .into_iter()
            .flatten()
            .filter(|place| !place.is_empty());
        let ended = household.ended.map(|_| "không còn ở đây");
        let label = [household.head.name.as_str()].into_iter().chain(places);
        let rests = !household.requests.withheld(today).is_empty();
        let rests = rests.then_some("gia đình đã rút đồng ý hoặc yêu cầu ngừng");
        let label = label.chain(ended).chain(rests);
        HouseholdRow {
            id: household.id.to_string(),
            label: label.collect::<Vec<_>>().join(", "),
        }
    };
    let mut rows: Vec<HouseholdRow> = households.iter().map(row).collect();
    rows.sort_by(|a, b| (&a.label, &a.id).cmp(&(&b.label, &b.id)));
    Ok(HouseholdRow::csv(&rows))
}

/// A file that comes with a form.
pub(super) struct Beside {
    pub(super) name: String,
    pub(super) mime: String,
    pub(super) content: Bytes,
}

impl Beside {
    fn table(name: String, text: String) -> Self {
        let mime = "text/csv; charset=utf-8".to_owned();
        let content = Bytes::from(text);
        Self {
            name,
            mime,
            content,
        }
    }
}

/// The files that come with a form: the households of whoever asks, tables, and what it shows beside its words.
pub(super) async fn files(app: &App, keyed: &Keyed, blank: &Blank) -> StoreResult<Vec<Beside>> {
    let mut files = tables(app, keyed, blank).await?;
    for name in blank.form.files.keys() {
        files.extend(medium(app, keyed, blank, name).await?);
    }
    Ok(files)
}

/// One of them.
pub(super) async fn file(
    app: &App,
    keyed: &Keyed,
    blank: &Blank,
    name: &str,
) -> StoreResult<Option<Beside>> {
    let mut tables = tables(app, keyed, blank).await?.into_iter();
    match tables.find(|file| file.name == name) {
        Some(table) => Ok(Some(table)),
        None => medium(app, keyed, blank, name).await,
    }
}

async fn tables(app: &App, keyed: &Keyed, blank: &Blank) -> StoreResult<Vec<Beside>> {
    let households = households(app, keyed).await?;
    let households = Beside::table(format!("{HOUSEHOLDS}.csv"), households);
    let tables = blank.made.files.iter();
    let tables = tables.map(|(name, text)| Beside::table(name.clone(), text.clone()));
    Ok([households].into_iter().chain(tables).collect())
}

async fn medium(
    app: &App,
    keyed: &Keyed,
    blank: &Blank,
    name: &str,
) -> StoreResult<Option<Beside>> {
    let Some(file) = blank.form.files.get(name) else {
        return Ok(None);
    };
    let unit = keyed.who.role().unit();
    let content = app.store.form_file(unit, &blank.id, name, WHOLE).await?;
    Ok(content.map(|content| Beside {
        name: name.to_owned(),
        mime: file.media.mime.clone(),
        content: content.into(),
    }))
}
