// Plays at filling a form: draws one step after the other from what the form shows at that moment.
import { Form } from './form.mjs';
import { Seeded } from './seeded.mjs';

/** How many of a repeat are enough: forms grow slow with the square of it. */
const MANY = 5;

/**
 * Fills a form at random.
 *
 * @returns the steps, for another engine to do again, and what [fill] gives for them
 */
export async function play(xml, attachments, seed, count, options = {}) {
  const form = await Form.open(xml, attachments, options);
  if (form.failed) return { steps: [], lines: [{ step: 0, failed: form.failed }] };
  const chance = new Seeded(seed);
  const mentioned = literals(xml);
  const steps = [];
  const lines = [{ step: 0, ...form.state() }];
  while (steps.length < count) {
    const step = draw(chance, form.targets(), mentioned);
    if (!step) break;
    steps.push(step);
    const outcome = await form.apply(step);
    lines.push({ step: steps.length, ...outcome, ...form.state() });
    if (outcome.threw) break;
  }
  return { steps, lines };
}

/** One step; sometimes one that must be refused. */
function draw(chance, targets, mentioned) {
  const open = targets.filter((target) => target.open);
  const questions = open.filter((target) => target.kind === 'question');
  const repeats = open.filter((target) => target.kind !== 'question');
  if (chance.happens(0.05) && targets.length > 0) return act(chance, chance.of(targets), mentioned);
  if (repeats.length > 0 && (questions.length === 0 || chance.happens(0.12))) return act(chance, chance.of(repeats), mentioned);
  return questions.length > 0 ? act(chance, chance.of(questions), mentioned) : null;
}

function act(chance, target, mentioned) {
  const { path } = target;
  if (target.kind === 'repeat') return target.count < MANY ? { path, add: true } : { path: `${path}[${chance.whole(1, target.count)}]`, remove: true };
  if (target.kind === 'instance') return { path, remove: true };
  if (chance.happens(0.08)) return { path, value: '' };
  return { path, value: value(chance, target, mentioned) };
}

function value(chance, target, mentioned) {
  const drawn = VALUES[target.type] ?? VALUES.string;
  // What a person mistypes, or another program sends.
  if (chance.happens(0.05)) return chance.of(STRAY);
  return drawn(chance, target, mentioned);
}

const STRAY = ['không', '-', '1.5', '0', '99999999999', ' 7 ', '<&>"\'', '2026-02-30', 'a b', 'NaN', '1e3', '16.4 107.5'];

const TEXTS = ['Nguyễn Thị Lài', 'A Lưới', 'x', '0912345678', 'thôn 3', 'ok', 'Xã Hương Phong', 'a&b', 'z9'];

const VALUES = {
  string: (chance, _, mentioned) => (mentioned.texts.length > 0 && chance.happens(0.4) ? chance.of(mentioned.texts) : chance.of(TEXTS)),
  int: (chance, target, mentioned) => String(Math.trunc(number(chance, target, mentioned))),
  decimal: (chance, target, mentioned) => String(number(chance, target, mentioned) + chance.of([0, 0, 0.5, 0.25, 0.1])),
  select1: (chance, target, mentioned) => (target.choices.length > 0 && chance.happens(0.92) ? chance.of(target.choices) : VALUES.string(chance, target, mentioned)),
  select: (chance, target) => target.choices.filter(() => chance.happens(0.4)).join(' '),
  rank: (chance, target) => shuffled(chance, target.choices).join(' '),
  trigger: () => 'OK',
  date: (chance) => date(chance),
  time: (chance) => `${two(chance.whole(0, 23))}:${two(chance.whole(0, 59))}:00.000+07:00`,
  dateTime: (chance) => `${date(chance)}T${two(chance.whole(0, 23))}:${two(chance.whole(0, 59))}:00.000+07:00`,
  geopoint: (chance) => point(chance),
  geotrace: (chance) => Array.from({ length: chance.whole(2, 4) }, () => point(chance)).join(';'),
  geoshape: (chance) => closed(Array.from({ length: chance.whole(3, 5) }, () => point(chance))).join(';'),
  binary: (chance) => `photo-${chance.whole(1, 9)}.jpg`,
};

/** Half of the time near a number that the form itself speaks of, as that is where something changes. */
function number(chance, target, mentioned) {
  if (target.bounds && chance.happens(0.8)) return chance.whole(Number(target.bounds.start), Number(target.bounds.end));
  if (mentioned.numbers.length > 0 && chance.happens(0.5)) return chance.of(mentioned.numbers) + chance.whole(-1, 1);
  return chance.happens(0.8) ? chance.whole(0, 12) : chance.whole(-3, 200);
}

const two = (of) => String(of).padStart(2, '0');
const date = (chance) => `${chance.whole(1940, 2028)}-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}`;
const point = (chance) => `${(16 + chance.unit()).toFixed(4)} ${(107 + chance.unit()).toFixed(4)} ${chance.whole(0, 90)} ${chance.whole(1, 20)}`;
const closed = (points) => [...points, points[0]];

function shuffled(chance, list) {
  const rest = [...list];
  const drawn = [];
  while (rest.length > 0) drawn.push(...rest.splice(chance.whole(0, rest.length - 1), 1));
  return drawn;
}

/** The numbers and texts that a form's own expressions compare with. */
function literals(xml) {
  const expressions = [...xml.matchAll(/(?:relevant|constraint|calculate|required|readonly|value|count|nodeset)="([^"]*)"/g)].map(([, text]) => text);
  const texts = expressions.flatMap((text) => [...text.matchAll(/'([^'/]{1,20})'/g)].map(([, literal]) => literal));
  const numbers = expressions.flatMap((text) => (text.replace(/'[^']*'/g, '').match(/(?<![\w.])\d{1,5}(?:\.\d+)?(?![\w.])/g) ?? []).map(Number));
  return { texts: [...new Set(texts)].sort(), numbers: [...new Set(numbers)].sort((one, other) => one - other) };
}
