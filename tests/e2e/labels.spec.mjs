// A form that shows pictures and plays a sound beside its words: they come with it, and are there without a network.
import { crc32, deflateSync } from 'node:zlib';
import { wrong } from './access.mjs';
import { book } from './book.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { begin, choice, enter, find, installed } from './visiting.mjs';

/** A picture of one colour. */
function png(width, height, [red, green, blue]) {
  const chunk = (type, data) => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.from(Array(width).fill([red, green, blue]).flat())]);
  const data = deflateSync(Buffer.concat(Array(height).fill(line)));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

/** A tenth of a second of silence. */
function wav() {
  const [rate, samples] = [8_000, 800];
  const head = Buffer.alloc(44);
  head.write('RIFF');
  head.writeUInt32LE(36 + samples, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.alloc(samples, 128)]);
}

const workbook = book({
  survey: [
    ['type', 'name', 'label::vi', 'label::en', 'media::image', 'media::audio'],
    ['begin_group', 'house', 'Nhà ở', 'House', 'nhà.png'],
    ['select_one roofs', 'roof', 'Mái loại nào?', 'Which roof?', 'mái.png', 'mái.wav'],
    ['text', 'who', 'Ai tiếp chuyện?', 'Who was there?', 'thiếu.png'],
    ['select_one people', 'agrees', 'Ai đồng ý?', 'Who agrees?'],
    ['end_group'],
  ],
  choices: [
    ['list_name', 'name', 'label::vi', 'label::en', 'image'],
    ['roofs', 'metal', 'Tôn', 'Metal', 'tôn.png'],
    ['roofs', 'tile', 'Ngói', 'Tiles', 'ngói.png'],
    ['people', 'who', 'Bác ${who}', '${who}'],
    ['people', 'nobody', 'Không ai', 'Nobody'],
  ],
  settings: [
    ['form_id', 'form_title', 'version'],
    ['home-visit', 'Thăm có ảnh', 'ảnh-1'],
  ],
});

const FILES = [
  ['có ảnh.xlsx', workbook],
  ['nhà.png', png(600, 200, [40, 110, 90])],
  ['mái.png', png(320, 240, [200, 80, 40])],
  ['mái.wav', wav()],
  ['tôn.png', png(120, 90, [120, 130, 150])],
  ['ngói.png', png(90, 120, [170, 60, 40])],
].map(([name, buffer]) => ({ name, mimeType: 'application/octet-stream', buffer }));

/** How many files of forms this phone has. */
const shown = (tab) =>
  tab.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }));
    const known = (await indexedDB.databases()).find(({ name }) => name.startsWith('dong-hanh:'));
    const database = await done(indexedDB.open(known.name));
    const states = await done(database.transaction('media_state').objectStore('media_state').getAll());
    database.close();
    return states.length;
  });

/** What a picture is, as it stands on the page. */
const pictured = (image) =>
  image.evaluate(async (element) => {
    await element.decode();
    const { width, height } = element.getBoundingClientRect();
    return { src: new URL(element.src).protocol, natural: [element.naturalWidth, element.naturalHeight], shape: Math.round((100 * width) / height) / 100 };
  });

async function look(place) {
  const question = (name) => place.getByRole('img', { name, exact: true });
  expect(await pictured(question('Ảnh minh họa: Nhà ở'))).toEqual({ src: 'blob:', natural: [600, 200], shape: 3 });
  expect(await pictured(question('Ảnh minh họa: Mái loại nào?'))).toEqual({ src: 'blob:', natural: [320, 240], shape: 1.33 });
  await expect(place.getByRole('img', { name: /Ai tiếp chuyện/ })).toHaveCount(0);
  const box = place.locator('label.choice').filter({ hasText: 'Ngói' });
  expect(await pictured(box.locator('img'))).toMatchObject({ src: 'blob:', natural: [90, 120] });
  expect((await box.boundingBox()).height).toBeGreaterThanOrEqual(48);
  await expect(place.getByLabel('Tiếng kèm theo: Mái loại nào?')).toHaveJSProperty('readyState', 4);
}

test('[S11.11] [S11.12] pictures and sounds of a form come with it, and its choices speak of answers, without a network too', async ({ server, phone, desk }) => {
  const office = await Office.of(server, 'lai');
  const [one] = await office.settledHouseholds();
  const tab = await enter(phone, server);
  await installed(tab);

  const review = await enter(desk, server, 'chau', '/office/forms');
  await review.locator('input[type=file]').setInputFiles(FILES);
  const checked = review.getByRole('region', { name: 'Thăm có ảnh, bản ảnh-1' });
  await expect(checked).toContainText('Chưa có tệp “thiếu.png”');
  await review.getByRole('button', { name: 'Xem thử trên điện thoại' }).click();
  const preview = review.getByRole('region', { name: 'Xem thử' }).first();
  await look(preview);
  expect(await wrong(review, 36)).toEqual([]);
  await review.getByRole('button', { name: 'Phát hành', exact: true }).click();
  await review.getByRole('dialog').getByRole('button', { name: 'Thay Thăm hộ' }).click();
  await expect(review.getByRole('rowheader', { name: 'ảnh-1', exact: true })).toBeVisible();

  await tab.goto(`${server.url}/outbox`);
  await expect.poll(() => shown(tab)).toBe(5);
  await expect(tab.getByText('của biểu mẫu chưa tải về máy')).toHaveCount(0);
  await server.stop();
  await tab.goto(`${server.url}/`);
  await find(tab, one.head, one.head);
  await begin(tab);
  await look(tab);
  expect(await wrong(tab)).toEqual([]);
  await choice(tab, 'Mái loại nào?', 'Ngói').check();
  await tab.getByLabel('Ai tiếp chuyện?').fill('Lài');
  await choice(tab, 'Ai đồng ý?', 'Bác Lài').check();
  await expect(choice(tab, 'Ai đồng ý?', 'Bác Lài')).toBeChecked();
  await tab.getByRole('link', { name: 'Xem lại lượt thăm' }).click();
  await expect(tab.getByRole('main')).toContainText('Bác Lài');
});
