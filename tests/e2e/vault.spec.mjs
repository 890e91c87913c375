// The vault: what a phone keeps opens by its PIN, and nobody who has the phone alone reads any of it. [S16]
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DESK, Device, expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { PIN } from './typist.mjs';
import { begin, choosePin, find, heading, installed, lock, photograph, saved, toTab } from './visiting.mjs';

// Histories and sessions are kept by the whole browser alone. The stories type the PIN.
test.use({ whole: true, typed: false });

const ASKS = 'Nhập mã PIN 6 số để mở';
const NOTE = 'Bà Hạnh ho nhiều về đêm, chưa dám đi khám';

const asked = (tab, words) => expect(tab.getByRole('status').filter({ hasText: words })).toBeVisible();

async function byPassword(tab, name) {
  await tab.getByLabel('Tên đăng nhập').fill(name);
  await tab.getByLabel('Mật khẩu', { exact: true }).fill('dong-hanh');
  await tab.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(heading(tab)).toContainText('Chọn mã PIN');
}

/** Signs in on a phone that nobody has used, and chooses a PIN. */
async function join_(phone, server, name = 'lai', pin = PIN) {
  const tab = await phone.tab();
  await tab.goto(server.url);
  await byPassword(tab, name);
  await choosePin(tab, pin);
  return tab;
}

async function unlock(tab, pin = PIN) {
  await asked(tab, ASKS);
  await tab.keyboard.type(pin);
  await expect(tab.getByRole('group', { name: 'Bàn phím số' })).toHaveCount(0);
}

/** Begins a visit of a household, with a photo, and writes a note in it; gives whose it is. */
async function write(tab, server) {
  const [{ head }] = await (await Office.of(server, 'lai')).settledHouseholds();
  await find(tab, head, head);
  await photograph(tab);
  await tab.getByLabel('Ghi chú').fill(NOTE);
  await saved(tab);
  return head;
}

test('[S16.9] nothing of anybody lies readable in the profile after a day', async ({ server, phone }) => {
  const tab = await join_(phone, server);
  await installed(tab);
  await write(tab, server);
  await tab.goto(`${server.url}/households`);
  await unlock(tab);
  await tab.getByRole('searchbox').fill('hanh');
  await tab.getByRole('main').getByRole('link', { name: /Hạnh/ }).first().click();
  await expect(heading(tab)).toContainText('Hạnh');
  expect(await tab.title()).not.toContain('Hạnh');
  await tab.goto(`${server.url}/left-behind`);
  await unlock(tab);
  await tab.goto(server.url);
  await unlock(tab);
  await lock(tab);
  const records = await (await Office.of(server, 'lai')).records('household');
  // What the search would find, if it lay there: said once in the open, in each place that a browser keeps.
  const canary = 'Lê Thị Chim Sẻ';
  await tab.evaluate(async (canary) => {
    document.title = `${canary} bốn`;
    history.pushState(null, '', `/?${encodeURIComponent(`${canary} năm`)}`);
    localStorage.setItem('canary', `${canary} một`);
    await (await caches.open('canary')).put('/canary', new Response(`${canary} hai`));
    await new Promise((done) => {
      const opening = indexedDB.open('canary');
      opening.onupgradeneeded = () => opening.result.createObjectStore('canary');
      opening.onsuccess = () => {
        const writing = opening.result.transaction('canary', 'readwrite', { durability: 'strict' });
        writing.objectStore('canary').put(`${canary} ba`, 1);
        writing.objectStore('canary').put(new TextEncoder().encode('JFIF'), 2);
        writing.oncomplete = done;
      };
    });
  }, canary);
  await phone.context.close();

  const files = await all(phone.folder);
  const found = (text) => files.filter(({ bytes }) => forms(text).some((form) => bytes.includes(form))).map(({ path }) => path);
  for (const which of ['một', 'hai', 'ba', 'bốn', 'năm']) expect(found(`${canary} ${which}`), which).not.toEqual([]);
  const [names, phones, addresses] = ['name', 'phone', 'address'].map((field) => said(records, field));
  for (const some of [names, phones, addresses]) expect(some.length).toBeGreaterThan(5);
  const places = records.flatMap(({ place }) => (place ? [`"lat":${place.lat}`, `"lon":${place.lon}`] : []));
  for (const secret of [NOTE, ...places, ...names, ...phones, ...addresses]) expect(found(secret), secret).toEqual([]);
  // Nor the photo that was taken: of all pictures the canary's is the only one.
  const pictures = files.filter(({ path, bytes }) => path.includes('IndexedDB') && bytes.includes('JFIF'));
  expect(pictures).not.toEqual([]);
  for (const { bytes } of pictures) expect(bytes.toString('latin1').split('JFIF')).toHaveLength(2);
});

