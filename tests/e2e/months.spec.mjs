// A list from Excel, and months on three phones without a network: who is left behind, how far visits reach and what help came, on the screens of the
// office, are what an independent script reckons from nothing but the operations that were pushed. [S13.1] [S14.4]
import { randomUUID } from 'node:crypto';
import { chance } from '../../benches/data.mjs';
import { LISTED, OFFICER, VOLUNTEERS, Voice, agrees, ago, dayOf, imported, registered, test } from './commune.mjs';
import { expect } from './fixtures.mjs';
import { PASSWORD } from './installation.mjs';
import { Pushed } from './pushed.mjs';
import { begin, choose, enter, find, finish, heading, installed, lookOver, meet, next, refusedVisit, saved, shortVisit, toTab } from './visiting.mjs';

// The product as people have it.
test.use({ whole: true });

const GIFTS = 'Từ lần thăm trước, gia đình có nhận được hỗ trợ gì không?';
const URGENT = 'Có việc gì gấp, cần báo văn phòng ngay không?';

/** A visit on which something is told, from the page of the household to the end. */
async function fullVisit(tab, { gift, promise, urgent, asked = [] }) {
  await begin(tab);
  await meet(tab);
  await tab.getByLabel('Nhà rộng bao nhiêu mét vuông?').fill('48');
  for (const part of ['Nước, vệ sinh', 'Việc làm, học hành, sức khỏe', 'Khó khăn, nguyện vọng', 'Hỗ trợ đã nhận']) await next(tab, part);
  await choose(tab, GIFTS, gift ? 'Có' : 'Không');
  if (gift) {
    await tab.getByRole('button', { name: 'Thêm một hỗ trợ' }).click();
    await choose(tab, 'Hỗ trợ về gì?', 'Nhà ở');
    await choose(tab, 'Ai hỗ trợ?', gift.giver);
    await tab.getByLabel('Bao nhiêu tiền?').fill(String(gift.dong));
    await tab.getByLabel('Bao nhiêu tiền?').blur();
    if (gift.from) await tab.getByLabel('Tên người, đơn vị hỗ trợ').fill(gift.from);
    if (gift.programme) await tab.getByLabel('Theo chương trình nào?').fill(gift.programme);
  }
  await saved(tab);
  await next(tab, 'Cam kết');
  if (promise) {
    await tab.getByRole('button', { name: 'Thêm một cam kết' }).click();
    await choose(tab, 'Ai hứa?', 'Xã, phường');
    await tab.getByLabel('Hứa điều gì?').fill(promise.what);
    await tab.getByLabel('Hẹn ngày nào?').fill(promise.due);
    await tab.getByLabel('Hẹn ngày nào?').blur();
    await saved(tab);
  }
  await next(tab, 'Lần tới, ghi chú');
  await choose(tab, URGENT, urgent ? 'Có' : 'Không');
  if (urgent) await tab.getByLabel('Việc gấp là gì?').fill(urgent);
  await lookOver(tab);
  // What became of what earlier visits told is asked before this one is finished.
  const earlier = tab.getByRole('region', { name: 'Hỏi lại những điều đã hẹn và đã nhận' });
  if (asked.length === 0) await expect(earlier).toHaveCount(0);
  for (const [what, answer] of asked) {
    const chip = earlier.getByRole('listitem').filter({ hasText: what }).getByRole('button', { name: answer });
    await chip.click();
    await expect(chip).toHaveAttribute('aria-pressed', 'true');
  }
  await finish(tab);
}

/**
 * What happens on each phone, so many days ago: a household by its place in the register of the hamlet, or by its name on
 * the list from Excel, and what is told there; nobody is at home where nothing is.
 */
