//! Handing over without a network: a locked file of everything that the office does not have.

use std::rc::Rc;
use std::sync::Arc;

use dong_hanh_domain::{DeviceTime, UserId};
use dong_hanh_form::Lang;
use dong_hanh_sync::handover::Counts;
use dong_hanh_vault::DataKey;
use futures::FutureExt as _;
use futures::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;

use crate::device::clock;
use crate::device::share::{LockedFile, Shared};
use crate::replica::{Handover, Item, Lying, use_replica};
use crate::ui::{
    Banner, Bar, Button, Icon, LinkButton, Look, Meter, Page, Reason, Sheet, Tone, bytes, moment,
    use_lang,
};
use crate::words::handover as words;

/// Where the page lies.
pub(crate) const ADDRESS: &str = "/outbox/handover";

/// The page.
#[component]
pub fn HandOverPage() -> impl IntoView {
    let lang = use_lang();
    let replica = use_replica();
    let user = replica.me().user;
    let head = move || {
        view! { <Bar back="/outbox" back_label=words::back(lang) title=Signal::derive(move || words::title(lang)) /> }
    };
    view! { <Page title=words::title(lang) head><Sheet><HandOver user key=replica.key() /></Sheet></Page> }.into_any()
}

/// Leads to the page, from where somebody looks who cannot send.
#[component]
pub(crate) fn HandOverLink() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Sheet>
            <p class="muted">{words::offer(lang)}</p>
            <LinkButton wide=true class="mt-2" icon=Icon::Sealed href=ADDRESS>{words::open(lang)}</LinkButton>
        </Sheet>
    }
    .into_any()
}

/// How far it has come.
#[derive(Clone)]
enum Stage {
    Looking,
    Keyless,
    Ready(Counts, Arc<Lying>),
    Making(Counts),
    Made(SendWrapper<LockedFile>),
    Failed(String),
}

/// Makes the file of a user and gives it away. It needs no open replica.
#[component]
pub(crate) fn HandOver(
    /// Whose.
    user: UserId,
    /// What the store is sealed with; none where it is one of a time before vaults.
    key: Option<DataKey>,
) -> impl IntoView {
    let lang = use_lang();
    let key = StoredValue::new(key);
    let stage = RwSignal::new(Stage::Looking);
    let done = RwSignal::new(0);
    // The making that is wanted; none any more when the page is gone.
    let wanted = StoredValue::new(0_u32);
    let look = move || {
        stage.set(Stage::Looking);
        spawn_local(async move {
            let found = match Handover::of(user, key.get_value()).await {
                Ok(Some(found)) => Stage::Ready(found.counts(), Arc::new(found.into_lying())),
                Ok(None) => Stage::Keyless,
                Err(error) => Stage::Failed(error.text(lang)),
            };
            drop(stage.try_set(found));
        });
    };
    look();
    let make = move || {
        let this = wanted.get_value();
        let is_wanted = move || wanted.try_get_value() == Some(this);
        spawn_local(async move {
            let made = match lock((user, key.get_value()), stage, done, is_wanted).await {
                _ if !is_wanted() => return,
                Ok(Some(file)) => Stage::Made(SendWrapper::new(file)),
                Ok(None) => Stage::Keyless,
                Err(why) => Stage::Failed(why),
            };
            drop(stage.try_set(made));
        });
    };
    let stop = move || {
        wanted.update_value(|wanted| *wanted += 1);
        look();
    };
    move || match stage.get() {
        Stage::Looking => {
            view! { <p class="muted" role="status">{words::looking(lang)}</p> }.into_any()
        }
        Stage::Keyless => {
            view! { <Banner tone=Tone::Bad icon=Icon::Lock title=words::keyless(lang) /> }
                .into_any()
        }
        Stage::Ready(counts, _) if counts.all() == 0 => {
            view! { <Reason tone=Tone::Ok icon=Icon::Received>{words::nothing(lang)}</Reason> }
                .into_any()
        }
        Stage::Ready(counts, lying) => view! {
            {holds(lang, counts)}
            {each(lang, lying)}
            <Button look=Look::Primary main=true wide=true class="mt-3" on_press=move |()| make()>
                {words::make(lang)}
            </Button>
        }
        .into_any(),
        Stage::Making(counts) => {
            let of = counts.all();
            let said = Signal::derive(move || words::making(lang, done.get(), of));
            view! {
                {holds(lang, counts)}
                <p class="mt-3" role="status" data-making="">{said}</p>
                <div class="mt-2"><Meter done of=Signal::stored(of) label=said /></div>
                <Button wide=true class="mt-3" on_press=move |()| stop()>{words::stop(lang)}</Button>
            }
            .into_any()
        }
        Stage::Made(file) => give(lang, file),
        Stage::Failed(why) => view! {
            <Banner tone=Tone::Bad icon=Icon::Attention title=words::failed(lang)>
                <p class="small">{words::failed_why(lang, &why)}</p>
            </Banner>
            <Button wide=true class="mt-3" on_press=move |()| look()>{words::again(lang)}</Button>
        }
        .into_any(),
    }
}

