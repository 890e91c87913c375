// Where our evaluator says something else than ODK's engine, each with its reason.

/** Forms that the two do not have in common. With `of` an exception is met in that workbook alone. */
const FORMS = [
  {
    reason: 'the setting “flat”, which pyxform itself calls deprecated: groups stay groups here',
    of: 'flat_xlsform_test',
    covers: ({ name }) => name === 'flat_xlsform_test',
  },
];

/** What stands in the brackets of these functions, wherever an expression of a question calls one. */
function inside(bind, attribute, functions) {
  const source = new RegExp(` ${attribute}="([^"]*)"`).exec(bind)?.[1] ?? '';
  return [...source.matchAll(new RegExp(`\\b(?:${functions})\\(`, 'g'))].map(({ 0: call, index }) => {
    const begins = index + call.length;
    let [at, depth] = [begins, 1];
    while (at < source.length && depth > 0) depth += { '(': 1, ')': -1 }[source[at++]] ?? 0;
    return source.slice(begins, at - 1);
  });
}

/** What may come to no number where something is blank. */
const RECKONS = / (div|mod|\*|\+|-) |\b(int|round|number)\(/;

/** The names of the nodes that a piece of an expression speaks of. */
const names = (piece) => [...piece.matchAll(/[./\w-]*\/([\w-]+)/g)].map(([, name]) => name);

/** Differences after a step: of one field of one node. */
const STEPS = [
  {
    reason: 'who fills a form is known in instances that were added too, as in JavaRosa; ODK\'s web engine knows it in the first ones alone',
    covers: ({ field, path, bind, odk }) => field === 'value' && path.includes('[') && bind.includes('jr:preload=') && odk === '',
  },
  {
    reason: 'a question that is not asked yet has its default all the same, as in JavaRosa; in ODK\'s web engine it never gets one',
    covers: ({ field, begun, odk }) => field === 'value' && begun && odk === '',
  },
  {
    of: 'xlsform_spec_test',
    reason: 'deviceid and uri:deviceid are the same here; ODK\'s web engine knows nothing of what begins with uri:',
    covers: ({ field, bind, odk }) => field === 'value' && bind.includes('jr:preloadParams="uri:') && odk === '',
  },
  {
    reason: 'nothing adds up to 0 (XPath); to ODK\'s web engine it is no number',
    covers: ({ field, bind, odk }) => field === 'value' && / calculate="[^"]*\bsum\(/.test(bind) && odk === '',
  },
  {
    reason: 'a file of a question that is not asked is no value; ODK\'s web engine states it, and leaves it out of the instance',
    covers: ({ field, type, node }) => field === 'value' && type === 'binary' && !node.relevant,
  },
  {
    reason: 'a required choice that is not on offer any more is missing: its value is empty; ODK\'s web engine finds nothing wrong',
    covers: ({ field, mine, odk }) => field === 'valid' && odk && mine.violated === 'required' && mine.value === '' && mine.choices !== undefined,
  },
  {
    reason: 'numbers are written without exponents and in decimal digits (XML Schema); ODK\'s web engine reads them as JavaScript does',
    covers: ({ field, path, said, type }) => field === 'value' && path === said?.path && ['int', 'decimal'].includes(type) && /^\s*(-?\d+(\.\d+)?e|0x)/i.test(said.value),
  },
  {
    reason: 'an answer over a calculation stays until that comes to something else; in ODK\'s web engine a part that it did not look at before may take it away, or leave it',
    covers: ({ field, bind, typed }) => field === 'value' && typed && / calculate="[^"]*(\b(if|coalesce|checklist)\(| and | or )/.test(bind),
  },
  {
    reason: 'what waits for a change sees what followed from it (XForms); in ODK\'s web engine it may come first',
    covers: ({ field, waits }) => field === 'value' && waits,
  },
  {
    reason: 'join(), min() and max() leave out what is not asked, as JavaRosa does; in ODK\'s web engine it is an empty text',
    covers: ({ field, bind, unasked }) => {
      const attribute = { value: 'calculate', valid: 'constraint' }[field];
      return attribute !== undefined && inside(bind, attribute, 'join|min|max').some((piece) => names(piece).some((name) => unasked.has(name)));
    },
  },
  {
    reason: 'what is no number is “NaN” as a part of a text (XPath); to ODK\'s web engine it is empty',
    covers: ({ field, bind, odk, ours, blank }) =>
      (field === 'value' && ours.includes('NaN') && ours.replaceAll('NaN', '') === odk) || (field === 'valid' && inside(bind, 'constraint', 'concat').some((piece) => RECKONS.test(piece) && names(piece).some((name) => blank.has(name)))),
  },
  {
    reason: 'a whole number may need more than 32 bits; ODK\'s web engine takes it away',
    covers: ({ field, path, said, type, odk }) => field === 'value' && path === said?.path && type === 'int' && odk === '' && Math.abs(Number(said.value)) >= 2 ** 31,
  },
  {
    reason: 'blanks alone are no answer: one is missing where it has to be given, and no constraint is asked',
    covers: ({ field, mine }) => field === 'valid' && mine.value !== '' && mine.value.trim() === '',
  },
];

export class Exceptions {
  #met = new Map([...FORMS, ...STEPS].map(({ reason }) => [reason, 0]));
  #seen = new Set();
  #broke = new Map();
  #sums = { whole: 0, followed: 0 };

  /** Whether a form is an exception as a whole. */
  form(name) {
    this.#seen.add(name);
    const exception = FORMS.find((each) => each.covers({ name }));
    if (exception) this.#meet(exception);
    return exception !== undefined;
  }

  /** Whether a difference is an exception. */
  cover(difference) {
    const exception = STEPS.find((each) => each.covers(difference));
    if (exception) this.#meet(exception);
    return exception !== undefined;
  }

  /** ODK's engine broke: there is no state to compare from there on. */
  broke(reason) {
    const kind = reason.replace(/[\d'"].*$/, '').slice(0, 60);
    this.#broke.set(kind, (this.#broke.get(kind) ?? 0) + 1);
  }

  /** A sequence was compared to its end. */
  whole() {
    this.#sums.whole += 1;
  }

  /** A sequence was compared until something followed from an exception. */
  followed() {
    this.#sums.followed += 1;
  }

  #meet({ reason }) {
    this.#met.set(reason, this.#met.get(reason) + 1);
  }

  /** How many sequences were compared to their end. */
  get compared() {
    return this.#sums.whole;
  }

  /** Those that are not needed any more. */
  unmet() {
    const expected = [...FORMS, ...STEPS].filter(({ of }) => of === undefined || this.#seen.has(of));
    return expected.map(({ reason }) => reason).filter((reason) => this.#met.get(reason) === 0);
  }

  /** How often each was met, in words. */
  told() {
    const line = ([reason, times]) => `${String(times).padStart(6)} × ${reason}`;
    const { whole, followed } = this.#sums;
    const sequences = [
      ['sequences compared to their end', whole],
      ['sequences until something followed from an exception', followed],
      ...[...this.#broke].map(([kind, times]) => [`sequences until ODK's engine broke (${kind})`, times]),
    ];
    return [...sequences, ...this.#met].map(line);
  }
}