test('[S16.3] wrong PINs slow down, and erase nothing', async ({ server, phone }) => {
  const tab = await join_(phone, server);
  await lock(tab);
  await tab.keyboard.type('111222');
  await expect(tab.getByText('Mã PIN chưa đúng. Còn 2 lần trước khi phải chờ.')).toBeVisible();
  await asked(tab, ASKS);
  await tab.keyboard.type('111223');
  await expect(tab.getByText('Còn 1 lần')).toBeVisible();
  await asked(tab, ASKS);
  await tab.keyboard.type('111224');
  await expect(tab.getByText('Xin chờ 1 phút rồi nhập lại')).toBeVisible();
  // The right one is not tried either, and no start of the app makes it come sooner.
  await tab.reload();
  await asked(tab, ASKS);
  await tab.keyboard.type(PIN);
  await expect(tab.getByText('Đã nhập sai nhiều lần. Xin chờ 1 phút')).toBeVisible();
  await tab.clock.setSystemTime(Date.now() + 61_000);
  await unlock(tab);
  await find(tab, 'hanh', /Hạnh/);
});

test('[S16.5] whoever has forgotten the PIN comes in by the password and finds what was begun', async ({ server, phone }) => {
  let tab = await join_(phone, server);
  const head = await write(tab, server);
  await phone.restart();
  tab = await phone.tab();
  await tab.goto(server.url);
  await asked(tab, ASKS);
  await tab.getByRole('button', { name: 'Quên mã' }).click();
  await byPassword(tab, 'lai');
  await tab.keyboard.type('123456');
  await expect(tab.getByText('Mã này dễ đoán')).toBeVisible();
  await choosePin(tab, '904617');
  await find(tab, head, head);
  await begin(tab, 'Viết tiếp lượt thăm');
  await expect(tab.getByLabel('Ghi chú')).toHaveValue(NOTE);
  await tab.goto(server.url);
  await unlock(tab, '904617');
  await lock(tab);
  await tab.keyboard.type(PIN);
  await expect(tab.getByText('Mã PIN chưa đúng.')).toBeVisible();
  await unlock(tab, '904617');
});

test('[S16.4] the phone locks by itself, and the draft opens where it was', async ({ server, phone }) => {
  const tab = await join_(phone, server);
  await write(tab, server);
  const address = tab.url();
  await tab.clock.install();
  await tab.reload();
  await unlock(tab);
  expect(tab.url()).toBe(address);
  await tab.clock.fastForward('04:00');
  await tab.clock.runFor('00:20');
  await expect(tab.getByLabel('Ghi chú')).toHaveValue(NOTE);
  await tab.clock.fastForward('02:00');
  await asked(tab, ASKS);
  await unlock(tab);
  expect(tab.url()).toBe(address);
  await expect(tab.getByLabel('Ghi chú')).toHaveValue(NOTE);
});