const STORY = [
  [150, [
    ['lan', 0, { promise: { what: 'Sửa mái nhà', days: 60 } }],
    ['lan', 1, null],
    ['hoa', 0, { urgent: 'Hết gạo' }],
    ['binh', 0, { promise: { what: 'Thẻ bảo hiểm', days: 30 }, gift: { giver: 'Hội Chữ thập đỏ', dong: 500_000, from: 'Chị Hạnh' } }],
  ]],
  [95, [
    ['lan', 0, { asked: [['Sửa mái nhà', /^Đã làm/]], gift: { giver: 'Quỹ Vì người nghèo', dong: 60_000_000, from: 'Ban vận động phường', programme: 'Xóa nhà tạm' } }],
    ['hoa', 0, {}],
    ['hoa', 1, { promise: { what: 'Xin việc ở xưởng may', days: 40 }, urgent: 'Hết thuốc huyết áp' }],
    ['binh', 1, null],
  ]],
  [40, [
    ['lan', 1, { gift: { giver: 'Nhà nước', dong: 2_000_000 } }],
    ['hoa', 2, 'refused'],
    ['binh', 0, { asked: [['Thẻ bảo hiểm', /^Chưa đến/], ['500.000', /^Có giúp được/]], gift: { giver: 'Hội Chữ thập đỏ', dong: 1_000_000, from: 'chị Hạnh', programme: 'Tháng cao điểm' } }],
  ]],
  [3, [
    ['lan', 2, { promise: { what: 'Nước sạch', days: 50 } }],
    ['binh', 2, { urgent: 'Nhà dột nặng' }],
    ['lan', LISTED[0].head, { gift: { giver: 'Quỹ Vì người nghèo', dong: 700_000 }, urgent: 'Sốt cao' }],
    ['hoa', LISTED[1].head, 'refused'],
  ]],
];

