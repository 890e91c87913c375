"""Expressions at random, over the questions that stand above: conditions, numbers and texts."""

from dataclasses import dataclass


@dataclass
class Question:
    name: str
    kind: str
    # The groups and repeats that it stands in, outermost first, and the repeats alone.
    sections: tuple
    repeats: tuple
    # What can be chosen, where something can.
    values: list


NUMBERS = ("integer", "decimal", "range")
TEXTS = ("text", "barcode", "hidden", "username", "deviceid", "calculate")
MANY = ("select_multiple", "rank")
ASKED = (*NUMBERS, "text", "select_one", "date")
DAYS = ("today()", "date('2000-01-01')")


class Expressions:
    def __init__(self, chance, known, sections, repeats):
        self.chance, self.known, self.sections, self.repeats = chance, known, sections, repeats
        self.depth = 0

    def sees(self, question):
        """Whether its name means one answer from here."""
        return self.repeats[: len(question.repeats)] == question.repeats

    def one_of(self, *kinds):
        """`${…}` of such a question that means one answer from here, if there is one."""
        fitting = [question for question in self.known if question.kind in kinds and self.sees(question)]
        return f"${{{self.chance.of(fitting).name}}}" if fitting else None

    def many_of(self, *kinds):
        """`${…}` of such a question that means as many answers as a repeat beside or below has."""
        fitting = [question for question in self.known if question.kind in kinds and not self.sees(question)]
        return f"${{{self.chance.of(fitting).name}}}" if fitting else None

    def any_question(self):
        return self.one_of(*ASKED)

    def trigger(self):
        """`${…}` of a question in the same group: of other places ODK's engine and pyxform do not say the same."""
        beside = [question for question in self.known if question.kind in ASKED and question.sections == self.sections]
        return f"${{{self.chance.of(beside).name}}}" if beside else None

    def condition(self):
        return self.deeper(self.conditions(), lambda: self.chance.of(["true()", "false()", "1 = 1"]))

    def number(self):
        return self.deeper(self.numbers(), lambda: str(self.chance.of([0, 1, 2, 3, 5, 10, 0.5, 18])))

    def text(self):
        return self.deeper(self.texts(), lambda: self.chance.of(["'x'", "'ok'", "''", "'A Lưới'", "'3'"]))

    def value(self):
        return self.chance.of([self.number, self.number, self.text, self.condition])()

    def value_of(self, kind):
        return self.text() if kind == "text" else self.number() if kind == "decimal" else f"int({self.number()})"

    def deeper(self, forms, plain):
        """One of the forms that can be said here; simple ones, the deeper it is in another."""
        self.depth += 1
        said = None
        if self.depth < 4:
            for _ in range(4):
                said = self.chance.of(forms)()
                if said:
                    break
        self.depth -= 1
        return said or plain()

    def conditions(self):
        whole = lambda: self.one_of(*NUMBERS)
        pick = self.chance.of
        choice = lambda: self.chosen("select_one", lambda of, value: f"{of} {pick(['=', '!='])} '{value}'")
        return [
            choice,
            choice,
            lambda: self.chosen("select_one", lambda of, value: f"selected({of}, '{value}')"),
            lambda: self.chosen("select_multiple", lambda of, value: f"selected({of}, '{value}')"),
            lambda: self.chosen("select_multiple", lambda of, value: f"not(selected({of}, '{value}'))"),
            lambda: said(whole(), lambda of: f"{of} {pick(['>', '<', '>=', '<=', '=', '!='])} {self.number()}"),
            lambda: said(whole(), lambda of: f"{of} {pick(['>', '<', '>=', '<='])} {self.chance.whole(0, 12)}"),
            lambda: said(self.one_of("text"), lambda of: f"{of} {pick(['=', '!='])} {pick(['x', 'ok', 'z9'])!r}"),
            lambda: said(self.one_of("text"), lambda of: f"string-length({of}) > {self.chance.whole(1, 9)}"),
            lambda: said(self.one_of(*TEXTS), lambda of: f"{pick(['starts-with', 'contains', 'ends-with'])}({of}, {pick(['x', 'n', '3'])!r})"),
            lambda: said(self.one_of("text"), lambda of: f"regex({of}, '^[a-z0-9 ]+$')"),
            lambda: said(self.any_question(), lambda of: f"{of} {pick(['=', '!='])} ''"),
            lambda: said(self.one_of("date"), lambda of: f"{of} {pick(['<', '>', '<='])} {pick(DAYS)}"),
            lambda: said(self.one_of("acknowledge"), lambda of: f"{of} = 'OK'"),
            lambda: said(self.one_of(*MANY), lambda of: f"count-selected({of}) >= {self.chance.whole(1, 3)}"),
            lambda: f"{self.condition()} and {self.condition()}",
            lambda: f"({self.condition()} or {self.condition()})",
            lambda: f"not({self.condition()})",
            lambda: f"boolean-from-string({self.text()})",
            lambda: f"checklist(1, {self.chance.whole(1, 3)}, {self.condition()}, {self.condition()})",
            lambda: f"weighted-checklist(2, 5, {self.condition()}, 2, {self.condition()}, 3)",
            lambda: "position(..) > 1" if self.repeats else None,
            lambda: said(self.many_of(*NUMBERS), lambda of: f"sum({of}) > {self.chance.whole(0, 20)}"),
            lambda: said(self.many_of(*NUMBERS), lambda of: f"count-non-empty({of}) = {self.chance.whole(0, 3)}"),
        ]

    def numbers(self):
        here = lambda: self.one_of(*NUMBERS)
        there = lambda: self.many_of(*NUMBERS)
        pick = self.chance.of
        return [
            here,
            here,
            here,
            lambda: f"{self.number()} {pick(['+', '-', '*', 'div', 'mod'])} {self.number()}",
            lambda: f"({self.number()} {pick(['+', '-'])} {self.number()}) * 2",
            lambda: f"round({self.number()}, {self.chance.whole(0, 2)})",
            lambda: f"{pick(['int', 'abs', 'number'])}({self.number()})",
            lambda: f"if({self.condition()}, {self.number()}, {self.number()})",
            lambda: said(here(), lambda of: f"coalesce({of}, {self.number()})"),
            lambda: f"{pick(['max', 'min'])}({self.number()}, {self.number()})",
            lambda: f"pow({self.number()}, 2)",
            lambda: f"-({self.number()})",
            lambda: f"string-length({self.text()})",
            lambda: said(self.one_of(*MANY), lambda of: f"count-selected({of})"),
            lambda: said(self.one_of("date"), lambda of: f"decimal-date-time({of})"),
            lambda: said(self.one_of("date"), lambda of: f"int((today() - {of}) div 365.25)"),
            lambda: said(self.one_of("time"), lambda of: f"decimal-time({of})"),
            lambda: said(self.one_of("geoshape"), lambda of: f"area({of})"),
            lambda: said(self.one_of("geotrace"), lambda of: f"if({of} = '', 0, distance({of}))"),
            lambda: "position(..)" if self.repeats else None,
            lambda: said(there(), lambda of: f"{pick(['sum', 'count', 'max', 'min', 'count-non-empty'])}({of})"),
            lambda: said(there(), lambda of: f"sum({of}) div count({of})"),
            lambda: self.indexed(*NUMBERS),
        ]

    def texts(self):
        here = lambda: self.one_of(*TEXTS)
        pick = self.chance.of
        return [
            here,
            here,
            lambda: f"concat({self.text()}, {pick([self.text, self.number])()})",
            lambda: f"substr({self.text()}, {self.chance.whole(0, 2)}, {self.chance.whole(2, 5)})",
            lambda: f"{pick(['substring-before', 'substring-after'])}({self.text()}, {pick([' ', 'n'])!r})",
            lambda: f"translate({self.text()}, 'abn', 'AB')",
            lambda: f"normalize-space({self.text()})",
            lambda: f"if({self.condition()}, {self.text()}, {self.text()})",
            lambda: f"coalesce({self.text()}, {self.text()})",
            lambda: f"string({self.number()})",
            lambda: said(self.one_of("select_one"), lambda of: f"jr:choice-name({of}, '{of}')"),
            lambda: said(self.one_of(*MANY), lambda of: f"selected-at({of}, {self.chance.whole(0, 2)})"),
            lambda: said(self.one_of("date"), lambda of: f"format-date({of}, {pick(['%d/%m/%Y', '%e %b %y', '%Y-%n'])!r})"),
            lambda: said(self.one_of("dateTime"), lambda of: f"format-date-time({of}, '%H:%M %d/%m/%Y')"),
            lambda: said(self.many_of(*TEXTS, *NUMBERS), lambda of: f"join(', ', {of})"),
            lambda: f"digest({self.text()}, {pick(['MD5', 'SHA-1', 'SHA-256'])!r}, {pick(['hex', 'base64'])!r})",
            lambda: self.indexed(*TEXTS),
        ]

    def indexed(self, *kinds):
        deep = [question for question in self.known if question.kind in kinds and len(question.repeats) == 1 and not self.sees(question)]
        if not deep or self.repeats:
            return None
        question = self.chance.of(deep)
        return f"indexed-repeat(${{{question.name}}}, ${{{question.repeats[0]}}}, {self.chance.whole(1, 3)})"

    def chosen(self, kind, say):
        fitting = [question for question in self.known if question.kind == kind and question.values and self.sees(question)]
        if not fitting:
            return None
        question = self.chance.of(fitting)
        return say(f"${{{question.name}}}", self.chance.of(question.values))

    def constraint(self, question):
        kind, pick, whole = question.kind, self.chance.of, self.chance.whole
        if kind in NUMBERS:
            least = whole(0, 6)
            return pick([f". >= {least}", f". > {least} and . < {least + 9}", f". <= {self.number()}", f". mod 2 = {whole(0, 1)}"])
        if kind in ("text", "barcode"):
            return pick(["string-length(.) >= 2", "regex(., '^[A-Za-z].*$')", ". != 'x'", f"not(contains(., {self.text()}))"])
        if kind in ("date", "dateTime"):
            return pick([". <= today()", ". >= date('1950-01-01')", "decimal-date-time(.) < 20000"])
        if kind in MANY:
            return f"count-selected(.) <= {whole(1, 3)}"
        if kind == "select_one":
            return f". != '{pick(question.values)}'"
        return None

    def default(self, question):
        kind, pick = question.kind, self.chance.of
        if kind == "select_one":
            return pick(question.values)
        if kind == "date":
            return pick(["2026-12-31", "today()"])
        fixed = {"text": "ok", "integer": "4", "decimal": "2.5"}[kind]
        return pick([fixed, fixed, self.value_of(kind)])


def said(of, say):
    return say(of) if of else None
