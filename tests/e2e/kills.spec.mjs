// The pages' processes are killed at any moment while a visit is filled and finished, and sometimes the whole browser.
// What the screen had shown as saved or finished is there when the app is opened again, and nothing is there twice.
//
// [S1.1] [S1.2] [S2.2] `cargo xtask kills` runs more rounds than the tests.
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { MET, begin, choose, enter, finish, goThrough, heading, installed, lookOver, meet, next } from './visiting.mjs';
import { OPERATIONS } from './wire.mjs';

// Browsers are killed.
test.use({ whole: true });
test.describe.configure({ mode: 'parallel' });

const ROUNDS = Number(process.env.DONG_HANH_KILLS_ROUNDS ?? 20);
const SEED = Number(process.env.DONG_HANH_KILLS_SEED ?? Date.now() % 1_000_000_000);

/** So many rounds have a phone and a server of their own. */
const TOGETHER = 10;

const LAST = 'Lần tới, ghi chú';
const NOTE = 'Ghi chú';
const WORDS = 'Cửa đóng, hàng xóm bảo đi chợ, chiều mới về';

for (let from = 0; from < ROUNDS; from += TOGETHER) {
  const to = Math.min(from + TOGETHER, ROUNDS);
  test(`what was shown as saved or finished is there after a kill, and once: rounds ${from + 1} to ${to}`, async ({ server, phone }) => {
    test.setTimeout((to - from) * 30_000);
    const office = await Office.of(server, 'lai');
    const homes = await office.settledHouseholds();
    // Not in the title, which must be the same in every process of the runner.
    console.log(`seed ${SEED}`);
    const screen = await watch(phone);
    const first = await enter(phone, server);
    await installed(first);
    await first.close();
    const visits = new Set();
    const shown = { finished: 0, saved: 0 };
    for (let round = from; round < to; round++) {
      const plan = planOf(round);
      const note = `Lần ${round + 1}. ${WORDS}`;
      const home = `${server.url}/households/${homes[(round - from) % homes.length].id}`;
      await test.step(`round ${round + 1}: ${JSON.stringify(plan)}`, async () => {
        screen.clear();
        await recordUntilKilled(phone, home, note, plan);
        shown.finished += Number(screen.finished);
        shown.saved += screen.saved.size;
        const tab = await phone.tab();
        const visit = await finishWhatIsLeft(tab, server, home, note, screen);
        // Of two tabs only one works.
        await tab.close();
        expect(visits.has(visit)).toBe(false);
        visits.add(visit);
      });
    }
    // What still waits is sent when the app is opened once more.
    await (await phone.tab()).goto(server.url);
    // Every visit arrived under its one id, with its own words, and nothing besides.
    await expect.poll(async () => (await office.fresh()).map(({ id }) => id).sort()).toEqual([...visits].sort());
    const notes = await Promise.all([...visits].map(async (id) => JSON.stringify(await office.visit(id)).match(/Lần \d+\. [^"]*/)?.[0]));
    expect(notes).toEqual(Array.from({ length: to - from }, (_, at) => `Lần ${from + at + 1}. ${WORDS}`));
    expect(await office.held()).toEqual([]);
    console.log(`${to - from} kills: ${shown.finished} visits were shown as finished before, ${shown.saved} pages as saved`);
    if (to - from === TOGETHER) expect(shown.saved).toBeGreaterThan(0);
  });
}

/** What happens in a round. */
function planOf(round) {
  const chance = chanceOf(SEED + round * 7919);
  return {
    // Somebody was at home: four more parts, twice as long.
    long: chance() < 0.2,
    // In the moment of finishing, or anywhere before and after it.
    finishing: chance() < 0.4,
    moment: chance(),
    browser: chance() < 0.2,
    // The office cannot be reached while the visit is recorded.
    offline: chance() < 0.5,
  };
}

/** Numbers from 0 to 1, the same for the same seed: mulberry32. */
function chanceOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How long a short and a long visit take until they are finished, in milliseconds, as last measured. */
const takes = { false: 2_000, true: 5_000 };

/** Records a visit from the household's page on, and kills it all at the moment of the plan. */
async function recordUntilKilled(phone, home, note, { long, finishing, moment, browser, offline }) {
  const tab = await phone.tab();
  if (offline) await tab.route(OPERATIONS, (route) => route.abort());
  await tab.goto(home);
  await expect(heading(tab)).toBeVisible();
  let killing = false;
  const kill = async (ms) => {
    await new Promise((due) => setTimeout(due, ms));
    killing = true;
    await (browser ? phone.kill() : phone.killPages());
  };
  const began = Date.now();
  let tap;
  const tapped = new Promise((resolve) => (tap = resolve));
  const finishes = () => {
    takes[long] = Date.now() - began;
    tap();
  };
  let mistake;
  const recorded = record(tab, note, long, finishes).catch((error) => {
    // What the kill interrupts is none.
    if (!killing) mistake = error;
    tap();
  });
  const killed = finishing ? tapped.then(() => kill(moment * 300)) : kill(moment * takes[long]);
  await Promise.all([recorded, killed]);
  if (mistake) throw mistake;
}

async function record(tab, note, long, finishing) {
  await begin(tab, /^(Bắt đầu thăm|Viết tiếp lượt thăm)$/);
  if (long) {
    await meet(tab);
    await choose(tab, 'Mái nhà lợp bằng gì?', 'Tôn');
    await tab.getByLabel('Nhà rộng bao nhiêu mét vuông?').fill('84');
    await goThrough(tab);
  } else {
    await choose(tab, MET, 'Không');
    await next(tab, LAST);
  }
  await tab.getByLabel(NOTE).pressSequentially(note);
  await lookOver(tab);
  finishing();
  await finish(tab);
}

/** Sees that what the screen had shown is there, and finishes the visit unless it is. Gives its id. */
async function finishWhatIsLeft(tab, server, home, note, screen) {
  const draft = tab.getByText(/^Phần \d+ trong \d+$/);
  const finished = tab.getByRole('heading', { name: /^Lượt thăm/ });
  if (screen.visit) {
    await tab.goto(`${server.url}/visits/${screen.visit}`);
    await expect(draft.or(finished).first()).toBeVisible();
    if (await finished.isVisible()) return screen.visit;
    expect(screen.finished, 'shown as finished, and a draft again').toBe(false);
    for (const [place, answers] of screen.saved) {
      await tab.goto(server.url + place);
      await expect(draft).toBeVisible();
      expect(kept(await tab.evaluate(answersShown), answers), `${place}: ${JSON.stringify(answers)}`).toBe(true);
    }
  }
  await tab.goto(home);
  await begin(tab, /^(Bắt đầu thăm|Viết tiếp lượt thăm)$/);
  const visit = visitOf(tab.url());
  await tab.goto(`${server.url}/visits/${visit}?part=meeting`);
  await choose(tab, MET, 'Không');
  await next(tab, LAST);
  await tab.getByLabel(NOTE).fill(note);
  await lookOver(tab);
  await finish(tab);
  return visit;
}

/** Whether all answers that were shown as saved are there; what is typed may have gone on since. */
function kept(now, { chosen, typed }) {
  const isThere = ([field, text]) => {
    const words = now.typed.find(([name]) => name === field)?.[1] ?? '';
    return words.startsWith(text);
  };
  return chosen.every((id) => now.chosen.includes(id)) && typed.every(isThere);
}

const visitOf = (address) => address.match(/\/visits\/([^/?]+)/)?.[1];

/** What stands in the fields of a page; run inside it. */
function answersShown() {
  const chosen = [...document.querySelectorAll('main input:checked')].map((box) => `${box.name}: ${box.labels[0].textContent.trim()}`);
  const typed = [...document.querySelectorAll('main :is(textarea, input[type=text])')].map((field) => [field.id, field.value]);
  return { chosen, typed };
}

/**
 * Keeps what every painted frame said: where a page says that all is saved, its answers; and whether a visit was said
 * to be finished.
 */
async function watch(phone) {
  const screen = {
    clear() {
      Object.assign(this, { visit: undefined, finished: false, saved: new Map() });
    },
    see({ place, finished, saved, answers }) {
      this.visit = visitOf(place) ?? this.visit;
      this.finished ||= finished;
      // Nothing is taken back in a visit, so what was saved before stays while more is being written.
      if (saved && answers.chosen.length + answers.typed.length > 0) this.saved.set(place, answers);
    },
  };
  screen.clear();
  await phone.prepare(async (context) => {
    await context.exposeBinding('shown', (_, said) => screen.see(said));
    await context.addInitScript(`(${lookAtEveryFrame})(${answersShown})`);
  });
  return screen;
}

function lookAtEveryFrame(answersShown) {
  let before = '';
  const look = () => {
    requestAnimationFrame(look);
    const title = document.querySelector('.bar-title small')?.textContent ?? '';
    const finished = document.querySelector('h1')?.textContent.startsWith('Đã ghi xong lượt thăm') ?? false;
    if (!title && !finished) return;
    const said = { place: location.pathname + location.search, finished, saved: title.startsWith('Đã lưu trên máy lúc'), answers: answersShown() };
    const now = JSON.stringify(said);
    if (now !== before) window.shown(said);
    before = now;
  };
  requestAnimationFrame(look);
}
