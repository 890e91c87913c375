//! No clock tells who has an account: for a name that there is and for one that there is not the same work is done.

use rstest::rstest;

use crate::office::{Office, PASSWORD, sign_in};

#[rstest]
#[case("user-21", "sai mật khẩu rồi")]
#[case("user-21", PASSWORD)]
#[case("nobody", PASSWORD)]
#[case("", "")]
// Longer than any password may be: it is checked all the same, as nothing.
#[case("user-21", &"x".repeat(10_000))]
#[case("nobody", &"x".repeat(10_000))]
#[tokio::test]
async fn every_try_costs_one_hash(#[case] name: &str, #[case] password: &str) {
    let office = Office::open().await;
    office
        .post(
            "/api/v1/session",
            &sign_in(name, password, office.commune.volunteer.device),
        )
        .send()
        .await;
    assert_eq!(office.app.passwords.checked(), 1);
}

#[tokio::test]
async fn an_account_that_is_closed_costs_one_too() {
    let office = Office::open().await;
    let user = office.commune.volunteer.user;
    assert!(
        office
            .store
            .set_disabled(user, true, office.now())
            .await
            .unwrap()
    );
    office
        .post(
            "/api/v1/session",
            &sign_in("user-21", PASSWORD, office.commune.volunteer.device),
        )
        .send()
        .await;
    assert_eq!(office.app.passwords.checked(), 1);
}

/// Who may not try any more learns nothing either, and costs nothing.
#[tokio::test]
async fn a_try_too_many_costs_no_hash_whoever_it_is_at() {
    let office = Office::open().await;
    for (name, tries) in [("user-21", 10), ("nobody", 20)] {
        for _ in 0..15 {
            let asked = sign_in(name, "sai mật khẩu rồi", office.neighbour.device);
            office.post("/api/v1/session", &asked).send().await;
        }
        assert_eq!(office.app.passwords.checked(), tries);
    }
}
