"""Workbooks that nobody wrote: forms at random from a seed, which pyxform accepts.

Usage: grow.py FOLDER SEED COUNT. Writes FOLDER/grown-SEED.xlsx and the COUNT - 1 after it, and the files that a form asks
for to FOLDER/grown-SEED/. A form has 5 to 60 questions; what an expression speaks of stands above it, so none goes in a
circle.
"""

import io
import re
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from expressions import Expressions, Question
from seeded import Seeded

ENGLISH, VIETNAMESE = "label::English (en)", "label::Tiếng Việt (vi)"

COLUMNS = [
    "type", "name", ENGLISH, VIETNAMESE, "hint::English (en)", "guidance_hint::English (en)", "appearance",
    "relevant", "required", "required_message", "constraint", "constraint_message", "read_only", "default", "calculation",
    "trigger", "choice_filter", "repeat_count", "parameters", "save_to",
]  # fmt: skip

PLACES = "name,label,area,rank\n" + "".join(f"p{n},Thôn {n},{'abc'[n % 3]},{n}\n" for n in range(1, 13))


def main():
    folder, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(first, first + count):
        Grown(seed).write(folder, f"grown-{seed:04}")


class Grown:
    def __init__(self, seed):
        self.chance = Seeded(seed)
        self.rows, self.choices, self.known = [], [], []
        self.sections, self.repeats, self.lists, self.names = (), (), {}, 0
        self.uses_places = self.entity = False
        self.bilingual = self.chance.happens(0.5)
        self.left = self.chance.whole(5, self.chance.of([10, 25, 60]))
        # Saving to an entity is a matter of the whole form.
        self.entity = self.chance.happens(0.15)
        while self.left > 0:
            self.something(depth=0)

    def write(self, folder, name):
        book = Workbook()
        # A column of a language would make it one of the form's.
        columns = [column for column in COLUMNS if any(column in row for row in self.rows)]
        choices = ["list_name", "name", ENGLISH, *([VIETNAMESE] if self.bilingual else []), "parent", "weight"]
        sheets = {
            "survey": [columns, *([row.get(column) for column in columns] for row in self.rows)],
            "choices": [choices, *([choice.get(column) for column in choices] for choice in self.choices)],
            "settings": [["form_title", "form_id", "version"], [name, name, "2027010100"]],
        }
        if self.entity:
            sheets["entities"] = [["list_name", "label"], ["things", "'a thing'"]]
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        timeless(book, folder / f"{name}.xlsx")
        if self.uses_places:
            (folder / name).mkdir(exist_ok=True)
            (folder / name / "places.csv").write_text(PLACES, encoding="utf-8")

    def something(self, depth):
        if depth < 3 and self.left > 2 and self.chance.happens(0.16):
            self.section(depth)
        else:
            self.left -= 1
            self.question()

    def section(self, depth):
        kind = "repeat" if len(self.repeats) < 2 and self.chance.happens(0.4) else "group"
        name = self.name("r" if kind == "repeat" else "g")
        row = {"type": f"begin {kind}", "name": name, **self.labels(name)}
        self.sometimes(row, 0.35, relevant=lambda say: say.condition())
        if kind == "group":
            self.sometimes(row, 0.3, appearance=lambda _: "field-list")
        else:
            self.sometimes(row, 0.4, repeat_count=self.how_often)
        self.rows.append(row)
        start = len(self.rows)
        outside = self.sections, self.repeats
        self.sections += (name,)
        if kind == "repeat":
            self.repeats += (name,)
        for _ in range(self.chance.whole(1, 6)):
            if self.left > 0:
                self.something(depth + 1)
        if all(row["type"].split()[0] in UNSEEN for row in self.rows[start:]):
            self.question("text")
        self.sections, self.repeats = outside
        self.rows.append({"type": f"end {kind}"})

    def how_often(self, say):
        whole = say.one_of("integer")
        # A phone's patience has an end, and so has a test's.
        return f"if({whole} > 4, 4, {whole})" if whole else str(self.chance.whole(0, 3))

    def question(self, kind=None):
        kind = kind or self.chance.of(KINDS)
        name = self.name("q")
        row = {"type": kind, "name": name, **self.labels(name)}
        question = Question(name, kind, self.sections, self.repeats, [])
        if kind in ("select_one", "select_multiple", "rank"):
            self.choose(row, question)
        if kind == "range":
            start, step = self.chance.whole(0, 5), self.chance.of([1, 1, 2, 0.5])
            row["parameters"] = f"start={start} end={start + 10 * step:g} step={step:g}"
        if kind == "calculate":
            row["calculation"] = self.say().value()
            self.sometimes(row, 0.2, trigger=lambda say: say.trigger())
        elif kind not in PRELOADED:
            self.rules(row, question)
        self.rows.append(row)
        self.known.append(question)

    def rules(self, row, question):
        kind = question.kind
        self.sometimes(row, 0.3, relevant=lambda say: say.condition())
        self.sometimes(row, 0.2, hint=lambda _: "a hint", guidance_hint=lambda _: "more of it")
        if kind in ("note", "hidden"):
            self.sometimes(row, 0.3 if kind == "hidden" else 0, default=lambda _: "hidden-1")
            return
        self.sometimes(row, 0.25, required=lambda say: "yes" if self.chance.happens(0.7) else say.condition())
        if "required" in row:
            self.sometimes(row, 0.5, required_message=lambda _: "is needed")
        self.sometimes(row, 0.3, constraint=lambda say: say.constraint(question))
        if "constraint" in row:
            self.sometimes(row, 0.5, constraint_message=lambda _: "cannot be")
        if kind in ("image", "acknowledge"):
            return
        self.sometimes(row, 0.08, read_only=lambda say: "yes" if self.chance.happens(0.4) else say.condition())
        if kind in ("text", "integer", "decimal", "date", "select_one"):
            self.sometimes(row, 0.2, default=lambda say: say.default(question))
        if kind in ("text", "integer", "decimal") and "default" not in row:
            self.sometimes(row, 0.12, calculation=lambda say: say.value_of(kind))
            if "calculation" in row:
                self.sometimes(row, 0.6, trigger=lambda say: say.trigger())
        self.sometimes(row, 0.2, appearance=lambda _: self.chance.of(APPEARANCES.get(kind, ["w1"])))
        if self.entity and not self.repeats and kind in ("text", "integer", "date"):
            self.sometimes(row, 0.3, save_to=lambda _: f"p_{row['name']}")

    def choose(self, row, question):
        kind = question.kind
        if kind != "rank" and self.chance.happens(0.12):
            self.uses_places = True
            row["type"] = f"{kind}_from_file places.csv"
            question.values = [f"p{n}" for n in range(1, 13)]
            self.sometimes(row, 0.6, choice_filter=lambda say: self.chance.of(["area='a'", "rank < 6", f"rank <= {say.number()}"]))
            return
        parent = self.chance.of([known for known in self.known if known.kind == "select_one" and known.values] or [None])
        cascade = parent and kind != "rank" and self.chance.happens(0.4) and self.say().sees(parent)
        name, values = self.list(parent if cascade else None)
        question.values = values
        row["type"] = f"{kind} {name}"
        if cascade:
            row["choice_filter"] = f"parent = ${{{parent.name}}}"
            self.sometimes(row, 0.3, choice_filter=lambda say: f"parent = ${{{parent.name}}} or weight > {say.number()}")
        elif kind != "rank" and self.chance.happens(0.1) and not self.bilingual:
            row["type"] += " or_other"
        elif self.chance.happens(0.15):
            row["parameters"] = f"randomize=true seed={self.chance.whole(1, 99)}"

    def list(self, parent):
        key = parent and parent.name
        if key in self.lists and self.chance.happens(0.5):
            return self.lists[key]
        name = f"list{len(self.lists) + 1}_{self.names}"
        values = [f"{self.chance.of('abcdk')}{n}" for n in range(1, self.chance.whole(3, 9))]
        for n, value in enumerate(values, 1):
            belongs = self.chance.of(parent.values) if parent else None
            labels = {ENGLISH: f"Choice {value}", VIETNAMESE: f"Lựa chọn {value}"}
            self.choices.append({"list_name": name, "name": value, **labels, "parent": belongs, "weight": n})
        self.lists[key] = name, values
        return name, values

    def labels(self, name):
        known = self.say().one_of("text", "integer", "select_one", "calculate")
        about = f" after {known}" if known and self.chance.happens(0.2) else ""
        labels = {ENGLISH: f"What is {name}{about}?"}
        if self.bilingual:
            labels[VIETNAMESE] = f"{name} là gì{about}?"
        return labels

    def sometimes(self, row, share, **columns):
        if not self.chance.happens(share):
            return
        for column, make in columns.items():
            made = make(self.say())
            if made:
                row[f"{column}::English (en)" if column.endswith("hint") else column] = made

    def say(self):
        return Expressions(self.chance, self.known, self.sections, self.repeats)

    def name(self, prefix):
        self.names += 1
        return f"{prefix}{self.names}"


