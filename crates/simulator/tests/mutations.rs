//! The simulator can fail: each rule that is broken on purpose is found.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use dong_hanh_simulator::{Base, Mutation, Schedule, run, search};

/// Every mutation has to be found within so many schedules.
const WITHIN: u64 = 10_000;

fn is_found(mutation: Mutation) {
    let found = search(0, WITHIN, Base::Memory, Some(mutation), |_| {});
    let found =
        found.unwrap_or_else(|| panic!("{mutation:?} was not found within {WITHIN} schedules"));
    let seed = found.schedule.seed;
    println!(
        "{mutation:?} was found by schedule {seed}: {}",
        found.broken
    );
    // It is the mutation that was found: without it the same schedule holds.
    assert_eq!(run(&Schedule::draw(seed), Base::Memory, None), Ok(()));
}

macro_rules! found {
    ($($name:ident: $mutation:ident),+ $(,)?) => {
        $(#[test]
        fn $name() {
            is_found(Mutation::$mutation);
        })+
    };
}

found! {
    s1_1_a_draft_that_goes_before_its_visit_is_written: FinishesInTwo,
    s1_2_an_operation_that_leaves_when_it_is_sent: LeavesWhenSent,
    s1_9_cursors_before_their_changes: CursorsFirst,
    s1_12_a_scope_that_goes_with_unsent_work: PurgesUnsent,
    s2_2_a_receipt_that_is_forgotten: ForgetsReceipts,
    s2_9_clocks_that_order: ClocksOrder,
    s2_9_a_reading_by_the_server_s_clock: ReadsByClock,
    s3_1_a_late_commit_that_is_skipped: SkipsLateCommit,
    s3_4_an_answer_before_its_commit: AnswersFirst,
    s5_1_a_file_that_empties_the_outbox: EmptiesByFile,
    s5_1_a_file_without_what_is_on_its_way: SkipsWhatIsOnItsWay,
    s5_1_a_file_without_its_photos: LeavesPhotosOut,
    s5_5_a_file_that_counts_twice: ImportsAnew,
    s5_11_a_closing_by_the_server_s_clock: ClosesByClock,
    s5_11_a_closing_that_a_file_undoes: OpensWhatComesAgain,
    s6_2_what_found_no_room_and_is_called_saved: CallsItSaved,
    s7_2_a_last_writer_who_wins: LastWriterWins,
    s7_11_a_word_that_was_hidden_and_counts_as_seen: SeesWhatIsHidden,
    s7_19_two_households_that_are_forgotten: ForgetsWhatIsTwo,
    s7_20_a_word_that_is_taken_from_a_double: TakesFromTheDouble,
    s8_14_a_merger_that_leaves_forms: MergesWithoutForms,
    s8_14_a_merger_that_leaves_a_hamlet: MergesAllButOne,
    s9_2_an_epoch_that_is_ignored: IgnoresEpoch,
    s9_3_a_sweep_in_silence: SweepsInSilence,
    s9_4_a_loss_that_is_hidden: HidesLoss,
}

#[test]
fn the_same_seed_is_the_same_life() {
    let found = search(
        0,
        WITHIN,
        Base::Memory,
        Some(Mutation::ForgetsReceipts),
        |_| {},
    )
    .unwrap();
    let again = run(
        &Schedule::draw(found.schedule.seed),
        Base::Memory,
        Some(Mutation::ForgetsReceipts),
    );
    assert_eq!(again, Err(found.broken));
}
