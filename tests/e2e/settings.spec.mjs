// What the office sets reaches the phones: how often households are to be visited, and what is to be reached.
import { wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { enter, heading } from './visiting.mjs';

test('an interval and a target that the office sets are what the phone reckons by', async ({ server, phone, desk }) => {
  const office = await enter(desk, server, 'chau', '/office/settings');
  await expect(heading(office)).toHaveText('Nhịp thăm và chỉ tiêu');
  expect(await wrong(office, 36)).toEqual([]);
  const poor = office.getByLabel('Hộ nghèo', { exact: true });
  await expect(poor).toHaveValue('60');
  await poor.fill('0');
  await office.getByRole('button', { name: 'Lưu nhịp thăm' }).click();
  await expect(office.getByText('Chưa lưu: xin ghi số ngày từ 1 đến 730.')).toBeVisible();
  await poor.fill('1');
  await office.getByLabel('Hộ cận nghèo').fill('1');
  await office.getByRole('button', { name: 'Lưu nhịp thăm' }).click();
  await expect(office.getByText('Đã lưu. Máy của mọi người nhận khi có mạng.')).toBeVisible();

  await office.getByLabel('Số lượt thăm').fill('500');
  await office.getByRole('button', { name: 'Đặt chỉ tiêu này' }).click();
  await expect(office.getByRole('listitem').filter({ hasText: 'Mỗi tình nguyện viên: 500 lượt thăm mỗi tháng' })).toBeVisible();

  // Each volunteer is told with how far they have come, who has done least first.
  const each = office.getByRole('listitem').filter({ hasText: 'Mỗi tình nguyện viên' }).getByRole('listitem');
  await expect(each.filter({ hasText: 'Trần Thị Lài' })).toContainText(/\d+ trong 500 lượt thăm/);
  const done = (await each.allTextContents()).map((text) => Number(text.match(/(\d+) trong 500/)[1]));
  expect(done.length).toBeGreaterThan(1);
  expect(done).toEqual([...done].sort((a, b) => a - b));
  expect(await wrong(office, 36)).toEqual([]);

  const tab = await enter(phone, server);
  await expect(tab.getByRole('region', { name: 'Chỉ tiêu của tôi' })).toContainText('trong 500 lượt thăm');
  await tab.getByRole('link', { name: 'Ai đang bị bỏ lại?' }).click();
  await expect(tab.getByText('nên thăm 1 ngày một lần').first()).toBeVisible();

  // Taken back, it is gone there too.
  await office.getByRole('button', { name: /^Bỏ chỉ tiêu: Mỗi tình nguyện viên/ }).click();
  await expect(office.getByText('Chưa đặt chỉ tiêu nào.')).toBeVisible();
});
