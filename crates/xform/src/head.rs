//! A form as an XForm.

use std::collections::BTreeMap;

use dong_hanh_form::{Definition, Lang};

use crate::asks::{Added, Asks};
use crate::binds::Binds;
use crate::body::Body;
use crate::element::Element;
use crate::instance::{elements, meta};
use crate::itext::Itext;
use crate::names::{Names, ROOT, Spot};
use crate::tables;

/// A form as another client reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XForm {
    /// The document.
    pub xml: String,
    /// The tables that it asks for as files, by their names.
    pub files: BTreeMap<String, String>,
}

/// Writes a form. With `asks` it is for a client that sends what was answered to us, and asks for what we have to know
/// beside; without, it describes the same instance as pyxform does for the same workbook.
#[must_use]
pub fn xform(form: &Definition, asks: Option<Asks<'_>>) -> XForm {
    let names = Names::of(form);
    let declinable = asks.is_some();
    let added = asks.map(|asks| (Added::to(form), asks));
    let mut itext = Itext::of(form, asks.is_some());
    let mut binds = Binds {
        form,
        names: &names,
        declinable,
        binds: Vec::new(),
        begin: Vec::new(),
    };
    if let Some((added, _)) = &added {
        binds.binds.extend(added.binds(&mut itext));
    }
    binds.all(&mut itext);
    let (secondary, files) = tables::instances(form, &names, &mut itext);
    let body = Body::new(form, &names, declinable);
    let mut shown: Vec<Element> = added
        .iter()
        .map(|(added, _)| added.body(&mut itext))
        .collect();
    shown.extend(body.nodes(&form.nodes, &Spot::default(), &mut itext));

    let version = asks.map_or(form.version.as_str(), |asks| asks.version);
    let data = Element::new(ROOT)
        .with("id", form.name.as_str())
        .maybe(
            "version",
            Some(version.to_owned()).filter(|version| !version.is_empty()),
        )
        .holding(added.iter().map(|(added, asks)| added.instance(*asks)))
        .holding(elements(form, declinable))
        .holding(meta(form, None));
    let entities = (!form.entities.is_empty()).then(|| "2024.1.0".to_owned());
    let model = Element::new("model")
        .with("odk:xforms-version", "1.0.0")
        .maybe("entities:entities-version", entities)
        .holding(itext.into_element())
        .holding([Element::new("instance").holding([data])])
        .holding(added.iter().map(|(added, _)| added.source()))
        .holding(tables::last_saved(form))
        .holding(secondary)
        .holding(binds.binds)
        .holding(binds.begin);
    let head = Element::new("h:head").holding([
        Element::new("h:title").text(form.title.get(Lang::Vi)),
        model,
    ]);
    let html = Element::new("h:html")
        .with("xmlns", "http://www.w3.org/2002/xforms")
        .with("xmlns:h", "http://www.w3.org/1999/xhtml")
        .with("xmlns:jr", "http://openrosa.org/javarosa")
        .with("xmlns:orx", "http://openrosa.org/xforms")
        .with("xmlns:odk", "http://www.opendatakit.org/xforms")
        .with(
            "xmlns:entities",
            "http://www.opendatakit.org/xforms/entities",
        )
        .holding([head, Element::new("h:body").holding(shown)]);
    XForm {
        xml: html.document(),
        files,
    }
}
