//! An officer moves a household to another hamlet, or says that two records are one household.

super::words! {
    /// Head of what can be done, for those who hear it.
    arrange() { vi: "Sắp xếp hồ sơ", en: "Arrange the record" }
    /// Button.
    move_it() { vi: "Chuyển thôn, tổ", en: "Move to another hamlet" }
    /// Button.
    join() { vi: "Trùng với hộ khác", en: "Same as another household" }
    /// Button.
    part() { vi: "Bỏ ghi trùng", en: "Not the same after all" }
    /// Button.
    score() { vi: "Ghi điểm thu nhập", en: "Enter the income score" }
    /// Button.
    end() { vi: "Hộ còn hay không", en: "Whether it is still here" }
    /// It was said here, and the office has yet to hear of it.
    on_device() { vi: "Còn trên máy này, gửi khi có mạng.", en: "On this computer, sent when there is a network." }

    /// Question.
    move_title(name: &str) { vi: "Chuyển hộ {name} đến đâu?", en: "Where does the household of {name} move?" }
    /// What happens.
    move_text() {
        vi: "Hộ và mọi lượt thăm chuyển theo. Ai được giao nơi mới sẽ thấy hộ này, ai chỉ được giao nơi cũ thì không thấy nữa. Lượt thăm họ đã ghi mà chưa gửi vẫn vào sổ.",
        en: "The household moves with all its visits. Who visits the new hamlet gets it, who visits only the old one has it no more. Visits that they have recorded and not sent are filed all the same.",
    }
    /// Group of the hamlets.
    move_to() { vi: "Nơi ở mới", en: "Where it lives from now on" }
    /// None is chosen.
    move_missing() { vi: "Xin chọn một thôn, tổ.", en: "Choose a hamlet first." }
    /// Afterwards.
    moved(name: &str, hamlet: &str) { vi: "Đã ghi: hộ {name} chuyển đến {hamlet}", en: "Written: the household of {name} moves to {hamlet}" }
    /// On the page, before the office has heard of it.
    moves_to(hamlet: &str) { vi: "Hộ này chuyển đến {hamlet}", en: "This household moves to {hamlet}" }

    /// Question.
    end_title(name: &str) { vi: "Hộ {name} còn ở xã, phường không?", en: "Is the household of {name} still here?" }
    /// What happens.
    end_text() {
        vi: "Hộ không còn thì thôi nhắc thăm, thôi tính vào số hộ từ ngày ấy. Hồ sơ và mọi lượt thăm vẫn giữ, ghi nhầm thì ghi lại là còn.",
        en: "One that is gone is not asked to be visited and not counted from that day on. Its record and all visits stay, and it can be taken back.",
    }
    /// Group of the answers.
    end_why() { vi: "Còn hay không, vì sao", en: "Whether and why" }
    /// Button that writes it.
    end_write() { vi: "Ghi lại", en: "Write it down" }
    /// Nothing is chosen.
    end_missing() { vi: "Xin chọn một dòng.", en: "Choose one first." }
    /// Field.
    end_day() { vi: "Từ ngày", en: "Since" }
    /// What is wrong with a day.
    end_ahead() { vi: "Ngày này chưa tới. Xin ghi ngày hôm nay hoặc trước đó.", en: "That day is still to come. Give today or an earlier day." }
    /// Afterwards.
    ended(name: &str) { vi: "Đã ghi: hộ {name} không còn", en: "Written: the household of {name} is not here any more" }
    /// Afterwards.
    stays(name: &str) { vi: "Đã ghi: hộ {name} vẫn còn", en: "Written: the household of {name} is still here" }
    /// On the page.
    ended_text() { vi: "Hộ này không được nhắc thăm và không tính vào số hộ nữa.", en: "It is neither asked to be visited nor counted any more." }

    /// Question.
    score_title(name: &str) { vi: "Điểm thu nhập của hộ {name}", en: "Income score of the household of {name}" }
    /// What it is and what it is for.
    score_text() {
        vi: "Điểm A (trước đây là B1) trên Phiếu B của lần rà soát gần nhất. Máy không tự cộng điểm, chỉ dùng số này để tự rà soát.",
        en: "The income score (formerly B1) of the last review. Nothing here adds up points; the number is used for the self-check alone.",
    }
    /// Field.
    score_points() { vi: "Số điểm", en: "Points" }
    /// How nothing is said.
    score_hint() { vi: "Chưa có điểm thì ghi «không».", en: "Write “none” where there is no score." }
    /// Afterwards.
    scored(name: &str) { vi: "Đã ghi điểm thu nhập của hộ {name}", en: "Written: the income score of the household of {name}" }

    /// Question.
    join_title(name: &str) { vi: "Hộ {name} trùng với hộ nào?", en: "Which household is the same as that of {name}?" }
    /// How to answer it.
    join_find() { vi: "Tìm hồ sơ kia. Bước sau xem hai hồ sơ cạnh nhau rồi mới ghi.", en: "Find the other record. Both are shown side by side before anything is written." }
    /// Button: to the next step.
    compare() { vi: "Xem hai hồ sơ cạnh nhau", en: "See both side by side" }
    /// Question, with both records below.
    keep_title() { vi: "Dùng tiếp hồ sơ nào?", en: "Which record is used from now on?" }
    /// What happens.
    keep_text() {
        vi: "Hồ sơ kia vẫn còn và được ghi là trùng. Lượt thăm nào ghi ở hồ sơ nào thì nằm ở đó, kể cả lượt thăm còn trên điện thoại chưa gửi. Ghi nhầm thì bỏ ghi trùng được.",
        en: "The other one stays, marked as the same household. Each visit stays with the record that it was written for, also one that is still on a phone. It can be taken back.",
    }
    /// Neither is chosen.
    keep_missing() { vi: "Xin chọn hồ sơ dùng tiếp.", en: "Choose the record that is used from now on." }
    /// Why a record cannot be the one that is used from now on.
    other_stands() {
        vi: "Hồ sơ kia đang dùng chung cho một hộ khác nữa, nên phải dùng tiếp hồ sơ kia.",
        en: "The other record stands for one more household, so it is the one that stays.",
    }
    /// Button.
    write() { vi: "Ghi là trùng", en: "Write that they are the same" }
    /// Button: to the step before.
    back() { vi: "Tìm hộ khác", en: "Find another one" }
    /// Afterwards.
    joined(name: &str) { vi: "Đã ghi là trùng. Dùng tiếp hồ sơ của {name}", en: "Written. The record of {name} is used from now on" }
    /// How many people live there.
    people(count: usize) { vi: "{count} người", en: "{count} people" }
    /// How many visits are known here, and the day of the last one.
    visits(count: usize, last: &str) { vi: "{count} lượt thăm, lần cuối {last}", en: "{count} visits, the last on {last}" }
    /// No visit is known here.
    no_visits() { vi: "Chưa thăm lần nào", en: "Never visited" }

    /// Question.
    part_title(name: &str) { vi: "Bỏ ghi trùng hộ {name}?", en: "Is the household of {name} another one after all?" }
    /// What happens.
    part_text() { vi: "Hai hồ sơ lại là hai hộ riêng. Không lượt thăm nào đổi chỗ.", en: "The two records are two households again. No visit changes its place." }
    /// Afterwards.
    parted(name: &str) { vi: "Đã bỏ ghi trùng: {name} là một hộ riêng", en: "Written: {name} is a household of its own" }

    /// On the page of a record for which another one stands.
    is_double(name: &str) { vi: "Hộ này trùng với hộ {name}", en: "This is the same household as that of {name}" }
    /// What that means.
    is_double_text() { vi: "Xin dùng hồ sơ kia. Lượt thăm đã ghi ở đây vẫn nằm ở đây.", en: "Please use the other record. Visits that were written for this one stay here." }
    /// A record for which another one stands, where this computer does not have that one.
    is_double_unknown() { vi: "Hộ này trùng với một hộ không có trên máy này", en: "This is the same household as one that is not on this computer" }
    /// On the page of a record for which none stands after all, before the office has heard of it.
    is_parted() { vi: "Đã bỏ ghi trùng, hộ này là một hộ riêng", en: "Not the same after all: a household of its own" }
    /// On the page of a record that stands for another one.
    stands_for(name: &str) { vi: "Hồ sơ này dùng chung cho hộ {name}", en: "This record stands for that of {name} too" }
    /// What that means.
    stands_for_text() { vi: "Hộ này đã được ghi hai lần. Lượt thăm ghi ở hồ sơ kia nằm ở hồ sơ kia.", en: "The household was registered twice. Visits that were written for the other record are there." }
    /// Link.
    see_other() { vi: "Xem hồ sơ kia", en: "See the other record" }
    /// In the list.
    double_of(name: &str) { vi: "trùng với hộ {name}", en: "the same as {name}" }
    /// In the list, where this computer does not have the other one.
    double_of_unknown() { vi: "trùng với một hộ khác", en: "the same as another one" }
}