/// Reads and locks, and shows how far that is. It ends as soon as nobody wants it.
async fn lock(
    (user, key): (UserId, Option<DataKey>),
    stage: RwSignal<Stage>,
    done: RwSignal<u64>,
    is_wanted: impl Fn() -> bool + Copy + 'static,
) -> Result<Option<LockedFile>, String> {
    let found = Handover::of(user, key).await;
    let Some(found) = found.map_err(|error| error.to_string())? else {
        return Ok(None);
    };
    let (recipient, counts) = (found.recipient().to_owned(), found.counts());
    done.try_set(0);
    stage.try_set(Stage::Making(counts));
    let found = Rc::new(Mutex::new(found));
    let next = move || {
        let found = found.clone();
        async move {
            if !is_wanted() {
                return Err(String::new());
            }
            let mut found = found.lock().await;
            let bytes = found.next_bytes().await;
            done.try_set(counts.all() - found.left());
            bytes
        }
        .boxed_local()
    };
    let name = format!("ban-giao-{}", clock::now(None).day());
    LockedFile::lock(&recipient, name, Box::new(next))
        .await
        .map(Some)
}

/// What the file holds, and whom to give it to.
fn holds(lang: Lang, counts: Counts) -> AnyView {
    let lines = [
        (
            counts.operations,
            words::operations as fn(Lang, u64) -> String,
        ),
        (counts.media, words::media),
        (counts.drafts, words::drafts),
        (counts.others, words::others),
    ];
    let lines = lines.into_iter().filter(|(count, _)| *count > 0);
    let lines = lines.map(|(count, say)| view! { <li>{say(lang, count)}</li> });
    view! {
        <p>{words::holds(lang)}</p>
        <ul class="listed">{lines.collect_view()}</ul>
        <p class="mt-2">{words::privacy(lang)}</p>
    }
    .into_any()
}

/// One by one, read when somebody wants to see it before it is given away.
fn each(lang: Lang, lying: Arc<Lying>) -> Option<AnyView> {
    let opened = RwSignal::new(false);
    let open = move |_| {
        if !opened.get_untracked() {
            opened.set(true);
        }
    };
    (!lying.is_empty()).then(|| {
        view! {
            <details class="mt-2" on:toggle=open>
                <summary class="link tall">{words::each(lang)}</summary>
                <ul class="listed">{move || opened.get().then(|| items(lang, &lying))}</ul>
            </details>
        }
        .into_any()
    })
}

fn items(lang: Lang, lying: &Lying) -> AnyView {
    let today = clock::now(None).day();
    let when = |at: DeviceTime| moment(lang, at.corrected(), today);
    let line = |item| match item {
        Item::Visit(at) => words::visit_at(lang, &when(at)),
        Item::Household(name, at) => words::household_at(lang, &name, &when(at)),
        Item::Other(at) => words::other_at(lang, &when(at)),
        Item::Draft(at) => words::draft_at(lang, &when(at)),
        Item::Typed(name) if name.trim().is_empty() => words::typed_nameless(lang),
        Item::Typed(name) => words::typed(lang, name.trim()),
        Item::Facts(count) => words::typed_facts(lang, count),
        Item::Unread => words::others(lang, 1),
    };
    let lines = lying.items().map(|item| view! { <li>{line(item)}</li> });
    lines.collect_view().into_any()
}

/// The file is there: to be shared, or saved.
fn give(lang: Lang, file: SendWrapper<LockedFile>) -> AnyView {
    let said = RwSignal::new(None::<(Tone, String)>);
    let can_share = file.can_be_shared();
    let title = words::made(lang, &bytes(lang, file.bytes));
    let (shared, saved) = (file.clone(), file);
    let share = move |()| {
        let file = shared.clone();
        spawn_local(async move {
            let told = match file.share().await {
                Shared::Given => Some((Tone::Ok, words::shared(lang))),
                Shared::Closed => None,
                Shared::Refused => Some((Tone::Wait, words::share_refused(lang))),
            };
            drop(said.try_set(told));
        });
    };
    let save = move |()| {
        let told = match saved.save() {
            Ok(()) => (Tone::Ok, words::saved(lang)),
            Err(_) => (Tone::Bad, words::failed(lang)),
        };
        said.set(Some(told));
    };
    let told = move || {
        said.get().map(|(tone, words)| {
            let icon = match tone {
                Tone::Ok => Icon::Check,
                _ => Icon::Attention,
            };
            view! { <div class="mt-3"><Reason tone icon>{words}</Reason></div> }
        })
    };
    let sharing = can_share.then(|| {
        view! {
            <Button look=Look::Primary main=true wide=true class="mt-3" icon=Icon::Send on_press=share>
                {words::share(lang)}
            </Button>
        }
    });
    let look = if can_share {
        Look::Secondary
    } else {
        Look::Primary
    };
    view! {
        <p role="status"><b>{title}</b></p>
        <p class="mt-1">{words::made_help(lang)} " " {words::stays(lang)}</p>
        {sharing}
        <Button look main=!can_share wide=true class="mt-3" icon=Icon::Download on_press=save>
            {words::save(lang)}
        </Button>
        <div role="status">{told}</div>
    }
    .into_any()
}
