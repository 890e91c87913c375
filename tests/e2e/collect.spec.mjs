// ODK Collect as a way out for a phone that is too old: the office gives a key, sees whether it is used, and withdraws it.
import { wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter } from './visiting.mjs';

const BOUNDARY = 'a-boundary';

/** One part of what Collect sends. */
const part = (head, content) => `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;

test('[S12.1] an officer gives a volunteer a key by keyboard, sees it used, and withdraws it', async ({ server, desk }) => {
  const tab = await enter(desk, server, 'chau', '/office/devices');
  const keys = tab.getByRole('region', { name: 'ODK Collect' });
  const row = keys.locator('li').filter({ hasText: 'Cô Trần Thị Lài' });
  const give = row.getByRole('button', { name: 'Cho cô Lài dùng ODK Collect' });
  await give.focus();
  await tab.keyboard.press('Enter');
  const dialog = tab.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: 'Cho cô Lài dùng ODK Collect?' })).toBeVisible();
  await tab.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(give).toBeFocused();
  await tab.keyboard.press('Enter');
  await tab.keyboard.press('Enter');
  await expect(dialog.getByRole('heading', { name: 'Khóa ODK Collect của cô Lài' })).toBeFocused();
  await expect(dialog.getByRole('img', { name: /^Mã QR/ })).toBeVisible();
  const address = await dialog.getByLabel(/địa chỉ máy chủ/).inputValue();
  expect(address.startsWith(`${server.url}/api/v1/odk/`)).toBe(true);
  expect(await wrong(tab, 36)).toEqual([]);
  await dialog.getByRole('button', { name: 'Xong' }).press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(give).toBeFocused();
  // It is nowhere any more, and not counted as a device.
  await expect(tab.locator('body')).not.toContainText(address);
  await expect(row).toContainText(/Khóa tạo .*, chưa dùng lần nào/);
  await expect(tab.getByRole('main').locator('li.device').filter({ hasText: 'ODK Collect' })).toHaveCount(0);

  const list = () => fetch(`${address}/formList`);
  expect((await list()).status).toBe(200);
  await tab.reload();
  await expect(row).toContainText(/Khóa tạo .*, dùng lần cuối /);
  expect(await wrong(tab, 36)).toEqual([]);

  await row.getByRole('button', { name: /^Thu hồi khóa của cô Lài/ }).press('Enter');
  await expect(dialog.getByRole('heading')).toHaveText('Thu hồi khóa ODK Collect của cô Lài?');
  await dialog.getByRole('button', { name: 'Thu hồi khóa' }).press('Enter');
  await expect(tab.getByText('Đã thu hồi khóa của cô Lài')).toBeVisible();
  await expect(row).not.toContainText('Khóa tạo');
  await expect(give).toBeFocused();
  expect((await list()).status).toBe(403);
});

test('[S12.5] what a visit through ODK Collect lacks is said to the officer who reviews it, and to nobody as an error', async ({ server, desk }) => {
  const [chau, lai] = [await Office.of(server, 'chau'), await Office.of(server, 'lai')];
  const [household] = await lai.settledHouseholds();
  const address = await chau.key('lai');
  const listed = await (await fetch(`${address}/formList`)).text();
  const home = listed.split('<xform>').find((form) => form.includes('<formID>home-visit<'));
  const [, url] = home.match(/<downloadUrl>(.*)<\/downloadUrl>/);
  const blank = await (await fetch(url)).text();
  const [, form] = blank.match(/<form>(sha256:[0-9a-f]+)<\/form>/);
  const [, id, version] = blank.match(/<data [^>]*id="([^"]*)"[^>]*version="([^"]*)"/);
  const consent = '<consent><decision>given</decision><by>head</by><how>spoken</how><photos_allowed>yes</photos_allowed></consent>';
  const answers = `<meeting><met>yes</met><present>head</present></meeting>${consent}<house><area>40</area></house><closing><photos>1732.jpg</photos></closing>`;
  const filled = `<data id="${id}" version="${version}"><dong_hanh><form>${form}</form><household>${household.id}</household></dong_hanh>${answers}<meta><instanceID>uuid:1</instanceID></meta></data>`;
  const body = `${part('name="xml_submission_file"; filename="a.xml"', filled)}--${BOUNDARY}--\r\n`;
  const sent = await fetch(`${address}/submission`, { method: 'POST', headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` }, body });
  expect([sent.status, await sent.text()]).toEqual([201, expect.stringContaining('Văn phòng đã nhận')]);
  const [visit] = await chau.fresh();
  expect(visit.household).toBe(household.id);

  const tab = await enter(desk, server, 'chau', '/office/');
  await tab.getByRole('navigation', { name: 'Hàng chờ duyệt' }).getByRole('button', { name: household.head }).first().click();
  const lacks = tab.getByRole('status').filter({ hasText: 'Ghi bằng ODK Collect' });
  await expect(lacks).toContainText('tệp 1732.jpg chưa bao giờ đến văn phòng.');
  await expect(lacks).toContainText('hỏi cô Lài');
  expect(await wrong(tab, 36)).toEqual([]);
});
