// The tables: every figure beside its floor, its peer and its budget.
import { cell, table, verdict } from './figures.mjs';
import { forms } from './forms/report.mjs';
import { LENGTHS } from './queue.mjs';

const HEAD = ['CPU', 'Đồng Hành', 'floor', 'PouchDB 9', 'budget', ''];
const SLOWDOWNS = [1, 6];
/** Chance alone makes the parts of a straight line differ by so much. */
const STRAIGHT = 1.25;

/** A table of each measure that was taken, from the figures by their names. */
export function report(measured) {
  const line = (unit) => (what, cpu, { ours, floor, peer, budget = '', limit = null }) => [
    what,
    cpu,
    ...[ours, floor, peer].map((name) => cell(measured[name], unit)),
    budget,
    verdict(measured[ours], limit),
  ];
  const of = { ms: line('ms'), s: line('s'), µs: line('µs'), rate: line('count'), bytes: line('bytes'), MB: line('MB'), count: line('count') };
  const times = (name, factor) => measured[name] && measured[name].median * factor;
  const tables = {
    'The screens': screens(of, times),
    '1,000 visits pushed, 10,000 changes pulled': exchange(of, times),
    'The server alone': server(of, times),
    'As the queue grows': queue(of, measured),
    'Fifty devices at once': devices(of),
    'A photo of 3 MB over a link that breaks every 20 s': photo(of),
    'The page of a household with 200 visits': page(of, times),
    'A list of 20,000 rows from Excel': imported(of),
    'Who is left behind, and how far visits reach': behind(of, times),
  };
  const taken = Object.entries(tables).map(([title, lines]) => [title, lines.filter((line) => line.slice(2, 5).some((shown) => shown !== '–'))]);
  return taken
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => table([title, ...HEAD], lines))
    .concat(forms(measured) ?? [])
    .join('\n\n');
}

const both = (lines) => SLOWDOWNS.flatMap((cpu) => lines(cpu, `${cpu}×`));
/** A budget that counts on a cheap phone. */
const slow = (cpu, budget, limit) => (cpu === 6 ? { budget, limit } : {});

const screens = (of, times) => [
  ...both((cpu, shown) => [
    of.ms('tap to durably saved visit, ms', shown, { ours: `save ours ${cpu}`, floor: `save raw ${cpu}`, peer: `save pouch ${cpu}`, budget: '≤ 1.5 × floor', limit: times(`save raw ${cpu}`, 1.5) }),
  ]),
  ...both((cpu, shown) => [of.ms('warm start to the list of 10,000, ms', shown, { ours: `start ours ${cpu}`, floor: `start raw ${cpu}`, peer: `start pouch ${cpu}`, ...slow(cpu, '≤ 0.63 × floor', times('start raw 6', 0.63)) })]),
  ...both((cpu, shown) => [of.ms('a PIN, to the word that it is wrong, ms', shown, { ours: `pin ours ${cpu}` })]),
  ...both((cpu, shown) => [of.ms('the right one, to the list of 10,000, without what a PIN costs, ms', shown, { ours: `opened ours ${cpu}`, ...slow(cpu, '≤ 1,000', 1000) })]),
  ...both((cpu, shown) => [of.ms('a key in the search of 10,000, ms', shown, { ours: `search ours ${cpu}`, floor: `search raw ${cpu}`, peer: `search pouch ${cpu}`, ...slow(cpu, '≤ 1.8 × floor', times('search raw 6', 1.8)) })]),
  ...both((cpu, shown) => [of.ms('an answer in the visit form, ms', shown, { ours: `answer ours ${cpu}`, ...slow(cpu, '≤ 16', 16) })]),
  of.MB('memory of the page with 2,500 households, MB', '', { ours: 'memory', budget: '≤ 60', limit: 60e6 }),
  of.bytes('an idle poll, all bytes both ways, HTTP/2 and TLS', '', { ours: 'bytes poll', budget: '≤ 300', limit: 300 }),
  of.bytes('an idle poll, all bytes both ways, HTTP/1.1', '', { ours: 'bytes poll plain' }),
  of.bytes('an idle poll, bodies alone', '', { ours: 'bytes poll body' }),
];

const exchange = (of, times) => [
  ...both((cpu, shown) => [
    of.ms('push, page to receipts, ms', shown, { ours: `push ours ${cpu}`, peer: `push pouch ${cpu}`, ...slow(cpu, '≤ PouchDB / 10', times('push pouch 6', 0.1)) }),
    of.rate('push, records a second', shown, { ours: `push ours rate ${cpu}`, peer: `push pouch rate ${cpu}` }),
  ]),
  of.µs('push, the server’s CPU a record, µs', '', { ours: 'push ours cpu', peer: 'push pouch cpu' }),
  of.MB('push, the server’s most memory, MB', '', { ours: 'push ours memory server', peer: 'push pouch memory server' }),
  of.MB('push, memory of the page, MB', '', { ours: 'push ours memory page', peer: 'push pouch memory page' }),
  of.bytes('a visit in a batch of 100, all bytes both ways', '', { ours: 'bytes batch', peer: 'bytes pouch', budget: '≤ 1,000', limit: 1000 }),
  of.bytes('a visit in a batch of 100, the request’s body', '', { ours: 'bytes batch body' }),
  of.bytes('a visit alone, all bytes both ways', '', { ours: 'bytes alone' }),
  of.bytes('a visit alone, the request’s body', '', { ours: 'bytes alone body' }),
  ...both((cpu, shown) => [
    of.ms('pull, first request to the last stored, ms', shown, { ours: `pull ours ${cpu}`, floor: `pull raw ${cpu}`, peer: `pull pouch ${cpu}` }),
    of.rate('pull, records a second', shown, { ours: `pull ours rate ${cpu}`, peer: `pull pouch rate ${cpu}` }),
  ]),
  of.µs('pull, the server’s CPU a record, µs', '', { ours: 'pull ours cpu', peer: 'pull pouch cpu' }),
  of.MB('pull, the server’s most memory, MB', '', { ours: 'pull ours memory server', peer: 'pull pouch memory server' }),
  of.MB('pull, memory of the page, MB', '', { ours: 'pull ours memory page', peer: 'pull pouch memory page' }),
  of.bytes('a household of 2 KB pulled, all bytes both ways', '', { ours: 'bytes pull', peer: 'bytes pull pouch' }),
];

