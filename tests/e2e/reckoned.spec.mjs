// Half a year of a commune, pushed by devices without a screen: what the server says of who is left behind and of how far
// visits reach is what an independent script reckons from nothing but what was pushed.
import { randomInt, randomUUID } from 'node:crypto';
import { answers, chance, id } from '../../benches/data.mjs';
import { DAY, OFFICER, VOLUNTEERS, Voice, agrees, ago, dayOf, registered, test } from './commune.mjs';
import { expect } from './fixtures.mjs';
import { Pushed } from './pushed.mjs';

/** What some promise outside visits, and what is said of it, perhaps of a household to which nobody promised it. */
const PROMISED = [`${randomUUID()}.0`, `${randomUUID()}.0`];

/** What a visit of a moment answers: often nobody is there, or nothing of the kind is told. */
function drawn(random, ms) {
  const is = (share) => random() < share;
  const day = (days) => dayOf(ms + days * DAY);
  if (is(0.2)) return { answers: { 'meeting/met': { yes_no: false }, 'closing/note': { text: 'Nhà khóa cửa.' } } };
  const whole = answers(random, ms);
  const keep = Object.entries(whole.answers).filter(([path]) => !/^(commitments|support|closing\/urgent)/.test(path));
  const said = Object.fromEntries(keep);
  const instances = {};
  const received = is(0.4);
  if (is(0.9)) said['support/received'] = { yes_no: received };
  const gifts = received && said['support/received'] ? Math.floor(random() * 3) : 0;
  for (let at = 1; at <= gifts; at++) {
    const gift = { kind: { one: is(0.5) ? 'health' : 'housing' } };
    if (is(0.7)) gift.giver = { one: ['fund', 'red_cross', 'donor'][Math.floor(random() * 3)] };
    if (is(0.7)) gift.amount = { integer: 100_000 * (1 + Math.floor(random() * 40)) };
    if (is(0.4)) gift.received_on = { date: day(-Math.floor(random() * 40)) };
    for (const [name, value] of Object.entries(gift)) said[`support/gift[${at}]/${name}`] = value;
    instances['support/gift'] = at;
  }
  for (let at = 1; at <= Math.floor(random() * 3); at++) {
    const promise = { who: { one: 'commune' }, what: { text: `Lời hứa ${at}.` }, due: { date: day(Math.floor(random() * 90)) } };
    if (is(0.5)) promise.who_name = { text: 'Chị Mỹ Lệ' };
    for (const [name, value] of Object.entries(promise)) said[`commitments/promise[${at}]/${name}`] = value;
    instances['commitments/promise'] = at;
  }
  if (is(0.7)) {
    const urgent = is(0.3);
    said['closing/urgent'] = { yes_no: urgent };
    if (urgent) said['closing/urgent_what'] = { text: is(0.5) ? 'Hết gạo' : 'het gao' };
  }
  return { answers: said, ...(Object.keys(instances).length > 0 && { instances }) };
}

