//! Forms and answers as XForms, and back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, FixedOffset};
use dong_hanh_form::{
    Answer, Context, DeclineReason, Definition, Filling, Form, Kind, MediaRef, Path, Value, What,
};
use dong_hanh_xform::{Asks, Filled, HouseholdRow, Missing, xform};
use dong_hanh_xlsform::instance;
use proptest::prelude::*;
use proptest::sample::select;

static FORM: LazyLock<Arc<Form>> = LazyLock::new(|| {
    let json = include_str!("every-kind.json");
    Arc::new(Form::parse(json).unwrap())
});

const ASKS: Asks<'_> = Asks {
    form: "sha256:abc",
    version: "1-abc",
};

fn at() -> DateTime<FixedOffset> {
    "2027-01-01T09:00:00+07:00".parse().unwrap()
}

fn path(text: &str) -> Path {
    text.parse().unwrap()
}

fn read(xml: &str) -> dong_hanh_xform::Read {
    Filled::parse(xml)
        .unwrap()
        .read(&FORM, *at().offset(), &files())
}

/// A photo that any client may have called so: by its digest, as our own instances do.
fn files() -> BTreeMap<String, MediaRef> {
    let media = |digit: &str, mime: &str| MediaRef {
        sha256: digit.repeat(64).parse().unwrap(),
        bytes: 7,
        mime: mime.to_owned(),
    };
    [
        media("a", "image/jpeg"),
        media("b", "audio/webm"),
        media("c", "application/pdf"),
    ]
    .map(|media| (media.sha256.to_string(), media))
    .into()
}

/// What somebody may say to a question, as an XForm spells it.
fn said() -> impl Strategy<Value = (usize, String)> {
    let texts = "[ a-zA-Zà-ỹ<>&'\"0-9\\]-]{0,12}";
    let any = select(vec![
        "5",
        "-3",
        "2.5",
        "2026-12-31",
        "08:30:00.000",
        "2026-12-31T08:30:00.000+07:00",
        "a",
        "b",
        "a b",
        "b a c",
        "yes",
        "no",
        "OK",
        "16.4637 107.5909 0 5",
        "16 107 0 0;16.5 107.5 0 3;16 107 0 0",
        "",
    ]);
    (
        0usize..64,
        prop_oneof![2 => any.prop_map(str::to_owned), 1 => texts],
    )
}

proptest! {
    #[test]
    fn answers_come_back_as_they_went(said in proptest::collection::vec(said(), 0..60), media in any::<bool>()) {
        let mut filling = Filling::begin(Arc::clone(&FORM), Context::at(at()));
        for (which, text) in said {
            let paths: Vec<Path> = filling.nodes().into_iter().map(|node| node.path).collect();
            let path = &paths[which % paths.len()];
            // Most of what is said so does not fit, and is refused; what a picture is, words do not say.
            if !path.as_str().starts_with("media") {
                let _ = filling.say(path, &text);
            }
            if which % 7 == 0 {
                let _ = filling.add(path);
            }
        }
        if media {
            let [photo, sound, file] = ["a", "b", "c"].map(|digit| files()[&digit.repeat(64)].clone());
            filling.put(&path("media/photo"), Some(Answer::Given(Value::Photos(vec![photo]))));
            filling.put(&path("media/sound"), Some(Answer::Given(Value::Sounds(vec![sound]))));
            filling.put(&path("media/file"), Some(Answer::Given(Value::Files(vec![file]))));
        }
        let came = read(&instance(&filling, None));
        prop_assert_eq!(&came.missing, &[]);
        let mut met = 0;
        for node in filling.nodes() {
            let What::Question(valued) = &node.what else { continue };
            let (there, here) = (filling.answers().get(&node.path), came.answers.get(&node.path));
            let blank = there.is_none_or(Answer::is_blank);
            if !node.relevant || valued.value.is_empty() || blank {
                prop_assert_eq!(here, None, "{}", node.path);
                continue;
            }
            met += 1;
            // What is calculated is calculated anew.
            if valued.kind != Kind::Kept {
                prop_assert_eq!(there.map(trimmed), here.map(trimmed), "{}", node.path);
            }
        }
        prop_assert_eq!(met, came.answers.len());
        for repeat in ["people", "people[1]/gift", "people[2]/gift"].map(path) {
            prop_assert_eq!(filling.answers().instances(&repeat), came.answers.instances(&repeat));
        }
    }

    #[test]
    fn no_text_is_too_odd_to_be_read_or_refused(xml in ".{0,200}", inner in "[<>a-z/ =\"&;#0-9]{0,60}") {
        for text in [xml, format!("<data id=\"x\">{inner}</data>")] {
            if let Ok(filled) = Filled::parse(&text) {
                let _ = filled.read(&FORM, *at().offset(), &files());
            }
        }
    }
}

