// An officer decides on what is held, with the keys alone; its author is told in one sentence on the phone.
import { press, wrong } from './access.mjs';
import { expect } from './fixtures.mjs';
import { KEPT, PASSWORD, assign, test } from './installation.mjs';
import { Office } from './office.mjs';
import { begin, enter, finish, nobodyHome, register, toTab } from './visiting.mjs';
import { OPERATIONS, ofNobody } from './wire.mjs';

/** From the page of a household to the list. */
const BACK = 'Về danh sách các hộ';
const KNOWN = 'Lê Thị Hòa';
const NEW = ['Hồ Thị Bông Gòn', 'Võ Thị Mít', 'Đỗ Thị Cau'];
const NOTES = { back: 'Xin hỏi lại tên chủ hộ.', closed: 'Hộ này ở phường khác.' };

/** Three new households and a visit are held, as their hamlet was taken away; another household is on file. */
async function heldWork(server, phone, desk) {
  const office = await Office.of(server, 'thanh', PASSWORD);
  const tab = await enter(phone, server, 'lan', '/', PASSWORD);
  await register(tab, KNOWN);
  await expect.poll(() => office.households()).toBe(1);
  await phone.context.setOffline(true);
  await assign(server, [KEPT]);
  for (const name of NEW) {
    await tab.getByRole('link', { name: BACK }).click();
    await register(tab, name);
  }
  await begin(tab);
  await nobodyHome(tab);
  await finish(tab);
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  await phone.context.setOffline(false);
  await expect.poll(async () => (await office.held()).length).toBe(4);
  const review = await enter(desk, server, 'thanh', '/office/held', PASSWORD);
  const open = review.getByRole('main').locator('ul.stacked > li.held');
  await expect(open).toHaveCount(4);
  return { office, tab, review, open, dialog: review.getByRole('dialog'), of: (text) => open.filter({ hasText: text }) };
}

test('an officer files, places, sends back and closes what is held, and the phone says so', async ({ server, phone, desk }) => {
  const { office, tab, review, open, dialog, of } = await heldWork(server, phone, desk);
  expect(await wrong(review, 36)).toEqual([]);
  const visit = of('Lượt thăm:');
  // Its household is not in the register: to file it as it came would fail for sure.
  await expect(visit.getByRole('button', { name: /^Ghi nhận/ })).toHaveCount(0);
  await press(review, visit.getByRole('button', { name: /^Ghi vào hộ khác/ }));
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await review.keyboard.press('Enter');
  await expect(dialog.getByText('Xin tìm và chọn một hộ.')).toBeVisible();
  await review.keyboard.type('le thi hoa');
  await expect(dialog.getByRole('radio')).toHaveCount(1);
  expect(await wrong(review, 36)).toEqual([]);
  await dialog.getByRole('searchbox').focus();
  await review.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio')).toBeChecked();
  await review.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(review.getByText(/^Đã quyết định: Ghi vào hộ khác/)).toBeVisible();
  await expect(open).toHaveCount(3);
  await expect.poll(async () => (await office.fresh()).map(({ head }) => head)).toEqual([KNOWN]);

  // The focus is in another entry, and its keys are those on the buttons.
  await expect(open.getByRole('button', { name: /^Ghi nhận/ }).and(review.locator(':focus'))).toHaveCount(1);
  await review.keyboard.press('a');
  await expect(dialog).toContainText('đứng tên cô Lan');
  expect(await wrong(review, 36)).toEqual([]);
  await press(review, dialog.getByRole('button', { name: 'Ghi nhận' }));
  await expect(open).toHaveCount(2);
  await expect.poll(() => office.households()).toBe(2);
  await expect(open.getByRole('button').and(review.locator(':focus'))).toHaveCount(1);
  await review.keyboard.press('r');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await press(review, dialog.getByRole('button', { name: 'Trả lại người ghi' }));
  await expect(dialog.getByText('Xin viết một câu')).toBeVisible();
  expect(await wrong(review, 36)).toEqual([]);
  await dialog.getByRole('textbox').focus();
  await review.keyboard.type(NOTES.back);
  await press(review, dialog.getByRole('button', { name: 'Trả lại người ghi' }));
  await expect(open).toHaveCount(1);
  await expect(open.getByRole('button').and(review.locator(':focus'))).toHaveCount(1);
  await review.keyboard.press('d');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await review.keyboard.type(NOTES.closed);
  await press(review, dialog.getByRole('button', { name: 'Đóng, không ghi' }));
  await expect(review.getByText('Không có gì đang giữ')).toBeVisible();
  const lately = review.getByRole('region', { name: 'Đã quyết định' });
  await expect(lately.locator('ul.done > li')).toHaveCount(4);
  await expect(lately).toContainText(NOTES.closed);
  await expect(lately.getByText('Còn trên máy này')).toHaveCount(0);
  expect(await wrong(review, 36)).toEqual([]);

  await toTab(tab, 'Gửi đi');
  await tab.getByRole('button', { name: 'Lấy tin mới' }).click();
  const stuck = tab.getByRole('region', { name: 'Cần xem lại' });
  await expect(stuck).toHaveCount(1);
  await expect(stuck).toContainText('Văn phòng trả lại');
  await expect(stuck).toContainText(NOTES.back);
  await expect(tab.getByText(/^Văn phòng đã ghi nhận/)).toHaveCount(2);
  await expect(tab.getByText(`Văn phòng đã đóng, không ghi vào sổ: ${NOTES.closed}`)).toBeVisible();
  await expect(tab.getByText('5 việc đã làm = 3 văn phòng đã ghi nhận + 1 văn phòng trả lại + 1 văn phòng đã đóng')).toBeVisible();
  expect(await wrong(tab)).toEqual([]);
  // What was sent back is a task of its author, with the officer's words.
  await toTab(tab, 'Hôm nay');
  await expect(tab.getByRole('main')).toContainText(NOTES.back);
  await tab.getByRole('link', { name: 'Xem lý do' }).first().click();
  await assign(server, [KEPT, 'An Hải']);
  await stuck.getByRole('button', { name: 'Gửi lại' }).click();
  await expect(stuck).toHaveCount(0);
  await expect.poll(() => office.households()).toBe(3);
});

