// An officer moves a household, and says that two records are one, and a unit becomes another one, while a phone is out with
// a visit that it has not sent. [S7.10] [S8.2] [S8.14]
import { press, wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { PASSWORD, test as real } from './installation.mjs';
import { Office, plain } from './office.mjs';
import { enter, find, installed, register, sayWhy, shortVisit, toTab } from './visiting.mjs';

/** Cô Lài does not visit it. */
const ELSEWHERE = 'Hải Tiến';

/** A phone without a network on which a visit to a household is finished, and the page of that household at the office. */
async function visited(server, phone, desk, { id, head }) {
  const office = await Office.of(server, 'chau');
  const tab = await enter(phone, server);
  await installed(tab);
  await phone.context.setOffline(true);
  await find(tab, head, head);
  await shortVisit(tab, 'Nhà khóa cửa.');
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  const review = await enter(desk, server, 'chau', `/office/households/${id}`);
  await sayWhy(review);
  await expect(review.getByRole('heading', { level: 1 })).toContainText(head);
  return { office, tab, review, main: review.getByRole('main'), dialog: review.getByRole('dialog') };
}

/** The phone finds a network: all that it made is filed, it says so, and both sides count the same. */
async function comesBack(phone, tab, office) {
  await phone.context.setOffline(false);
  await toTab(tab, 'Gửi đi');
  await tab.getByRole('button', { name: /^Gửi ngay|^Lấy tin mới/ }).click();
  await expect(tab.getByText(/^Văn phòng đã nhận lúc/)).toHaveCount(1);
  await expect(tab.getByRole('region', { name: 'Cần xem lại' })).toHaveCount(0);
  await expect(tab.getByText('1 việc đã làm = 1 văn phòng đã ghi nhận')).toBeVisible();
  await expect.poll(async () => (await office.accounts()).map(({ made, done, missing }) => [made, done, missing])).toContainEqual([1, 1, 0]);
  expect(await wrong(tab)).toEqual([]);
}

test('a household moves away from a phone that has visited it and not sent that: the visit is filed and nothing is lost', async ({ server, phone, desk }) => {
  const [home] = await (await Office.of(server, 'lai')).settledHouseholds();
  const { office, tab, review, main, dialog } = await visited(server, phone, desk, home);
  await desk.context.setOffline(true);
  await press(review, main.getByRole('button', { name: 'Chuyển thôn, tổ' }));
  await expect(dialog.getByRole('radio').first()).toBeFocused();
  await review.keyboard.press('Enter');
  await expect(dialog.getByText('Xin chọn một thôn, tổ.')).toBeVisible();
  expect(await wrong(review, 36)).toEqual([]);
  const there = dialog.getByRole('radio', { name: new RegExp(ELSEWHERE) });
  await dialog.getByRole('radio').first().focus();
  for (let at = 0; at < 8 && !(await there.isChecked()); at++) await review.keyboard.press('ArrowDown');
  await review.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  const moves = main.getByText(`Hộ này chuyển đến tổ dân phố ${ELSEWHERE}`);
  await expect(moves).toBeVisible();
  await expect(main.getByText('Còn trên máy này')).toBeVisible();
  await expect(main.getByRole('button', { name: 'Chuyển thôn, tổ' })).toBeFocused();
  expect(await wrong(review, 36)).toEqual([]);
  // It is on the computer, also after the page was closed.
  await review.reload();
  await expect(moves).toBeVisible();
  await desk.context.setOffline(false);
  await review.getByRole('button', { name: 'Lấy số liệu ngay' }).click();
  await expect(moves).toHaveCount(0);
  await expect(review.getByRole('complementary')).toContainText(ELSEWHERE);

  await comesBack(phone, tab, office);
  expect((await office.fresh()).map(({ household }) => household)).toEqual([home.id]);
  await toTab(tab, 'Các hộ');
  await tab.getByRole('searchbox').fill(home.head);
  await expect(tab.getByRole('main').getByRole('link', { name: home.head })).toHaveCount(0);
  await review.getByRole('button', { name: 'Lấy số liệu ngay' }).click();
  await expect(main.getByRole('region', { name: /lượt thăm/ })).toContainText('Chờ duyệt');
});

test('two records are one household: the visit of a phone that was out stays with its record, and both pages say so', async ({ server, phone, desk }) => {
  const [double, kept, third] = await (await Office.of(server, 'lai')).settledHouseholds();
  const { office, tab, review, main, dialog } = await visited(server, phone, desk, double);
  await desk.context.setOffline(true);
  await press(review, main.getByRole('button', { name: 'Trùng với hộ khác' }));
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await review.keyboard.press('Enter');
  await expect(dialog.getByText('Xin tìm và chọn một hộ.')).toBeVisible();
  await dialog.getByRole('searchbox').focus();
  // It is not the same as itself.
  await review.keyboard.type(plain(double.head));
  await expect(dialog.getByRole('radio', { name: double.head })).toHaveCount(0);
  await dialog.getByRole('searchbox').fill(plain(kept.head));
  await review.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: kept.head })).toBeChecked();
  await review.keyboard.press('Enter');

  await expect(dialog.getByRole('heading', { name: 'Dùng tiếp hồ sơ nào?' })).toBeVisible();
  await expect(dialog.getByRole('radio')).toHaveCount(2);
  await expect(dialog.getByRole('radio').first()).toBeFocused();
  for (const { head } of [double, kept]) await expect(dialog.locator('.side').filter({ hasText: head })).toContainText(/Mã .*\d+ lượt thăm, lần cuối \d\d\/\d\d\/\d{4}.*\d+ người/s);
  await review.keyboard.press('Enter');
  await expect(dialog.getByText('Xin chọn hồ sơ dùng tiếp.')).toBeVisible();
  expect(await wrong(review, 36)).toEqual([]);
  await dialog.getByRole('radio').first().focus();
  await review.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: kept.head })).toBeChecked();
  await review.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  const is = main.getByText(/^Hộ này trùng với hộ/);
  await expect(is).toContainText(kept.head);
  await expect(main.getByText('Còn trên máy này')).toBeVisible();
  await main.getByRole('link', { name: 'Xem hồ sơ kia' }).click();
  await sayWhy(review);
  await expect(review.getByRole('heading', { level: 1 })).toContainText(kept.head);
  await expect(main.getByText(/^Hồ sơ này dùng chung cho hộ/)).toContainText(double.head);
  expect(await wrong(review, 36)).toEqual([]);
  // It stands for another one, so of it and a third it is the one that stays.
  await press(review, main.getByRole('button', { name: 'Trùng với hộ khác' }));
  await dialog.getByRole('searchbox').fill(plain(third.head));
  await review.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: third.head })).toBeChecked();
  await review.keyboard.press('Enter');
  await expect(dialog.getByRole('radio', { name: kept.head })).toBeChecked();
  await expect(dialog.getByRole('radio', { name: kept.head })).toBeFocused();
  await expect(dialog.getByRole('radio', { name: third.head })).toBeDisabled();
  await expect(dialog.locator('.side').filter({ hasText: third.head })).toContainText('phải dùng tiếp hồ sơ kia');
  expect(await wrong(review, 36)).toEqual([]);
  await review.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await review.getByRole('link', { name: 'Về danh sách các hộ' }).click();
  await review.getByRole('searchbox').fill(double.head);
  await expect(main.getByRole('row').filter({ hasText: double.head })).toContainText(`trùng với hộ`);
  await desk.context.setOffline(false);
  await review.getByRole('button', { name: 'Lấy số liệu ngay' }).click();
  await expect.poll(async () => (await office.household(double.id)).same_as).toBe(kept.id);

  await comesBack(phone, tab, office);
  expect((await office.fresh()).map(({ household }) => household)).toEqual([double.id]);

  // It was another household after all.
  await review.getByRole('row').getByRole('link', { name: double.head }).click();
  await sayWhy(review);
  await press(review, main.getByRole('button', { name: 'Bỏ ghi trùng' }));
  await press(review, dialog.getByRole('button', { name: 'Bỏ ghi trùng' }));
  await expect(dialog).toHaveCount(0);
  await expect(is).toHaveCount(0);
  await expect.poll(async () => (await office.household(double.id)).same_as).toBeUndefined();
  await expect(main.getByRole('button', { name: 'Trùng với hộ khác' })).toBeFocused();
});

