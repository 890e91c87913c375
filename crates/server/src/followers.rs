//! Who is left behind in each unit and how far visits reach there, kept warm between questions.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use dong_hanh_domain::UnitKey;
use dong_hanh_domain::outlook::Outlook;
use dong_hanh_store::{Follower, Store, StoreError, StoreResult};
use tokio::runtime::Handle;
use tokio::sync::{Mutex as Turns, Semaphore};
use tokio::task::spawn_blocking;

/// So many households are kept warm, of all units together; each takes about 7 KB with four visits.
const HOUSEHOLDS: usize = 250_000;

/// So many units are looked at at a time: whoever reads a whole unit keeps a processor busy for seconds.
const AT_A_TIME: usize = 2;

/// A [`Follower`] of each unit that was asked about lately. All of them hold no more households than they may, but that
/// the unit of the last question is always there. What a follower knows is of this start of the server, as long as it runs:
/// where the database is put back to a backup meanwhile, the next start knows nothing, and the feeds say so besides.
pub struct Followers {
    warm: Arc<Mutex<Vec<Warm>>>,
    turns: Arc<Semaphore>,
    households: usize,
}

/// The unit that was asked about last is the last one.
struct Warm {
    unit: UnitKey,
    follower: Arc<Turns<Follower>>,
    households: usize,
}

impl Default for Followers {
    fn default() -> Self {
        Self::of(HOUSEHOLDS)
    }
}

impl Followers {
    /// Those that keep so many households warm.
    #[must_use]
    pub fn of(households: usize) -> Self {
        Self {
            warm: Arc::default(),
            turns: Arc::new(Semaphore::new(AT_A_TIME)),
            households,
        }
    }

    /// Asks what follows on a day from all that a store has of a unit at this moment.
    ///
    /// All reckoning is done aside, so that no other request waits for it. Whoever gives the question up leaves what was
    /// read to the next one.
    ///
    /// # Errors
    /// As the store has them.
    pub async fn ask<T: Send + 'static>(
        &self,
        store: &Arc<dyn Store>,
        unit: &UnitKey,
        today: NaiveDate,
        question: impl FnOnce(&Outlook) -> T + Send + 'static,
    ) -> StoreResult<T> {
        let mut kept = self.follower(unit).lock_owned().await;
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let (store, unit, limit) = (Arc::clone(store), unit.clone(), self.households);
        let warm = Arc::clone(&self.warm);
        let runtime = Handle::current();
        let asked = spawn_blocking(move || {
            let _turn = turn;
            // Should anything panic, it is this one that is lost, and the next question reads from the beginning.
            let mut follower = std::mem::replace(&mut *kept, Follower::new(unit.clone()));
            let read = runtime.block_on(follower.read(&*store, today));
            let answer = read.map(|outlook| (outlook.households().len(), question(outlook)));
            *kept = follower;
            let (households, answer) = answer?;
            drop(cooled(&mut locked(&warm), &unit, households, limit));
            Ok(answer)
        });
        let broken = |error| StoreError::Other(Box::new(error));
        asked.await.map_err(broken)?
    }

    /// The follower of a unit, which is asked last now.
    fn follower(&self, unit: &UnitKey) -> Arc<Turns<Follower>> {
        let mut warm = locked(&self.warm);
        let known = warm.iter().position(|one| one.unit == *unit);
        let last = match known {
            Some(at) => warm.remove(at),
            None => Warm {
                unit: unit.clone(),
                follower: Arc::new(Turns::new(Follower::new(unit.clone()))),
                households: 0,
            },
        };
        let follower = Arc::clone(&last.follower);
        warm.push(last);
        follower
    }
}

/// Takes out the units that were not asked about for longest, until the others hold no more households than they may.
fn cooled(warm: &mut Vec<Warm>, unit: &UnitKey, households: usize, limit: usize) -> Vec<Warm> {
    if let Some(one) = warm.iter_mut().find(|one| one.unit == *unit) {
        one.households = households;
    }
    let mut held = 0;
    let kept = warm.iter().rev().take_while(|one| {
        held += one.households;
        held <= limit
    });
    let kept = kept.count().max(1);
    let cold = warm.len().saturating_sub(kept);
    warm.drain(..cold).collect()
}

