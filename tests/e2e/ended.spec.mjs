// A household that is none of the commune's any more: an officer says so, nobody is sent there, it is counted nowhere, and it
// can be taken back. [S7.21]
import { press, wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, heading, installed, sayWhy, toTab } from './visiting.mjs';

const GONE = /^Không còn từ \d\d\/\d\d\/\d{4}: đã chuyển khỏi xã, phường/;

test('[S7.21] a family that moved out of the commune is asked to be visited by nobody, and comes back when that was a mistake', async ({ server, phone, desk }) => {
  const office = await Office.of(server, 'chau');
  const [home] = await (await Office.of(server, 'lai')).settledHouseholds();
  const tab = await enter(phone, server);
  await installed(tab);
  const accompanied = tab.locator('.key');
  const counts = async () => {
    await tab.goto(server.url);
    await tab.getByRole('link', { name: 'Ai đang bị bỏ lại?' }).click();
    await expect(accompanied).toBeVisible();
  };
  await counts();
  const before = await accompanied.textContent();

  const page = await enter(desk, server, 'chau', `/office/households/${home.id}`);
  await sayWhy(page);
  const main = page.getByRole('main');
  const dialog = page.getByRole('dialog');
  const asks = main.getByRole('button', { name: 'Hộ còn hay không' });
  const gone = main.locator('.banner-title').filter({ hasText: GONE });
  await press(page, asks);
  await expect(dialog.getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Xin chọn một dòng.')).toBeVisible();
  await dialog.getByRole('radio', { name: 'Đã chuyển khỏi xã, phường' }).check();
  const day = dialog.getByLabel('Từ ngày');
  await day.fill('31/12/2099');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Ngày này chưa tới.')).toBeVisible();
  await day.fill('01/11/2026');
  expect(await wrong(page, 36)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(gone).toBeVisible();
  await expect(asks).toBeFocused();
  await expect.poll(async () => (await office.household(home.id)).ended).toEqual({ why: 'moved_away', on: '2026-11-01' });
  expect(await wrong(page, 36)).toEqual([]);

  // On the phone it is counted no more, says why, and can be visited all the same.
  const gets = async () => {
    await tab.goto(server.url);
    await toTab(tab, 'Gửi đi');
    await tab.getByRole('button', { name: /^Gửi ngay|^Lấy tin mới/ }).click();
  };
  await gets();
  await toTab(tab, 'Các hộ');
  await tab.getByRole('searchbox').fill(home.head);
  const row = tab.locator(`#household-${home.id}`);
  await expect(row).toContainText('Không còn ở đây');
  await row.click();
  await expect(heading(tab)).toContainText(home.head);
  await expect(tab.getByText(GONE).first()).toBeVisible();
  await expect(tab.getByRole('button', { name: 'Bắt đầu thăm' })).toBeVisible();
  expect(await wrong(tab)).toEqual([]);
  await counts();
  await expect(accompanied).not.toHaveText(before);

  await press(page, asks);
  await expect(dialog.getByRole('radio', { name: 'Đã chuyển khỏi xã, phường' })).toBeChecked();
  await dialog.getByRole('radio', { name: 'Hộ còn ở đây' }).check();
  await expect(day).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(gone).toHaveCount(0);
  await expect.poll(async () => (await office.household(home.id)).ended).toBeUndefined();
  await gets();
  await toTab(tab, 'Các hộ');
  await tab.getByRole('searchbox').fill(home.head);
  await expect(row).not.toContainText('Không còn ở đây');
  await counts();
  await expect(accompanied).toHaveText(before);
});
