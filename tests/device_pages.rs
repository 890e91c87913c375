//! Pages of the phone in a real browser, as somebody uses them while the record changes.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod phone;

use dong_hanh::device::store::Shelf;
use dong_hanh::pages::households::FactsPage;
use dong_hanh::replica::{Replica, Typing};
use dong_hanh::ui::{Dialog, Settings, provide_page_memory, provide_toaster};
use dong_hanh_domain::household::Other;
use dong_hanh_domain::{HouseholdChange, HouseholdId, Member, PersonName, Relation, Sex};
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::tick;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;
use phone::*;
use uuid::Uuid;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlDialogElement, HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

/// The page of a fact, until what is given is dropped.
fn open_fact(replica: Replica, home: HouseholdId, fact: &str) -> impl Drop {
    let address = format!("/households/{home}/facts/{fact}");
    let history = window().history().unwrap();
    history
        .push_state_with_url(&JsValue::NULL, "", Some(&address))
        .unwrap();
    mount_to(document().body().unwrap(), move || {
        let settings = Settings::provide();
        provide_toaster();
        provide_page_memory();
        provide_context(settings.language());
        provide_context(replica);
        view! {
            <Router>
                <FlatRoutes fallback=|| ()>
                    <Route path=path!("/households/:id/facts/:fact?") view=FactsPage />
                </FlatRoutes>
            </Router>
        }
    })
}

fn find<T: JsCast>(selector: &str) -> Option<T> {
    let found = document().query_selector(selector).unwrap();
    found.map(JsCast::unchecked_into)
}

/// [S7.2] [S7.6] A page on which nothing is typed shows what the record has come to, and says nothing when it is saved.
#[wasm_bindgen_test]
async fn s7_2_an_untouched_page_takes_nobody_s_news_back() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let home = first(replica);
    let tells = async |number: &str, seq| {
        at_rest(replica).await;
        let (household, _) = with_number(replica, home, number);
        office_says(CHANGES, 200, &phone.tells_of(&household, seq));
        round(replica).await;
    };
    tells("0905000001", 2).await;
    let page = open_fact(replica, home, "phone");
    let field: HtmlInputElement = until(|| find("input#fact")).await;
    until(|| (field.value() == "0905000001").then_some(())).await;

    tells("0905000002", 3).await;
    until(|| (field.value() == "0905000002").then_some(())).await;
    find::<HtmlElement>("button.btn.primary").unwrap().click();
    until(|| {
        find::<HtmlInputElement>("input#fact")
            .is_none()
            .then_some(())
    })
    .await;
    assert_eq!(phone.count(Shelf::Outbox).await, 0, "nothing was said");
    let known = replica.household(home).unwrap().phone;
    assert_eq!(known.as_deref(), Some("0905000002"));
    drop(page);
    replica.leave();
}

/// What is typed of a household is thrown away after asking, also where the household is known no more.
#[wasm_bindgen_test]
async fn what_is_typed_of_facts_is_thrown_away_after_asking() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let gone = HouseholdId(Uuid::now_v7());
    for home in [first(replica), gone] {
        let typing = Typing::Facts(home);
        let typed = Some("{}".to_owned());
        replica.keep_typed(typing, typed.clone()).await.unwrap();
        let page = open_fact(replica, home, "");
        let button: HtmlElement = until(|| find("div.sheet > button.btn.danger")).await;
        button.click();
        let risky: HtmlElement = until(|| find("dialog[open] button.btn.danger")).await;
        assert_eq!(replica.typed(typing), typed, "it asks first");
        risky.click();
        until(|| replica.typed(typing).is_none().then_some(())).await;
        drop(page);
    }
    assert_eq!(replica.sync().drafts, 0);
    replica.leave();
}

/// A question under another one is drawn once, so that whoever goes through it by the arrow keys stays in it.
#[wasm_bindgen_test]
async fn what_the_head_before_is_stays_the_same_question_while_it_is_answered() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    let home = first(replica);
    let member = Member::new(
        replica.new_member_id(),
        PersonName::new("Nguyễn Văn An").unwrap(),
        Sex::Male,
    );
    let relation = Relation::Child;
    let member = Box::new(Other { member, relation });
    let adds = HouseholdChange::Add { member };
    replica.say_otherwise(home, adds, None).await.unwrap();
    let page = open_fact(replica, home, "head");
    let next: HtmlElement = until(|| find("#fact label:nth-of-type(2) input")).await;
    next.click();
    let field = "fieldset.q:not(#fact)";
    let spouse: HtmlInputElement =
        until(|| find(&format!("{field} label:nth-of-type(1) input"))).await;
    let typed = |word: &str| {
        let typed = replica.typed(Typing::Facts(home)).unwrap_or_default();
        typed.contains(word).then_some(())
    };
    until(|| typed("parent")).await;
    // As an arrow key does: it moves the focus and chooses.
    let group = spouse.name();
    spouse.focus().unwrap();
    spouse.click();
    until(|| typed("spouse")).await;
    until(|| spouse.checked().then_some(())).await;
    assert!(spouse.is_connected());
    assert_eq!(spouse.name(), group);
    let focused = document().active_element().unwrap();
    assert_eq!(focused, **spouse);
    drop(page);
    replica.leave();
}

/// The browser tells that a dialog has closed when its time comes, which may be after somebody opened it again.
#[wasm_bindgen_test]
async fn a_dialog_that_is_asked_for_again_at_once_stays() {
    let open = RwSignal::new(true);
    let page = mount_to(document().body().unwrap(), move || {
        view! { <Dialog open title="?" safe="-" risky="+" on_risky=|()| () /> }
    });
    let dialog: HtmlDialogElement = until(|| find("dialog[open]")).await;
    let told = RwSignal::new(false);
    let tell = Closure::<dyn Fn()>::new(move || told.set(true));
    dialog
        .add_event_listener_with_callback("close", tell.as_ref().unchecked_ref())
        .unwrap();
    for asks in [false, true] {
        open.set(asks);
        tick().await;
        assert_eq!(dialog.open(), asks, "before the browser has told anything");
    }
    assert!(!told.get_untracked());
    until(|| told.get_untracked().then_some(())).await;
    tick().await;
    assert!(dialog.open() && open.get_untracked());

    open.set(false);
    until(|| (!dialog.open()).then_some(())).await;
    drop(page);
}
