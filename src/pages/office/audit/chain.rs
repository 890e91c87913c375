//! Whether the chain is whole: drawing and words, and what to do where it is not.

use dong_hanh_domain::Both;
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::device::audit::Chain;
use crate::ui::{Banner, Icon, Tone};
use crate::words::audit as words;
use crate::words::of;

/// How it stands.
pub(super) fn chain(chain: &Chain, lang: Lang) -> AnyView {
    let number = chain.whole_to;
    if let (Some(vi), Some(en)) = (&chain.broken_vi, &chain.broken_en) {
        let broken = of(lang, Both::new(vi.clone(), en.clone()));
        let rest = match number {
            0 => words::broken_none(lang),
            number => words::broken_text(lang, number),
        };
        return view! {
            <Banner tone=Tone::Bad icon=Icon::Attention title=words::broken(lang)>
                <p>{broken}</p>
                <p class="small">{rest}</p>
            </Banner>
        }
        .into_any();
    }
    let head = chain.head.clone();
    let last = head.split_once(':').and_then(|(last, _)| last.parse().ok());
    let is_all = last.is_some_and(|last: u64| last <= number);
    let rest = if is_all {
        words::keep(lang, &head)
    } else {
        words::still(lang, number)
    };
    view! {
        <div class="chain" role="status">
            <p><span class="state received">{Icon::Check.small()} <span>{words::whole(lang, number)}</span></span></p>
            <p class="small muted">{rest}</p>
        </div>
    }
    .into_any()
}