const page = (of, times) => [
  ...both((cpu, shown) => [of.ms('opened, ms', shown, { ours: `page ours ${cpu}`, floor: `page plain ${cpu}`, ...slow(cpu, '≤ floor', times('page plain 6', 1)) })]),
  ...both((cpu, shown) => [of.ms('the same of a household without visits, ms', shown, { ours: `page new ${cpu}` })]),
];

const imported = (of) => [
  of.s('looked at, against an empty record, s', '', { ours: 'import look', budget: '≤ 10', limit: 10_000 }),
  of.MB('the server’s most memory, MB', '', { ours: 'import look memory' }),
  of.s('recorded, s', '', { ours: 'import record', budget: '≤ 20', limit: 20_000 }),
  of.s('looked at again, against all of it, s', '', { ours: 'import again', budget: '≤ 10', limit: 10_000 }),
];

const behind = (of, times) => [
  ...both((cpu, shown) => [
    of.ms('10,000 on the phone: a change stored to the list, ms', shown, { ours: `behind list ${cpu}`, ...slow(cpu, '≤ 100', 100) }),
    of.ms('10,000 on the phone: a change stored to coverage, ms', shown, { ours: `behind coverage ${cpu}`, ...slow(cpu, '≤ 100', 100) }),
  ]),
  of.ms('200,000 on the server: the first look, list and coverage, ms', '', { ours: 'behind server first', floor: 'behind server feeds', budget: '≤ 30,000', limit: 30_000 }),
  of.ms('the server’s CPU for it, ms', '', { ours: 'behind server first cpu', floor: 'behind server feeds cpu' }),
  of.ms('after one change, list and coverage, ms', '', { ours: 'behind server change', floor: 'behind server sql', budget: '≤ floor', limit: times('behind server sql', 1) }),
  of.ms('the server’s CPU for it, ms', '', { ours: 'behind server change cpu' }),
  of.MB('its most memory, MB', '', { ours: 'behind server memory' }),
];

const server = (of, times) => [
  of.ms('1,000 visits pushed, ms', '', { ours: 'server push', floor: 'server push floor', budget: '≤ 3 × floor', limit: times('server push floor', 3) }),
  of.ms('the server’s CPU for them, ms', '', { ours: 'server push cpu', budget: '≤ 100', limit: 100 }),
  of.MB('its most memory, MB', '', { ours: 'server push memory' }),
  of.ms('10,000 changes pulled, ms', '', { ours: 'server pull' }),
  of.ms('the server’s CPU for them, ms', '', { ours: 'server pull cpu' }),
  of.MB('its most memory, MB', '', { ours: 'server pull memory' }),
];

function queue(of, measured) {
  const [short, middle, long] = LENGTHS;
  const line = (what, { ours, peer }, unit) => {
    const all = (name, length) => measured[`${name} ${length}`]?.median * length;
    /** What one more visit costs between two lengths: a line is straight where it is the same everywhere. */
    const slope = (name, from, to) => (all(name, to) - all(name, from)) / (to - from);
    const ratio = (name) => name && slope(name, middle, long) / slope(name, short, middle);
    const shown = (value) => (value ? `${value.toFixed(2)}×` : '–');
    const [own, theirs] = [ratio(ours), ratio(peer)];
    const straight = own ? `${own <= STRAIGHT ? '✓' : '✗'} ${own <= STRAIGHT ? 'a straight line' : 'bent'}` : '';
    return [
      ...LENGTHS.map((length) => of[unit](`${what}, of ${length.toLocaleString('en')}`, '1×', { ours: `${ours} ${length}`, peer: peer && `${peer} ${length}` })),
      [`  one more behind ${middle.toLocaleString('en')} beside one more behind ${short}`, '', shown(own), '–', shown(theirs), `≤ ${STRAIGHT}×`, straight],
    ];
  };
  return [
    ...line('a visit, page to receipt, ms', { ours: 'queue ours', peer: 'queue pouch' }, 'ms'),
    ...line('a visit, the server alone, ms', { ours: 'queue server' }, 'ms'),
    ...line('a visit, the server’s CPU, µs', { ours: 'queue cpu' }, 'µs'),
    ...LENGTHS.map((length) => of.MB(`memory of the page behind ${length.toLocaleString('en')}, MB`, '', { ours: `queue memory ${length}` })),
  ];
}

const devices = (of) => [
  of.ms('100 visits of each, until the last is receipted, ms', '', { ours: 'devices', peer: 'devices pouch' }),
  of.rate('records a second', '', { ours: 'devices rate', peer: 'devices pouch rate' }),
  of.µs('the server’s CPU a record, µs', '', { ours: 'devices cpu', peer: 'devices pouch cpu' }),
  of.MB('the server’s most memory, MB', '', { ours: 'devices memory', peer: 'devices pouch memory' }),
  of.count('visits that are not at the office once', '', { ours: 'devices lost', peer: 'devices pouch lost', budget: '0', limit: 0 }),
];

const photo = (of) =>
  [400, 64].map((signal) => of.bytes(`bytes beside it at ${signal} kbit/s`, '', { ours: `photo ${signal}`, budget: '≤ 300,000', limit: 300_000 }));
