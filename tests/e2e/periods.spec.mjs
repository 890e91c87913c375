// The people of the office: what they are given from a day to a day, who is in and who is out, and who sees to a whole city.
import { crowded, press, wrong } from './access.mjs';
import { DESK, expect, lend, test as base } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, find, heading, shortVisit, signIn } from './visiting.mjs';

const test = base.extend({
  other: ({ whole }, use, info) => lend(DESK, whole, use, info),
});

const DAY = 24 * 60 * 60 * 1000;
const PASSPHRASE = 'đò dọc sông Hương';

/** A day of Việt Nam, so many days from today: as a field has it, and as people write it. */
function day(days) {
  const text = new Date(Date.now() + 7 * 60 * 60 * 1000 + days * DAY).toISOString().slice(0, 10);
  return { field: text, said: text.split('-').reverse().join('/') };
}

const row = (tab, name) => tab.getByRole('main').getByRole('listitem').filter({ hasText: name });
const change = (tab, name) => tab.getByRole('button', { name: new RegExp(`^Sửa .*${name}$`) });

test('[S9.6] an officer gives a volunteer hamlets from a day to a day by keyboard, and takes it back', async ({ server, desk }) => {
  const khoa = await Office.of(server, 'khoa');
  const hamlets = async () => new Set((await khoa.records('household')).map(({ hamlet }) => hamlet)).size;
  const tab = await enter(desk, server, 'chau', '/office/people');
  await press(tab, change(tab, 'Khoa'));
  const dialog = tab.getByRole('dialog');
  await expect(dialog.getByLabel('Họ và tên')).toHaveValue('Nguyễn Đăng Khoa');
  const [from, until] = [day(-3), day(9)];
  await dialog.getByLabel('Hải Tiến: từ ngày').fill(until.field);
  await dialog.getByLabel('Hải Tiến: đến hết ngày').fill(from.field);
  await dialog.getByRole('button', { name: 'Lưu' }).press('Enter');
  await expect(dialog.getByText('Ngày cuối phải từ ngày đầu trở đi.')).toBeVisible();
  await dialog.getByLabel('Hải Tiến: từ ngày').fill(from.field);
  await dialog.getByLabel('Hải Tiến: đến hết ngày').fill(until.field);
  const next = day(30);
  await dialog.getByRole('checkbox', { name: 'Hải Thành' }).press('Space');
  await dialog.getByRole('checkbox', { name: 'An Hải' }).press('Space');
  await dialog.getByLabel('An Hải: từ ngày').fill(next.field);
  expect(await wrong(tab, 36)).toEqual([]);
  expect(await crowded(tab)).toEqual([]);
  await dialog.getByRole('button', { name: 'Lưu' }).press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(row(tab, 'Khoa')).toContainText(`Hải Tiến: từ ${from.said} đến ${until.said}, còn 9 ngày`);
  await expect(row(tab, 'Khoa')).toContainText(`An Hải: từ ${next.said}, chưa bắt đầu`);
  await expect(tab.getByText('Sắp hết hạn')).toBeVisible();
  await expect(change(tab, 'Khoa')).toBeFocused();
  // What is to come is not read, what goes on is.
  expect(await hamlets()).toBe(1);
  await tab.getByRole('button', { name: 'Trả lại như cũ' }).press('Enter');
  await expect(row(tab, 'Khoa')).not.toContainText('từ');
  expect(await hamlets()).toBe(2);
});

test('[S9.7] a hamlet whose last day is over leaves the phone, and the work of its time is part of the record', async ({ server, phone, desk }) => {
  const lai = await Office.of(server, 'lai');
  const [{ head }] = await lai.settledHouseholds();
  const tab = await enter(phone, server);
  await phone.context.setOffline(true);
  await find(tab, head, head);
  await shortVisit(tab);
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();

  const office = await enter(desk, server, 'chau', '/office/people');
  await press(office, change(office, 'Lài'));
  const dialog = office.getByRole('dialog');
  for (const hamlet of ['An Hải', 'Minh Hải', 'Tân Mỹ']) {
    await dialog.getByLabel(`${hamlet}: đến hết ngày`).fill(day(-1).field);
  }
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(row(office, 'Lài')).toContainText('đã hết hạn');
  expect(await wrong(office, 36)).toEqual([]);

  await phone.context.setOffline(false);
  const chau = await Office.of(server, 'chau');
  await expect.poll(async () => (await chau.visits()).some((visit) => visit.head === head && visit.state === 'waiting')).toBe(true);
  await tab.goto(`${server.url}/households`);
  await expect(tab.getByRole('main').getByRole('link', { name: head })).toHaveCount(0);
});