/// Spaces around an answer are no part of it in an instance.
fn trimmed(answer: &Answer) -> Answer {
    match answer {
        Answer::Given(Value::Text(text)) => Answer::Given(Value::Text(text.trim().to_owned())),
        other => other.clone(),
    }
}

#[test]
fn what_was_put_in_comes_back_apart_from_the_answers() {
    let xml = r#"<data xmlns:orx="http://openrosa.org/xforms" id="every-kind" version="1-abc">
      <dong_hanh><form>sha256:abc</form><start>2027-01-01T08:00:00.000+07:00</start><end>2027-01-01T08:20:00.000+07:00</end>
        <household>h-1</household></dong_hanh>
      <words><line/><line_declined>not_said</line_declined></words>
      <orx:meta><orx:instanceID>uuid:1</orx:instanceID></orx:meta></data>"#;
    let filled = Filled::parse(xml).unwrap();
    assert_eq!(filled.form().as_deref(), Some("sha256:abc"));
    assert_eq!(
        (filled.instance.as_deref(), filled.version.as_deref()),
        (Some("uuid:1"), Some("1-abc"))
    );
    let asked = filled.asked(&FORM);
    assert_eq!(asked.household.as_deref(), Some("h-1"));
    assert_eq!(
        asked.started.unwrap().to_rfc3339(),
        "2027-01-01T08:00:00+07:00"
    );
    let read = filled.read(&FORM, *at().offset(), &files());
    let answers: Vec<_> = read.answers.iter().collect();
    assert_eq!(
        answers,
        [(
            &path("words/line"),
            &Answer::Declined(DeclineReason::NotSaid)
        )]
    );
}

#[test]
fn who_answers_after_all_has_answered() {
    let xml = "<data><words><line>Có</line><line_declined>not_said</line_declined></words></data>";
    let read = read(xml);
    let answers: Vec<_> = read.answers.iter().collect();
    let answer = Answer::Given(Value::Text("Có".into()));
    assert_eq!(answers, [(&path("words/line"), &answer)]);
}

#[test]
fn what_the_form_does_not_know_is_kept_and_what_does_not_fit_too() {
    let xml = "<data><numbers><whole>many</whole><newer>5</newer></numbers><later><a>1</a><a>2</a></later>\
               <media><photo>IMG_1.jpg</photo></media><people><name>x</name></people><people/></data>";
    let read = read(xml);
    let answers: BTreeMap<String, Answer> = read
        .answers
        .iter()
        .map(|(path, answer)| (path.to_string(), answer.clone()))
        .collect();
    let text = |words: &str| Answer::Given(Value::Text(words.into()));
    let expected = [
        ("later/a[1]", "1"),
        ("later/a[2]", "2"),
        ("numbers/newer", "5"),
        ("numbers/whole", "many"),
        ("people[1]/name", "x"),
    ];
    assert_eq!(
        answers,
        expected
            .map(|(at, words)| (at.to_owned(), text(words)))
            .into()
    );
    assert_eq!(read.answers.instances(&path("people")), 2);
    let (path, file) = (path("media/photo"), "IMG_1.jpg".to_owned());
    assert_eq!(read.missing, [Missing { path, file }]);
}

/// [S12.3]
#[test]
fn of_a_number_nothing_is_cut_off() {
    for (said, value) in [
        ("3.9", Value::Text("3.9".into())),
        ("-0.5", Value::Text("-0.5".into())),
        ("3.0", Value::Integer(3)),
        ("-3", Value::Integer(-3)),
    ] {
        let read = read(&format!(
            "<data><numbers><whole>{said}</whole></numbers></data>"
        ));
        let answer = read.answers.get(&path("numbers/whole"));
        assert_eq!(answer, Some(&Answer::Given(value)), "{said}");
    }
}

/// [S12.3]
#[test]
fn what_a_client_drew_once_stays() {
    let json = r#"{"name":"f","version":"1","title":{"":"f"},"nodes":[
      {"type":"calculate","name":"drawn","calculate":"once(random())"},
      {"type":"text","name":"why","label":{"":"?"},"relevant":"${drawn} = 0.25"}]}"#;
    let form = Form::parse(json).unwrap();
    let filled = Filled::parse("<data><drawn>0.25</drawn><why>x</why></data>").unwrap();
    let read = filled.read(&form, *at().offset(), &files());
    let finished = dong_hanh_form::finish(&form, &read.answers, &Context::at(at())).unwrap();
    assert_eq!(finished, read.answers);
}

