// The page of who did and read what: sentences with names, filters, the table for Excel, and a chain that is whole.
import { readFile } from 'node:fs/promises';

import { wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, heading } from './visiting.mjs';

test('an officer sees who read a household and takes the entries along', async ({ server, desk }) => {
  const lai = await Office.of(server, 'lai');
  const [{ id, head }] = await lai.settledHouseholds();
  const read = await fetch(`${server.url}/api/v1/households/${id}`, { headers: { Authorization: `Bearer ${lai.token}` } });
  expect(read.status).toBe(200);

  const tab = await enter(desk, server, 'chau', '/office/audit');
  await expect(heading(tab)).toHaveText('Nhật ký: ai đã làm gì, đọc gì');
  await expect(tab.getByText(/^Nhật ký còn nguyên đến mục \d+$/)).toBeVisible();
  await expect(tab.getByText(/^Ghi lại ở nơi khác để đối chiếu: \d+:[0-9a-f]{64}$/)).toBeVisible();
  const rows = tab.getByRole('list', { name: 'Các mục, mới nhất trước' }).getByRole('listitem');
  const reading = rows.filter({ hasText: 'đọc hồ sơ một hộ' });
  await expect(reading.first()).toContainText('Cô Trần Thị Lài (máy Máy kiểm tra) đọc hồ sơ một hộ');
  await expect(reading.first()).toContainText(head);
  expect(await wrong(tab, 36)).toEqual([]);

  // What one person did, by the keys alone.
  const person = tab.getByLabel('Người', { exact: true });
  await person.focus();
  await tab.keyboard.press('ArrowDown');
  await person.selectOption({ label: 'Cô Trần Thị Lài' });
  await expect(rows.filter({ hasText: 'xem nhật ký' })).toHaveCount(0);
  await expect(reading.first()).toBeVisible();
  await person.selectOption({ label: 'Mọi người' });

  // What names one household.
  await tab.getByRole('button', { name: 'Chọn một hộ' }).click();
  const dialog = tab.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(head);
  await dialog.getByRole('radio').first().check();
  await dialog.getByRole('button', { name: 'Xem mục của hộ này' }).click();
  await expect(reading.first()).toBeVisible();
  await expect(rows.filter({ hasText: 'đăng nhập' })).toHaveCount(0);

  const [download] = await Promise.all([
    tab.waitForEvent('download'),
    tab.getByRole('button', { name: 'Xuất ra Excel (CSV)' }).click(),
  ]);
  const table = await readFile(await download.path(), 'utf8');
  expect(table).toContain(id);
  expect(table).toContain('Trần Thị Lài');
  expect(table).not.toContain(head);

  // Nothing fits: the page says what to do.
  await tab.getByLabel('Đến ngày').fill('2020-01-01');
  await tab.getByLabel('Đến ngày').press('Enter');
  await expect(tab.getByText('Không có mục nào')).toBeVisible();
  await expect(tab.getByText(/Chọn khoảng ngày rộng hơn/)).toBeVisible();
  expect(await wrong(tab, 36)).toEqual([]);
});
