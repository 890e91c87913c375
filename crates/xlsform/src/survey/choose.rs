//! Questions of choices: the list or file that they take, what is filtered, and something else to say.

use std::sync::Arc;

use dong_hanh_form::{
    ChoiceLook, Choices, Expr, FromAnswers, FromTable, Kind, Node, Question, Shuffle, Text,
};

use super::Said;
use super::appearance::{nothing, of_choices};
use super::desk::Desk;
use super::kinds::{Choose, How};
use super::names::similar;
use super::outline::Part;
use super::section::{TableList, bare};
use crate::choices::OTHER;
use crate::parameters::Parameters;
use crate::{Doubt, Wrong, files};

/// The choice that stands for none of a list.
const NONE: &str = "none";

impl Desk<'_> {
    pub(super) fn choose(
        &mut self,
        part: &Part,
        choose: &Choose,
        table: Option<&mut TableList>,
        nodes: &mut Vec<Node>,
    ) {
        let row = &part.row;
        let parameters = if choose.from_file {
            self.parameters(row, (&["label", "randomize", "seed", "value"], &[]))
        } else {
            self.parameters(row, (&["randomize", "seed"], &[]))
        };
        let filter = self.expr(row, Said::ChoiceFilter);
        let shuffle = self.shuffle(&parameters);
        if choose.list.contains("${") {
            let among = self.answers(part, choose).map(|question| FromAnswers {
                question,
                filter,
                shuffle,
            });
            nodes.extend(among.map(|from| self.choose_among(part, choose, from)));
            return;
        }
        let Some(from) = self.source(part, choose, &parameters) else {
            return;
        };
        self.doubt_columns(part, choose, &from.table, filter.as_ref());
        let from = FromTable {
            filter,
            shuffle,
            ..from
        };
        let one = matches!(choose.how, How::One | How::External);
        let mut look = match choose.how {
            How::Rank => {
                self.look(row, nothing);
                ChoiceLook::List
            }
            _ => self.look(row, |word| of_choices(word, one)),
        };
        if let Some(table) = table {
            look = ChoiceLook::Row;
            nodes.extend(self.head(part, choose, &from, table));
        }
        let list = from.table.clone();
        let kind = kind(choose.how, Choices::Table(from), look);
        let mut question = self.question(part, kind);
        question.default = self.default(row, false);
        if self.none_option && choose.how == How::Many {
            self.add_none(&list, &mut question);
        }
        nodes.push(Node::Question(Arc::new(question)));
        if choose.or_other {
            nodes.extend(self.other(part, &list));
        }
    }

    /// The name of the question whose answers are chosen from.
    fn answers(&mut self, part: &Part, choose: &Choose) -> Option<String> {
        let at = self.grid.at(&part.row, Said::Type);
        if choose.or_other {
            self.notes.wrong(at.clone(), Wrong::OtherFromFile);
        }
        let name = choose.list.strip_prefix("${");
        let name = name.and_then(|name| name.strip_suffix('}'));
        let name = name.map(str::trim).filter(|name| super::is_name(name));
        let Some(name) = name else {
            let written = choose.list.clone();
            self.notes.wrong(at, Wrong::NotAReference { written });
            return None;
        };
        self.check_words(&at, &choose.list);
        if self.names.rows(name) == 1 && !self.names.is_repeated(name) {
            let name = name.to_owned();
            self.notes.wrong(at, Wrong::NotRepeated { name });
            return None;
        }
        Some(name.to_owned())
    }

    /// A question that lets one choose from the answers to another one.
    fn choose_among(&mut self, part: &Part, choose: &Choose, from: FromAnswers) -> Node {
        let one = matches!(choose.how, How::One | How::External);
        let look = match choose.how {
            How::Rank => {
                self.look(&part.row, nothing);
                ChoiceLook::List
            }
            _ => self.look(&part.row, |word| of_choices(word, one)),
        };
        let kind = kind(choose.how, Choices::Answers(from), look);
        let mut question = self.question(part, kind);
        question.default = self.default(&part.row, false);
        Node::Question(Arc::new(question))
    }

    /// The table that is chosen from.
    fn source(
        &mut self,
        part: &Part,
        choose: &Choose,
        parameters: &Parameters,
    ) -> Option<FromTable> {
        let (row, list) = (&part.row, choose.list.as_str());
        let at = self.grid.at(row, Said::Type);
        let of = |table: String, key: &str, words: &str| {
            Some(FromTable {
                table,
                key: key.to_owned(),
                words: words.to_owned(),
                filter: None,
                shuffle: Shuffle::No,
            })
        };
        if choose.from_file && !files::is_table(list) {
            let file = list.to_owned();
            self.notes.wrong(at, Wrong::FileEnding { file });
            return None;
        }
        if choose.how != How::External
            && files::is_table(list)
            && !self.lists.lists.contains_key(list)
        {
            let geojson = files::split(list).1 == "geojson";
            let (key, words) = if geojson {
                ("id", "title")
            } else {
                ("name", "label")
            };
            let key = parameters.column("value", key, self.notes);
            let words = parameters.column("label", words, self.notes);
            let table = self.file(&at, list, &[&key, &words]);
            return of(table, &key, &words);
        }
        let lists = match choose.how {
            How::External => &mut self.external,
            How::One | How::Many | How::Rank => &mut self.lists,
        };
        if !lists.lists.contains_key(list) {
            let similar = similar(list, lists.lists.keys());
            let list = list.to_owned();
            self.notes.wrong(at, Wrong::NoList { list, similar });
            return None;
        }
        lists.used.insert(list.to_owned());
        let words = lists.words(list);
        if matches!(choose.how, How::Many | How::Rank) {
            lists.refuse_spaces(list, self.notes);
        }
        of(list.to_owned(), "name", words)
    }

    /// Tells of names in a filter that no column has: they are empty, whatever was meant.
    fn doubt_columns(&mut self, part: &Part, choose: &Choose, table: &str, filter: Option<&Expr>) {
        let asked = filter.and_then(|filter| filter.mentions().ok());
        for column in asked.unwrap_or_default().children {
            let known = match self.tables.get(table) {
                Some(file) => file.has_column(&column) || file.is_empty(),
                None if choose.how == How::External => self.external.has_column(&column),
                None => self.lists.has_column(&column),
            };
            if !known {
                let list = table.to_owned();
                self.doubt(
                    &part.row,
                    Said::ChoiceFilter,
                    Doubt::FilterColumn { column, list },
                );
            }
        }
    }

    fn shuffle(&mut self, parameters: &Parameters) -> Shuffle {
        let shuffled = parameters.is_true("randomize", self.notes);
        match parameters.seed(self.notes) {
            Some(seed) if shuffled => {
                let at = parameters.at().clone();
                self.check_expr(&at, &seed);
                Shuffle::By(seed)
            }
            Some(_) if parameters.get("randomize").is_none() => {
                let at = parameters.at().clone();
                self.notes.wrong(at, Wrong::SeedAlone);
                Shuffle::No
            }
            _ if shuffled => Shuffle::Yes,
            _ => Shuffle::No,
        }
    }

    /// The row of words above a table, before its first question.
    fn head(
        &mut self,
        part: &Part,
        choose: &Choose,
        from: &FromTable,
        table: &mut TableList,
    ) -> Option<Node> {
        let first = match &table.list {
            None => {
                if from.filter.is_some() {
                    self.wrong(&part.row, Said::ChoiceFilter, Wrong::TableFiltered);
                }
                table.list = Some(choose.list.clone());
                let name = format!("reserved_name_for_field_list_labels_{}", part.row.number);
                let from = FromTable {
                    filter: None,
                    shuffle: Shuffle::No,
                    ..from.clone()
                };
                let kind = kind(choose.how, Choices::Table(from), ChoiceLook::Head);
                let head = bare(name, Text::plain(""), kind);
                return Some(Node::Question(Arc::new(head)));
            }
            Some(first) => first.clone(),
        };
        if first != choose.list {
            let second = choose.list.clone();
            self.wrong(&part.row, Said::Type, Wrong::TableMixed { first, second });
        }
        None
    }

    /// A question for what is not in the list, asked of whoever chose that.
    fn other(&mut self, part: &Part, list: &str) -> Option<Node> {
        if self.get(&part.row, Said::ChoiceFilter).is_some() {
            self.wrong(&part.row, Said::ChoiceFilter, Wrong::OtherFiltered);
        }
        let Some(list) = self.lists.lists.get_mut(list) else {
            self.wrong(&part.row, Said::Type, Wrong::OtherFromFile);
            return None;
        };
        list.add_other();
        let label = self.languages.own("Xin ghi rõ.", "Specify other.");
        let kind = Kind::Text {
            look: dong_hanh_form::TextLook::Line,
        };
        Some(Node::Question(Arc::new(Question {
            relevant: Some(Expr(format!("selected(../{}, '{OTHER}')", part.name))),
            ..bare(format!("{}_other", part.name), label, kind)
        })))
    }

    /// A choice of nothing, which goes together with no other one.
    fn add_none(&mut self, list: &str, question: &mut Question) {
        if let Some(list) = self.lists.lists.get_mut(list) {
            list.add(NONE, ["Không có", "None"]);
        }
        let alone = format!("(.='{NONE}' or not(selected(., '{NONE}')))");
        match &mut question.constraint {
            Some(constraint) => constraint.expr.0 = format!("{} and {alone}", constraint.expr.0),
            None => {
                let message = self.languages.own(
                    "Đã chọn «Không có» thì không chọn mục khác được. Xin xem lại.",
                    "“None” cannot be chosen together with others. Please look again.",
                );
                let expr = Expr(alone);
                question.constraint = Some(dong_hanh_form::Constraint { expr, message });
            }
        }
    }
}

fn kind(how: How, choices: Choices, look: ChoiceLook) -> Kind {
    match how {
        How::One | How::External => Kind::One { choices, look },
        How::Many => Kind::Many { choices, look },
        How::Rank => Kind::Rank { choices },
    }
}