test('[S16.4] an app that was out of sight for a minute is locked, but not under what is typed nowhere else', async ({ server, phone }) => {
  const tab = await join_(phone, server);
  const hide = (hidden) =>
    tab.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await tab.clock.install();
  await tab.goto(`${server.url}/households`);
  await unlock(tab);
  await hide(true);
  await tab.clock.fastForward('00:50');
  await hide(false);
  await expect(tab.getByRole('searchbox')).toBeVisible();
  await hide(true);
  await tab.clock.fastForward('01:10');
  await hide(false);
  await asked(tab, ASKS);
  await unlock(tab);

  // A promise that is being written down is waited for, and not for ever.
  await tab.getByRole('searchbox').fill('hanh');
  await tab.getByRole('main').getByRole('link', { name: /Hạnh/ }).first().click();
  await tab.getByRole('button', { name: 'Ghi cam kết mới' }).click();
  await tab.locator('[data-unkept] input[type=text], [data-unkept] textarea').first().fill('Hai bao gạo trước Tết');
  await tab.clock.fastForward('06:00');
  await expect(tab.locator('[data-unkept]')).toBeVisible();
  await tab.clock.fastForward('20:00');
  await asked(tab, ASKS);
});

test('[S16.8] another tab comes in while one is open, and no longer', async ({ server, phone }) => {
  const first = await join_(phone, server);
  const second = await phone.tab();
  await second.goto(server.url);
  await expect(second.getByRole('navigation', { name: 'Các mục chính' })).toBeVisible();
  await lock(first);
  await asked(second, ASKS);
  const third = await phone.tab();
  await third.goto(server.url);
  await asked(third, ASKS);
});

test('[S16.2] another PIN opens what was there, also without a network', async ({ server, phone }) => {
  const tab = await join_(phone, server);
  await installed(tab);
  await toTab(tab, 'Tôi');
  await tab.getByRole('button', { name: 'Đổi mã PIN' }).click();
  const panel = tab.getByRole('dialog');
  for (const [words, digits] of [['đang dùng', PIN], ['Chọn mã PIN mới', '904617'], ['Nhập lại', '904617']]) {
    await expect(panel.getByText(words).last()).toBeVisible();
    await tab.keyboard.type(digits);
  }
  await expect(tab.getByText('Đã đổi mã PIN')).toBeVisible();
  await server.stop();
  await lock(tab);
  await tab.reload();
  await unlock(tab, '904617');
  await find(tab, 'hanh', /Hạnh/);
});

test('two people on one phone have a PIN each', async ({ server, phone }) => {
  const tab = await join_(phone, server);
  await lock(tab);
  await tab.getByRole('button', { name: /Đổi người/ }).click();
  await byPassword(tab, 'khoa');
  await choosePin(tab, '904617');
  await lock(tab);
  await expect(heading(tab)).toContainText('Khoa');
  await tab.keyboard.type(PIN);
  await expect(tab.getByText('Mã PIN chưa đúng.')).toBeVisible();
  await tab.getByRole('button', { name: 'cô Lài' }).click();
  await expect(heading(tab)).toContainText('cô Lài');
  await unlock(tab);
});

test('the office locks as well', async ({ server }) => {
  const desk = await Device.fresh(DESK, false, { typed: false });
  const tab = await desk.tab();
  await tab.goto(`${server.url}/office/`);
  await byPassword(tab, 'chau');
  await choosePin(tab, PIN);
  await tab.reload();
  await unlock(tab);
  await desk.remove();
});

/** Every file below a folder. */
async function all(folder) {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((name) => name.isFile()).map((name) => join(name.parentPath, name.name));
  return Promise.all(files.map(async (path) => ({ path, bytes: await readFile(path) })));
}

/** Every text that records say in a field, wherever it stands in them. */
function said(records, field) {
  const texts = new Set();
  JSON.stringify(records, (key, value) => {
    if (key === field && typeof value === 'string' && value.length > 5) texts.add(value);
    return value;
  });
  return [...texts];
}

/** A text in each way in which a browser writes one down. */
function forms(text) {
  const composed = [text, text.normalize('NFD')];
  const addresses = composed.map(encodeURIComponent);
  return [...composed, ...addresses].flatMap((form) => [Buffer.from(form), Buffer.from(form, 'utf16le')]);
}
