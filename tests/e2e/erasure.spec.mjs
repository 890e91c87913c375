// A household that is erased at the office: the phone hears of it and forgets, the figures stay, and what the phone had not
// sent is held. [S20]
import { wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, find, finish, heading, installed, lookOver, photograph, sayWhy, shortVisit, toTab } from './visiting.mjs';
import { OPERATIONS } from './wire.mjs';

/** Erases the household whose page is open, as an officer does, and is asked twice. */
async function erase(page) {
  await page.getByRole('button', { name: 'Xóa hồ sơ' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Sẽ xóa: thông tin của hộ');
  await dialog.getByRole('button', { name: 'Tiếp' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Xin chọn vì sao xóa.');
  await dialog.getByLabel(/Gia đình yêu cầu xóa/).check();
  expect(await wrong(page, 36)).toEqual([]);
  await dialog.getByRole('button', { name: 'Tiếp' }).click();
  await expect(dialog).toContainText('không ai lấy lại được');
  await dialog.getByRole('button', { name: 'Xóa hẳn' }).click();
  await expect(heading(page)).toHaveText('Hồ sơ này đã được xóa');
}

const reached = async (page, server) => {
  await page.goto(`${server.url}/office/coverage`);
  const whole = page.getByRole('region', { name: 'Cả xã, phường' });
  const number = whole.getByRole('listitem').filter({ hasText: 'Hộ đã được thăm' }).locator('.num');
  return Number((await number.textContent()).replace(/\D/g, ''));
};

test('[S20.1] [S20.3] [S20.7] a phone forgets what the office has erased, and the figures stay', async ({ server, phone, desk }) => {
  const [{ id, head }] = await (await Office.of(server, 'lai')).settledHouseholds();
  const tab = await enter(phone, server);
  await installed(tab);
  await find(tab, head, head);
  await photograph(tab);
  await lookOver(tab);
  await finish(tab);
  await expect(tab.getByRole('img', { name: '1 trong 1 ảnh, ghi âm đã tới văn phòng' })).toBeVisible();

  const page = await enter(desk, server, 'chau', '/office/coverage');
  const before = await reached(page, server);
  await page.goto(`${server.url}/office/households/${id}`);
  await sayWhy(page);
  await erase(page);
  expect(await reached(page, server)).toBe(before);

  await tab.evaluate(() => dispatchEvent(new Event('online')));
  await tab.goto(`${server.url}/households/${id}`);
  await expect(heading(tab)).toHaveText('Hồ sơ này đã được xóa');
  await tab.goto(`${server.url}/outbox`);
  await expect(tab.getByText(head)).toHaveCount(0);
  await toTab(tab, 'Các hộ');
  await tab.getByRole('searchbox').fill(head);
  await expect(tab.getByRole('link', { name: head, exact: true })).toHaveCount(0);

  await page.goto(`${server.url}/office/erased`);
  await expect(page.getByRole('row').filter({ hasText: 'Gia đình yêu cầu xóa' })).toBeVisible();
  expect(await wrong(page, 36)).toEqual([]);
});

test('[S20.5] what a phone had not sent of an erased household is held, and goes when an officer closes it', async ({ server, phone, desk }) => {
  const lai = await Office.of(server, 'lai');
  const [{ id, head }] = await lai.settledHouseholds();
  const tab = await enter(phone, server);
  await installed(tab);
  await server.stop();
  await find(tab, head, head);
  await shortVisit(tab, 'Nhà dột, chờ văn phòng');
  // The office erases it before anything of the phone arrives.
  await phone.context.route(OPERATIONS, (route) => route.abort());
  await server.start();
  const page = await enter(desk, server, 'chau', `/office/households/${id}`);
  await sayWhy(page);
  await erase(page);
  await phone.context.unroute(OPERATIONS);
  await tab.evaluate(() => dispatchEvent(new Event('online')));
  await tab.goto(`${server.url}/outbox`);
  await expect(tab.getByText('Văn phòng đã xóa hồ sơ của hộ này.').first()).toBeVisible();

  await page.goto(`${server.url}/office/held`);
  const entry = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Hồ sơ của hộ này đã được xóa.' });
  await expect(entry).toBeVisible();
  // Nobody is there any more of whom it speaks: it goes as well, at the office and on the phone.
  await entry.getByRole('button', { name: /^Đóng, không ghi/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Gia đình đã yêu cầu xóa.');
  await dialog.getByRole('button', { name: 'Đóng, không ghi' }).click();
  await expect(entry).toHaveCount(0);
  await tab.getByRole('button', { name: 'Lấy tin mới' }).click();
  await expect(tab.getByText('Văn phòng đã xóa hồ sơ của hộ này.')).toHaveCount(0);
});

test('[S20.20] [S20.22] one picture goes from the office and the phone, and its visit says so', async ({ server, phone, desk }) => {
  const [{ id, head }] = await (await Office.of(server, 'lai')).settledHouseholds();
  const tab = await enter(phone, server);
  await installed(tab);
  await find(tab, head, head);
  await photograph(tab);
  await lookOver(tab);
  await finish(tab);
  await expect(tab.getByRole('img', { name: '1 trong 1 ảnh, ghi âm đã tới văn phòng' })).toBeVisible();

  const page = await enter(desk, server, 'chau', '/office/');
  await page.getByRole('navigation', { name: 'Hàng chờ duyệt' }).getByRole('button', { name: head }).first().click();
  const button = page.getByRole('button', { name: 'Xóa hẳn ảnh 1' });
  await button.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Xóa hẳn ảnh này?' });
  await dialog.getByRole('button', { name: 'Xóa hẳn' }).press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('Xin chọn vì sao xóa.');
  // Whoever thinks better of it is where they were.
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
  await button.press('Enter');
  await dialog.getByLabel(/giấy tờ tùy thân/).press('Space');
  expect(await wrong(page, 36)).toEqual([]);
  await dialog.getByRole('button', { name: 'Xóa hẳn' }).press('Enter');
  const gone = page.getByRole('main').getByText(/^Ảnh đã xóa ngày \d\d\/\d\d\/\d{4}$/);
  await expect(gone.first()).toBeVisible();
  await expect(page.getByText(/^Vì: Trong ảnh có giấy tờ tùy thân/).first()).toBeVisible();
  await expect(button).toHaveCount(0);
  expect(await wrong(page, 36)).toEqual([]);

  await tab.evaluate(() => dispatchEvent(new Event('online')));
  await tab.goto(`${server.url}/outbox`);
  await expect(tab.getByRole('img', { name: '1 trong 1 ảnh, ghi âm đã tới văn phòng' })).toHaveCount(0);
  await tab.goto(`${server.url}/households/${id}`);
  await expect(tab.getByText(/^Ảnh đã xóa ngày/).first()).toBeVisible();
});