test('whatever devices push in half a year, the server says what the script reckons', async ({ server }) => {
  test.setTimeout(240_000);
  const seed = Number(process.env.MONTHS_SEED ?? randomInt(1_000_000));
  await test.info().attach('seed', { body: String(seed) });
  console.log(`seed ${seed}`);
  const random = chance(seed);
  const pushed = new Pushed();
  const thanh = await Voice.of(server, OFFICER, pushed);
  const users = Object.fromEntries((await thanh.office.people()).map(([user, name]) => [name, user]));
  const hamlets = (await thanh.office.records('hamlet')).map(({ id }) => id);
  const [form] = (await thanh.office.records('form')).filter(({ name, current }) => current && (!name || name === 'home-visit'));
  const households = await registered(thanh, users[OFFICER], hamlets, 60, random);
  const voices = [];
  for (const name of Object.keys(VOLUNTEERS)) voices.push(await Voice.of(server, name, pushed));
  await agrees(server, pushed);

  const pick = (list) => list[Math.floor(random() * list.length)];
  const visits = [];
  for (let round = 0; round < 12; round++) {
    // Each sends at once what happened in two weeks.
    for (const voice of voices) {
      const from = ago(180 - 15 * round);
      const said = [];
      for (let at = 0; at < 5; at++) {
        const ms = Math.min(from + at * 3 * DAY + Math.floor(random() * DAY), Date.now());
        const returned = visits.find((visit) => visit.by === voice.name && visit.is === 'returned' && random() < 0.5);
        const { household } = returned ?? { household: pick(households).id };
        const visit = id(random, ms);
        if (returned) returned.is = 'amended';
        const started = { utc_ms: ms - DAY / 48, zone_min: 420, mono_ms: 1 };
        said.push([ms, { finish_visit: { visit, household, form: form.id, answers: drawn(random, ms), started, ...(returned && { amends: returned.visit }) } }]);
      }
      const receipts = await voice.says(said, users[voice.name]);
      const applied = said.filter((_, at) => receipts[at].outcome === 'applied');
      visits.push(...applied.map(([, { finish_visit: { visit, household } }]) => ({ by: voice.name, visit, household, is: 'waiting' })));
    }
    const said = visits.filter((visit) => visit.is === 'waiting' && random() < 0.6).map((visit) => {
      visit.is = random() < 0.3 ? 'returned' : 'accepted';
      const decision = visit.is === 'returned' ? { return: { reason: 'Xin đo lại nhà' } } : 'accept';
      return { review_visit: { visit: visit.visit, decision } };
    });
    for (let at = 0; at < 6; at++) said.push({ change_household: { household: pick(households).id, changes: [{ change: 'set', ...fact(random, pick, { visits, households, hamlets }) }] } });
    await thanh.says(said.map((action) => [Date.now(), action]), users[OFFICER]);
    if (round % 4 === 3) await agrees(server, pushed);
  }
  const { reckoning, day } = await agrees(server, pushed);
  // It was about something.
  expect(visits.length).toBeGreaterThan(40);
  const bearing = reckoning.leftBehind(day).reasons.filter(({ households }) => households > 0);
  expect(bearing.length).toBeGreaterThan(3);
});

/** Something that an officer says of a household. */
function fact(random, pick, { visits, households, hamlets }) {
  const on = dayOf(ago(Math.floor(random() * 100)));
  const of = visits.length > 0 ? `${pick(visits).visit}.1` : `${randomUUID()}.1`;
  return pick([
    () => ({ fact: 'class', is: { class: pick(['poor', 'near_poor', 'escaped', 'escaped_near']), since: on, decision: '9/QĐ-UBND', ...pick([{}, {}, { entry: 'again' }, { entry: 'new' }]) } }),
    () => ({ fact: 'hamlet', is: pick(hamlets) }),
    () => ({ fact: 'commitment', is: { commitment: of, state: pick([{ is: 'kept', on }, { is: 'withdrawn', on }, { is: 'moved', due: dayOf(ago(-20)) }]) } }),
    () => ({ fact: 'need', is: { need: 'urgent', state: { is: pick(['met', 'over']), on } } }),
    () => ({ fact: 'support', is: { support: `${randomUUID()}.0`, came: { gift: { kind: 'health', giver: pick(['fund', 'state']), dong: 500_000, on }, ...(random() < 0.5 && { keeps: random() < 0.5 ? of : pick(PROMISED) }) } } }),
    () => ({ fact: 'same_as', is: pick(households).id }),
    () => ({ fact: 'ended', is: pick([null, { why: pick(['died', 'moved_away']), on }]) }),
    () => ({ fact: 'promise', is: { promise: pick(PROMISED), made: { what: 'Sửa mái', by: 'commune', who: 'Chị Mỹ Lệ', on, due: dayOf(ago(-20)) } } }),
    () => ({ fact: 'promise', is: { promise: pick(PROMISED), made: null } }),
    () => ({ fact: 'promise', is: { promise: `${randomUUID()}.0`, made: { what: 'Thẻ bảo hiểm', on, due: dayOf(ago(10)) } } }),
    () => ({ fact: 'commitment', is: { commitment: pick(PROMISED), state: pick([{ is: 'kept', on }, { is: 'missing', on }, { is: 'moved', due: dayOf(ago(5)) }]) } }),
  ])();
}
