//! What a form is called whose workbook does not say so.

use dong_hanh_domain::search::fold;

/// What pyxform calls a form that has neither a name nor a file.
const NAMELESS: &str = "data";

/// The name that the file of a workbook gives its form: that of the file without its ending, as pyxform and ODK Central
/// have it, with what XML takes in a name. Vietnamese letters lose their marks, and spaces become `_`.
pub(crate) fn of_file(file: &str) -> String {
    let mut name = String::with_capacity(file.len());
    for letter in stem(file).chars() {
        match letter {
            '-' | '_' | '.' => name.push(letter),
            _ if letter.is_whitespace() => name.push('_'),
            _ if letter.is_uppercase() => {
                name.push_str(&fold(letter.encode_utf8(&mut [0; 4])).to_uppercase());
            }
            _ => name.push_str(&fold(letter.encode_utf8(&mut [0; 4]))),
        }
    }
    match name.chars().next() {
        None => NAMELESS.to_owned(),
        Some(first) if first.is_alphabetic() || first == '_' => name,
        Some(_) => format!("_{name}"),
    }
}

/// The name of a file without its ending.
pub(crate) fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem).trim()
}

#[cfg(test)]
mod tests {
    use super::of_file;

    #[test]
    fn a_file_gives_its_form_a_name_that_xml_takes() {
        for (file, name) in [
            ("home-visit.xlsx", "home-visit"),
            (
                "Khảo sát Đông A Lưới 2027.xlsx",
                "Khao_sat_Dong_A_Luoi_2027",
            ),
            // As macOS writes them: letters and marks apart.
            ("Ho\u{323}p to\u{302}\u{309}.xls", "Hop_to"),
            ("phiếu (1).v2.xlsx", "phieu_1.v2"),
            ("2027 phiếu.xlsx", "_2027_phieu"),
            ("phieu", "phieu"),
            ("調査.xlsx", "調査"),
            ("«».xlsx", "data"),
            (".xlsx", "data"),
            ("", "data"),
        ] {
            assert_eq!(of_file(file), name, "{file}");
        }
    }
}
