// The way to the office: whatever answers there, nothing is lost, nothing is doubled, and the screen says what is so.
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { begin, enter, find, finish, goThrough, largePhoto, lookOver, meet, photograph, shortVisit, signIn, toTab } from './visiting.mjs';
import { OPERATIONS, changed, ofNobody, problem } from './wire.mjs';

const send = (tab) => tab.getByRole('button', { name: 'Gửi ngay' }).click();

const received = (tab) => tab.getByText(/^Văn phòng đã nhận lúc/);

/** Names of households without anything open, and what the office has before the test begins. */
async function around(server) {
  const office = await Office.of(server, 'chau');
  const names = (await (await Office.of(server, 'lai')).settledHouseholds()).map(({ head }) => head);
  return { office, names, fresh: () => office.fresh() };
}

/** Where the pieces of a photo go. */
const UPLOAD = '**/api/v1/media/uploads/*';

const outbox = async (tab, server) => tab.goto(`${server.url}/outbox`);

test('a session that ended keeps nobody from working, and what was recorded leaves after the next sign-in', async ({ server, phone }) => {
  const { office, names, fresh } = await around(server);
  const tab = await enter(phone, server);
  await phone.context.setOffline(true);
  await office.endSessions('lai');
  await find(tab, names[0], names[0]);
  await shortVisit(tab);
  await phone.context.setOffline(false);

  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  await expect(tab.getByText('Cần đăng nhập lại để gửi')).toBeVisible();
  await find(tab, names[1], names[1]);
  await shortVisit(tab);
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  await toTab(tab, 'Gửi đi');
  await expect(tab.getByText('Những gì đã ghi vẫn nằm trên máy, vẫn ghi tiếp được.', { exact: false })).toBeVisible();
  await expect(tab.getByText(/^Trên máy, chờ/)).toHaveCount(2);
  expect(await fresh()).toEqual([]);

  await tab.getByRole('link', { name: 'Đăng nhập lại' }).click();
  await signIn(tab, 'lai');
  await toTab(tab, 'Gửi đi');
  await expect(received(tab)).toHaveCount(2);
  expect((await fresh()).map(({ head }) => head).sort()).toEqual([names[0], names[1]].sort());
});

test('what the office holds is shown with its reason, corrected, and taken', async ({ server, phone, desk }) => {
  const { names: [name], fresh } = await around(server);
  const tab = await enter(phone, server);
  // On the way an answer is lost that the form requires.
  await phone.context.route(OPERATIONS, changed((text) => text.replace(/,?"consent\/how":\{[^}]*\}/, '')));
  await find(tab, name, name);
  await begin(tab);
  await meet(tab);
  await tab.getByLabel('Nhà rộng bao nhiêu mét vuông?').fill('48');
  await goThrough(tab);
  await lookOver(tab);
  await finish(tab);
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  await expect(tab.getByText('Cần xem lại').first()).toBeVisible();
  await toTab(tab, 'Gửi đi');
  const held = tab.getByRole('region', { name: 'Cần xem lại' });
  await expect(held).toContainText('Văn phòng đang giữ');
  await expect(held).toContainText('Xin sửa rồi gửi lại.');
  expect(await fresh()).toEqual([]);

  const review = await enter(desk, server, 'chau', '/office/held');
  await expect(review.getByRole('heading', { name: new RegExp(`^Lượt thăm: .*${name}`) })).toBeVisible();

  await phone.context.unroute(OPERATIONS);
  await held.getByRole('button', { name: 'Sửa lượt thăm này' }).click();
  await expect(tab.getByText('Văn phòng chưa ghi vào sổ được, xin xem lại')).toBeVisible();
  await tab.getByRole('link', { name: 'Các phần' }).click();
  await finish(tab);
  await expect(received(tab)).toHaveCount(1);
  expect((await fresh()).map(({ head }) => head)).toEqual([name]);
  await outbox(tab, server);
  await expect(received(tab)).toHaveCount(1);
  await expect(held).toHaveCount(0);
});

test('the photos of what the office holds are shown to the office', async ({ server, phone, desk }) => {
  const { names: [name], fresh } = await around(server);
  const tab = await enter(phone, server);
  await phone.context.route(OPERATIONS, ofNobody);
  await find(tab, name, name);
  await photograph(tab);
  await lookOver(tab);
  const arrived = phone.context.waitForEvent('response', (response) => response.request().method() === 'PATCH' && response.status() === 204);
  await finish(tab);
  await arrived;
  expect(await fresh()).toEqual([]);

  const review = await enter(desk, server, 'chau', '/office/held');
  const entry = review.getByRole('main').locator('li.tile');
  await entry.getByText('Xem nội dung đã gửi').click();
  await expect(entry.getByRole('img', { name: 'Ảnh 1' })).toBeVisible();
});

