//! What is said of a person, and what a volunteer is given.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_domain::people::with_terms;
use dong_hanh_domain::{Courtesy, HamletId, PersonName, Term, UnitKey};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::error::Problem;
use crate::schema;

/// The longest name of an organisation, in characters.
const ORGANISATION_MAX: usize = 120;

/// What is said of a person.
#[derive(Deserialize, ToSchema)]
pub struct SaidOfPerson {
    /// Họ và tên.
    #[schema(value_type = String)]
    pub name: PersonName,
    /// How they wish to be called.
    #[schema(value_type = schema::Courtesy)]
    pub courtesy: Courtesy,
    /// The organisation that they come from.
    #[serde(default)]
    pub organisation: Option<String>,
    /// The hamlets that a volunteer is given, all of the unit; of an officer nothing.
    #[serde(default)]
    #[schema(value_type = Vec<Uuid>)]
    pub hamlets: BTreeSet<HamletId>,
    /// From which day to which some of them are, by their ids; the others until they are taken away.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, schema::Term>)]
    pub terms: BTreeMap<HamletId, Term>,
}

impl SaidOfPerson {
    /// The organisation, where one is named.
    ///
    /// # Errors
    /// [`Problem::WrongShape`] where it is too long.
    pub(super) fn organisation(&self) -> Result<Option<String>, Problem> {
        let name = self.organisation.as_deref().map(str::trim);
        let name = name.filter(|name| !name.is_empty());
        if name.is_some_and(|name| name.chars().count() > ORGANISATION_MAX) {
            return Err(Problem::WrongShape("organisation".to_owned()));
        }
        Ok(name.map(str::to_owned))
    }

    /// What a volunteer of a unit is given; `before` are the hamlets that were given to them already, as one that has come to
    /// another unit since is no mistake of whoever changes something else.
    ///
    /// # Errors
    /// [`Problem::WrongShape`] where it is nothing, or is not the unit's to give.
    pub(super) async fn given(
        &self,
        app: &App,
        unit: &UnitKey,
        before: &BTreeMap<HamletId, Term>,
    ) -> Result<BTreeMap<HamletId, Term>, Problem> {
        let hamlets = app.store.hamlets(unit).await?;
        let is_theirs = |id: &HamletId| {
            before.contains_key(id) || hamlets.iter().any(|hamlet| hamlet.id == *id)
        };
        if self.hamlets.is_empty() || !self.hamlets.iter().all(is_theirs) {
            return Err(Problem::WrongShape("hamlets".to_owned()));
        }
        let is_wrong = |(hamlet, term): (&HamletId, &Term)| {
            !self.hamlets.contains(hamlet) || term.is_upside_down()
        };
        if self.terms.iter().any(is_wrong) {
            return Err(Problem::WrongShape("terms".to_owned()));
        }
        Ok(with_terms(&self.hamlets, &self.terms))
    }
}
