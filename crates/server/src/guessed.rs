//! Whether a password is one of those that are tried first.

use dong_hanh_domain::search::fold;
use zxcvbn::{Score, zxcvbn};

/// What people here choose, without marks and spaces; English words and patterns of keys and days are known to zxcvbn.
const COMMON: &str = "matkhau matkhaumoi khongbiet khongco khongcomatkhau khongnho quenmatkhau dangnhap taikhoan \
    anhyeuem emyeuanh yeuem yeuanh toiyeuem anhnhoem emnhoanh mayeucon conyeume conyeubame giadinh hanhphuc tinhyeu \
    maimai vietnam vietnamvodich hanoi saigon danang hue thuathienhue thanhphohue songhuong nuingu thuanan donghanh \
    vinguoingheo khongdeaibibolaiphiasau mattran mattrantoquoc uybannhandan ubndphuong ubndxa hoiphunu hoinongdan \
    doanthanhnien chuthapdo hoichuthapdo tinhnguyen tinhnguyenvien canbo vanphong xaphuong hongheo hocanngheo bacho \
    dangcongsan namquocsonha xinchao camon nguyenvana";

/// As it is written, from this on: some 10⁸ guesses, each of them a pass of Argon2id.
const WRITTEN: Score = Score::Three;

/// Without its marks and spaces, which make a common word a little rarer.
const BARE: Score = Score::Two;

/// Whether somebody who guesses comes to a password soon, also from what is known `about` whose it is: their names.
#[must_use]
pub fn is_guessed(password: &str, about: &[&str]) -> bool {
    let about: Vec<String> = about.iter().map(|text| fold(text)).collect();
    let words = about.iter().flat_map(|text| text.split(' '));
    let whole: Vec<String> = about.iter().map(|text| text.replace(' ', "")).collect();
    let known: Vec<&str> = COMMON
        .split(' ')
        .chain(words)
        .chain(whole.iter().map(String::as_str))
        .collect();
    let bare = fold(password).replace(' ', "");
    let score = |text: &str| zxcvbn(text, &known).score();
    score(password) < WRITTEN || score(&bare) < BARE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_tries_first_is_guessed() {
        for common in [
            "1234567890",
            "0123456789",
            "password123",
            "qwertyuiop",
            "aaaaaaaaaa",
            "matkhau123",
            "Mật khẩu 123",
            "anhyeuem123",
            "emyeuanh1314",
            "vietnam2026",
            "thanhphohue1",
            "Đồng Hành 1",
            "01/01/1990",
            "nguyenvana1",
        ] {
            assert!(is_guessed(common, &[]), "{common}");
        }
    }

    #[test]
    fn ones_own_name_is_guessed() {
        let about = ["tonnuhanh", "Tôn Nữ Thị Hạnh"];
        for own in ["tonnuthihanh", "tonnuhanh1970", "Tôn Nữ Hạnh 1970"] {
            assert!(is_guessed(own, &about), "{own}");
        }
        assert!(!is_guessed("tonnuthihanh", &[]));
    }

    #[test]
    fn what_nobody_else_would_choose_is_not() {
        for own in [
            "mưa nguồn nắng bãi",
            "đò dọc sông Hương",
            "kahm-pqtr-uyed-gnbc",
            "bún bò o Gái đường Tịnh Tâm",
        ] {
            assert!(!is_guessed(own, &["lai", "Trần Thị Lài"]), "{own}");
        }
    }
}
