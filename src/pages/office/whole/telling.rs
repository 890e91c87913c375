//! What stands in the file: all that the office's replica has of a household, or of one person in it, in words.

use std::collections::BTreeMap;

use dong_hanh_domain::{Household, HouseholdId, Member, MemberId};
use dong_hanh_form::{Lang, MediaRef, Sha256, recorded};

use super::paper::{Paper, Row};
use crate::device::audit::Entry;
use crate::pages::facts;
use crate::pages::help::all_help_lines;
use crate::pages::office::held::held_line;
use crate::pages::office::{audit, say, standing as stands};
use crate::pages::requests::{of_whom, standing, what};
use crate::pages::story::{FactTold, Tale, called, of_person, of_whole};
use crate::replica::{Asked, Replica, VisitRow};
use crate::ui::{bytes, full_day, sentence_case};
use crate::words::{of, office, requests, whole as words};

/// What the file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// A household with all its people.
    Household,
    /// One person: of the others not even a name.
    Person(MemberId),
}

/// What had to be fetched.
#[derive(Debug, Default)]
pub(super) struct Fetched {
    /// Pictures, as `base64`.
    pub(super) pictures: BTreeMap<Sha256, String>,
    /// Who looked, the last first.
    pub(super) entries: Vec<Entry>,
}

/// Writes the file.
pub(super) fn write(
    lang: Lang,
    replica: Replica,
    tale: &Tale,
    about: About,
    fetched: &Fetched,
) -> String {
    let household = &tale.household;
    let person = |id| everybody(household).find(|(member, _)| member.id == id);
    let title = match about {
        About::Household => words::paper_of(lang, &household.head.name.to_string()),
        About::Person(id) => {
            let name = person(id).map(|(member, _)| member.name.to_string());
            words::paper_of_person(lang, &name.unwrap_or_default())
        }
    };
    let code = match lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    };
    let mut paper = Paper::begin(code, &title);
    let me = replica.me();
    let today = full_day(replica.today());
    let made = words::paper_made(lang, &me.unit_name, &me.person.called(), &today);
    paper.line(&made);
    paper.line(&words::paper_purpose(lang));
    paper.line(&words::paper_without(lang));
    match about {
        About::Household => {
            people(lang, household, &mut paper);
            paper.part(&words::part_facts(lang));
            paper.table(of_whole(lang, replica, tale).into_iter().map(row));
            for (member, _) in everybody(household) {
                facts_of(lang, replica, tale, member, &mut paper);
            }
            help(lang, replica, household.id, &mut paper);
            asked(lang, replica, household.id, None, &mut paper);
            conflicts(lang, replica, household, &mut paper);
            let doubles: Vec<Tale> = tale.of_doubles().collect();
            for double in &doubles {
                let name = double.household.head.name.to_string();
                paper.part(&words::part_double(lang, &name));
                paper.table(of_whole(lang, replica, double).into_iter().map(row));
                people(lang, &double.household, &mut paper);
                for (member, _) in everybody(&double.household) {
                    facts_of(lang, replica, double, member, &mut paper);
                }
                conflicts(lang, replica, &double.household, &mut paper);
            }
            let ids = doubles.iter().map(|double| double.household.id);
            held(lang, replica, ids.chain([household.id]), &mut paper);
            visits(lang, replica, tale, fetched, &mut paper);
        }
        About::Person(id) => {
            paper.line(&words::paper_person_text(lang));
            if let Some((member, relation)) = person(id) {
                paper.table([Row::of(words::part_relation(lang), relation(lang))]);
                facts_of(lang, replica, tale, member, &mut paper);
            }
            asked(lang, replica, household.id, Some(id), &mut paper);
        }
    }
    looked(lang, &fetched.entries, &mut paper);
    paper.end()
}

