// An officer takes in the commune's list from Excel: what it would do is shown first, what is wrong comes back, and it can
// be taken back.
import { readFile } from 'node:fs/promises';
import { wrong } from './access.mjs';
import { book } from './book.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, heading } from './visiting.mjs';

const NEW = 'Hồ Thị Bông Gòn';
const NOWHERE = 'Lê Văn Không Nhà';

/** A list of a household that there is, with another roof, one that is new, and one that lives nowhere. */
const list = (known, hamlet) =>
  book({
    'Hộ nghèo': [
      ['DANH SÁCH CHI TIẾT HỘ NGHÈO'],
      ['(Kèm theo Quyết định số 77/QĐ-UBND ngày 20 tháng 11 năm 2026)'],
      ['STT', 'Họ và tên chủ hộ', 'Giới tính', 'Năm sinh', 'Mái nhà', 'Tổ dân phố', 'Hỗ trợ y tế'],
      ['1', known.head, '', '', known.roof, hamlet],
      ['2', NEW, 'Nữ', '1961', 'tôn', hamlet],
      ['3', NOWHERE, 'Nam', '31/02/1970', 'tôn', 'Không Có'],
    ],
  });

const choose = (desk, name, buffer) =>
  desk.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
const sums = (desk) => desk.getByRole('region', { name: 'Sẽ thế nào nếu ghi' });
const households = (desk) => desk.getByRole('region', { name: 'Từng hộ' }).first();
const kind = (desk, name) => desk.getByRole('group', { name: 'Xem những hộ nào' }).getByRole('button', { name });

/** Looks at the list again, with the columns that are chosen. */
async function lookAgain(desk) {
  const answered = desk.waitForResponse((response) => response.url().endsWith('/reading'));
  await desk.getByRole('button', { name: 'Xem lại', exact: true }).click();
  await answered;
}

/** What is shown of the households that would change; the list begins anew after each look. */
const changed = (desk, holds) =>
  expect(async () => {
    await kind(desk, /có điều đổi/).click();
    await expect(households(desk)).toContainText('Phân loại', { timeout: 1_000 });
    await holds(households(desk));
  }).toPass({ timeout: 15_000 });

/** A household of the demo with a name that no other one of its hamlet has, and another roof than it has. */
async function known(office) {
  const all = await office.records('household');
  const hamlets = await office.records('hamlet');
  const alone = (one) => all.filter((other) => other.hamlet === one.hamlet && other.head.name === one.head.name).length === 1;
  const found = all.find((one) => one.dwelling.roof === 'metal' && alone(one) && !one.same_as);
  const hamlet = hamlets.find(({ id }) => id === found.hamlet);
  return { id: found.id, head: found.head.name, roof: 'ngói', hamlet: hamlet.name };
}

test('[S15.1] [S15.2] [S15.3] [S15.4] a list is looked at, recorded, given back where it is wrong, and taken back', async ({ server, desk }) => {
  const office = await Office.of(server, 'chau');
  const there = await known(office);
  const tab = await enter(desk, server, 'chau', '/office/import');
  await expect(heading(tab)).toHaveText('Nhập danh sách hộ từ Excel');
  await choose(tab, 'ho-ngheo.xlsx', list(there, there.hamlet));

  // Nothing has changed yet.
  await expect(sums(tab)).toContainText('1 hộ mới');
  await expect(sums(tab)).toContainText('1 hộ có điều đổi');
  await expect(sums(tab)).toContainText('1 hộ chưa đúng');
  await expect(sums(tab)).toContainText('Hồ sơ chưa đổi gì');
  expect((await office.household(there.id)).dwelling.roof).toBe('metal');
  await expect(tab.getByLabel('Cột B là gì')).toHaveValue('head_name');
  await expect(tab.getByLabel('Ngày quyết định', { exact: true })).toHaveValue('2026-11-20');
  await expect(households(tab)).toContainText('Không Có');
  await expect(households(tab)).toContainText('31/02/1970');
  await kind(tab, /có điều đổi/).click();
  await expect(households(tab)).toContainText('Tôn → Ngói');
  expect(await wrong(tab, 36)).toEqual([]);

  // What the record could not keep is passed over with a reason.
  await expect(tab.getByLabel('Cột G là gì')).toHaveValue('');
  await expect(tab.getByLabel('Cột G là gì')).toHaveAccessibleDescription(/danh sách không nói ai hỗ trợ/);

  // A column that is not wanted is not read.
  await tab.getByLabel('Cột E là gì').selectOption({ label: 'không đọc' });
  // What was not looked at is not recorded.
  await expect(sums(tab).getByRole('button', { name: /^Ghi / })).toHaveCount(0);
  await expect(sums(tab).getByRole('status')).toContainText('Cách đọc vừa đổi');
  await lookAgain(tab);
  await changed(tab, (shown) => expect(shown).not.toContainText('Tôn → Ngói', { timeout: 1_000 }));
  await tab.getByLabel('Cột E là gì').selectOption({ label: 'Mái nhà' });
  await lookAgain(tab);
  await changed(tab, (shown) => expect(shown).toContainText('Tôn → Ngói', { timeout: 1_000 }));

  // What is wrong comes back with its reason.
  const downloaded = tab.waitForEvent('download');
  await tab.getByRole('button', { name: 'Tải các dòng chưa nhận' }).click();
  const file = await downloaded;
  expect(file.suggestedFilename()).toBe('ho-ngheo - chưa nhận.xlsx');
  expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe('PK');

  await tab.getByRole('button', { name: 'Ghi 2 hộ vào hồ sơ' }).click();
  await expect(tab.getByRole('dialog')).toContainText('1 hộ chưa đúng sẽ không được ghi');
  await tab.getByRole('dialog').getByRole('button', { name: 'Ghi 2 hộ vào hồ sơ' }).click();
  await expect(tab.getByText('Đã ghi 2 hộ')).toBeVisible({ timeout: 30_000 });
  expect((await office.household(there.id)).dwelling.roof).toBe('tile');
  const fresh = (await office.records('household')).find(({ head }) => head.name === NEW);
  expect(fresh.class).toEqual({ class: 'poor', since: '2026-11-20', decision: '77/QĐ-UBND' });

  // Chosen again later, it is taken back.
  await tab.getByRole('button', { name: 'Chọn tệp khác' }).click();
  await tab.getByRole('button', { name: /ho-ngheo\.xlsx/ }).click();
  await tab.getByRole('button', { name: 'Hoàn tác' }).click();
  await tab.getByRole('dialog').getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(tab.getByText('Đã hoàn tác 2 hộ')).toBeVisible({ timeout: 30_000 });
  expect((await office.household(there.id)).dwelling.roof).toBe('metal');
  expect((await office.records('household')).some((one) => one?.head.name === NEW)).toBe(false);
});
