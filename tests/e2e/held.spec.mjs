// What the office holds has a way out: both sides see it, one tap sends it again, and it is filed once.
import { expect } from './fixtures.mjs';
import { KEPT, LOST, PASSWORD, assign, test } from './installation.mjs';
import { Office } from './office.mjs';
import { begin, enter, finish, nobodyHome, register, toTab } from './visiting.mjs';

const NEW = 'Hồ Thị Bông Gòn';
const NOTE = 'Cửa đóng, hàng xóm bảo đi chợ.';

test('work in a hamlet that was taken away is held, seen by both sides, and filed once with one tap when it is given back', async ({ server, phone, desk }) => {
  const office = await Office.of(server, 'thanh', PASSWORD);
  const tab = await enter(phone, server, 'lan', '/', PASSWORD);
  await phone.context.setOffline(true);
  await assign(server, [KEPT]);
  await register(tab, NEW);
  await begin(tab);
  await nobodyHome(tab, NOTE);
  await finish(tab);
  await phone.context.setOffline(false);

  // One tap leads from Today to the reason.
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  await expect(tab.getByText('2 việc cần xem lại')).toBeVisible();
  await tab.getByRole('link', { name: 'Xem lý do' }).click();
  const stuck = tab.getByRole('region', { name: 'Cần xem lại' });
  await expect(stuck).toHaveCount(2);
  const household = stuck.filter({ hasText: 'Hộ mới thêm' });
  await expect(household).toContainText('ở ngoài thôn, tổ được giao');
  await expect(household.getByRole('heading')).toBeFocused();
  const visit = stuck.filter({ hasText: 'Thăm ngày' });
  await expect(visit).toContainText('trong sổ chưa có hộ được thăm');
  await expect(visit).toContainText('nên được gửi trước');
  expect(await office.fresh()).toEqual([]);
  expect(await office.households()).toBe(0);

  // The officer sees who, why, what, and whom to call; nobody has to read JSON.
  const review = await enter(desk, server, 'thanh', '/office/held', PASSWORD);
  const list = review.getByRole('main').locator('li.tile');
  await expect(list).toHaveCount(2);
  const entry = list.filter({ hasText: `Hộ mới: bà ${NEW}` });
  await expect(entry).toContainText('Cô Trần Thị Lan gửi');
  await expect(entry).toContainText(`Giao tổ dân phố ${LOST} cho cô Lan`);
  for (const one of await list.all()) await one.getByText('Xem nội dung đã gửi').click();
  await expect(list.filter({ hasText: `Lượt thăm: bà ${NEW}` })).toContainText(NOTE);
  await expect(review.getByRole('main')).not.toContainText('{"');

  // The hamlet is given back; sent before that, it would only be held again.
  await assign(server, [LOST, KEPT]);
  await visit.getByRole('button', { name: 'Gửi lại' }).click();
  await expect(stuck).toHaveCount(0);
  await expect(tab.getByText(/^Văn phòng đã nhận lúc/)).toHaveCount(2);
  await expect(tab.getByText('Đã gửi bản khác thay')).toHaveCount(2);
  await toTab(tab, 'Hôm nay');
  await expect(tab.getByText('cần xem lại')).toHaveCount(0);
  expect((await office.fresh()).map(({ head }) => head)).toEqual([NEW]);
  expect(await office.households()).toBe(1);
  expect((await office.held()).map(({ state }) => state)).toEqual(['settled', 'settled']);

  await review.getByRole('button', { name: 'Lấy số liệu ngay' }).click();
  await expect(review.getByText('Không có gì đang giữ')).toBeVisible();
});
