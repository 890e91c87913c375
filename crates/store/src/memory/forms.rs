//! The forms of the store in memory: which was published, and which of a name is the current one.

use std::ops::Range;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Scope, UnitKey, UserId};
use dong_hanh_form::{Form, FormId};
use dong_hanh_sync::{FormRecord, Record};

use super::tables::Tables;
use crate::{
    FormDecision, FormFile, FormRuling, KeptForm, Merger, NewForm, StoreError, StoreResult,
};

/// A form that was published in a unit.
#[derive(Clone, Debug)]
pub(super) struct Published {
    pub(super) record: FormRecord,
    pub(super) form: Arc<Form>,
    publisher: Option<UserId>,
    /// Since when it is current, or is not, and who decided that.
    since: DateTime<Utc>,
    decided_by: Option<UserId>,
}

impl Published {
    fn new(record: &FormRecord, publisher: Option<UserId>) -> StoreResult<Self> {
        let form = record
            .form()
            .map_err(|error| StoreError::Other(error.into()))?;
        Ok(Self {
            record: FormRecord {
                current: false,
                ..record.clone()
            },
            form: Arc::new(form),
            publisher,
            since: record.published,
            decided_by: publisher,
        })
    }
}

impl Tables {
    pub(super) fn publish_form(&mut self, unit: &UnitKey, record: &FormRecord) -> StoreResult<()> {
        let new = Published::new(record, None)?;
        let mut same_name = self
            .forms
            .iter()
            .filter(|((of, _), known)| of == unit && known.form.name == new.form.name);
        let is_decided = same_name.any(|(_, known)| known.decided_by.is_some());
        let place = self.forms.entry((unit.clone(), record.id.clone()));
        if is_decided {
            let known = place.or_insert(new).record.clone();
            return self.publish_in(unit, vec![known]);
        }
        place.or_insert(new);
        self.use_form(unit, &record.id, record.published, None)
    }

    pub(super) fn publish_new_form(&mut self, unit: &UnitKey, new: &NewForm) -> StoreResult<bool> {
        let published = Published::new(&new.record, Some(new.by))?;
        let current = self.current(unit, &published.form.name);
        let id = &new.record.id;
        if current.as_ref() == Some(id) {
            return Ok(true);
        }
        if current != new.over {
            return Ok(false);
        }
        self.forms
            .entry((unit.clone(), id.clone()))
            .or_insert(published);
        self.keep_form_sources(id, &new.sources);
        self.use_form(unit, id, new.record.published, Some(new.by))?;
        Ok(true)
    }

    pub(super) fn keep_form_sources(&mut self, id: &FormId, sources: &[FormFile]) {
        let known = self.sources.entry(id.clone());
        known.or_insert_with(|| sources.to_vec());
    }

    pub(super) fn decide_form(
        &mut self,
        unit: &UnitKey,
        id: &FormId,
        decision: &FormDecision,
    ) -> StoreResult<bool> {
        let Some(known) = self.forms.get_mut(&(unit.clone(), id.clone())) else {
            return Ok(false);
        };
        match decision.ruling {
            FormRuling::Use if !known.record.current => {
                self.use_form(unit, id, decision.at, Some(decision.by))?;
            }
            FormRuling::Withdraw if known.record.current => {
                let changed = known.decide(false, decision.at, Some(decision.by));
                self.publish_in(unit, vec![changed])?;
            }
            FormRuling::Use | FormRuling::Withdraw => {}
        }
        Ok(true)
    }

    /// Makes a form the current one of its name.
    fn use_form(
        &mut self,
        unit: &UnitKey,
        id: &FormId,
        at: DateTime<Utc>,
        by: Option<UserId>,
    ) -> StoreResult<()> {
        let key = (unit.clone(), id.clone());
        let Some(name) = self.forms.get(&key).map(|known| known.form.name.clone()) else {
            return Ok(());
        };
        let mut changed = Vec::new();
        for ((of, other), known) in &mut self.forms {
            if of == unit && other != id && known.record.current && known.form.name == name {
                changed.push(known.decide(false, at, by));
            }
        }
        if let Some(known) = self
            .forms
            .get_mut(&key)
            .filter(|known| !known.record.current)
        {
            changed.push(known.decide(true, at, by));
        }
        self.publish_in(unit, changed)
    }