test('months on three phones without a network: every number at the office is the one of the script', async ({ server, phones, desk }) => {
  test.setTimeout(900_000);
  const pushed = new Pushed();
  const thanh = await Voice.of(server, OFFICER, pushed);
  const users = Object.fromEntries((await thanh.office.people()).map(([user, name]) => [name, user]));
  const named = await thanh.office.records('hamlet');
  const hamlets = Object.values(VOLUNTEERS).map((name) => named.find((hamlet) => hamlet.name === name).id);
  const households = await registered(thanh, users[OFFICER], hamlets, 15, chance(5));
  const tab = await enter(desk, server, OFFICER, '/office/import', PASSWORD);
  const listed = await imported(tab, thanh, users[OFFICER]);
  const there = (name, at) =>
    typeof at === 'string'
      ? listed.find(({ head }) => head.name === at)
      : households.filter(({ hamlet }) => hamlet === hamlets[Object.keys(VOLUNTEERS).indexOf(name)])[at];

  const tabs = {};
  for (const [name, phone] of Object.entries(phones)) {
    await pushed.hear(phone.context, users[name]);
    tabs[name] = await enter(phone, server, name, '/', PASSWORD);
    await installed(tabs[name]);
    await phone.context.setOffline(true);
  }
  // The phones are out for five months, and their clocks with them.
  await server.stop();
  for (const [days, visits] of STORY) {
    for (const [name, at, said] of visits) {
      const tab = tabs[name];
      await tab.clock.setSystemTime(ago(days));
      await tab.goto(server.url);
      await find(tab, there(name, at).head.name, there(name, at).head.name);
      if (said === 'refused') await refusedVisit(tab);
      else if (said) await fullVisit(tab, { ...said, promise: said.promise && { ...said.promise, due: dayOf(ago(days - said.promise.days)) } });
      else await shortVisit(tab, 'Nhà khóa cửa.');
    }
  }
  const total = STORY.flatMap(([, visits]) => visits).length;
  for (const own of Object.values(tabs)) {
    await own.clock.setSystemTime(Date.now());
    await own.goto(server.url);
    await expect(heading(own)).toBeVisible();
  }
  await server.start();
  for (const phone of Object.values(phones)) await phone.context.setOffline(false);
  await expect.poll(async () => (await thanh.office.visits()).length, { timeout: 60_000 }).toBe(total);

  // The office answers: it accepts all but one, writes down what came, and has heard of one gift twice.
  const all = await thanh.office.visits();
  const back = all.find(({ household }) => household === there('binh', 1).id);
  const answered = all.map(({ id: visit }) => ({ review_visit: { visit, decision: visit === back.id ? { return: { reason: 'Xin hỏi lại số người' } } : 'accept' } }));
  const kept = all.find(({ household }) => household === there('hoa', 1).id);
  const gift = { kind: 'other', giver: 'company', dong: 3_000_000, on: dayOf(ago(20)), programme: 'Tháng cao điểm' };
  const support = (came) => ({ fact: 'support', is: { support: `${randomUUID()}.0`, came } });
  const [first, second] = [support({ gift, keeps: `${kept.id}.1` }), support({ gift: { ...gift, dong: 2_900_000 } })];
  const pair = [first.is.support, second.is.support].sort().join('+');
  const says = (household, ...facts) => ({ change_household: { household, changes: facts.map((fact) => ({ change: 'set', ...fact })) } });
  answered.push(says(there('hoa', 1).id, first, second));
  answered.push(says(there('hoa', 1).id, { fact: 'same_gift', is: { pair, is_one: true } }));
  answered.push(says(there('binh', 2).id, { fact: 'hamlet', is: hamlets[0] }));
  // What is promised at the office is overdue by now, and one household is none of the commune's any more.
  const made = { what: 'Giường nằm', by: 'commune', who: 'Chị Mỹ Lệ', on: dayOf(ago(30)), due: dayOf(ago(9)) };
  answered.push(says(there('hoa', 3).id, { fact: 'promise', is: { promise: `${randomUUID()}.0`, made } }));
  answered.push(says(there('hoa', 4).id, { fact: 'ended', is: { why: 'moved_away', on: dayOf(ago(15)) } }));
  const receipts = await thanh.says(answered.map((action) => [Date.now(), action]), users[OFFICER]);
  expect(receipts.map(({ outcome }) => outcome)).toEqual(answered.map(() => 'applied'));

  // The server answers as the script does, and so does every screen of the office.
  const { reckoning, day } = await agrees(server, pushed);
  const list = reckoning.leftBehind(day);
  await tab.goto(`${server.url}/office/left-behind`);
  await expect(heading(tab)).toHaveText('Ai đang bị bỏ lại?');
  await expect(tab.getByRole('heading', { level: 2 })).toHaveText(`${list.left_behind} trong ${list.of} hộ đang bị bỏ lại`);
  const links = await tab.locator('tr.behind-row a.link').evaluateAll((links) => links.map((link) => link.getAttribute('href').split('/').at(-1)));
  expect(links).toEqual(list.rows.map(({ household }) => household));
  const counts = await tab.getByRole('list', { name: 'Vì sao' }).locator('.num').allTextContents();
  expect(counts.map(digits)).toEqual(list.reasons.map(({ households }) => String(households)));

  await tab.goto(`${server.url}/office/coverage`);
  const periods = periodsOf(day);
  const table = async (name) => {
    const rows = tab.getByRole('region', { name }).locator('tbody tr');
    const cells = await rows.evaluateAll((rows) => rows.map((row) => [row.querySelector('th').textContent, ...[...row.querySelectorAll('td .num')].map((cell) => cell.textContent)]));
    return cells.map(([name, ...cells]) => [name.trim(), ...cells.map(digits)].join(' ')).sort();
  };
  // 12 months are offered, then 8 quarters and 5 years, the running one of each first.
  const places = [0, 1, 12, 13, 20, 21];
  for (const [at, [from, to]] of periods.entries()) {
    const { all, hamlets: parts, visitors, given } = reckoning.coverage(from, to, day);
    await tab.getByRole('combobox', { name: 'Kỳ' }).selectOption({ index: places[at] });
    const numbers = tab.getByRole('region', { name: 'Cả xã, phường' }).locator('ul.sums .num');
    const printed = figures(all).map(String);
    // Where nobody was listed yet, nothing is printed.
    await expect.poll(async () => (await numbers.allTextContents()).map(digits)).toEqual(parts.length > 0 ? printed : []);
    const shown = await table('Theo thôn, tổ dân phố');
    const expected = parts.map(({ hamlet, tally }) => {
      const [reached, left, , , returned, , , , overdue] = figures(tally);
      const { name } = named.find(({ id }) => id === hamlet);
      return [`Tổ dân phố ${name}`, Math.floor((100 * reached) / (reached + left)), reached, left, returned, overdue].join(' ');
    });
    expect(shown).toEqual(expected.sort());
    const people = Object.keys(VOLUNTEERS).map((name) => {
      const own = visitors.find(({ user }) => user === users[name])?.tally;
      const [reached, , , accepted, returned, waiting, kept, open, overdue] = own ? figures(own) : Array(9).fill(0);
      const share = given.get(users[name]);
      const percent = share.of > 0 ? [Math.floor((100 * share.reached) / share.of)] : [];
      return [`Chị Trần Thị ${name}`, ...percent, reached, accepted, returned, waiting, kept, open, overdue].join(' ');
    });
    expect(await table('Theo người đi thăm')).toEqual(parts.length > 0 ? people.sort() : []);
  }

  // Each phone tells of its hamlet what the script does.
  for (const [name, own] of Object.entries(tabs)) {
    await toTab(own, 'Gửi đi');
    await own.getByRole('button', { name: 'Lấy tin mới' }).click();
    await toTab(own, 'Hôm nay');
    await own.getByRole('link', { name: 'Ai đang bị bỏ lại?' }).click();
    const rows = list.rows.filter(({ hamlet }) => hamlet === hamlets[Object.keys(VOLUNTEERS).indexOf(name)]);
    const shown = () => own.locator('ol.rows a[href^="/households/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href').split('/').at(-1)));
    await expect.poll(shown).toEqual(rows.map(({ household }) => household));
  }

  await tab.goto(`${server.url}/office/support`);
  const sums = tab.locator('section:has(#sums)');
  const [, , year] = periods.filter((_, at) => at % 2 === 0);
  for (const [by, button] of [['giver', 'Nơi hỗ trợ'], ['name', 'Tên nơi hỗ trợ'], ['programme', 'Chương trình'], ['hamlet', 'Thôn, tổ'], ['household', 'Hộ']]) {
    const reckoned = [...reckoning.sums(...year, by).values()];
    await sums.getByRole('group', { name: 'Cộng theo' }).getByRole('button', { name: button, exact: true }).click();
    const rows = sums.locator('tbody tr');
    const shown = async () => (await rows.evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td.n')].map((cell) => cell.textContent)))).map((cells) => cells.map(digits).join(' '));
    const numbers = reckoned.map(({ dong, gifts, in_kind }) => [dong, gifts, in_kind].join(' '));
    await expect.poll(async () => (await shown()).sort()).toEqual(numbers.sort());
  }
});

/** What coverage prints: reached, left, in vain, accepted, returned, waiting, kept, open, overdue. */
function figures({ in_vain, visits, promises, ...parts }) {
  const classes = Object.values(parts);
  const reached = classes.reduce((sum, part) => sum + part.reached, 0);
  const of = classes.reduce((sum, part) => sum + part.of, 0);
  return [reached, of - reached, in_vain, visits.accepted, visits.returned, visits.waiting, promises.kept, promises.open, promises.overdue];
}

/** This month and the last one, this quarter and the last one, this year and the last one: as the page offers them. */
function periodsOf(day) {
  const [year, month] = day.split('-').map(Number);
  return [1, 3, 12].flatMap((months) => {
    const first = Math.floor((month - 1) / months) * months;
    return [0, 1].map((before) => {
      const from = new Date(Date.UTC(year, first - before * months, 1));
      const to = new Date(Date.UTC(year, first - before * months + months, 0));
      return [from, to].map((date) => date.toISOString().slice(0, 10));
    });
  });
}

const digits = (text) => text.replace(/\D/g, '');