test('a decision waits without a network, and one that cannot be carried out comes back with its reason', async ({ server, phone, desk }) => {
  const { office, review, open, dialog, of } = await heldWork(server, phone, desk);
  const lately = review.getByRole('region', { name: 'Đã quyết định' });
  const close = async (entry) => {
    await entry.getByRole('button', { name: /^Đóng, không ghi/ }).click();
    await dialog.getByRole('textbox').fill(NOTES.closed);
    await dialog.getByRole('button', { name: 'Đóng, không ghi' }).click();
  };
  await desk.context.setOffline(true);
  await close(of(NEW[0]));
  await expect(open).toHaveCount(3);
  await expect(lately.getByText('Còn trên máy này')).toBeVisible();
  await desk.context.setOffline(false);
  await review.getByRole('button', { name: 'Lấy số liệu ngay' }).click();
  await expect(lately.getByText('Còn trên máy này')).toHaveCount(0);
  await expect(open).toHaveCount(3);

  // On its way the decision becomes one for a household that nobody knows.
  await desk.context.route(OPERATIONS, ofNobody);
  const visit = of('Lượt thăm:');
  await visit.getByRole('button', { name: /^Ghi vào hộ khác/ }).click();
  await dialog.getByRole('searchbox').fill(KNOWN);
  await dialog.getByRole('radio').first().check();
  await dialog.getByRole('button', { name: 'Ghi vào hộ khác' }).click();
  await expect(visit.getByText('Chưa làm được.')).toBeVisible();
  await expect(open).toHaveCount(3);
  expect(await wrong(review, 36)).toEqual([]);
  await desk.context.unroute(OPERATIONS);
  await close(visit);
  await expect(open).toHaveCount(2);
  const states = async () => (await office.held()).map(({ state }) => state).sort();
  await expect.poll(states).toEqual(['open', 'open', 'ruled', 'ruled', 'settled']);
});
