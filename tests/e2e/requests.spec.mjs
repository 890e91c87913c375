// A family withdraws its consent at the door, without a network; the office answers and carries it out in its register by
// the keys, nobody is sent there any more, and the office makes a file with all that is kept. [S19.1] [S19.4] [S19.6]
import { readFile } from 'node:fs/promises';

import { wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, heading, installed, sayWhy, toTab } from './visiting.mjs';

const NOTE = '<script>alert(1)</script> không muốn ghi nữa';

test('[S19.4] a family that withdraws its consent is answered in time, and left alone from then on', async ({ server, phone, desk }) => {
  const lai = await Office.of(server, 'lai');
  const [{ id, head }] = await lai.settledHouseholds();
  const door = await enter(phone, server);
  await installed(door);
  await door.goto(`${server.url}/households/${id}`);
  const rights = door.getByRole('region', { name: 'Quyền của gia đình' });
  await expect(rights).toContainText('Gia đình chưa yêu cầu gì.');
  await rights.getByRole('button', { name: 'Ghi yêu cầu của gia đình' }).click();
  await expect(rights.getByLabel('Gia đình yêu cầu')).toBeFocused();
  await rights.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(rights.getByText('Chưa lưu: chọn điều gia đình yêu cầu.')).toBeVisible();
  await rights.getByLabel('Gia đình yêu cầu').selectOption({ label: 'Rút lại đồng ý' });
  await rights.getByLabel('Yêu cầu cụ thể').fill(NOTE);
  expect(await wrong(door)).toEqual([]);
  await rights.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(rights.getByRole('listitem')).toContainText('Rút lại đồng ý (Cả hộ)');
  await expect(rights.getByRole('listitem')).toContainText(/Phải trả lời hết ngày \d\d\/\d\d\/\d{4}, còn 2 ngày làm việc/);
  expect(await wrong(door)).toEqual([]);
  await expect.poll(async () => JSON.stringify((await lai.household(id)).requests ?? {})).toContain('withdraw');

  // The office's register has it first by its day; the steps are dialogs.
  const tab = await enter(desk, server, 'chau', '/office/requests');
  await expect(heading(tab)).toHaveText('Yêu cầu về dữ liệu');
  const row = tab.locator('section:has(#requests) .help-walk > li').filter({ hasText: head });
  await expect(row).toContainText(NOTE);
  await expect(row.getByRole('img', { name: /còn \d ngày làm việc/ })).toBeVisible();
  expect(await wrong(tab, 36)).toEqual([]);
  const dialog = tab.getByRole('dialog');
  const step = async (name) => {
    await row.getByRole('button', { name: `${name}: Rút lại đồng ý` }).press('Enter');
    await expect(dialog.getByRole('heading')).toHaveText(`${name}: Rút lại đồng ý`);
    expect(await wrong(tab, 36)).toEqual([]);
    await dialog.getByRole('button', { name }).click();
    await expect(dialog).toHaveCount(0);
  };
  await step('Đã trả lời');
  await expect(row).toContainText('Đã trả lời; phải làm xong hết ngày');
  await step('Đã làm xong');
  await expect(row).toHaveCount(0);
  await tab.getByRole('button', { name: 'Đã xong', exact: true }).click();
  await expect(row).toContainText('Đã làm xong ngày');
  await expect.poll(async () => JSON.stringify((await lai.household(id)).requests)).toContain('"done"');

  // The household says so, and is in no list of those who are left behind.
  await row.getByRole('link', { name: head }).click();
  await sayWhy(tab);
  await expect(tab.locator('.banner-title').filter({ hasText: 'Gia đình đã rút lại đồng ý từ' })).toBeVisible();
  expect(await wrong(tab, 36)).toEqual([]);

  // All that is kept, in a file where what was typed stays text.
  const whole = tab.getByRole('region', { name: 'Một tệp với mọi thông tin đang giữ' });
  const [download] = await Promise.all([
    tab.waitForEvent('download'),
    whole.getByRole('button', { name: 'Tạo tệp' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^ho-so-\d{4}-\d\d-\d\d\.html$/);
  const html = await readFile(await download.path(), 'utf8');
  expect(html).toContain(head);
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).not.toContain('<script');
  expect(html).not.toMatch(/(src|href)="(?!data:)/);

  // The phone tells whoever visits there, who may go all the same.
  await door.goto(server.url);
  await toTab(door, 'Gửi đi');
  await door.getByRole('button', { name: /^Gửi ngay|^Lấy tin mới/ }).click();
  await toTab(door, 'Hôm nay');
  await expect(door.getByRole('region', { name: 'Yêu cầu của gia đình đã có trả lời' })).toContainText(head);
  await door.goto(`${server.url}/households/${id}`);
  await expect(door.getByText('Gia đình đã rút lại đồng ý từ').first()).toBeVisible();
  await expect(door.getByRole('button', { name: 'Bắt đầu thăm' })).toBeVisible();
  expect(await wrong(door)).toEqual([]);
});