    fn current(&self, unit: &UnitKey, name: &str) -> Option<FormId> {
        let mut forms = self.forms.iter();
        let found = forms
            .find(|((of, _), known)| of == unit && known.record.current && known.form.name == name);
        found.map(|((_, id), _)| id.clone())
    }

    fn publish_in(&mut self, unit: &UnitKey, records: Vec<FormRecord>) -> StoreResult<()> {
        let scope = Scope::Unit(unit.clone());
        let records = records.into_iter();
        self.publish(
            records
                .map(|record| (scope.clone(), Record::Form(record)))
                .collect(),
        )
    }

    pub(super) fn forms_of(&self, unit: &UnitKey) -> Vec<KeptForm> {
        let hamlets: Vec<_> = self.hamlets_of(unit).map(|hamlet| hamlet.id).collect();
        let is_ours = |household| {
            let household = self.households.get(household);
            household.is_some_and(|household| hamlets.contains(&household.hamlet))
        };
        let with = |id: &FormId| {
            let visits = self.visits.values();
            visits
                .filter(|visit| visit.form == *id && is_ours(&visit.household))
                .count() as u64
        };
        let forms = self.forms.iter().filter(|((of, _), _)| of == unit);
        let mut forms: Vec<_> = forms
            .map(|((_, id), known)| KeptForm {
                id: id.clone(),
                name: known.form.name.clone(),
                title: Some(known.form.title.clone()),
                version: known.form.version.clone(),
                published: known.record.published,
                publisher: known.publisher,
                current: known.record.current,
                since: known.since,
                decided_by: known.decided_by,
                visits: with(id),
                sources: self
                    .sources
                    .get(id)
                    .map(|files| files.iter().map(|file| file.name.clone()).collect())
                    .unwrap_or_default(),
            })
            .collect();
        forms.sort_by(|a, b| (b.published, &b.id).cmp(&(a.published, &a.id)));
        forms
    }

    pub(super) fn form_file(
        &self,
        unit: &UnitKey,
        id: &FormId,
        name: &str,
        bytes: Range<u32>,
    ) -> Option<Vec<u8>> {
        self.forms.get(&(unit.clone(), id.clone()))?;
        let file = self
            .sources
            .get(id)?
            .iter()
            .find(|file| file.name == name)?;
        let content = file.content.iter().skip(bytes.start as usize);
        Some(content.take(bytes.len()).copied().collect())
    }

    /// Publishes what units published in the one that they become too, for the visits that come along; what is current
    /// there stays so.
    pub(super) fn inherit(&mut self, merger: &Merger) -> StoreResult<u64> {
        let into = &merger.into().key;
        let forms = self.forms.iter();
        let forms = forms.filter(|((unit, _), _)| merger.from().contains(unit));
        let mut forms: Vec<_> = forms
            .map(|((_, id), known)| (id.clone(), known.clone()))
            .collect();
        forms.sort_by_key(|(_, known)| {
            std::cmp::Reverse((known.record.current, known.record.published))
        });
        let mut published = Vec::new();
        for (id, mut known) in forms {
            let key = (into.clone(), id);
            if self.forms.contains_key(&key) {
                continue;
            }
            known.record.current &= self.current(into, &known.form.name).is_none();
            published.push(known.record.clone());
            self.forms.insert(key, known);
        }
        let count = published.len() as u64;
        self.publish_in(into, published)?;
        Ok(count)
    }
}

impl Published {
    /// Makes it current or not; gives the record as it is then.
    fn decide(&mut self, current: bool, at: DateTime<Utc>, by: Option<UserId>) -> FormRecord {
        self.record.current = current;
        (self.since, self.decided_by) = (at, by);
        self.record.clone()
    }
}