def timeless(book, path):
    """Writes a workbook without the time at which it was written, so that the same form is the same file."""
    with io.BytesIO() as memory:
        book.save(memory)
        with ZipFile(memory) as made, ZipFile(path, "w", ZIP_DEFLATED) as file:
            for name in made.namelist():
                data = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2027-01-01T00:00:00Z", made.read(name))
                file.writestr(ZipInfo(name), data, ZIP_DEFLATED)


KINDS = [
    *["text"] * 6, *["integer"] * 7, *["decimal"] * 3, *["select_one"] * 7, *["select_multiple"] * 4, *["calculate"] * 6,
    *["date"] * 3, "range", "range", "note", "note", "time", "dateTime", "geopoint", "geotrace", "geoshape", "image",
    "barcode", "acknowledge", "hidden", "rank", "today", "username", "deviceid",
]  # fmt: skip

PRELOADED = ("today", "username", "deviceid")

# A group of nothing else is none to ODK Validate.
UNSEEN = (*PRELOADED, "calculate", "hidden", "begin", "end")

APPEARANCES = {
    "text": ["multiline", "numbers"],
    "integer": ["thousands-sep", "bearing"],
    "select_one": ["minimal", "likert", "columns", "quick", "autocomplete", "columns-2"],
    "select_multiple": ["minimal", "columns", "columns-pack"],
    "date": ["month-year", "year", "no-calendar"],
    "geopoint": ["placement-map", "maps"],
    "range": ["vertical", "no-ticks"],
}


if __name__ == "__main__":
    main()
