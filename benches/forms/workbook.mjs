// The forms of the comparison, as one workbook for everybody: ordinary questions, over and over, behind a question that ten others follow.
import { book } from '../../tests/e2e/book.mjs';

/** The question that is answered, and what follows from it: five that are asked only then, five that are reckoned anew. */
export const DECIDER = 'decider';
const DEPENDENT = 5;
const FOLLOWERS = 1 + 2 * DEPENDENT;

/** What is measured: how many questions, or how many in each of so many repeats. */
export const FORMS = {
  50: { questions: 50 },
  300: { questions: 300 },
  3000: { questions: 3_000 },
  repeats: { questions: 20, repeats: 100 },
};

const row = (type, name, label, { relevant, constraint, calculation, count } = {}) =>
  [type, name, label, relevant, constraint, calculation, calculation && 'yes', count];

/** What the question decides: whether five others are asked, and what five others are. */
export function expected(choice) {
  const names = (letter) => Array.from({ length: DEPENDENT }, (_, at) => `${letter}${at + 1}`);
  return {
    asked: names('asked').map((name) => ({ name, shown: choice === 'a' })),
    reckoned: names('reckoned').map((name, at) => ({ name, value: String(worth(choice, at)) })),
  };
}

const worth = (choice, at) => (choice === 'a' ? 100 : 200) + at;

const followers = () => [
  row('select_one ab', DECIDER, 'Câu quyết định'),
  ...expected('a').asked.map(({ name }, at) =>
    row(['text', 'integer', 'select_one often', 'date', 'decimal'][at], name, `Hỏi khi chọn A, câu ${name}`, { relevant: `\${${DECIDER}} = 'a'` }),
  ),
  ...expected('a').reckoned.map(({ name }, at) =>
    row('integer', name, `Tính ra, câu ${name}`, { calculation: `if(\${${DECIDER}} = 'a', ${worth('a', at)}, ${worth('b', at)})` }),
  ),
];

/** Ordinary questions, as surveys have them: the second asks about the first, and is asked until the first is a no. */
const KINDS = [
  (name, label) => row('select_one often', name, label),
  (name, label, before) => row('text', name, label, { relevant: `\${${before}} != 'never'` }),
  (name, label) => row('integer', name, label, { constraint: '. >= 0 and . <= 120' }),
  (name, label) => row('date', name, label),
  (name, label) => row('decimal', name, label, { constraint: '. >= 0' }),
  (name, label) => row('select_multiple tool', name, label),
];

const ordinary = (count) => Array.from({ length: count }, (_, at) => KINDS[at % KINDS.length](`q${at}`, `Câu hỏi thứ ${at} trong phiếu`, `q${at - 1}`));

const CHOICES = {
  ab: { a: 'Phương án A', b: 'Phương án B' },
  often: { never: 'Không', seldom: 'Đôi khi', often: 'Thường', daily: 'Hằng ngày' },
  tool: { boat: 'Ghe', net: 'Lưới', bike: 'Xe máy', phone: 'Điện thoại' },
};

/** The bytes of a form's workbook. All of its questions stand in one group, so that they are all on one screen. */
export function workbook({ questions, repeats }) {
  const asked = [...followers(), ...ordinary(questions - FOLLOWERS)];
  const inside = repeats ? [row('begin_repeat', 'person', 'Người', { count: String(repeats) }), ...asked, ['end_repeat']] : asked;
  return book({
    survey: [
      ['type', 'name', 'label::vi', 'relevant', 'constraint', 'calculation', 'read_only', 'repeat_count'],
      row('begin_group', 'all', 'Tất cả'),
      ...inside,
      ['end_group'],
    ],
    choices: [
      ['list_name', 'name', 'label::vi'],
      ...Object.entries(CHOICES).flatMap(([list, words]) => Object.entries(words).map(([name, word]) => [list, name, word])),
    ],
    settings: [['form_id', 'form_title', 'version'], ['home-visit', 'Phiếu đo', `${questions}x${repeats ?? 1}`]],
  });
}
