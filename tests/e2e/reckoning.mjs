// Who is left behind, how far visits reach and what help came, reckoned from nothing but what devices have pushed.
//
// It shares no code with the app or the server, and is written from what the rules are to be (issue 5, domain.md 6,
// SPEC.md S13 and S14), so that it can contradict them. By hand: `node tests/e2e/reckoning.mjs PUSHED.json 2026-11-28`, where
// the file is a list of `{ by, received, skew, operation }` in the order of arrival, with all that was applied.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The commune's settings where its office has set nothing, in days. */
const INTERVALS = { poor: 60, near_poor: 90, escaped: 180, unclassed: 60, first: 30 };

/** The kinds of reasons, the most urgent first; whoever was never visited and whoever was not for long wait for the same. */
const URGENCY = { urgent: 0, promise_overdue: 1, fell_back: 2, never_visited: 3, not_visited: 3, returned: 4 };
const KINDS = Object.keys(URGENCY);
const POVERTY = { poor: 0, near_poor: 1, unclassed: 2, escaped: 3, escaped_near: 3 };

/** The facts of households that have to do with all this: nobody is left behind for his roof. */
const FOLLOWED = ['hamlet', 'class', 'same_as', 'need', 'commitment', 'promise', 'support', 'same_gift', 'ended'];

/** The day of a moment in Việt Nam. */
const dayOf = (ms) => new Date(ms + 7 * HOUR).toISOString().slice(0, 10);
const between = (earlier, later) => Math.max(0, Math.round((Date.parse(later) - Date.parse(earlier)) / DAY));
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
const latest = (days) => days.filter(Boolean).sort().at(-1) ?? null;

/** What is known when everything has arrived. */
export class Reckoning {
  #households = new Map();
  #visits = new Map();
  #intervals = { ...INTERVALS };
  #joined;

  #given;

  /** From what was pushed, and which hamlets each volunteer was given, which is in no operation. */
  constructor(pushed, given = new Map()) {
    this.#given = given;
    for (const entry of pushed) this.#hear(entry);
    this.#joined = this.#join();
  }

  #hear({ by, received, skew, operation }) {
    const { action } = operation;
    const [[kind, said]] = Object.entries(action);
    switch (kind) {
      case 'register_household':
        return this.#register(said.household);
      case 'change_household':
        for (const change of said.changes) this.#set(this.#households.get(said.household), change, by, received, said.seen ?? [], operation.id);
        return;
      case 'finish_visit':
        return this.#visit(said, by, skew);
      case 'review_visit':
        return this.#review(said, received);
      case 'change_settings':
        return void (this.#intervals = { ...INTERVALS, ...said.settings.intervals });
      case 'acknowledge':
        return;
      default:
        throw new Error(`nothing is known of ${kind}`);
    }
  }

