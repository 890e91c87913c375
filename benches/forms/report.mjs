// The table of forms: every figure beside those of the others, and what is wanted of the better of them.
import { cell, table, verdict } from '../figures.mjs';
import { FORMS } from './workbook.mjs';

const WHO = ['ours', 'enketo', 'odk'];
const SLOWDOWNS = [1, 6];
/** How many times as fast, and how many times as small, as the better of the others. */
const OPENS = 5;
const ANSWERS = 10;
const SMALLER = 10;
/** What the design allows a form of 300 questions on a cheap phone, in milliseconds. */
const LIMITS = { open: 100, answer: 16 };

/** The table, or null where no form was measured. */
export function forms(measured) {
  const lines = [
    ...Object.keys(FORMS).flatMap((size) => SLOWDOWNS.flatMap((cpu) => times(measured, 'open', OPENS, size, cpu))),
    ...Object.keys(FORMS).flatMap((size) => SLOWDOWNS.flatMap((cpu) => times(measured, 'answer', ANSWERS, size, cpu))),
    ...bytes(measured),
  ];
  const taken = lines.filter((line) => line.slice(2, 5).some((shown) => shown !== '–'));
  return taken.length > 0 ? table(['Forms', 'CPU', 'Đồng Hành', 'enketo-core 9', 'ODK Web Forms 0.22', 'beside the better', 'goal', ''], taken) : null;
}

const WHAT = { open: 'opened, ms', answer: 'an answer, ms' };
const shown = (size) => (FORMS[size].repeats ? `${FORMS[size].repeats} × ${FORMS[size].questions}` : FORMS[size].questions.toLocaleString('en'));

function times(measured, what, factor, size, cpu) {
  const names = WHO.map((who) => `forms ${what} ${who} ${size} ${cpu}`);
  const beside = line(measured, `${shown(size)} questions, ${WHAT[what]}`, `${cpu}×`, names, 'ms', factor, 'faster');
  if (size !== '300' || cpu !== 6 || !measured[names[0]]) return [beside];
  const limit = LIMITS[what];
  return [beside, ['', '', '', '', '', '', `≤ ${limit} ms`, verdict(measured[names[0]], limit)]];
}

const bytes = (measured) => [
  line(measured, 'brotli of what is fetched before a form is shown, bytes', '', WHO.map((who) => `forms bytes ${who}`), 'bytes', SMALLER, 'smaller'),
  line(measured, '  and of a form of 300 questions, bytes', '', WHO.map((who) => `forms bytes form ${who}`), 'bytes'),
];

function line(measured, what, cpu, names, unit, factor, better) {
  const [ours, ...others] = names.map((name) => measured[name]);
  // The better of the others is known only where both were measured.
  const known = ours && others.every(Boolean);
  const best = known && Math.min(...others.map(({ median }) => median));
  return [
    what,
    cpu,
    ...names.map((name) => cell(measured[name], unit)),
    known ? said(best / ours.median) : '',
    factor ? `≥ ${factor}× ${better}` : '',
    factor && known ? verdict(ours, best / factor) : '',
  ];
}

/** `3.2×` where ours is the better by so much; less than 1 where another is. */
const said = (ratio) => `${ratio.toFixed(ratio < 10 ? 2 : 0)}×`;
