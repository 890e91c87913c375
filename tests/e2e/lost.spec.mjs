// A phone that is lost: the office says so, and what was not sent comes there without the PIN before the phone is empty. [S17]
import { wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { away, begin, enter, find, heading, installed, lock, nobodyHome, photograph, saved, shortVisit } from './visiting.mjs';
import { PIN } from './typist.mjs';
import { OPERATIONS } from './wire.mjs';

/** The tile of the phone that somebody works on. */
const tileOf = (tab, name) => tab.getByRole('main').locator('li.device', { hasText: name }).filter({ hasText: 'Chrome, Linux' });
const stores = (tab) => tab.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith('dong-hanh:')));

/** Reports the phone of somebody lost on the page of devices, and waits until it is said there. */
async function report(tab, name) {
  await tileOf(tab, name).getByRole('button', { name: /^Báo mất/ }).click();
  const dialog = tab.getByRole('dialog');
  await expect(dialog).toContainText('rồi xóa dữ liệu');
  await expect(dialog).toContainText('30 ngày');
  await dialog.getByRole('button', { name: 'Báo mất', exact: true }).click();
  await expect(tileOf(tab, name)).toContainText(/Báo mất .*, anh |Báo mất .*, /);
}

test('[S17.3] [S17.4] what a lost phone had not sent reaches the office without its PIN, and then it is empty', async ({ server, phone, desk }) => {
  const tab = await enter(phone, server);
  await installed(tab);
  const office = await Office.of(server, 'chau');
  await server.stop();
  await find(tab, 'hanh', /Hạnh/);
  await shortVisit(tab, 'Cửa khóa, hàng xóm nói đi viện');
  await tab.goto(server.url);
  await find(tab, 'lan', /Lan/);
  await photograph(tab);
  await saved(tab);
  await tab.goto(server.url);
  await lock(tab);
  await tab.close();

  await server.start();
  const page = await enter(desk, server, 'chau', '/office/devices');
  await report(page, 'Trần Thị Lài');
  await expect(tileOf(page, 'Trần Thị Lài')).toContainText('Máy chưa gặp mạng từ lúc ấy');
  expect(await wrong(page, 36)).toEqual([]);

  const found = await phone.tab();
  await found.addInitScript(() => sessionStorage.setItem('away', 'yes'));
  await found.goto(server.url);
  await expect(heading(found)).toHaveText('Dữ liệu trên máy đã xóa');
  await expect(found.getByRole('main')).toContainText('3 mục trên máy đã về đến văn phòng');
  expect(await stores(found)).toEqual([]);
  expect(await wrong(found)).toEqual([]);
  const [visit] = await office.fresh();
  expect(JSON.stringify(await office.visit(visit.id))).toContain('Cửa khóa, hàng xóm nói đi viện');

  await page.reload();
  await expect(tileOf(page, 'Trần Thị Lài')).toContainText('Đã cứu về: 1 việc, 1 bản đang ghi, 1 ảnh và ghi âm');
  await expect(tileOf(page, 'Trần Thị Lài')).toContainText('Máy báo đã gửi đủ và xóa dữ liệu');
  // Whoever found it signs in as on a new phone.
  await found.getByRole('button', { name: 'Đăng nhập lại' }).click();
  await expect(found.getByLabel('Tên đăng nhập')).toBeVisible();
});

test('[S17.2] a phone that is in use locks when it hears of its loss, and opens again once it is found', async ({ server, phone, desk }) => {
  const tab = await enter(phone, server);
  await installed(tab);
  const page = await enter(desk, server, 'chau', '/office/devices');
  await server.stop();
  await find(tab, 'hanh', /Hạnh/);
  await shortVisit(tab);
  await away(tab);
  // What waits does not arrive before the loss is told.
  await phone.context.route(OPERATIONS, (route) => route.fulfill({ status: 503 }));
  await server.start();
  // Nothing is handed over while the office does not answer for it: the phone stays as it is, and shut.
  await phone.context.route('**/api/v1/lost/*/outbox/*', (route) => route.abort());
  await page.reload();
  await report(page, 'Trần Thị Lài');
  await tab.evaluate(() => dispatchEvent(new Event('online')));
  await expect(heading(tab)).toHaveText('Máy này đã được báo mất');
  await expect(tab.getByRole('group', { name: 'Bàn phím số' })).toHaveCount(0);
  expect(await stores(tab)).toHaveLength(1);

  await tileOf(page, 'Trần Thị Lài').getByRole('button', { name: /^Đã tìm thấy/ }).click();
  await expect(tileOf(page, 'Trần Thị Lài').getByRole('button', { name: /^Báo mất/ })).toBeVisible();
  await tab.evaluate(() => dispatchEvent(new Event('online')));
  await expect(heading(tab)).toContainText('Chào ');
  await tab.keyboard.type(PIN);
  // Where it was, with what was not sent.
  await expect(heading(tab)).toContainText('Đã ghi xong lượt thăm');
  await expect(tab.getByRole('main')).toContainText('Phiên đã hết: xin đăng nhập lại');
});

test('[S17.5] a phone that has not heard of its office for thirty days needs it to open', async ({ server, phone }) => {
  const tab = await enter(phone, server);
  await installed(tab);
  await server.stop();
  await find(tab, 'hanh', /Hạnh/);
  await begin(tab);
  await nobodyHome(tab);
  await tab.goto(server.url);
  await lock(tab);
  await tab.clock.setSystemTime(Date.now() + 31 * 86_400_000);
  await tab.keyboard.type(PIN);
  await expect(tab.getByText('Hơn 30 ngày máy chưa nói chuyện được với văn phòng')).toBeVisible();
  await server.start();
  await tab.keyboard.type(PIN);
  await expect(tab.getByRole('navigation', { name: 'Các mục chính' })).toBeVisible();
  await find(tab, 'hanh', /Hạnh/);
  await expect(tab.getByRole('button', { name: 'Viết tiếp lượt thăm' }).or(tab.getByRole('link', { name: 'Viết tiếp lượt thăm' }))).toBeVisible();
});
