//! What a server of OpenRosa answers: which forms there are, what comes with each, and what became of a filled one.

use crate::element::Element;

/// A form in the list of those that can be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name for software.
    pub id: String,
    /// Its title.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The MD5 digest of its text, in hexadecimal digits.
    pub md5: String,
    /// Where it is.
    pub form: String,
    /// Where the list is of what comes with it.
    pub manifest: String,
}

impl Listed {
    /// The list, as `/formList` has it.
    #[must_use]
    pub fn document(forms: &[Listed]) -> String {
        let forms = forms.iter().map(|form| {
            Element::new("xform").holding([
                Element::new("formID").text(form.id.as_str()),
                Element::new("name").text(form.name.as_str()),
                Element::new("version").text(form.version.as_str()),
                Element::new("hash").text(format!("md5:{}", form.md5)),
                Element::new("downloadUrl").text(form.form.as_str()),
                Element::new("manifestUrl").text(form.manifest.as_str()),
            ])
        });
        let list = Element::new("xforms").with("xmlns", "http://openrosa.org/xforms/xformsList");
        list.holding(forms).document()
    }
}

/// A file that comes with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// Its name, as the form has it.
    pub name: String,
    /// The MD5 digest of its bytes, in hexadecimal digits.
    pub md5: String,
    /// Where it is.
    pub file: String,
}

impl Attached {
    /// The list of a form's files.
    #[must_use]
    pub fn document(files: &[Attached]) -> String {
        let files = files.iter().map(|file| {
            Element::new("mediaFile").holding([
                Element::new("filename").text(file.name.as_str()),
                Element::new("hash").text(format!("md5:{}", file.md5)),
                Element::new("downloadUrl").text(file.file.as_str()),
            ])
        });
        let list =
            Element::new("manifest").with("xmlns", "http://openrosa.org/xforms/xformsManifest");
        list.holding(files).document()
    }
}

/// What is said of a filled form that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered<'w> {
    words: &'w str,
}

impl<'w> Answered<'w> {
    /// An answer in words, for the person who sent it.
    #[must_use]
    pub fn of(words: &'w str) -> Answered<'w> {
        Answered { words }
    }

    /// As OpenRosa has it.
    #[must_use]
    pub fn document(self) -> String {
        let answer =
            Element::new("OpenRosaResponse").with("xmlns", "http://openrosa.org/http/response");
        answer
            .holding([Element::new("message").text(self.words)])
            .document()
    }
}
