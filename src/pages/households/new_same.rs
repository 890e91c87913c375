//! Households that may be the one that is typed: asked about while one types, and nothing is forbidden.

use dong_hanh_domain::near::Near;
use leptos::prelude::*;

use super::new_form::Typed;
use crate::replica::use_replica;
use crate::ui::{Banner, Icon, Line, Row, Tone, sentence_case, use_lang};
use crate::words::{households as words, of};

/// How many are asked about at a place: a longer list is read by nobody.
const SHOWN: usize = 3;

/// What is near to what is typed. It is asked about below the field that says so, never above it, where it would push
/// the field away from under the finger.
#[derive(Clone, Copy)]
pub(super) struct NearTyped {
    /// By name, birth and hamlet.
    pub(super) named: Memo<Vec<Near>>,
    /// Those besides, by address and telephone.
    pub(super) reached: Memo<Vec<Near>>,
}

impl NearTyped {
    /// What is near to what is typed; it follows what is typed and what is known.
    pub(super) fn of(typed: RwSignal<Typed>) -> Self {
        let replica = use_replica();
        // Made when it is first asked for, and anew when something else is known.
        let index = Memo::new_with_compare(move |_| replica.near_index(), |_, _| true);
        let near = move |whole: bool| {
            let traits = typed.read().traits(replica.today(), whole);
            traits.map_or_else(Vec::new, |traits| index.read().near(&traits, SHOWN))
        };
        let named = Memo::new(move |_| near(false));
        let reached = Memo::new(move |_| {
            let named = named.read();
            let mut reached = near(true);
            reached.retain(|near| named.iter().all(|named| named.household != near.household));
            reached
        });
        Self { named, reached }
    }
}

/// The question, with who it may be and why; nothing where nobody is near.
#[component]
pub(super) fn Same(near: Memo<Vec<Near>>) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let row = move |near: Near| {
        let row = replica.row(near.household)?;
        let place = replica.hamlet(row.hamlet).map(|hamlet| hamlet.full_name());
        let address = (!row.address.is_empty()).then(|| row.address.clone());
        let place: Vec<_> = [address, place].into_iter().flatten().collect();
        let alike = near
            .likeness
            .reasons
            .iter()
            .map(|alike| of(lang, alike.both()));
        let alike = alike.collect::<Vec<_>>().join(" · ");
        Some(view! {
            <Row href=format!("/households/{}", row.id)>
                <span class="name">{row.courtesy.title()} " " {row.name.to_string()}</span>
                <Line>{sentence_case(&place.join(", "))}</Line>
                <Line tone=Tone::Wait>{sentence_case(&alike)}</Line>
            </Row>
        })
    };
    move || {
        let near = near.get();
        (!near.is_empty()).then(|| {
            view! {
                <div class="q">
                    <Banner tone=Tone::Wait icon=Icon::Question title=words::same_title(lang)>
                        <p class="small">{words::same_text(lang)}</p>
                        <ul class="rows">{near.into_iter().map(row).collect_view()}</ul>
                    </Banner>
                </div>
            }
        })
    }
}
