// Where our evaluator says something else than ODK's engine, each with its reason.

/** Forms of which one of the two makes nothing. */
const FORMS = [];

/** Differences after a step: of one field of one node. */
const STEPS = [
  {
    reason: 'who fills a form is known in instances that were added too, as in JavaRosa; ODK\'s web engine knows it in the first ones alone',
    covers: ({ field, path, bind, odk }) => field === 'value' && path.includes('[') && bind.includes('jr:preload=') && odk === '',
  },
  {
    reason: 'a default that speaks of who fills the form knows it, as in JavaRosa; ODK\'s web engine may ask too early',
    covers: ({ field, fromKnown, odk }) => field === 'value' && fromKnown && odk === '',
  },
  {
    reason: 'numbers are written without exponents and in decimal digits (XML Schema); ODK\'s web engine reads them as JavaScript does',
    covers: ({ field, path, said, type }) => field === 'value' && path === said?.path && ['int', 'decimal'].includes(type) && /^\s*(-?\d+(\.\d+)?e|0x)/i.test(said.value),
  },
  {
    reason: 'an answer over a calculation stays until something changes that the calculation speaks of; to ODK\'s web engine, that it came to look at',
    covers: ({ field, bind, typed }) => field === 'value' && typed && bind.includes(' calculate='),
  },
  {
    reason: 'join() leaves out what is not asked, as JavaRosa does',
    covers: ({ field, bind }) => field === 'value' && / calculate="[^"]*join\(/.test(bind),
  },
  {
    reason: 'blanks alone are no answer to a question that has to be answered',
    covers: ({ field, odk, mine }) => field === 'valid' && odk && mine.value !== '' && mine.value.trim() === '',
  },
];

export class Exceptions {
  #met = new Map([...FORMS, ...STEPS].map(({ reason }) => [reason, 0]));
  #broke = new Map();
  #sums = { whole: 0, followed: 0 };

  /** Whether a form is refused by one alone and no exception says why; told in words. */
  form(name, form, refused, own) {
    if (refused === own) return null;
    const exception = FORMS.find((each) => each.covers({ name, form, refused, own }));
    if (exception) this.#meet(exception);
    return exception ? null : `refused by ${own ? 'us' : 'ODK'} alone`;
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

  /** Those that are not needed any more. */
  unmet() {
    return [...this.#met].filter(([, times]) => times === 0).map(([reason]) => reason);
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
