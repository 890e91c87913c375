// The pictures of the README: `docs/screenshots/*.png`, from the demo commune.
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DESK, Device, PHONE, expect } from '../tests/e2e/fixtures.mjs';
import { Office, plain } from '../tests/e2e/office.mjs';
import { Server } from '../tests/e2e/server.mjs';
import { begin, choose, enter, find, finish, goThrough, heading, lookOver, meet, toTab } from '../tests/e2e/visiting.mjs';

const FOLDER = 'docs/screenshots';
/** Heavier pictures make the README slow to open where the network is. */
const MOST_BYTES = 220_000;

await mkdir(FOLDER, { recursive: true });
const server = await Server.fresh({ demo: null });
const phone = await Device.fresh({ ...PHONE, deviceScaleFactor: 1.75 });
const desk = await Device.fresh(DESK);
try {
  await server.start(['--demo']);
  await onThePhone();
  await atTheOffice();
} finally {
  await phone.remove();
  await desk.remove();
  await server.remove();
}

async function onThePhone() {
  const door = await phone.tab();
  await door.goto(server.url);
  await expect(heading(door)).toBeVisible();
  await take(door, 'sign-in');
  await door.close();

  const tab = await enter(phone, server);
  await expect(tab.getByText('Việc tiếp theo').first()).toBeVisible();
  await take(tab, 'today');
  await inTheDark(tab, 'today-dark');

  const [{ head, id }] = await (await Office.of(server, 'lai')).settledHouseholds();
  await toTab(tab, 'Các hộ');
  await tab.getByRole('searchbox').fill(plain(head).split(' ').slice(0, 2).join(' '));
  await expect(tab.getByText(/^Tìm thấy/)).toBeVisible();
  await take(tab, 'households');

  await tab.goto(`${server.url}/households/${id}`);
  await expect(heading(tab)).toContainText(head);
  await take(tab, 'household');

  await phone.context.setOffline(true);
  await begin(tab);
  await meet(tab);
  await choose(tab, 'Mái nhà lợp bằng gì?', 'Tôn');
  await tab.getByRole('radiogroup', { name: 'Tường làm bằng gì?' }).getByLabel('Gạch, đá, bê tông').check();
  await heading(tab).focus();
  await tab.locator('.scroll').evaluate((scroll) => (scroll.scrollTop = 0));
  await take(tab, 'form');
  await inTheDark(tab, 'form-dark');

  await tab.getByLabel('Nhà rộng bao nhiêu mét vuông?').fill('48');
  await goThrough(tab);
  await tab.getByLabel('Ghi chú').fill('Mái tôn gian sau đã mục, mưa xuống là dột.');
  await lookOver(tab);
  await take(tab, 'finish');
  await finish(tab);
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  await toTab(tab, 'Gửi đi');
  await take(tab, 'outbox');
}

async function atTheOffice() {
  const tab = await enter(desk, server, 'chau', '/office/');
  await expect(tab.getByRole('group', { name: 'Quyết định' })).toBeVisible();
  await take(tab, 'review');
  await inTheDark(tab, 'review-dark');
}

async function inTheDark(tab, name) {
  await tab.emulateMedia({ colorScheme: 'dark' });
  await take(tab, name);
  await tab.emulateMedia({ colorScheme: 'light' });
}

async function take(tab, name) {
  const path = join(FOLDER, `${name}.png`);
  await tab.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const { size } = await stat(path);
  console.log(`${path} ${Math.round(size / 1000)} KB`);
  if (size > MOST_BYTES) throw new Error(`${path} is heavier than ${MOST_BYTES / 1000} KB`);
}
