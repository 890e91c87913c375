// A breach of personal data: begun from a lost phone, reckoned, told within 72 hours, and taken out as a file.
import { readFile } from 'node:fs/promises';

import { wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, heading } from './visiting.mjs';

test('an officer enters the breach of a lost phone, tells the authority and the people, and takes the file', async ({ server, desk }) => {
  const lai = await Office.of(server, 'lai');
  const [{ id }] = await lai.settledHouseholds();
  const read = await fetch(`${server.url}/api/v1/households/${id}`, { headers: { Authorization: `Bearer ${lai.token}` } });
  expect(read.status).toBe(200);

  // Nobody is warned of nothing.
  const tab = await enter(desk, server, 'chau', '/office/breaches');
  await expect(heading(tab)).toHaveText('Sự cố lộ dữ liệu');
  await expect(tab.getByRole('main')).toContainText('Chưa có sự cố nào');
  await expect(tab.getByText(/sự cố lộ dữ liệu chưa báo/)).toHaveCount(0);
  expect(await wrong(tab, 36)).toEqual([]);

  // From the lost phone, with one touch.
  await tab.getByRole('navigation').getByRole('link', { name: 'Máy', exact: true }).click();
  const tile = tab.getByRole('main').locator('li.device', { hasText: 'Trần Thị Lài' }).filter({ hasText: 'Máy kiểm tra' });
  await tile.getByRole('button', { name: /^Báo mất/ }).click();
  await tab.getByRole('dialog').getByRole('button', { name: 'Báo mất', exact: true }).click();
  await tile.getByRole('link', { name: /^Ghi một sự cố cho Máy kiểm tra/ }).click();
  const dialog = tab.getByRole('dialog');
  await expect(dialog.getByLabel('Chuyện gì đã xảy ra')).toHaveValue('lost_device');
  await expect(dialog.getByLabel('Máy nào')).toContainText('Máy kiểm tra');
  // Since the phone was heard of, and known of since it was reported lost.
  await expect(dialog.getByLabel('Bắt đầu từ lúc nào')).toHaveValue(/T\d\d:\d\d$/);
  await dialog.getByLabel('Ai báo cho văn phòng').fill('=chị Lài');
  expect(await wrong(tab, 36)).toEqual([]);
  await dialog.getByRole('button', { name: 'Ghi sự cố' }).click();

  await expect(tab.getByRole('heading', { name: /^Mất hoặc bị lấy máy/ })).toBeVisible();
  const main = tab.getByRole('main');
  await expect(main).toContainText(/Còn 7[12] giờ để báo cơ quan có thẩm quyền/);
  await expect(main).toContainText(/[1-9]\d* hộ, [1-9]\d* người/);
  await expect(main).toContainText('họ tên, quan hệ trong hộ');
  await expect(main).toContainText(/xem \d+ mục/);
  await expect(tab.getByText('1 sự cố lộ dữ liệu chưa báo cơ quan có thẩm quyền')).toBeVisible();
  expect(await wrong(tab, 36)).toEqual([]);

  // It is not seen to as long as nobody has told the authority.
  await tab.getByRole('button', { name: 'Đóng sự cố' }).click();
  await dialog.getByLabel('đã xử lý xong').check();
  await dialog.getByRole('button', { name: 'Đóng sự cố' }).click();
  await expect(dialog.getByRole('alert').last()).toContainText('cần ghi đã báo cơ quan có thẩm quyền trước');
  await tab.keyboard.press('Escape');

  await tab.getByRole('button', { name: 'Ghi đã báo Cơ quan có thẩm quyền' }).click();
  await dialog.getByLabel('văn bản, thư').check();
  await dialog.getByRole('button', { name: 'Ghi đã báo', exact: true }).click();
  await expect(main).toContainText(/Đã báo cơ quan có thẩm quyền .*, trong hạn/);
  await expect(main).toContainText('Giữ nguyên như lúc báo');
  await expect(tab.getByText(/sự cố lộ dữ liệu chưa báo/)).toHaveCount(0);

  const people = tab.getByRole('list', { name: 'Người liên quan' }).getByRole('listitem');
  await people.first().getByRole('button', { name: /^Ghi đã báo/ }).click();
  await dialog.getByLabel('gặp trực tiếp').check();
  await dialog.getByRole('button', { name: 'Ghi đã báo', exact: true }).click();
  await expect(main).toContainText(/Đã báo 1 trong \d+ hộ/);

  await tab.getByRole('button', { name: 'Ghi việc đã làm' }).click();
  await dialog.getByLabel('Việc đã làm').fill('Đã đổi mật khẩu của cô Lài');
  await dialog.getByRole('button', { name: 'Ghi việc đã làm' }).click();
  await expect(main).toContainText('Đã đổi mật khẩu của cô Lài');

  const [download] = await Promise.all([
    tab.waitForEvent('download'),
    tab.getByRole('button', { name: 'Tải tệp thông báo (Excel)' }).click(),
  ]);
  const book = await readFile(await download.path());
  expect(book.subarray(0, 2).toString()).toBe('PK');

  await tab.getByRole('button', { name: 'Đóng sự cố' }).click();
  await dialog.getByLabel('đã xử lý xong').check();
  await dialog.getByRole('button', { name: 'Đóng sự cố' }).click();
  await expect(main).toContainText(/Đã đóng .*: đã xử lý xong/);
  expect(await wrong(tab, 36)).toEqual([]);
});

test('an administrator sees how far a breach reaches, and nobody by name', async ({ server, desk }) => {
  const quan = await enter(desk, server, 'quan', '/office/breaches');
  await quan.getByRole('button', { name: 'Ghi một sự cố' }).click();
  const dialog = quan.getByRole('dialog');
  await dialog.getByLabel('Chuyện gì đã xảy ra').selectOption('server_stolen');
  await dialog.getByRole('button', { name: 'Ghi sự cố' }).click();
  const main = quan.getByRole('main');
  await expect(main).toContainText('toàn đơn vị');
  await expect(main).toContainText('Tên các hộ chỉ cán bộ xã, phường xem được');
  await expect(quan.getByRole('button', { name: 'Tải tệp thông báo (Excel)' })).toHaveCount(0);
  expect(await wrong(quan, 36)).toEqual([]);
});
