// The story: a visit recorded without a network reaches the office, comes back, and is accepted.
import { expect, test } from './fixtures.mjs';
import { Office, plain } from './office.mjs';
import { begin, choice, choose, enter, find, finish, goThrough, heading, installed, lookOver, meet, nobodyHome, register, saved, signIn, toTab } from './visiting.mjs';

// The product as people have it.
test.use({ whole: true });

const AREA = 'Nhà rộng bao nhiêu mét vuông?';
const ROOF = 'Mái nhà lợp bằng gì?';
const REASON = 'Xin đo lại diện tích nhà, lần trước ghi 48.';
const NEW = 'Hồ Thị Bông Gòn';

/** Writes down when a page of this phone says that the office has received something. */
async function hear(phone) {
  const said = [];
  await phone.prepare(async (context) => {
    await context.exposeBinding('heard', (_, words) => said.push({ at: Date.now(), words }));
    await context.addInitScript(() => {
      const RECEIVED = /.{0,40}(ăn phòng đã nhận|đã tới văn phòng).{0,40}/g;
      let before = '';
      new MutationObserver(() => {
        const now = (document.body?.textContent.match(RECEIVED) ?? []).join(' | ');
        if (now && now !== before) window.heard(now);
        before = now;
      }).observe(document, { childList: true, subtree: true, characterData: true });
    });
  });
  return said;
}

