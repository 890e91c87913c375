// What is kept too long: an officer sees what is due and what goes next, holds one thing back, and erases the rest; terms are
// set for the unit. [S20.10] [S20.11] [S20.12]
import { randomUUID } from 'node:crypto';
import { wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, heading } from './visiting.mjs';

const [FIRST, SECOND] = ['Hồ Thị Bông Gòn', 'Lê Văn Cỏ May'];

/** A household that nobody has visited, and that is none of the commune's any more since a day. */
async function ended(office, near, name, on) {
  const { hamlet, head } = await office.household(near);
  const household = { id: randomUUID(), hamlet, head: { ...head, id: randomUUID(), name }, registered_by: randomUUID() };
  expect(await office.says({ register_household: { household } })).toMatchObject({ outcome: 'applied' });
  const changes = [{ change: 'set', fact: 'ended', is: { why: 'moved_away', on } }];
  expect(await office.says({ change_household: { household: household.id, changes } })).toMatchObject({ outcome: 'applied' });
  return household.id;
}

test('[S20.10] [S20.11] what is due is shown soonest first, held back or erased, and nothing goes by itself', async ({ server, desk }) => {
  const chau = await Office.of(server, 'chau');
  const [near] = await chau.settledHouseholds();
  const first = await ended(chau, near.id, FIRST, '2019-03-01');
  const second = await ended(chau, near.id, SECOND, '2020-03-01');

  const page = await enter(desk, server, 'chau', '/office/retention');
  await expect(heading(page)).toHaveText('Lưu giữ');
  const due = page.getByRole('region', { name: 'Đã hết hạn' });
  const rows = due.getByRole('row').filter({ has: page.getByRole('button', { name: /^Giữ lại: / }) });
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText(FIRST);
  await expect(rows.first()).toContainText('01/03/2024');
  await expect(page.getByRole('region', { name: '12 tháng tới' })).toContainText('Hồ sơ hộ không còn');
  expect(await wrong(page, 36)).toEqual([]);

  await rows.filter({ hasText: SECOND }).getByRole('button', { name: /^Giữ lại: / }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Giữ lại' }).click();
  await expect(dialog.getByText('Xin chọn vì sao giữ lại.')).toBeVisible();
  await dialog.getByLabel('Giữ đến ngày').fill('31/12/2099');
  await dialog.getByLabel('Đang giải quyết khiếu nại, tố cáo').check();
  await dialog.getByRole('button', { name: 'Giữ lại' }).click();
  await expect(dialog.getByText(/^Chưa lưu: xin ghi một ngày sau hôm nay/)).toBeVisible();
  expect(await wrong(page, 36)).toEqual([]);
  const soon = new Date(Date.now() + 40 * 86_400_000);
  const two = (number) => String(number).padStart(2, '0');
  await dialog.getByLabel('Giữ đến ngày').fill(`${two(soon.getDate())}/${two(soon.getMonth() + 1)}/${soon.getFullYear()}`);
  await dialog.getByRole('button', { name: 'Giữ lại' }).click();
  const held = page.getByRole('region', { name: 'Đang giữ lại' });
  await expect(held).toContainText(SECOND);
  await expect(rows).toHaveCount(1);

  await due.getByRole('button', { name: 'Xóa 1 mục đã hết hạn' }).click();
  await expect(dialog).toContainText('1 hồ sơ hộ với mọi lượt thăm và ảnh');
  await dialog.getByRole('button', { name: 'Tiếp' }).click();
  await expect(dialog).toContainText('không ai lấy lại được');
  await dialog.getByRole('button', { name: 'Xóa hẳn' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(due.getByText('Chưa có gì hết hạn.')).toBeVisible();
  await expect.poll(() => chau.records('erased').then((all) => all.map(({ household }) => household))).toEqual([first]);
  await page.goto(`${server.url}/office/erased`);
  await expect(page.getByRole('row').filter({ hasText: 'Hết thời gian cần lưu giữ' })).toBeVisible();

  // Held back no longer, it is due again; it is there as long as nobody confirms.
  await page.goto(`${server.url}/office/retention`);
  await held.getByRole('button', { name: /^Thôi giữ lại: / }).click();
  await expect(rows).toHaveCount(1);
  expect((await chau.household(second)).head.name).toBe(SECOND);
});

test('[S20.10] a longer term that the office sets takes it off the list', async ({ server, desk }) => {
  const chau = await Office.of(server, 'chau');
  const [near] = await chau.settledHouseholds();
  await ended(chau, near.id, FIRST, '2019-03-01');
  const page = await enter(desk, server, 'chau', '/office/settings');
  const terms = page.getByRole('region', { name: 'Lưu giữ bao lâu' });
  const households = terms.getByLabel('Hồ sơ hộ không còn');
  await expect(households).toHaveValue('60');
  await households.fill('0');
  await terms.getByRole('button', { name: 'Lưu thời gian lưu giữ' }).click();
  await expect(terms.getByText('Chưa lưu: xin ghi số tháng từ 1 đến 240.')).toBeVisible();
  await households.fill('240');
  await terms.getByRole('button', { name: 'Lưu thời gian lưu giữ' }).click();
  await expect(page.getByText('Đã lưu. Máy của mọi người nhận khi có mạng.')).toBeVisible();
  expect(await wrong(page, 36)).toEqual([]);
  await page.goto(`${server.url}/office/retention`);
  await expect(page.getByText('Chưa có gì sắp hết thời gian lưu giữ')).toBeVisible();
});