real('a unit becomes another one while a phone and the office are at work: nobody signs in again, and the visit is filed', async ({ server, phone, desk }) => {
  const office = await Office.of(server, 'thanh', PASSWORD);
  const review = await enter(desk, server, 'thanh', '/office/households', PASSWORD);
  const tab = await enter(phone, server, 'lan', '/', PASSWORD);
  await register(tab, 'Hồ Thị Bông Gòn');
  await expect.poll(() => office.households()).toBe(1);
  await phone.context.setOffline(true);
  await shortVisit(tab, 'Nhà khóa cửa.');
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  await server.command(['unit', 'merge', '--from', '19900', '--into', '19900', '--on', '2025-08-01', '--name', 'Phường Thuận Hải']);
  await phone.context.setOffline(false);
  await toTab(tab, 'Gửi đi');
  await tab.getByRole('button', { name: /^Gửi ngay|^Lấy tin mới/ }).click();
  await expect(tab.getByText('2 việc đã làm = 2 văn phòng đã ghi nhận')).toBeVisible();
  await expect.poll(async () => (await office.fresh()).length).toBe(1);
  await expect.poll(async () => (await office.accounts()).map(({ made, done }) => [made, done])).toContainEqual([2, 2]);
  await review.getByRole('button', { name: 'Lấy số liệu ngay' }).click();
  await expect(review.getByText('Phường Thuận Hải')).toBeVisible();
  await review.getByRole('link', { name: 'Bà Hồ Thị Bông Gòn' }).click();
  await expect(review.getByRole('main').getByRole('region', { name: '1 lượt thăm' })).toContainText('Chờ duyệt');
});
