// What an officer of the city sees: the numbers of all communes, and the name of no household.
import { crowded, press, tabTo, wrong } from './access.mjs';
import { PHONE, expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, heading, signIn } from './visiting.mjs';

const rows = (tab, name) => tab.getByRole('region', { name }).locator('tbody tr');

test('the city sees what each commune sees of itself, on a map and in a table, down to the hamlets and no further', async ({ server, phone, desk }) => {
  const own = await enter(phone, server, 'chau', '/office/coverage');
  const reached = await own.getByRole('heading', { name: /^Đã thăm \d+ trong \d+ hộ$/ }).textContent();
  const hamlets = rows(own, 'Theo thôn, tổ dân phố');
  await expect(hamlets).toHaveCount(7);
  const told = await hamlets.allTextContents();

  const tab = await desk.tab();
  await tab.clock.install();
  await tab.goto(`${server.url}/office/`);
  await signIn(tab, 'ha');
  await expect(heading(tab)).toHaveText('Độ phủ các xã, phường');
  await expect(tab.getByText(/^Số liệu lúc .*tự lấy lại mỗi phút\.$/)).toBeVisible();
  await expect(tab.getByRole('region', { name: 'Thành phố Huế' }).getByRole('heading').first()).toHaveText(reached);
  await expect(rows(tab, 'Theo xã, phường')).toHaveCount(1);
  await expect(rows(tab, 'Theo xã, phường')).toContainText('Phường Thuận An');
  const map = tab.getByRole('region', { name: 'Bản đồ tỷ lệ đã thăm' });
  await expect(map.locator('path')).toHaveCount(40);
  expect(await wrong(tab, 36)).toEqual([]);
  expect(await crowded(tab)).toEqual([]);

  await expect(map.locator('title')).toHaveText([`Phường Thuận An: ${reached}`]);

  // By keyboard to the commune, and back.
  await press(tab, tab.getByRole('link', { name: 'Phường Thuận An' }));
  await expect(heading(tab)).toHaveText('Phường Thuận An');
  await expect(rows(tab, 'Theo thôn, tổ dân phố')).toHaveCount(7);
  expect(await rows(tab, 'Theo thôn, tổ dân phố').allTextContents()).toEqual(told);
  expect(await wrong(tab, 36)).toEqual([]);
  const names = (await (await Office.of(server, 'chau')).records('household')).map((household) => household.head.name);
  const text = await tab.locator('body').textContent();
  expect(names.filter((name) => text.includes(name))).toEqual([]);
  await tabTo(tab, tab.getByRole('link', { name: 'Về các xã, phường' }));
  await tab.keyboard.press('Enter');
  await expect(heading(tab)).toHaveText('Độ phủ các xã, phường');

  // Without the server it says how old the numbers are, and what to do where there are none.
  await expect(rows(tab, 'Theo xã, phường')).toHaveCount(1);
  await server.stop();
  await tab.clock.runFor(61_000);
  await expect(tab.getByText(/Lần lấy sau đó chưa được, sẽ thử lại\.$/)).toBeVisible();
  await expect(rows(tab, 'Theo xã, phường')).toHaveCount(1);
  // Nor are they told of another period.
  await tab.getByLabel('Kỳ').selectOption({ label: `Năm ${new Date().getFullYear()}` });
  await expect(tab.getByText('Trang này cần mạng')).toBeVisible();
  await expect(rows(tab, 'Theo xã, phường')).toHaveCount(0);
  expect(await wrong(tab, 36)).toEqual([]);
  await server.start();
  await tab.getByRole('button', { name: 'Thử lại' }).click();
  await expect(rows(tab, 'Theo xã, phường')).toContainText('Phường Thuận An');
});

test('an officer of the city who opens the phone is led to the office', async ({ server, desk }) => {
  const tab = await desk.tab();
  await tab.setViewportSize(PHONE.viewport);
  await tab.goto(server.url);
  await tab.getByLabel('Tên đăng nhập').fill('ha');
  await tab.getByLabel('Mật khẩu', { exact: true }).fill('dong-hanh');
  await tab.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(heading(tab)).toHaveText('Cán bộ tỉnh, thành phố dùng trang văn phòng');
  expect(await wrong(tab)).toEqual([]);
  await tab.getByRole('link', { name: 'Mở trang văn phòng' }).click();
  // The office's own worker takes over from the phone's, and loads the page anew.
  await expect(rows(tab, 'Theo xã, phường')).toContainText('Phường Thuận An');
});
