// Everything by keyboard: what is added and removed, what is held, whose session ends, which tab works.
import { press } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { PHOTO, begin, choice, enter, find, heading, meet, saved, shortVisit, toTab } from './visiting.mjs';
import { OPERATIONS, ofNobody } from './wire.mjs';

/** A visit of somebody who lets photos be taken, at one of its parts. */
async function at(tab, server, part) {
  const [{ head }] = await (await Office.of(server, 'lai')).settledHouseholds();
  await find(tab, head, head);
  await begin(tab);
  await meet(tab, 'Có');
  await tab.goto(tab.url().replace(/\?.*/, `?part=${part}`));
}

test('what is asked more than once is added and taken away with the keys alone', async ({ server, phone }) => {
  const tab = await enter(phone, server);
  await at(tab, server, 'commitments');
  const one = tab.getByRole('heading', { name: 'Cam kết 1' });
  await press(tab, tab.getByRole('button', { name: 'Thêm một cam kết' }));
  await expect(one).toBeFocused();
  await press(tab, choice(tab, 'Ai hứa?', 'Người đi thăm'), 'Space');
  await press(tab, tab.getByRole('button', { name: 'Bỏ Cam kết 1' }));
  const asks = tab.getByRole('dialog');
  await press(tab, asks.getByRole('button', { name: 'Giữ lại' }));
  await expect(one).toBeVisible();
  await press(tab, tab.getByRole('button', { name: 'Bỏ Cam kết 1' }));
  await press(tab, asks.getByRole('button', { name: 'Bỏ', exact: true }));
  await expect(one).toHaveCount(0);
  await saved(tab);
});

test('a photo and a place are taken and taken away with the keys alone', async ({ server, phone }) => {
  await phone.context.grantPermissions(['geolocation']);
  await phone.context.setGeolocation({ latitude: 16.57, longitude: 107.64, accuracy: 12 });
  const tab = await enter(phone, server);
  await at(tab, server, 'closing');
  const [camera] = await Promise.all([tab.waitForEvent('filechooser'), press(tab, tab.getByLabel('Chụp ảnh'), 'Space')]);
  await camera.setFiles(PHOTO);
  await expect(tab.getByRole('img', { name: 'Ảnh 1' })).toBeVisible();
  await press(tab, tab.getByRole('button', { name: 'Bỏ ảnh 1' }));
  await expect(tab.getByRole('img', { name: 'Ảnh 1' })).toHaveCount(0);

  await press(tab, tab.getByRole('button', { name: 'Lấy vị trí' }));
  await expect(tab.getByText('Đã lấy vị trí, sai lệch khoảng 12 m')).toBeVisible();
  await press(tab, tab.getByRole('button', { name: 'Bỏ vị trí' }));
  await expect(tab.getByText(/^Đã lấy vị trí/)).toHaveCount(0);
  await saved(tab);
});

test('what is held is sent again, and what came back is mended, with the keys alone', async ({ server, phone }) => {
  const lai = await Office.of(server, 'lai');
  const [{ head }] = await lai.settledHouseholds();
  const [returned] = await lai.visits('returned');
  const tab = await enter(phone, server);
  await phone.context.route(OPERATIONS, ofNobody);
  await find(tab, head, head);
  await shortVisit(tab);
  await press(tab, tab.getByRole('link', { name: 'Đến nhà tiếp theo' }));
  await toTab(tab, 'Gửi đi');
  const stuck = tab.getByRole('region', { name: 'Cần xem lại' });
  const again = stuck.getByRole('button', { name: 'Gửi lại' });
  await expect(again).toBeVisible();
  await phone.context.unroute(OPERATIONS);
  await press(tab, again);
  await expect(again).toHaveCount(0);
  await expect.poll(async () => (await lai.fresh()).map((visit) => visit.head)).toEqual([head]);

  await find(tab, returned.head, returned.head);
  const mend = { name: 'Sửa lượt thăm này' };
  await press(tab, tab.getByRole('button', mend).or(tab.getByRole('link', mend)));
  await expect(tab.getByText(/^Phần \d+ trong \d+$/)).toBeVisible();
  await press(tab, tab.getByRole('link', { name: 'Các phần' }));
  await expect(heading(tab)).toHaveText('Xem lại');
});

test('a session is ended with the keys alone', async ({ server, phone, desk }) => {
  await enter(phone, server);
  const tab = await enter(desk, server, 'chau', '/office/devices');
  const stop = tab.getByRole('button', { name: /^Ngừng phiên trên .* của cô Lài$/ });
  const dialog = tab.getByRole('dialog');
  await press(tab, stop);
  await press(tab, dialog.getByRole('button', { name: 'Giữ phiên này' }));
  await expect(dialog).toHaveCount(0);
  await expect(stop).toBeFocused();
  await press(tab, stop);
  await press(tab, dialog.getByRole('button', { name: 'Ngừng phiên' }));
  await expect(tab.getByText(/^Đã ngừng phiên trên/)).toBeVisible();
  await expect(stop).toHaveCount(0);
});

test('a tab takes over with the keys alone', async ({ server, phone }) => {
  const first = await enter(phone, server);
  const tab = await phone.tab();
  await tab.goto(server.url);
  const here = (one) => one.getByRole('button', { name: 'Làm việc ở đây' });
  await press(tab, here(tab));
  await expect(here(tab)).toHaveCount(0);
  await expect(here(first)).toBeVisible();
});
