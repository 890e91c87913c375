//! The contract: one suite of stories that every store must pass.
//!
//! A store's tests call [`contract_tests!`](crate::contract_tests) with an async function that opens an
//! empty store.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod accounts;
pub mod audit;
pub mod breaches;
pub mod commune;
pub mod doubles;
pub mod erasing;
pub mod factors;
pub mod feed;
pub mod first_of_july;
pub mod following;
pub mod forms;
pub mod handed;
pub mod imports;
pub mod invitations;
pub mod lost;
pub mod mergers;
pub mod office;
pub mod pictures;
pub mod push;
pub mod retention;
pub mod terms;
pub mod together;
pub mod tokens;

/// A test for each story of the contract.
///
/// Takes an `async fn() -> (Arc<dyn Store>, G)` that opens an empty store; `G` is whatever has to outlive it.
#[macro_export]
macro_rules! contract_tests {
    ($open:path) => {
        $crate::contract_tests! { $open;
            push: receipt_once_and_the_same_on_replay, one_batch_may_say_a_thing_twice,
                other_content_under_a_known_id_is_held, the_good_goes_in_beside_what_is_held,
                a_text_without_an_id_gets_no_receipt, a_batch_sees_what_it_said_before,
                an_abandoned_push_leaves_all_or_nothing, what_a_newer_version_says_is_kept,
                what_is_sent_again_settles_what_was_held, nobody_settles_what_another_sent;
            feed: every_feed_counts_from_one, a_changed_record_moves_to_the_end_of_its_feed,
                a_reader_goes_on_behind_its_cursor, the_limit_cuts_and_says_so, bytes_cut_a_page_but_never_to_nothing,
                who_is_up_to_date_gets_no_page, feeds_of_scopes_do_not_mix,
                what_was_written_again_has_a_new_number, what_was_swept_away_is_no_more_to_come,
                who_read_an_empty_feed_goes_on_in_the_next_epoch,
                how_far_a_feed_had_come_is_known_of_each_epoch,
                concurrent_pushes_leave_no_holes;
            office: a_visit_is_returned_amended_and_accepted, visits_are_listed_as_they_are_asked_for,
                the_list_of_visits_goes_on_behind_a_place, households_are_listed_where_they_live, visits_are_listed_where_their_household_lives,
                the_overview_counts_households_and_what_waits, hamlets_reach_everybody_once,
                the_newest_form_is_the_current_one, a_picture_is_known_by_its_visits_and_senders,
                a_picture_of_what_is_held_goes_with_it,
                a_unit_has_a_name, whoever_works_for_a_city_has_its_communes,
                what_the_office_sets_stands_in_the_feed_of_the_unit;
            following: what_is_learnt_bit_by_bit_is_what_the_records_say, what_the_office_sets_is_reckoned_by;
            accounts: an_account_is_kept_and_changed, a_sign_in_name_belongs_to_one, an_account_that_was_closed_stays_closed,
                an_officer_has_every_hamlet, people_reach_everybody_without_their_secrets,
                an_office_is_told_whom_its_volunteers_were_given,
                a_session_counts_until_its_end, a_revoked_session_counts_no_more,
                a_device_has_one_session_of_a_user, a_closed_account_has_no_session,
                another_password_ends_the_other_sessions, a_session_stays_ended_when_its_account_opens_again,
                a_new_store_is_empty_and_answers;
            together: two_values_of_a_fact_are_kept_until_an_officer_chooses,
                what_a_visit_says_of_its_household_is_there_with_it,
                what_stands_for_another_record_is_no_double_itself,
                what_was_said_of_help_goes_with_its_household,
                a_household_moves_with_all_that_is_about_it, a_household_comes_and_moves_in_one_batch,
                a_unit_that_merges_hands_over_its_hamlets_and_what_it_holds,
                what_is_held_of_no_household_goes_with_its_author, what_is_held_goes_with_its_household,
                work_of_a_time_counts_by_the_rights_of_that_time,
                an_officer_decides_on_what_is_held, a_cursor_from_a_lost_time_begins_anew,
                what_left_long_ago_is_forgotten, a_device_is_counted_and_reports,
                what_came_before_a_sign_in_is_counted,
                what_is_nested_deeply_is_held_and_counted;
            doubles: what_is_said_of_a_double_reaches_the_record_that_stands,
                that_two_records_are_two_households_reaches_the_office;
            erasing: what_is_erased_leaves_its_counts_and_no_word,
                what_is_said_of_an_erased_household_is_held_until_somebody_decides,
                what_an_officer_placed_goes_with_the_household_that_it_was_placed_with,
                what_its_author_lets_rest_takes_along_what_the_officer_had_written,
                drafts_that_were_handed_over_go_with_their_household,
                a_database_that_was_put_back_erases_again;
            retention: a_closed_draft_is_emptied_when_its_time_is_over,
                what_is_held_back_or_open_again_is_not_emptied, a_list_is_emptied_when_its_time_is_over;
            pictures: a_picture_that_was_erased_leaves_its_visits,
                a_picture_that_another_household_has_too_stays_there,
                a_database_that_was_put_back_erases_a_picture_again;
            mergers: units_become_another_one_with_all_that_is_theirs,
                what_was_set_comes_once,
                who_took_a_units_place_is_known, the_form_of_the_other_unit_stays_the_current_one,
                who_is_out_during_a_merger_comes_back_with_all_work;
            first_of_july: the_133_units_of_june_2025_become_40_while_everybody_is_out;
            forms: an_officer_publishes_a_form, two_officers_do_not_publish_past_each_other,
                an_officer_goes_back_and_withdraws, what_comes_along_takes_no_officers_place,
                forms_come_along_with_their_history;
            imports: a_list_is_kept_row_by_row, what_nobody_went_on_with_is_withdrawn, lists_go_with_their_unit;
            handed: the_first_key_stays, what_is_handed_over_is_kept_once,
                what_was_handed_over_is_closed_and_opened_again,
                only_the_authors_unit_decides_on_what_was_handed_over,
                what_came_first_no_clock_says,
                what_was_handed_over_goes_with_its_author, a_session_is_known_by_its_token_for_ever,
                what_opens_a_vault_stays_as_it_was_first;
            invitations: an_invitation_is_taken_once, a_code_that_is_spent_has_set_the_password;
            breaches: a_breach_is_kept_as_it_was_said_last, breaches_go_with_their_unit,
                the_times_of_hamlets_are_told_with_what_is_over;
            lost: a_lost_phone_is_known_by_its_own_name, what_a_lost_phone_hands_over_is_counted;
            terms: a_hamlet_is_given_from_a_day_to_a_day, work_of_a_term_counts_after_it_is_over,
                a_shorter_term_takes_back_no_time, an_office_is_told_from_which_day_to_which;
            factors: a_second_factor_counts_once_a_code_was_shown, a_step_is_taken_once, a_recovery_code_is_taken_once;
            tokens: another_token_counts_beside_the_one_there_was, a_token_is_used_by_two_tabs_at_once,
                a_token_of_before_ends_the_session, what_ends_a_session_ends_all_its_tokens,
                few_tokens_wait_at_a_time;
            audit: notes_are_entered_one_behind_the_other, a_push_leaves_one_entry_and_once,
                no_entry_says_what_stands_in_a_record, entries_are_found_by_who_when_and_what,
                who_write_at_once_make_one_chain;
        }
    };
    ($open:path; $($group:ident: $($story:ident),+;)+) => {
        $($(
            #[tokio::test]
            async fn $story() {
                let (store, _guard) = $open().await;
                $crate::contract::$group::$story(store).await;
            }
        )+)+
    };
}