#[test]
fn a_template_is_no_instance() {
    let xml = "<data xmlns:jr=\"http://openrosa.org/javarosa\"><people jr:template=\"\"><name/></people>\
               <people><name>x</name></people><people><name>y</name></people></data>";
    let read = read(xml);
    assert_eq!(read.answers.instances(&path("people")), 2);
    let first = read.answers.get(&path("people[1]/name"));
    assert_eq!(first, Some(&Answer::Given(Value::Text("x".into()))));
}

#[test]
fn a_form_for_others_asks_what_we_have_to_know() {
    let made = xform(&FORM, Some(ASKS)).xml;
    for part in [
        r#"<data id="every-kind" version="1-abc"><dong_hanh><form>sha256:abc</form><start/><end/><household/></dong_hanh>"#,
        r#"<instance id="households" src="jr://file-csv/households.csv"/>"#,
        r#"<bind nodeset="/data/dong_hanh/start" type="dateTime" jr:preload="timestamp" jr:preloadParams="start"/>"#,
        r#"<select1 ref="/data/dong_hanh/household" appearance="minimal autocomplete">"#,
        r#"required="(true()) and ../line_declined = &apos;&apos;""#,
        r#"<bind nodeset="/data/words/line_declined" type="string"/>"#,
        "<value>Không muốn nói</value>",
    ] {
        assert!(made.contains(part), "{part}\n{made}");
    }
    let plain = xform(&FORM, None).xml;
    assert!(
        !plain.contains("dong_hanh") && !plain.contains("declined"),
        "{plain}"
    );
    let rows = [HouseholdRow {
        id: "h-1".into(),
        label: "Nguyễn Thị Lài, \"thôn 3\"".into(),
    }];
    assert_eq!(
        HouseholdRow::csv(&rows),
        "name,label\nh-1,\"Nguyễn Thị Lài, \"\"thôn 3\"\"\"\n"
    );
}

#[test]
fn why_there_is_no_answer_is_asked_where_the_question_is_and_never_in_a_circle() {
    let asked = |more: &str| {
        let json = format!(
            r#"{{"name":"f","version":"","title":{{"":"f"}},"nodes":[{{"type":"text","name":"b","label":{{"":"?"}}}},
              {{"type":"text","name":"a","label":{{"":"?"}},"declinable":["not_said"]{more}}}]}}"#
        );
        let form: Definition = serde_json::from_str(&json).unwrap();
        let made = xform(&form, Some(ASKS)).xml;
        let bind = made.split("<bind nodeset=\"/data/a_declined\" type=\"string\"");
        let bind = bind.last().unwrap().split("/>").next().unwrap();
        bind.replace("&apos;", "'")
    };
    for (more, relevant) in [
        ("", " relevant=\"../a = ''\""),
        (
            r#","relevant":"${b} = 1""#,
            " relevant=\"(/data/b = 1) and ../a = ''\"",
        ),
        (r#","required":"true()""#, ""),
        (
            r#","relevant":"${b} = 1","required":"true()""#,
            " relevant=\"/data/b = 1\"",
        ),
    ] {
        assert_eq!(asked(more), relevant, "{more}");
    }
}

#[test]
fn a_form_with_our_names_gets_others() {
    let json = r#"{"name":"f","version":"","title":{"":"f"},"nodes":[{"type":"text","name":"dong_hanh","label":{"":"?"}}],
      "tables":{"households":{"columns":["name"],"rows":[["a"]]}}}"#;
    let form: Definition = serde_json::from_str(json).unwrap();
    let made = xform(&form, Some(ASKS)).xml;
    assert!(made.contains("<dong_hanh_><form>"), "{made}");
    assert!(
        made.contains(r#"<instance id="households_" src="jr://file-csv/households.csv"/>"#),
        "{made}"
    );
    let xml = "<data><dong_hanh_><form>f</form><household>h</household></dong_hanh_><dong_hanh>x</dong_hanh></data>";
    let filled = Filled::parse(xml).unwrap();
    assert_eq!(filled.asked(&form).household.as_deref(), Some("h"));
    let read = filled.read(&form, *at().offset(), &files());
    assert_eq!(read.answers.iter().count(), 1);
}

