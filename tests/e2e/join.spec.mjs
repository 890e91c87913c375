// Joining: an officer takes a volunteer on and invites them, and the volunteer comes in on a phone. [S16.10]
import { Device, PHONE, expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { PIN } from './typist.mjs';
import { choosePin, enter, find, heading, installed, lock, shortVisit, toTab } from './visiting.mjs';

// The stories type the PIN of the phone.
test.use({ typed: false });

const CODE = /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/;

/** The code on the officer's screen, and the address that the square code says. */
async function shown(office) {
  const dialog = office.getByRole('dialog');
  await expect(dialog.getByRole('img', { name: 'Mã vuông của lời mời' })).toBeVisible();
  const code = await dialog.getByText(CODE).textContent();
  await dialog.getByRole('button', { name: 'Đã đưa' }).click();
  return code;
}

test('[S16.10] an officer takes a volunteer on by keyboard, and she comes in by the code for the camera', async ({ server, phone, desk }) => {
  const office = await enter(desk, server, 'chau', '/office/people');
  await office.getByRole('button', { name: 'Thêm tình nguyện viên' }).press('Enter');
  const dialog = office.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Thêm và mời' }).press('Enter');
  await expect(dialog.getByText('Chưa ghi họ và tên.')).toBeVisible();
  await dialog.getByLabel('Họ và tên').fill('Lê Thị Thu Sương');
  await dialog.getByLabel('Xưng hô').selectOption('cô');
  const hamlet = dialog.getByRole('group', { name: 'Được giao' }).getByRole('checkbox').first();
  await hamlet.press('Space');
  await dialog.getByRole('button', { name: 'Thêm và mời' }).press('Enter');
  await expect(dialog.getByText('Mời cô Lê Thị Thu Sương vào một máy?')).toBeVisible();
  await dialog.getByRole('button', { name: 'Mời', exact: true }).press('Enter');
  const code = await shown(office);
  await expect(office.getByText('Lê Thị Thu Sương')).toBeVisible();

  const tab = await phone.tab();
  await tab.goto(`${server.url}/join#${code.replace('-', '')}`);
  await expect(tab.getByText('Chào cô Lê Thị Thu Sương')).toBeVisible();
  await expect(tab.getByText(/mời vào nhóm tình nguyện viên của Phường Thuận An/)).toBeVisible();
  await tab.getByRole('button', { name: 'Tham gia' }).click();
  await choosePin(tab, PIN);
  expect(new URL(tab.url()).hash).toBe('');
  await toTab(tab, 'Các hộ');
  await expect(tab.getByRole('main').getByRole('link').first()).toBeVisible();
  await lock(tab);
  await expect(heading(tab)).toContainText('cô Sương');

  // It opens no other phone.
  const other = await Device.fresh(PHONE, false, { typed: false });
  const stranger = await other.tab();
  await stranger.goto(server.url);
  await stranger.getByRole('button', { name: 'Có mã mời' }).click();
  await stranger.getByLabel('Mã mời').fill(code.toLowerCase());
  await stranger.getByRole('button', { name: 'Xem lời mời' }).click();
  await stranger.getByRole('button', { name: 'Tham gia' }).click();
  await expect(stranger.getByText(/Mã mời này không có, đã quá 24 giờ, hoặc đã dùng trên máy khác/)).toBeVisible();
  await other.remove();
});

test('[S16.5] [S16.10] whose PIN is forgotten is invited again, and finds what was not sent', async ({ server, phone, desk }) => {
  const lai = await Office.of(server, 'lai');
  const [{ head }] = await lai.settledHouseholds();
  const office = await enter(desk, server, 'chau', '/office/people');
  const invite = async () => {
    await office.getByRole('button', { name: /^Mời cô .*Lài$/ }).click();
    await office.getByRole('dialog').getByRole('button', { name: 'Mời', exact: true }).click();
    return shown(office);
  };
  const tab = await phone.tab();
  await tab.goto(`${server.url}/join#${(await invite()).replace('-', '')}`);
  await tab.getByRole('button', { name: 'Tham gia' }).click();
  await choosePin(tab, PIN);
  await installed(tab);
  await phone.context.setOffline(true);
  await find(tab, head, head);
  await shortVisit(tab);
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  await lock(tab);
  await expect(tab.getByText('1 mục chưa gửi vẫn an toàn trên máy')).toBeVisible();
  await phone.context.setOffline(false);

  await tab.getByRole('button', { name: 'Quên mã' }).click();
  await tab.getByLabel('Mã mời').fill(await invite());
  await tab.getByRole('button', { name: 'Xem lời mời' }).click();
  await tab.getByRole('button', { name: 'Tham gia' }).click();
  await choosePin(tab, '904617');
  await expect.poll(async () => (await lai.fresh()).map((visit) => visit.head)).toEqual([head]);
});