test('an account is closed with what happens said before, and opened again at the same place', async ({ server, phone, desk }) => {
  const tab = await enter(desk, server, 'chau', '/office/people');
  await enter(phone, server, 'khoa');
  await press(tab, tab.getByRole('button', { name: /^Đóng tài khoản của .*Khoa$/ }));
  const dialog = tab.getByRole('dialog');
  await expect(dialog).toContainText('Những gì máy chưa gửi vẫn còn trên máy');
  await dialog.getByRole('button', { name: 'Giữ tài khoản' }).press('Enter');
  await expect(row(tab, 'Khoa')).not.toContainText('Tài khoản đã đóng');
  await press(tab, tab.getByRole('button', { name: /^Đóng tài khoản của .*Khoa$/ }));
  await dialog.getByRole('button', { name: 'Đóng tài khoản' }).press('Enter');
  await expect(row(tab, 'Khoa')).toContainText('Tài khoản đã đóng');
  await expect(Office.of(server, 'khoa')).rejects.toThrow('401');
  expect(await wrong(tab, 36)).toEqual([]);

  const open = tab.getByRole('button', { name: /^Mở lại tài khoản của .*Khoa$/ });
  await expect(open).toBeFocused();
  await open.press('Enter');
  await expect(row(tab, 'Khoa')).not.toContainText('Tài khoản đã đóng');
  await Office.of(server, 'khoa');
});

test('an administrator sees to people, units and devices of the city, and to no household', async ({ server, phone, desk, other }) => {
  await enter(phone, server, 'lai');
  const names = (await (await Office.of(server, 'chau')).records('household')).map((household) => household.head.name);
  const tab = await desk.tab();
  await tab.goto(`${server.url}/office/`);
  await signIn(tab, 'quan');
  await expect(heading(tab)).toHaveText('Người');
  const rail = tab.getByRole('navigation', { name: 'Các mục chính' });
  await expect(rail.getByRole('listitem')).toHaveText(['Người', 'Đơn vị', 'Máy', 'Nhật ký', 'Sự cố', 'Tôi'].map((word) => new RegExp(word)));
  await expect(tab.getByRole('main').getByRole('listitem')).toHaveCount(6);
  await tab.getByLabel('Đơn vị').selectOption('Phường Thuận An');
  await expect(tab.getByRole('main').getByRole('listitem')).toHaveCount(4);

  // An officer of the commune, who chooses a password by an invitation. [S16.21]
  await press(tab, tab.getByRole('button', { name: 'Thêm người' }));
  const dialog = tab.getByRole('dialog');
  await dialog.getByLabel('Vai trò').selectOption('Cán bộ xã, phường');
  await expect(dialog.getByRole('group', { name: 'Được giao' })).toHaveCount(0);
  await dialog.getByLabel('Họ và tên').fill('Lê Văn Minh Đức');
  await dialog.getByRole('button', { name: 'Thêm và mời', exact: true }).click();
  await expect(dialog).toContainText('Mời chị Lê Văn Minh Đức vào văn phòng?');
  await dialog.getByRole('button', { name: 'Mời', exact: true }).click();
  await expect(dialog).toContainText('tự chọn mật khẩu');
  expect(await wrong(tab, 36)).toEqual([]);
  const code = await dialog.locator('.spoken').textContent();
  await dialog.getByRole('button', { name: 'Đã đưa' }).click();
  await expect(row(tab, 'Lê Văn Minh Đức')).toContainText('Cán bộ xã, phường');
  const theirs = await other.tab();
  await theirs.goto(`${server.url}/office/join#${code.replace('-', '')}`);
  await expect(theirs.getByText('mời làm việc ở văn phòng Phường Thuận An')).toBeVisible();
  const chosen = theirs.getByLabel('Mật khẩu mới', { exact: true });
  await chosen.fill('lê văn minh đức');
  await theirs.getByRole('button', { name: 'Nhận và vào' }).click();
  await expect(theirs.getByText('Văn phòng không nhận mật khẩu mới này')).toBeVisible();
  await chosen.fill(PASSPHRASE);
  expect(await wrong(theirs, 36)).toEqual([]);
  await theirs.getByRole('button', { name: 'Nhận và vào' }).click();
  await expect(theirs.getByRole('navigation', { name: 'Các mục chính' })).toBeVisible();
  expect(new URL(theirs.url()).hash).toBe('');
  const minh = await Office.of(server, 'le.van.minh.duc', PASSPHRASE);
  expect((await minh.records('household')).length).toBe(names.length);

  const seen = [await tab.locator('body').textContent()];
  for (const [place, title, holds] of [['units', 'Đơn vị', 'An Hải'], ['devices', null, 'Trần Thị Lài'], ['audit', null, 'Trần Thị Lài']]) {
    await tab.goto(`${server.url}/office/${place}`);
    if (title) await expect(heading(tab)).toHaveText(title);
    await expect(tab.getByRole('main')).toContainText(holds);
    expect(await wrong(tab, 36)).toEqual([]);
    seen.push(await tab.locator('body').textContent());
  }
  expect(names.filter((name) => seen.some((text) => text.includes(name)))).toEqual([]);
  await expect(tab.getByText('ODK Collect').filter({ visible: true })).toHaveCount(0);
  await tab.goto(`${server.url}/office/households`);
  await expect(heading(tab)).toHaveText('Không có trang này');
});
