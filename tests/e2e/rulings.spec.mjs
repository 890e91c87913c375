// An officer decides on what is held, with the keys alone; its author is told in one sentence on the phone.
import { press, wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, find, heading, shortVisit, toTab } from './visiting.mjs';
import { OPERATIONS, ofNobody } from './wire.mjs';

const NOTES = { back: 'Xin ghi lại đúng hộ.', closed: 'Đã nhập tay ở văn phòng.' };

/** Visits of three households arrive without a household that anybody knows, and are held. */
async function heldVisits(server, phone) {
  const lai = await Office.of(server, 'lai');
  const heads = (await lai.settledHouseholds()).slice(0, 3).map(({ head }) => head);
  const tab = await enter(phone, server);
  await phone.context.route(OPERATIONS, ofNobody);
  for (const head of heads) {
    await find(tab, head, head);
    await shortVisit(tab);
    await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  }
  await expect.poll(async () => (await (await Office.of(server, 'chau')).held()).length).toBe(3);
  await phone.context.unroute(OPERATIONS);
  return { lai, heads, tab };
}

test('an officer places, sends back and closes what is held, and the phone says so', async ({ server, phone, desk }) => {
  const { lai, heads, tab } = await heldVisits(server, phone);
  const [meant] = heads;
  const review = await enter(desk, server, 'chau', '/office/held');
  const open = review.getByRole('main').locator('ul.stacked > li.held');
  const dialog = review.getByRole('dialog');
  await expect(open).toHaveCount(3);
  expect(await wrong(review, 36)).toEqual([]);
  // The household is not in the register: to file it as it came would fail for sure.
  await expect(review.getByRole('button', { name: /^Ghi nhận/ })).toHaveCount(0);

  const place = open.first().getByRole('button', { name: /^Ghi vào hộ khác/ });
  await press(review, place);
  await expect(dialog.getByLabel('Tìm hộ theo tên, địa chỉ, số điện thoại')).toBeFocused();
  await review.keyboard.press('Enter');
  await expect(dialog.getByText('Xin tìm và chọn một hộ.')).toBeVisible();
  await review.keyboard.type(meant);
  await expect(dialog.getByRole('radio').first()).toBeVisible();
  expect(await wrong(review, 36)).toEqual([]);
  await review.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio').first()).toBeChecked();
  await review.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(review.getByText(/^Đã quyết định: Ghi vào hộ khác/)).toBeVisible();
  await expect(open).toHaveCount(2);
  await expect.poll(async () => (await lai.fresh()).map(({ head }) => head)).toEqual([meant]);

  // The focus is in the next entry, and its keys are those on the buttons.
  await expect(open.first().getByRole('button').first()).toBeFocused();
  await review.keyboard.press('r');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await press(review, dialog.getByRole('button', { name: 'Gửi lại người ghi' }));
  await expect(dialog.getByText('Xin viết một câu')).toBeVisible();
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await review.keyboard.type(NOTES.back);
  await press(review, dialog.getByRole('button', { name: 'Gửi lại người ghi' }));
  await expect(open).toHaveCount(1);
  await review.keyboard.press('d');
  await review.keyboard.type(NOTES.closed);
  await press(review, dialog.getByRole('button', { name: 'Đóng, không ghi' }));
  await expect(review.getByText('Không có gì đang giữ')).toBeVisible();

  const lately = review.getByRole('region', { name: 'Đã quyết định' });
  await expect(lately.getByRole('listitem')).toHaveCount(3);
  await expect(lately).toContainText(NOTES.closed);
  await expect(lately.getByText('Còn trên máy này')).toHaveCount(0);
  expect(await wrong(review, 36)).toEqual([]);

  await toTab(tab, 'Gửi đi');
  await tab.getByRole('button', { name: 'Lấy tin mới' }).click();
  const stuck = tab.getByRole('region', { name: 'Cần xem lại' });
  await expect(stuck).toHaveCount(1);
  await expect(stuck).toContainText(`Văn phòng trả lại`);
  await expect(stuck).toContainText(NOTES.back);
  await expect(tab.getByText(/^Văn phòng đã ghi nhận lúc/)).toHaveCount(1);
  await expect(tab.getByText(NOTES.closed)).toHaveCount(1);
  await expect(tab.getByText('3 việc đã làm = 1 văn phòng đã ghi nhận + 1 văn phòng gửi lại + 1 văn phòng đã đóng')).toBeVisible();
  expect(await wrong(tab)).toEqual([]);

  // What was sent back is a task of its author, with the officer's words.
  await toTab(tab, 'Hôm nay');
  await expect(tab.getByRole('main')).toContainText(NOTES.back);
  await toTab(tab, 'Gửi đi');
  await stuck.getByRole('button', { name: /^Sửa/ }).click();
  await expect(tab.getByText(NOTES.back)).toBeVisible();
});

test('a decision that cannot be carried out comes back with its reason, and another one takes its place', async ({ server, phone, desk }) => {
  await heldVisits(server, phone);
  const review = await enter(desk, server, 'chau', '/office/held');
  const open = review.getByRole('main').locator('ul.stacked > li.held');
  const dialog = review.getByRole('dialog');
  await expect(open).toHaveCount(3);
  // Decided without a network: it leaves the list at once, and waits here.
  await server.stop();
  await open.first().getByRole('button', { name: /^Đóng, không ghi/ }).click();
  await dialog.getByRole('textbox').fill(NOTES.closed);
  await dialog.getByRole('button', { name: 'Đóng, không ghi' }).click();
  await expect(open).toHaveCount(2);
  const lately = review.getByRole('region', { name: 'Đã quyết định' });
  await expect(lately.getByText('Còn trên máy này')).toBeVisible();
  await server.start();
  await review.getByRole('button', { name: 'Lấy số liệu ngay' }).click();
  await expect(lately.getByText('Còn trên máy này')).toHaveCount(0);
  await expect(open).toHaveCount(2);

  // On its way the decision becomes one for a household that nobody knows.
  await desk.context.route(OPERATIONS, ofNobody);
  await open.first().getByRole('button', { name: /^Ghi vào hộ khác/ }).click();
  const [{ head }] = await (await Office.of(server, 'chau')).settledHouseholds();
  await dialog.getByRole('searchbox').fill(head);
  await dialog.getByRole('radio').first().check();
  await dialog.getByRole('button', { name: 'Ghi vào hộ khác' }).click();
  await expect(open.filter({ hasText: 'Chưa làm được.' })).toHaveCount(1);
  await expect(open).toHaveCount(2);
  expect(await wrong(review, 36)).toEqual([]);
  await desk.context.unroute(OPERATIONS);
  const again = open.filter({ hasText: 'Chưa làm được.' });
  await again.getByRole('button', { name: /^Đóng, không ghi/ }).click();
  await dialog.getByRole('textbox').fill(NOTES.closed);
  await dialog.getByRole('button', { name: 'Đóng, không ghi' }).click();
  await expect(open).toHaveCount(1);
  await expect.poll(async () => (await (await Office.of(server, 'chau')).held()).map(({ state }) => state).sort()).toEqual(['open', 'ruled', 'ruled', 'settled']);
});