test('a photo goes on where a server that was killed had it, and both sides say how many have come', async ({ server, phone, desk }) => {
  const { office, names: [name] } = await around(server);
  const tab = await enter(phone, server);
  const review = await enter(desk, server, 'chau', '/office/');
  await find(tab, name, name);
  await photograph(tab);
  await tab.getByLabel('Chụp ảnh').setInputFiles(largePhoto());
  await expect(tab.getByRole('img', { name: 'Ảnh 2' })).toBeVisible();
  await lookOver(tab);

  // The server dies when the third piece of the large one comes.
  const pieces = [];
  let dead = false;
  const dies = async (route) => {
    const offset = Number(route.request().headers()['upload-offset']);
    pieces.push(offset);
    if (offset !== 2 * 262_144 || pieces.filter((piece) => piece === offset).length > 1) return route.fallback();
    await phone.context.setOffline(true);
    await server.kill();
    await route.abort('connectionreset');
    dead = true;
    return undefined;
  };
  await phone.context.route(UPLOAD, dies);
  await finish(tab);
  const some = 'đã tới văn phòng';
  await expect(tab.getByRole('img', { name: `1 trong 2 ảnh, ghi âm ${some}` })).toBeVisible();
  await expect.poll(() => dead).toBe(true);
  await server.start();
  await review.getByRole('button', { name: 'Lấy số liệu ngay' }).click();
  await review.getByRole('navigation', { name: 'Hàng chờ duyệt' }).getByRole('button', { name }).first().click();
  await expect(review.getByText(`1 trong 2 ảnh, ghi âm ${some}`)).toBeVisible();

  await phone.context.setOffline(false);
  await expect(tab.getByRole('img', { name: `2 trong 2 ảnh, ghi âm ${some}` })).toBeVisible({ timeout: 60_000 });
  // Nothing that had come went a second time.
  expect(pieces.slice(0, 5)).toEqual([0, 0, 262_144, 524_288, 524_288]);
  expect(new Set(pieces.slice(1)).size).toBe(pieces.length - 2);
  await outbox(tab, server);
  await expect(tab.getByText(`2 trong 2 ảnh, ghi âm ${some}`)).toBeVisible();
  expect(await office.fresh()).toHaveLength(1);
});

test('whatever the server answers, nothing is lost and the screen says what to do', async ({ server, phone }) => {
  const { names: [name], fresh } = await around(server);
  const waits = /^Trên máy, chờ/;
  // What is refused for what it says stands aside, so that it stops nothing behind it.
  const aside = /^Vẫn còn nguyên trên máy\.$/;
  const answers = [
    [{ status: 500, contentType: 'text/html', body: '<h1>Internal Server Error</h1>' }, 'Máy chủ của văn phòng đang bận'],
    [problem(503, 'unavailable', { 'Retry-After': '600' }), 'Máy chủ của văn phòng đang bận'],
    [problem(413, 'too-large'), 'Văn phòng chưa nhận được việc này', aside],
    [problem(400, 'protocol-unknown'), 'Cần bản Đồng Hành mới để gửi'],
    [{ status: 200, contentType: 'text/html', body: '<h1>Xin chào khách uống cà phê</h1>' }, 'Chưa nối được với văn phòng'],
    [{ status: 200, contentType: 'application/json', body: '{"receipts":[{"op' }, 'Chưa nối được với văn phòng'],
  ];
  const tab = await enter(phone, server);
  let [answer] = answers[0];
  await phone.context.route(OPERATIONS, (route) => route.fulfill(answer));
  await find(tab, name, name);
  await shortVisit(tab);
  for (const [next, sentence, where = waits] of answers) {
    answer = next;
    await outbox(tab, server);
    await expect(tab.getByText(sentence)).toBeVisible();
    await expect(tab.getByText(where)).toHaveCount(1);
  }
  expect(await fresh()).toEqual([]);

  await phone.context.unroute(OPERATIONS);
  await send(tab);
  await expect(received(tab)).toHaveCount(1);
  expect((await fresh()).map(({ head }) => head)).toEqual([name]);
});

test('after a failure it tries again by itself; what arrived although the answer was lost arrives once', async ({ server, phone }) => {
  const { names: [name], fresh } = await around(server);
  const tab = await enter(phone, server);
  let tries = 0;
  await phone.context.route(OPERATIONS, async (route) => {
    tries += 1;
    if (tries > 2) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await find(tab, name, name);
  await shortVisit(tab);
  await expect(received(tab)).toBeVisible();
  expect(tries).toBe(3);
  expect((await fresh()).map(({ head }) => head)).toEqual([name]);
});

test('sending can be stopped, and goes on later', async ({ server, phone }) => {
  const { names: [name], fresh } = await around(server);
  const tab = await enter(phone, server);
  await phone.context.route(OPERATIONS, () => {});
  await find(tab, name, name);
  await shortVisit(tab);
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  await toTab(tab, 'Gửi đi');
  await expect(tab.getByText('Đang gửi', { exact: true }).first()).toBeVisible();
  await tab.getByRole('button', { name: 'Tạm dừng gửi' }).click();
  await expect(tab.getByText(/^Trên máy, chờ/)).toHaveCount(1);
  expect(await fresh()).toEqual([]);

  await phone.context.unroute(OPERATIONS);
  await send(tab);
  await expect(received(tab)).toHaveCount(1);
  expect((await fresh()).map(({ head }) => head)).toEqual([name]);
});

test('of two tabs one works, and the other can take over', async ({ server, phone }) => {
  const { names: [name], fresh } = await around(server);
  const first = await enter(phone, server);
  const second = await phone.tab();
  await second.goto(server.url);
  const elsewhere = (tab) => tab.getByText('Đồng Hành đang mở ở thẻ khác');
  await expect(elsewhere(second)).toBeVisible();
  await expect(elsewhere(first)).toHaveCount(0);

  await second.getByRole('button', { name: 'Làm việc ở đây' }).click();
  await expect(elsewhere(first)).toBeVisible();
  await expect(elsewhere(second)).toHaveCount(0);
  await find(second, name, name);
  await shortVisit(second);
  await expect(received(second)).toHaveCount(1);
  expect((await fresh()).map(({ head }) => head)).toEqual([name]);

  // The tab that only looks on sees what the other one has done.
  await first.goto(server.url);
  await find(first, name, name);
  await expect(received(first)).toBeVisible();
});