/// Every picture that the file of a household bears.
pub(super) fn pictures(replica: Replica, tale: &Tale) -> Vec<MediaRef> {
    let versions = tale.told.iter().flat_map(|told| {
        let newest = std::iter::once(&told.visit);
        newest.chain(&told.earlier)
    });
    let media = versions
        .filter_map(|visit| replica.visit(visit.id))
        .flat_map(|visit| visit.answers.media().cloned().collect::<Vec<_>>());
    let pictures = media.filter(MediaRef::is_picture);
    let once: BTreeMap<_, _> = pictures
        .map(|media| (media.sha256.clone(), media))
        .collect();
    once.into_values().collect()
}

/// How somebody is related to the head, in words.
type Relation<'a> = Box<dyn Fn(Lang) -> String + 'a>;

/// Everybody who lives or lived there, the head first.
fn everybody(household: &Household) -> impl Iterator<Item = (&Member, Relation<'_>)> {
    let head: Relation<'_> = Box::new(office::head);
    let others = household.others.iter();
    let others = others.chain(household.left.iter().map(|left| &left.who));
    let others = others.map(|other| {
        let relation: Relation<'_> =
            Box::new(|lang| stands::relation(other.relation, other.member.sex, lang));
        (&other.member, relation)
    });
    std::iter::once((&household.head, head)).chain(others)
}

fn people(lang: Lang, household: &Household, paper: &mut Paper) {
    paper.part(&words::part_people(lang));
    let rows = everybody(household);
    paper.table(rows.map(|(member, relation)| Row::of(member.name.to_string(), relation(lang))));
}

fn row(told: FactTold) -> Row {
    Row {
        name: told.name,
        values: told.values,
    }
}

fn facts_of(lang: Lang, replica: Replica, tale: &Tale, member: &Member, paper: &mut Paper) {
    paper.part(&words::part_person(lang, &member.name.to_string()));
    let told = of_person(lang, replica, tale, member.id);
    paper.table(told.into_iter().map(row));
}

fn help(lang: Lang, replica: Replica, household: HouseholdId, paper: &mut Paper) {
    paper.part(&words::part_help(lang));
    let followed = replica.followed_one(household);
    let lines = followed.map(|followed| all_help_lines(lang, &followed, replica.today()));
    listed(lang, lines.unwrap_or_default(), paper);
}

fn asked(
    lang: Lang,
    replica: Replica,
    household: HouseholdId,
    person: Option<MemberId>,
    paper: &mut Paper,
) {
    paper.part(&words::part_requests(lang));
    let today = replica.today();
    let mut all = replica.requests_of(household);
    all.retain(|one| person.is_none() || one.made.of == person);
    let line = |one: &Asked| {
        let whom = of_whom(lang, replica, one);
        let day = full_day(one.made.on);
        let line = requests::line(lang, &what(lang, one.made.kind), &whom, &day);
        let (_, stands) = standing(lang, one, today);
        format!("{line}. {} {stands}", one.made.note)
    };
    listed(lang, all.iter().map(line).collect(), paper);
}

fn conflicts(lang: Lang, replica: Replica, household: &Household, paper: &mut Paper) {
    paper.part(&words::part_conflicts(lang));
    let mut open = replica.open_conflicts();
    open.retain(|conflict| conflict.household == household.id);
    if open.is_empty() {
        return paper.line(&words::nothing(lang));
    }
    paper.table(open.iter().map(|conflict| {
        let sides = conflict.sides().map(|side| {
            let value = facts::value_in(lang, replica, household, &side.fact);
            let who = called(lang, replica, side.said.by);
            (value, format!("{who}, {}", say::exactly(side.said.at)))
        });
        Row {
            name: facts::name_in(lang, household, &conflict.id.fact),
            values: sides.collect(),
        }
    }));
}

/// What came and is not in the record yet.
fn held(lang: Lang, replica: Replica, of: impl Iterator<Item = HouseholdId>, paper: &mut Paper) {
    paper.part(&words::part_held(lang));
    let ids: Vec<String> = of.map(|id| id.to_string()).collect();
    let mut held = replica.held();
    held.retain(|one| {
        let content = one.record.content.get();
        ids.iter().any(|id| content.contains(id))
    });
    let lines = held.iter().map(|one| held_line(replica, one, lang));
    listed(lang, lines.collect(), paper);
}