fn locked(warm: &Mutex<Vec<Warm>>) -> MutexGuard<'_, Vec<Warm>> {
    // What it guards is whole at every moment.
    warm.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use dong_hanh_domain::Role;
    use dong_hanh_domain::following::day_of;
    use dong_hanh_store::MemoryStore;
    use dong_hanh_store::contract::commune::{Commune, minute, push};
    use dong_hanh_sync::Epoch;

    async fn behind(followers: &Followers, store: &Arc<dyn Store>, unit: &UnitKey) -> usize {
        let today = day_of(minute(0));
        let list = |outlook: &Outlook| outlook.left_behind().rows.len();
        followers.ask(store, unit, today, list).await.unwrap()
    }

    fn warm(followers: &Followers) -> Vec<String> {
        let warm = locked(&followers.warm);
        warm.iter().map(|one| one.unit.to_string()).collect()
    }

    #[tokio::test]
    async fn what_is_held_is_bounded_and_what_was_let_go_is_read_anew() {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
        let commune = Commune::settle(&*store).await;
        let other: UnitKey = "19753@2025-07-01".parse().unwrap();
        let there = commune.elsewhere(&*store, &other, 1).await;
        for hamlet in [commune.near.id, commune.far.id, there.id] {
            let mut officer = commune.officer.clone();
            officer.role = match officer.role {
                Role::CommuneOfficer { unit, mut hamlets } => {
                    hamlets.insert(there.id);
                    Role::CommuneOfficer { unit, hamlets }
                }
                role => role,
            };
            let (_, register) = commune.register(&officer, hamlet);
            push(&*store, &officer, 2, [register]).await;
        }
        let followers = Followers::of(2);
        for _ in 0..2 {
            assert_eq!(behind(&followers, &store, &commune.unit).await, 2);
            assert_eq!(warm(&followers), [commune.unit.to_string()]);
            assert_eq!(behind(&followers, &store, &other).await, 1);
            assert_eq!(warm(&followers), [other.to_string()]);
        }
        let roomy = Followers::of(3);
        behind(&roomy, &store, &commune.unit).await;
        behind(&roomy, &store, &other).await;
        assert_eq!(warm(&roomy).len(), 2);
    }

    #[tokio::test]
    async fn a_database_that_was_put_back_is_followed_as_it_is() {
        let lived = MemoryStore::default();
        lived.begin_epoch(Epoch(1), minute(0)).await.unwrap();
        let commune = Commune::settle(&lived).await;
        commune.household(&lived).await;
        let saved = lived.backup().await;
        for _ in 0..3 {
            commune.household(&lived).await;
        }
        let (followers, lived): (_, Arc<dyn Store>) = (Followers::default(), Arc::new(lived));
        assert_eq!(behind(&followers, &lived, &commune.unit).await, 4);

        saved.begin_epoch(Epoch(2), minute(9)).await.unwrap();
        let (household, register) = commune.register(&commune.volunteer, commune.near.id);
        push(&saved, &commune.volunteer, 10, [register]).await;
        let (_, visit) = commune.visit(&commune.volunteer, household, 10, None);
        push(&saved, &commune.volunteer, 10, [visit]).await;
        let saved: Arc<dyn Store> = Arc::new(saved);
        assert_eq!(behind(&followers, &saved, &commune.unit).await, 1);
    }

    #[tokio::test]
    async fn a_unit_that_became_another_one_is_followed_there() {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
        let commune = Commune::settle(&*store).await;
        commune.household(&*store).await;
        let followers = Followers::default();
        assert_eq!(behind(&followers, &store, &commune.unit).await, 1);
        let into: UnitKey = "19760@2026-12-01".parse().unwrap();
        assert_eq!(behind(&followers, &store, &into).await, 0);
        commune.merge(&*store, &into, 5).await;
        assert_eq!(behind(&followers, &store, &commune.unit).await, 0);
        assert_eq!(behind(&followers, &store, &into).await, 1);
    }

    #[tokio::test]
    async fn a_question_that_breaks_costs_the_next_one_nothing_but_time() {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
        let commune = Commune::settle(&*store).await;
        commune.household(&*store).await;
        let followers = Followers::default();
        let day = day_of(minute(0));
        let broken = |_: &Outlook| std::panic::resume_unwind(Box::new("broken"));
        let asked: StoreResult<()> = followers.ask(&store, &commune.unit, day, broken).await;
        assert!(asked.is_err());
        assert_eq!(behind(&followers, &store, &commune.unit).await, 1);
    }
}
