//! What can hardly be in a household, as a question where it stands. It keeps nobody from going on.

use dong_hanh_domain::household::Other;
use dong_hanh_domain::{
    Act, FactKey, HamletId, Household, HouseholdChange, HouseholdId, MemberId, Odd, UserId, may,
};
use leptos::prelude::*;
use uuid::Uuid;

use super::new_form::Typed;
use crate::replica::use_replica;
use crate::ui::{Icon, Reason, Tone, use_lang};
use crate::words::{households as words, of};

/// On the pages of a household: also what an older form let through.
#[component]
pub(crate) fn OddInHousehold(
    household: Household,
    /// Where a fact is mended; nothing where others are to be asked.
    href: fn(HouseholdId, FactKey) -> Option<String>,
) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let may_say = may(&replica.me().role, &Act::Record(household.hamlet));
    let one = |odd: Odd| {
        let question = of(lang, odd.both(&household));
        let then = match href(household.id, odd.field(&household)) {
            Some(href) => may_say
                .then(|| view! { <a class="link tall" href=href>{words::odd_mend(lang)}</a> })
                .into_any(),
            None => words::odd_ask(lang).into_any(),
        };
        view! { <Reason tone=Tone::Wait icon=Icon::Question>{question} " " {then}</Reason> }
    };
    let all = household.odd(replica.today());
    all.into_iter().map(one).collect_view()
}

/// What would be odd in a household if somebody said this: asked at the field at which it is said, also where it was so
/// before.
#[component]
pub(super) fn OddIfSaid(
    /// Of which household.
    household: HouseholdId,
    /// What is on the page; nothing while it is not finished.
    #[prop(into)]
    change: Signal<Option<HouseholdChange>>,
) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let odd = Memo::new(move |_| {
        let known = replica.household(household)?;
        let change = change.get()?;
        let key = change.key();
        let mut then = known.clone();
        match change {
            HouseholdChange::Set(fact) => then.set(fact),
            HouseholdChange::Add { member } => then.add(*member),
        }
        let today = replica.today();
        let before = known.odd(today);
        let mut odd = then.odd(today);
        odd.retain(|odd| odd.field(&then) == key || !before.contains(odd));
        Some(odd.iter().map(|odd| of(lang, odd.both(&then))).collect())
    });
    questions(odd)
}

/// Questions that speak up by themselves when they appear, as nobody looks there while typing further down.
fn questions(odd: Memo<Option<Vec<String>>>) -> AnyView {
    let questions = move || {
        let one =
            |text: String| view! { <Reason tone=Tone::Wait icon=Icon::Question>{text}</Reason> };
        let all = odd.get().into_iter().flatten();
        all.map(one).collect_view()
    };
    view! { <div class="reasons" role="status">{questions}</div> }.into_any()
}

/// What is odd in what was typed of a new household, about its head or one of the others.
#[component]
pub(super) fn OddInTyped(
    /// What was typed.
    typed: RwSignal<Typed>,
    /// The other one at this place; the head without it.
    other: Option<usize>,
) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let odd = Memo::new(move |_| {
        let sketch = typed.read().sketch(replica.today());
        let questions = sketch.into_iter().flat_map(|home| {
            let whom = other.map_or(home.head.id, sketched);
            let odd = home.odd(replica.today()).into_iter();
            let of_them = odd
                .filter(|odd| matches!(odd.field(&home), FactKey::Member(who, _) if who == whom));
            of_them
                .map(|odd| of(lang, odd.both(&home)))
                .collect::<Vec<_>>()
        });
        Some(questions.collect::<Vec<_>>())
    });
    questions(odd)
}

/// The id that the other person at a place has in a sketch.
fn sketched(at: usize) -> MemberId {
    MemberId(Uuid::from_u128(at as u128 + 1))
}

impl Typed {
    /// The household as far as it was typed, to see what is odd in it; none without a head.
    fn sketch(&self, today: chrono::NaiveDate) -> Option<Household> {
        let nil = Uuid::nil();
        let head = self.head.member(MemberId(nil), today).ok()?;
        let mut household = Household::new(HouseholdId(nil), HamletId(nil), head, UserId(nil));
        let others = self.others.iter().enumerate();
        let others = others.filter_map(|(at, other)| other.other(sketched(at), today).ok());
        household.others = others.collect::<Vec<Other>>();
        Some(household)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::pages::households::new_form::{TypedOther, TypedPerson};
    use dong_hanh_domain::{Relation, Sex};
    use wasm_bindgen_test::wasm_bindgen_test;

    fn person(name: &str, birth: &str) -> TypedPerson {
        TypedPerson {
            name: name.into(),
            sex: Some(Sex::Female),
            birth: birth.into(),
        }
    }

    #[wasm_bindgen_test]
    fn what_is_typed_of_one_is_odd_although_another_is_not_finished() {
        let today = "2026-11-24".parse().unwrap();
        let other = |person, relation| TypedOther { person, relation };
        let typed = Typed {
            head: person("Lê Vy", "2017"),
            others: vec![
                other(TypedPerson::default(), None),
                other(person("le vy", "2017"), Some(Relation::Sibling)),
            ],
            ..Typed::default()
        };
        let home = typed.sketch(today).unwrap();
        let odd = home.odd(today);
        let expected = [Odd::ChildHead { age: 9 }, Odd::Twice { who: sketched(1) }];
        assert_eq!(odd, expected);
        assert_eq!(Typed::default().sketch(today), None);
    }
}