fn visits(lang: Lang, replica: Replica, tale: &Tale, fetched: &Fetched, paper: &mut Paper) {
    paper.part(&words::part_consents(lang));
    let consents = tale.told.iter().flat_map(|told| {
        let day = full_day(told.visit.began.day());
        let said = answers(lang, replica, &told.visit);
        let consent = said
            .into_iter()
            .filter(|(path, ..)| path.starts_with("consent"));
        consent.map(move |(_, name, value)| Row::of(format!("{day}: {name}"), value))
    });
    paper.table(consents.collect::<Vec<_>>());
    paper.part(&words::part_visits(lang));
    if tale.told.is_empty() {
        paper.line(&words::nothing(lang));
    }
    for told in &tale.told {
        let day = full_day(told.visit.began.day());
        let who = called(lang, replica, told.visit.author);
        paper.section(&words::visit(lang, &day, &who));
        visit(lang, replica, &told.visit, fetched, paper);
        for version in &told.earlier {
            paper.section(&words::visit_earlier(lang, &day));
            visit(lang, replica, version, fetched, paper);
        }
    }
}

/// The questions of a visit with their answers, and its pictures.
fn visit(lang: Lang, replica: Replica, row: &VisitRow, fetched: &Fetched, paper: &mut Paper) {
    let said = answers(lang, replica, row);
    let Some(view) = replica.visit(row.id) else {
        return;
    };
    if said.is_empty() && replica.form(&view.form).is_none() {
        paper.line(&words::no_form(lang));
    }
    paper.table(
        said.into_iter()
            .map(|(_, name, value)| Row::of(name, value)),
    );
    for (at, media) in view.answers.media().enumerate() {
        let number = at + 1;
        if !media.is_picture() {
            let size = bytes(lang, media.bytes.into());
            paper.line(&words::other_medium(lang, &media.mime, &size));
            continue;
        }
        match fetched.pictures.get(&media.sha256) {
            Some(base64) => paper.picture(&media.mime, base64, &words::picture(lang, number)),
            None => paper.line(&words::picture_missing(lang, number)),
        }
    }
}

/// Where each answer of a visit stands, its question with the headings above it, and the answer, in words.
fn answers(lang: Lang, replica: Replica, row: &VisitRow) -> Vec<(String, String, String)> {
    let view = replica.visit(row.id);
    let with_form = view.and_then(|view| Some((replica.form(&view.form)?, view.answers)));
    let Some((form, answers)) = with_form else {
        return Vec::new();
    };
    let all = recorded(&form, &answers);
    let all = all.iter().map(|one| {
        let within = one.within.iter().map(|heading| heading.get(lang));
        let name: Vec<_> = within.chain([one.label.get(lang)]).collect();
        (
            one.path.as_str().to_owned(),
            name.join(" · "),
            one.words(lang),
        )
    });
    all.collect()
}

/// Who did what with it, as the log tells.
fn looked(lang: Lang, entries: &[Entry], paper: &mut Paper) {
    paper.part(&words::part_looked(lang));
    if entries.is_empty() {
        return paper.line(&words::nothing(lang));
    }
    paper.table(entries.iter().map(|entry| {
        let did = of(
            lang,
            dong_hanh_domain::Both::new(entry.vi.as_str(), entry.en.as_str()),
        );
        let why = of(
            lang,
            dong_hanh_domain::Both::new(entry.why_vi.clone(), entry.why_en.clone()),
        );
        Row {
            name: say::exactly(entry.at),
            values: vec![(
                format!("{}: {did}", audit::who(entry, lang)),
                why.map(|why| sentence_case(&why)).unwrap_or_default(),
            )],
        }
    }));
}

fn listed(lang: Lang, lines: Vec<String>, paper: &mut Paper) {
    if lines.is_empty() {
        paper.line(&words::nothing(lang));
    }
    for line in lines {
        paper.line(&line);
    }
}