test('a visit recorded without a network reaches the office, comes back, and is accepted', async ({ server, phone, desk }) => {
  test.setTimeout(240_000);
  const office = await Office.of(server, 'chau');
  const [{ head }] = await (await Office.of(server, 'lai')).settledHouseholds();
  const households = await office.households();
  const fresh = () => office.fresh();
  const said = await hear(phone);

  // She signs in once, with a network; then the office is gone, and the phone is switched off and on.
  let tab = await enter(phone, server);
  await installed(tab);
  await server.stop();
  said.length = 0;
  await phone.restart();
  tab = await phone.tab();
  await tab.goto(server.url);

  // She finds the household without typing an accent, and begins.
  await find(tab, plain(head), head);
  await begin(tab);
  await meet(tab);
  await choose(tab, ROOF, 'Tôn');
  await tab.getByLabel(AREA).fill('84');
  await tab.getByLabel(AREA).blur();
  await saved(tab);
  const there = new URL(tab.url());

  // The battery is empty. The form is where it was.
  await phone.kill();
  tab = await phone.tab();
  await tab.goto(server.url);
  await expect(tab.getByText('Đang ghi dở').first()).toBeVisible();
  await find(tab, plain(head), head);
  await begin(tab, 'Viết tiếp lượt thăm');
  await expect(heading(tab)).toHaveText('Nhà ở');
  expect(new URL(tab.url()).href).toBe(there.href);
  await expect(choice(tab, ROOF, 'Tôn')).toBeChecked();
  await expect(tab.getByLabel(AREA)).toHaveValue('84');

  await goThrough(tab);
  await tab.getByLabel('Ghi chú').fill('Mái tôn gian sau đã mục.');
  await lookOver(tab);
  // Until here nothing waited: at most it was said that the office has everything.
  expect(said.filter(({ words }) => !words.includes('Văn phòng đã nhận hết'))).toEqual([]);
  said.length = 0;
  await finish(tab);
  await expect(tab.getByRole('main')).toContainText('Lượt thăm đang nằm an toàn trên máy');

  // A household that nobody had written down, and its visit.
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  await register(tab, NEW);
  await begin(tab);
  await nobodyHome(tab, 'Cửa đóng, hàng xóm bảo đi chợ.');
  await finish(tab);
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  await toTab(tab, 'Gửi đi');
  await expect(tab.getByText(/^Trên máy, chờ/)).toHaveCount(3);
  expect(said).toEqual([]);

  // The office is back.
  await server.start();
  await tab.getByRole('button', { name: 'Gửi ngay' }).click();
  await expect(tab.getByText(/^Văn phòng đã nhận lúc/)).toHaveCount(3);
  await expect.poll(async () => (await fresh()).length).toBe(2);
  expect(await office.households()).toBe(households + 1);
  const first = (await fresh()).find((visit) => visit.head === head);
  const second = (await fresh()).find((visit) => visit.head === NEW);
  expect([first.state, second.state]).toEqual(['waiting', 'waiting']);
  const received = Math.min(...[first, second].map((visit) => Date.parse(visit.received)));
  expect(said.length).toBeGreaterThan(0);
  expect(Math.min(...said.map(({ at }) => at))).toBeGreaterThanOrEqual(received);

  // The officer sees both, and returns one.
  const review = await enter(desk, server, 'chau', '/office/');
  const queue = review.getByRole('navigation', { name: 'Hàng chờ duyệt' });
  await expect(queue.getByRole('button', { name: NEW })).toBeVisible();
  await queue.getByRole('button', { name: head }).click();
  await expect(review.getByRole('main').getByRole('heading', { level: 2 }).first()).toContainText(head);
  await review.getByRole('button', { name: 'Trả lại…' }).click();
  await review.getByLabel('Cần sửa điều gì?').fill(REASON);
  await review.getByRole('dialog').getByRole('button', { name: 'Trả lại', exact: false }).first().click();
  await expect.poll(async () => (await fresh()).map(({ state }) => state).sort()).toEqual(['returned', 'waiting']);

  // It is a task on her phone. She amends it; the earlier version stays readable.
  await tab.getByRole('button', { name: 'Lấy tin mới' }).click();
  await toTab(tab, 'Hôm nay');
  await expect(tab.getByText(REASON)).toBeVisible();
  await find(tab, plain(head), head);
  await begin(tab, 'Sửa lượt thăm này');
  await expect(tab.getByText(REASON)).toBeVisible();
  await tab.getByRole('link', { name: 'Các phần' }).click();
  await tab.getByRole('link', { name: 'Sửa phần Nhà ở' }).click();
  await expect(tab.getByLabel(AREA)).toHaveValue('84');
  await tab.getByLabel(AREA).fill('48');
  await tab.getByRole('link', { name: 'Các phần' }).click();
  await finish(tab, /^Đã sửa xong lượt thăm/);
  await expect(tab.getByText(/^Văn phòng đã nhận lúc/)).toBeVisible();
  await tab.getByRole('link', { name: 'Xem lại những điều đã ghi' }).click();
  await expect(tab.getByText('Bản 1,')).toBeVisible();

  // It comes back to the office, which accepts both.
  await expect.poll(async () => (await fresh()).length).toBe(3);
  await review.getByRole('button', { name: 'Lấy số liệu ngay' }).click();
  for (const name of [head, NEW]) {
    await queue.getByRole('button', { name }).click();
    await expect(review.getByRole('main').getByRole('heading', { level: 2 }).first()).toContainText(name);
    await review.getByRole('group', { name: 'Quyết định' }).getByRole('button', { name: 'Duyệt', exact: false }).first().click();
    await expect(queue.getByRole('button', { name })).toHaveCount(0);
  }
  await expect.poll(async () => (await fresh()).map(({ state }) => state).sort()).toEqual(['accepted', 'accepted', 'amended']);
  const amendment = (await fresh()).find(({ amends }) => amends);
  expect(amendment.amends).toBe(first.id);
  expect(JSON.stringify(await office.visit(amendment.id))).toContain('"house/area":{"integer":48}');
  expect(JSON.stringify(await office.visit(first.id))).toContain('"house/area":{"integer":84}');

  // And she reads so.
  await tab.goto(`${server.url}/outbox`);
  await tab.getByRole('button', { name: 'Lấy tin mới' }).click();
  await find(tab, plain(head), head);
  await expect(tab.getByText(/^Văn phòng đã duyệt/).first()).toBeVisible();
  expect(await office.households()).toBe(households + 1);
});