  #register({ id, hamlet, class: official, same_as, help }) {
    if (help) throw new Error('a household is registered without help');
    const isTimed = id[14] === '7';
    this.#households.set(id, {
      id,
      hamlet,
      moved: [],
      classes: official ? [official] : [],
      sameAs: same_as ?? null,
      listed: isTimed ? dayOf(parseInt(id.replace('-', '').slice(0, 12), 16)) : null,
      needs: new Map(),
      ended: null,
      promises: new Map(),
      made: new Map(),
      takenBack: new Set(),
      supports: new Map(),
      pairs: new Map(),
      versions: new Map(),
    });
  }

  #set(household, { change, fact, is }, by, received, seen, id) {
    if (change !== 'set' || !FOLLOWED.includes(fact)) return;
    const key = `${fact} ${is?.need ?? is?.commitment ?? is?.promise ?? is?.support ?? is?.pair ?? ''}`;
    const version = household.versions.get(key);
    // What its writer has not seen stands beside it until an officer chooses, and this script is none.
    if (version && !seen.includes(version)) throw new Error(`${id} and ${version} may clash`);
    household.versions.set(key, id);
    switch (fact) {
      case 'hamlet':
        household.moved.push({ from: household.hamlet, until: received });
        household.hamlet = is;
        return;
      case 'class':
        // A decision of a later day comes after the one before it; any other takes the place of all since that day.
        household.classes = is ? [...household.classes.filter(({ since }) => since < is.since), is] : household.classes.slice(0, -1);
        return;
      case 'same_as':
        household.sameAs = is;
        return;
      case 'need':
        return void household.needs.set(is.need, is.state);
      case 'commitment':
        return void household.promises.set(is.commitment, is.state);
      case 'promise':
        if (is.made) household.made.set(is.promise, is.made);
        else household.made.delete(is.promise);
        household.takenBack[is.made ? 'delete' : 'add'](is.promise);
        return;
      case 'ended':
        household.ended = is?.on ?? null;
        return;
      case 'support':
        if (is.came) household.supports.set(is.support, { ...is.came, by });
        else household.supports.delete(is.support);
        household.takenBack[is.came ? 'delete' : 'add'](is.support);
        return;
      case 'same_gift':
        return void household.pairs.set(is.pair, is.is_one);
    }
  }

  #visit({ visit, household, answers, amends, started }, by, skew) {
    // A version that is written later tells of the same day.
    const at = started.utc_ms + ((amends ? null : skew) ?? started.skew_ms ?? skew ?? 0);
    const before = amends && this.#visits.get(amends);
    if (before) before.stands = false;
    const first = before?.first ?? visit;
    this.#visits.set(visit, { visit, household, first, author: by, at, answer: 'waiting', on: null, stands: true, met: answers.answers['meeting/met']?.yes_no !== false, told: told(answers) });
  }

  #review({ visit, decision }, received) {
    const one = this.#visits.get(visit);
    const [answer] = typeof decision === 'string' ? [decision] : Object.keys(decision);
    one.answer = { accept: 'accepted', return: 'returned', reopen: 'waiting' }[answer];
    one.on = answer === 'return' ? dayOf(received) : null;
  }

  /** Each household once, with the visits of its doubles. */
  #join() {
    const standing = new Map();
    const stands = (id) => {
      for (let at = this.#households.get(id), passed = new Set(); at; at = this.#households.get(at.sameAs)) {
        if (!at.sameAs) return at.id;
        // Of records that name each other the smallest stands.
        if (passed.has(at.id)) return [...passed].slice([...passed].indexOf(at.id)).sort()[0];
        passed.add(at.id);
      }
      return null;
    };
    for (const id of this.#households.keys()) if (stands(id) === id) standing.set(id, { ...this.#households.get(id), needs: new Map(this.#households.get(id).needs), visits: [] });
    for (const double of this.#households.values()) {
      const one = standing.get(stands(double.id));
      if (!one || one.id === double.id) continue;
      one.listed = [one.listed, double.listed].filter(Boolean).sort()[0] ?? null;
      const classes = [...one.classes, ...double.classes].sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
      one.classes = classes.filter((official, at) => at === 0 || official.since !== classes[at - 1].since || official.class !== classes[at - 1].class || official.entry !== classes[at - 1].entry);
      const over = (state) => state?.on ?? '';
      for (const [need, state] of double.needs) if (!one.needs.has(need) || over(state) > over(one.needs.get(need))) one.needs.set(need, state);
      // What this record has taken back is gone, whoever else has it.
      const isLeft = ([id]) => !one.takenBack.has(id);
      for (const kind of ['promises', 'made', 'supports', 'pairs']) one[kind] = new Map([...[...double[kind]].filter((entry) => kind === 'promises' || kind === 'pairs' || isLeft(entry)), ...one[kind]]);
    }
    for (const visit of this.#visits.values()) if (visit.stands) standing.get(stands(visit.household))?.visits.push(visit);
    for (const one of standing.values()) Object.assign(one, story(one));
    return [...standing.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Who is left behind on a day, the most urgent first: as the server answers the question. */
  leftBehind(day) {
    const there = this.#joined.filter((one) => !hasEnded(one, day));
    const rows = there
      .map((one) => ({ household: one.id, hamlet: one.hamlet, class: classOn(one, day), reasons: this.#reasons(one, day) }))
      .filter(({ reasons }) => reasons.length > 0);
    const place = ({ class: official, reasons: [first] }) => [URGENCY[first.reason], POVERTY[official ?? 'unclassed'], -waiting(first, day)];
    const order = (a, b) => {
      const [one, other] = [place(a), place(b)];
      const at = one.findIndex((number, at) => number !== other[at]);
      return at < 0 ? (a.household < b.household ? -1 : 1) : one[at] - other[at];
    };
    const bearing = (kind) => rows.filter(({ reasons }) => reasons.some(({ reason }) => reason === kind)).length;
    return {
      of: there.length,
      left_behind: rows.length,
      reasons: KINDS.map((reason) => ({ reason, households: bearing(reason) })),
      rows: rows.sort(order),
    };
  }

  #reasons(one, day) {
    const official = classOn(one, day);
    const reasons = one.urgent.map(({ what, since }) => ({ reason: 'urgent', what, since }));
    for (const { what, by, who, due, state, is_untold } of one.promised) {
      if (state === 'open' && due && due < day) reasons.push({ reason: 'promise_overdue', what, by, who, due, is_untold });
    }
    const decided = one.classes.filter(({ since }) => since <= day);
    const poorSince = decided.findLastIndex((official) => official.class !== 'poor') + 1;
    const hadLeft = decided.slice(0, poorSince).some((official) => official.class.startsWith('escaped'));
    // The first that a list marked so; else the first of those that follow each other.
    const marked = decided.slice(poorSince).find(({ entry }) => entry === 'again');
    if (poorSince < decided.length && (hadLeft || marked)) {
      const { since } = marked ?? decided[poorSince];
      if (!(one.supported && one.supported >= since)) reasons.push({ reason: 'fell_back', since });
    }
    // Who found the door locked has visited nobody.
    const met = one.visits.findLastIndex(({ met }) => met);
    const last = met < 0 ? null : dayOf(one.visits[met].at);
    const in_vain = one.visits.length - 1 - met;
    const every = this.#intervals[partOf(official)];
    if (last === null) {
      const listed = one.listed <= day ? one.listed : null;
      if (!listed || between(listed, day) > this.#intervals.first) reasons.push({ reason: 'never_visited', listed, in_vain });
    } else if (between(last, day) > every) {
      reasons.push({ reason: 'not_visited', last, every, class: official, in_vain });
    }
    for (const { visit, author, answer, on } of one.visits) if (answer === 'returned') reasons.push({ reason: 'returned', visit, author, on });
    return reasons.sort((a, b) => KINDS.indexOf(a.reason) - KINDS.indexOf(b.reason) || waiting(b, day) - waiting(a, day));
  }

  /** How far visits reached from one day to another one, as of a day: as the server answers the question. */
  coverage(first, last, day) {
    const inside = ({ at }) => dayOf(at) >= first && dayOf(at) <= last;
    const end = last < day ? last : day;
    const [all, hamlets, visitors] = [tally(), new Map(), new Map()];
    const given = new Map([...this.#given.keys()].map((user) => [user, { reached: 0, of: 0 }]));
    const count = (into, one, visits) => {
      const part = into[partOf(classOn(one, end))];
      part.of += 1;
      const isReached = visits.some(({ met }) => met);
      part.reached += isReached ? 1 : 0;
      into.in_vain += visits.length > 0 && !isReached ? 1 : 0;
      for (const { answer } of visits) into.visits[answer] += 1;
      for (const promise of one.promised.filter(({ visit }) => visits.some((came) => came.visit === visit))) {
        const { state, due } = promise;
        into.promises[state === 'open' && due && due < day ? 'overdue' : state] += 1;
      }
    };
    const of = (map, key) => map.get(key) ?? map.set(key, tally()).get(key);
    for (const one of this.#joined) {
      const visits = one.visits.filter(inside);
      const isListed = !(one.listed && one.listed > end) && !hasEnded(one, end);
      for (const [user, theirs] of this.#given) {
        const own = visits.filter(({ author }) => author === user);
        if (!theirs.includes(one.hamlet) || !(isListed || own.length > 0)) continue;
        given.get(user).of += 1;
        given.get(user).reached += own.some(({ met }) => met) ? 1 : 0;
      }
      if (visits.length === 0 && !isListed) continue;
      const there = hamletOn(one, end);
      for (const into of [all, of(hamlets, there)]) count(into, one, visits);
      for (const author of new Set(visits.map(({ author }) => author))) {
        count(of(visitors, author), one, visits.filter((visit) => visit.author === author));
      }
    }
    const list = (map, name) => [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, tally]) => ({ [name]: key, tally }));
    return { all, hamlets: list(hamlets, 'hamlet'), visitors: list(visitors, 'user'), given };
  }

  /** What came from one day to another one: each gift once, by household, giver, the giver's name, programme or hamlet. */
  sums(first, last, by) {
    const sums = new Map();
    for (const one of this.#joined) {
      for (const { gift, day } of one.came.filter(({ day }) => day >= first && day <= last)) {
        const key = {
          household: () => one.id,
          giver: () => gift.giver ?? null,
          name: () => plain((gift.from ?? '').trim()),
          programme: () => plain((gift.programme ?? '').trim()),
          hamlet: () => hamletOn(one, day),
        }[by]();
        const sum = sums.get(key) ?? sums.set(key, { gifts: 0, dong: 0, in_kind: 0 }).get(key);
        sum.gifts += 1;
        sum.dong += gift.dong ?? 0;
        sum.in_kind += gift.dong === null || gift.dong === undefined ? 1 : 0;
      }
    }
    return sums;
  }
}

const tally = () => ({
  ...Object.fromEntries(PARTS.map((official) => [official, { reached: 0, of: 0 }])),
  in_vain: 0,
  visits: { accepted: 0, returned: 0, waiting: 0 },
  promises: { kept: 0, open: 0, overdue: 0, withdrawn: 0 },
});

/** The parts of coverage. */
const PARTS = ['poor', 'near_poor', 'escaped', 'unclassed'];

/** Who left a list is counted in one part, whichever it was. */
const partOf = (official) => (official === 'escaped_near' ? 'escaped' : (official ?? 'unclassed'));

const classOn = ({ classes }, day) => classes.findLast(({ since }) => since <= day)?.class ?? null;

/** Where a household lived at the end of a day in Việt Nam. */
function hamletOn({ moved, hamlet }, day) {
  const end = Date.parse(day) + DAY - 7 * HOUR - 1;
  return moved.find(({ until }) => end < until)?.from ?? hamlet;
}

/** Whether it was none of the commune's any more: whoever is met on a later day is there. */
const hasEnded = ({ ended, visits }, day) =>
  ended !== null && ended <= day && !visits.some(({ met, at }) => met && dayOf(at) > ended && dayOf(at) <= day);

/** For how many days it has been so; for whoever was never visited as if for ever. */
function waiting({ reason, since, due, last, on }, day) {
  return reason === 'never_visited' ? 2 ** 32 - 1 : between(since ?? due ?? last ?? on, day);
}

/** What a household told on a visit; null where nobody was there or it did not agree. */
function told({ answers, instances = {} }) {
  if (answers['consent/decision']?.one !== 'given') return null;
  const each = (repeat, read) =>
    Array.from({ length: instances[repeat] ?? 0 }, (_, at) => [at + 1, read((name) => answers[`${repeat}[${at + 1}]/${name}`])]).filter(([, said]) => said);
  const text = (answer) => answer?.text?.trim().replace(/\.+$/, '') || null;
  const urgent = answers['closing/urgent']?.yes_no;
  return {
    promises: each('commitments/promise', (at) => text(at('what')) && { what: text(at('what')), by: at('who')?.one ?? null, who: text(at('who_name')) ?? '', due: at('due')?.date ?? null }),
    gifts: each('support/gift', (at) => at('kind')?.one && {
      kind: at('kind').one,
      giver: at('giver')?.one ?? null,
      from: text(at('giver_name')) ?? '',
      programme: text(at('programme')) ?? '',
      dong: at('amount')?.integer ?? null,
      on: at('received_on')?.date ?? null,
    }),
    /** Undefined where nothing is known anew. */
    urgent: urgent === false ? null : ((urgent && text(answers['closing/urgent_what'])) || undefined),
    supported: answers['support/received']?.yes_no === true,
  };
}

/** What a household was promised and got, and what it needs now, from its visits and what was said outside them. */
function story(one) {
  one.visits.sort((a, b) => a.at - b.at || (a.visit < b.visit ? -1 : 1));
  const last = one.visits.findLastIndex(({ told }) => told);
  const promised = [];
  const came = [...one.supports].filter(([, { gift }]) => gift.on).map(([id, { gift }]) => ({ id, gift, day: gift.on }));
  let urgent = [];
  const supported = [];
  const waits = (need, since, by) => {
    const { is, on, told } = one.needs.get(need) ?? {};
    return (is !== 'met' && is !== 'over') || since > on || (since === on && told !== undefined && told !== by);
  };
  for (const [at, { visit, first, at: ms, told }] of one.visits.entries()) {
    if (!told) continue;
    const day = dayOf(ms);
    if (told.supported) {
      supported.push(latest(told.gifts.map(([, gift]) => gift.on ?? day)) ?? day);
    }
    for (const [number, gift] of told.gifts) came.push({ id: `${first}.${number}`, gift, day: gift.on ?? day });
    for (const [number, said] of told.promises) {
      const id = `${first}.${number}`;
      const { is, due } = one.promises.get(id) ?? {};
      promised.push({ id, visit, ...said, ...(is === 'moved' && { due }), state: 'open', is_untold: at !== last && is !== 'moved' });
    }
    if (told.urgent === null) urgent = [];
    if (told.urgent) {
      const before = urgent.find(({ what }) => plain(what) === plain(told.urgent));
      const since = before && waits('urgent', before.since, before.told) ? before.since : day;
      // What else is urgent stays so: nobody said that it is over.
      urgent = [...urgent.filter((one) => one !== before), { what: told.urgent, since, told: first }];
    }
  }
  const lastDay = last < 0 ? '' : dayOf(one.visits[last].at);
  for (const [id, { what, by = null, who = '', on, due: first }] of [...one.made].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { is, due } = one.promises.get(id) ?? {};
    promised.push({ id, visit: null, what, by, who, due: is === 'moved' ? due : first, state: 'open', is_untold: lastDay > on && is !== 'moved' });
  }
  urgent = urgent.filter(({ since, told }) => waits('urgent', since, told));
  for (const promise of promised) {
    const said = one.promises.get(promise.id);
    if (said?.is === 'kept' || said?.is === 'withdrawn') Object.assign(promise, { state: said.is, on: said.on });
    if (said?.is === 'missing') Object.assign(promise, { state: 'open', is_untold: false });
  }
  for (const { gift, keeps } of one.supports.values()) {
    if (!gift.on) continue;
    supported.push(gift.on);
    const kept = promised.find(({ id }) => id === keeps);
    if (kept) Object.assign(kept, { state: 'kept', on: gift.on });
  }
  return { promised, urgent, supported: latest(supported), came: once(came, one.pairs) };
}

/** The records of gifts that stand for all: of those that are one gift, the first. */
function once(came, pairs) {
  const number = ({ id }) => Number(id.split('.')[1]);
  const sorted = [...came].sort((a, b) => (a.day !== b.day ? (a.day < b.day ? -1 : 1) : a.id.split('.')[0] !== b.id.split('.')[0] ? (a.id < b.id ? -1 : 1) : number(a) - number(b)));
  const groups = new Map(sorted.map(({ id }) => [id, new Set([id])]));
  for (const [pair, isOne] of pairs) {
    const [one, other] = pair.split('+').map((id) => groups.get(id));
    if (!isOne || !one || !other) continue;
    for (const id of other) groups.set(id, one.add(id));
  }
  return sorted.filter(({ id }) => sorted.find((other) => groups.get(id).has(other.id)).id === id);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , file, day] = process.argv;
  const reckoning = new Reckoning(JSON.parse(readFileSync(file, 'utf8')));
  const year = [`${day.slice(0, 4)}-01-01`, `${day.slice(0, 4)}-12-31`];
  const sums = Object.fromEntries(['household', 'giver', 'name', 'programme', 'hamlet'].map((by) => [by, Object.fromEntries(reckoning.sums(...year, by))]));
  console.log(JSON.stringify({ left_behind: reckoning.leftBehind(day), coverage: reckoning.coverage(...year, day), sums }, null, 2));
}
