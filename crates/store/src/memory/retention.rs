//! What goes when its time is over, of what only the server keeps.

use std::collections::BTreeSet;

use dong_hanh_domain::UnitKey;
use dong_hanh_form::Sha256;

use super::tables::Tables;
use crate::retention::{Emptied, Emptying, digests_in};
use crate::{HandedRuling, Import, ImportState};

impl Tables {
    pub(super) fn full_imports(&self, unit: &UnitKey) -> Vec<Import> {
        let mut lists = self.imports_of(unit);
        lists.retain(|list| {
            let kept = self.imports.get(&list.id);
            is_at_rest(list)
                && kept.is_some_and(|(_, file, rows)| !file.is_empty() || !rows.is_empty())
        });
        lists
    }

    pub(super) fn empty(&mut self, unit: &UnitKey, emptying: &Emptying) -> Emptied {
        let mut emptied = Emptied::default();
        let mut named = BTreeSet::new();
        for id in &emptying.drafts {
            let is_theirs = self.is_of(id.author, unit);
            let Some(kept) = self.handed.get_mut(id).filter(|_| is_theirs) else {
                continue;
            };
            let last = kept.decided.as_mut().map(|last| &mut last.decision.ruling);
            match last {
                Some(HandedRuling::Reopen) => continue,
                Some(HandedRuling::Close { why }) => *why = None,
                None => {}
            }
            if !kept.handed.content.is_empty() {
                named.extend(digests_in(&kept.handed.content));
                kept.handed.content.clear();
                emptied.drafts += 1;
            }
        }
        let media = named.iter().filter_map(|name| name.parse::<Sha256>().ok());
        let media: Vec<_> = media
            .filter(|digest| self.media.contains_key(digest))
            .collect();
        self.erased_media
            .extend(media.into_iter().map(|digest| (digest, false)));
        for id in &emptying.lists {
            let Some((list, file, rows)) = self.imports.get_mut(id) else {
                continue;
            };
            if list.unit != *unit || !is_at_rest(list) {
                continue;
            }
            emptied.workbooks += 1;
            if list.state == ImportState::Checked {
                self.imports.remove(id);
            } else {
                file.clear();
                rows.clear();
            }
        }
        emptied
    }
}

fn is_at_rest(list: &Import) -> bool {
    !matches!(list.state, ImportState::Applying | ImportState::Undoing)
}