#[test]
fn a_table_that_is_looked_up_by_file_is_one() {
    let json = r#"{"name":"f","version":"1","title":{"":"f"},"nodes":[
      {"type":"text","name":"a","label":{"":"?"}},
      {"type":"calculate","name":"b","calculate":"pulldata('wards', 'label', 'name', ${a})"}],
      "tables":{"wards":{"columns":["name","label"],"rows":[["x","Thôn X"],["y"]]}}}"#;
    let made = xform(&serde_json::from_str(json).unwrap(), None);
    assert!(
        made.xml
            .contains(r#"<instance id="wards" src="jr://file-csv/wards.csv"/>"#),
        "{}",
        made.xml
    );
    assert_eq!(made.files["wards.csv"], "name,label\nx,Thôn X\ny\n");
}

/// A form with something to see at everything that has words, and choices that speak of an answer.
const SHOWN: &str = r#"{"name":"shown","version":"1","title":{"":"Shown"},"nodes":[
  {"type":"group","name":"g","label":{"":"G"},"media":{"image":{"":"g.png"}},"nodes":[
    {"type":"text","name":"a","label":{"":"A"}},
    {"type":"note","name":"n","label":{"":""},"media":{"image":{"":"n.png"},"big_image":{"":"gone.png"}}},
    {"type":"select_one","name":"p","label":{"":"P"},"from":{"table":"m"}},
    {"type":"select_one","name":"q","label":{"":"Q"},"from":{"table":"l"}},
    {"type":"select_one","name":"o","label":{"":"O"},"choices":[{"name":"x","label":{"":"X ${a}"}}]}]}],
  "tables":{
    "l":{"columns":["name","label"],"rows":[["x","X ${a}"],["y","Y ${nobody}"]]},
    "m":{"columns":["name","label","media::image","media::audio"],"rows":[["x","X","x.png","x.mp3"],["z","","z.png",""]]}},
  "files":{
    "g.png":{"sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","bytes":1,"mime":"image/png","size":[1,1]},
    "n.png":{"sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","bytes":1,"mime":"image/png","size":[1,1]}}}"#;

/// What the words of a form say by their ids, as pyxform writes them too.
fn told(xml: &str) -> Vec<String> {
    let translation = xml.split("<translation").nth(1).unwrap();
    let texts = translation.split("<text id=\"").skip(1);
    let ended = texts.map(|text| text.split("</text>").next().unwrap());
    ended.map(|text| text.replacen("\">", ": ", 1)).collect()
}

#[test]
fn what_is_seen_and_what_choices_speak_of_stands_in_the_words() {
    let form: Definition = serde_json::from_str(SHOWN).unwrap();
    let made = xform(&form, None).xml;
    let image = |file: &str| format!("<value form=\"image\">jr://images/{file}</value>");
    assert_eq!(
        told(&made),
        [
            "l-0: <value>X <output value=\"/data/g/a\"/></value>".to_owned(),
            "l-1: <value>Y ${nobody}</value>".to_owned(),
            format!(
                "m-0: <value>X</value>{}<value form=\"audio\">jr://audio/x.mp3</value>",
                image("x.png")
            ),
            format!("m-1: <value>z</value>{}", image("z.png")),
            format!("/data/g:label: <value>G</value>{}", image("g.png")),
            format!(
                "/data/g/n:label: {}<value form=\"big-image\">jr://images/gone.png</value>",
                image("n.png")
            ),
        ]
    );
    for said in [
        "<label ref=\"jr:itext(&apos;/data/g:label&apos;)\"/>",
        "<label ref=\"jr:itext(itextId)\"/>",
        "<label>X <output value=\"/data/g/a\"/></label>",
        "<item><name>x</name><label>X</label><itextId>m-0</itextId></item>",
    ] {
        assert!(made.contains(said), "{said} in {made}");
    }
}

#[test]
fn a_client_that_fetches_files_is_told_of_none_that_is_missing() {
    let form: Definition = serde_json::from_str(SHOWN).unwrap();
    let (form_id, version) = ("sha256:abc", "1-abc");
    let asks = Asks {
        form: form_id,
        version,
    };
    let made = xform(&form, Some(asks)).xml;
    for (file, there) in [
        ("g.png", true),
        ("n.png", true),
        ("gone.png", false),
        ("x.png", false),
    ] {
        assert_eq!(made.contains(&format!("/{file}<")), there, "{file}");
    }
}
