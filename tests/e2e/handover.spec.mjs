// A phone that has no network hands over what it could not send, in a file; the officer takes it in; and nothing is
// there twice when the phone can send again.
import { randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, find, installed, photograph, shortVisit, toTab } from './visiting.mjs';
import { OPERATIONS } from './wire.mjs';

const DRAFTS = '**/api/v1/handovers/drafts';
/** So many megabytes are handed over; a release is tried with what a phone may hold. */
const HANDED = Number(process.env.DONG_HANH_HANDED_MB ?? 10);

const NOTE = 'Mưa lớn, đường vào thôn ngập.';
const NEW = 'Hồ Thị Bông Gòn';

/** Two households with nothing open, and a view of the office before anything was sent. */
async function story(server, phone) {
  const office = await Office.of(server, 'lai');
  const [first, second, third] = await office.settledHouseholds();
  const tab = await enter(phone, server);
  await installed(tab);
  return { office, tab, first, second, third };
}

/** Records that nobody was at home, and goes on. */
async function visit(tab, { head }, note) {
  await find(tab, head, head);
  await shortVisit(tab, note);
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
}

/** From a page with tabs to the one of the hand-over, and back. */
async function toHandover(tab) {
  await toTab(tab, 'Gửi đi');
  await tab.getByRole('link', { name: 'Bàn giao bằng tệp' }).click();
}
const back = (tab) => tab.getByRole('link', { name: 'Về trang Gửi đi' }).click();

/** Makes the file and saves it. */
async function make(tab) {
  await tab.getByRole('button', { name: 'Tạo tệp' }).click();
  await expect(tab.getByText(/^Tệp đã tạo xong/)).toBeVisible({ timeout: 60_000 });
  const saved = tab.waitForEvent('download');
  await tab.getByRole('button', { name: 'Lưu tệp vào máy' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^ban-giao-\d{4}-\d\d-\d\d\.age$/);
  return download.path();
}

const choose = (desk, path) => desk.locator('input[type=file]').setInputFiles(path);
const result = (desk) => desk.getByRole('status', { name: 'Đã nhận bàn giao' });
const missing = (desk) => desk.getByText('Chưa lấy được các mục ghi dở đã cất');
const row = (desk, name) => result(desk).locator('dl > div').filter({ has: desk.getByText(name, { exact: true }) }).locator('dd');

test('what a phone could not send is handed over in a file, once, and comes by itself later without being there twice', async ({ server, phone, desk }) => {
  const { office, tab, first, second, third } = await story(server, phone);
  await server.stop();
  await visit(tab, first, NOTE);
  await visit(tab, second, 'Cửa đóng.');
  await find(tab, third.head, third.head);
  await photograph(tab);
  await tab.goto(`${server.url}/households/new`);
  await tab.getByLabel('Họ và tên chủ hộ').fill(NEW);
  await tab.getByLabel('Năm sinh hoặc ngày sinh').fill('1958');
  await expect(tab.getByText('Chữ đã gõ nằm trên máy')).toBeVisible();

  await tab.goto(`${server.url}/outbox`);
  await tab.getByRole('link', { name: 'Bàn giao bằng tệp' }).click();
  await expect(tab.getByText('2 việc đã ghi')).toBeVisible();
  await expect(tab.getByText('1 ảnh, ghi âm')).toBeVisible();
  await expect(tab.getByText('2 mục ghi dở, văn phòng chỉ cất giữ')).toBeVisible();
  await expect(tab.getByText(/chỉ văn phòng mở được/)).toBeVisible();
  const file = await make(tab);
  const bytes = await readFile(file);
  expect(bytes.subarray(0, 22).toString()).toBe('age-encryption.org/v1\n');
  expect(bytes.includes(NOTE)).toBe(false);

  await phone.context.setOffline(true);
  await server.start();
  const review = await enter(desk, server, 'chau', '/office/handover');
  await choose(review, file);
  await expect(result(review)).toContainText(/Của cô .* máy /);
  await expect(row(review, 'Đã ghi vào sổ')).toHaveText('2');
  await expect(row(review, 'Ảnh, ghi âm mới')).toHaveText('1');
  await expect(row(review, 'Mục ghi dở, cất nguyên')).toHaveText('2');
  const names = (await office.fresh()).map(({ head }) => head);
  expect(names.sort()).toEqual([first.head, second.head].sort());

  // Its draft can be read at the office, and is not filed.
  const draft = review.getByRole('region', { name: 'Mục ghi dở đã cất' }).getByRole('listitem').filter({ hasText: third.head });
  await draft.getByText('Xem phần đã ghi').click();
  await expect(draft).toContainText('Ai tiếp chuyện?');
  const typed = review.getByRole('listitem').filter({ hasText: 'Hộ mới ghi dở' });
  await typed.getByText('Xem phần đã ghi').click();
  await expect(typed).toContainText(`${NEW} 1958`);

  await choose(review, file);
  await expect(result(review)).toContainText('Không có gì mới');
  await expect(row(review, 'Đã có từ trước')).toHaveText('2');
  expect(await office.fresh()).toHaveLength(2);

  // The phone finds the network again.
  await phone.context.setOffline(false);
  await back(tab);
  await expect(tab.getByText(/^Văn phòng đã nhận lúc/)).toHaveCount(2, { timeout: 60_000 });
  expect(await office.fresh()).toHaveLength(2);
  expect(await office.held()).toEqual([]);
});

test('[S5.11] what nobody finishes any more is closed with a reason, stays readable, and is opened again; what its phone says otherwise comes back', async ({ server, phone, desk }) => {
  const { tab } = await story(server, phone);
  await server.stop();
  const type = async (year) => {
    await tab.goto(`${server.url}/households/new`);
    await tab.getByLabel('Họ và tên chủ hộ').fill(NEW);
    await tab.getByLabel('Năm sinh hoặc ngày sinh').fill(year);
    await expect(tab.getByText('Chữ đã gõ nằm trên máy')).toBeVisible();
    await tab.goto(`${server.url}/outbox`);
    await tab.getByRole('link', { name: 'Bàn giao bằng tệp' }).click();
    return make(tab);
  };
  const file = await type('1958');
  const later = await type('1959');
  await phone.context.setOffline(true);
  await server.start();

  // A list that does not come is not shown as an empty one.
  const cut = (route) => route.abort('connectionreset');
  await desk.context.route(DRAFTS, cut);
  const review = await enter(desk, server, 'chau', '/office/handover');
  await choose(review, file);
  const kept = review.getByRole('region', { name: 'Mục ghi dở đã cất' });
  const closed = review.getByRole('region', { name: 'Đã đóng' });
  const close = kept.getByRole('button', { name: /^Đóng, không cần nữa.*: Hộ mới ghi dở\. Cô .*Lài.* ghi, văn phòng cất lúc \d\d:\d\d$/ });
  const again = review.getByRole('button', { name: 'Thử lại' });
  await expect(result(review)).toContainText('Mục ghi dở, cất nguyên');
  await expect(missing(review)).toBeVisible();
  await expect(review.getByText('Các mục vẫn cất nguyên ở máy chủ.')).toBeVisible();
  await expect(kept).toHaveCount(0);
  expect(await wrong(review, 36)).toEqual([]);
  await again.click();
  await expect(again).toBeFocused();
  await expect(again).not.toHaveAttribute('aria-busy');
  await desk.context.unroute(DRAFTS, cut);
  await again.click();
  await expect(missing(review)).toHaveCount(0);
  await expect(close).toBeFocused();
  await expect(close).toHaveCount(1);
  await expect(closed).toHaveCount(0);

  // J goes to what is kept; D asks; Escape and the button for it change nothing.
  await review.getByRole('heading', { name: 'Nhận bàn giao', level: 1 }).click();
  await review.keyboard.press('j');
  await expect(close).toBeFocused();
  await review.keyboard.press('d');
  const asks = review.getByRole('dialog');
  await expect(asks).toContainText('Hộ mới ghi dở');
  expect(await wrong(review, 36)).toEqual([]);
  await review.keyboard.press('Escape');
  await expect(asks).toBeHidden();
  await expect(close).toBeFocused();

  // Without a network it says so and nothing is lost.
  await desk.context.setOffline(true);
  await close.click();
  await asks.getByLabel('Vì sao? Không bắt buộc').fill('Máy đã hỏng, cô Lài ghi lại rồi.');
  await asks.getByRole('button', { name: 'Đóng, không cần nữa' }).click();
  await expect(asks.getByRole('alert')).toContainText('Không có mạng');
  await desk.context.setOffline(false);
  await asks.getByRole('button', { name: 'Đóng, không cần nữa' }).click();
  await expect(asks).toBeHidden();
  await expect(kept).toHaveCount(0);
  await expect(closed).toContainText('Máy đã hỏng, cô Lài ghi lại rồi.');
  await expect(closed).toContainText(/Châu.* đóng, \d\d:\d\d\. Cô .* Lài.* ghi/);
  await closed.getByText('Xem phần đã ghi').click();
  await expect(closed).toContainText(`${NEW} 1958`);
  expect(await wrong(review, 36)).toEqual([]);

  // The same file does not bring it back.
  await choose(review, file);
  await expect(result(review)).toContainText('Không có gì mới');
  await expect(closed.locator('ul.done > li')).toHaveCount(1);
  await expect(kept).toHaveCount(0);
  await closed.getByRole('button', { name: /^Mở lại/ }).click();
  await expect(closed).toHaveCount(0);
  await expect(close).toBeFocused();

  // A decision that was taken is said to be taken, also where the list does not come behind it.
  await close.click();
  await expect(asks).toHaveAccessibleName(/Hộ mới ghi dở\. Cô .*Lài.* ghi/);
  await desk.context.route(DRAFTS, cut);
  await asks.getByRole('button', { name: 'Đóng, không cần nữa' }).click();
  await expect(asks).toBeHidden();
  await expect(review.getByText(/^Đã đóng\. Hộ mới ghi dở\. Cô .*Lài.* ghi/)).toBeVisible();
  await expect(missing(review)).toBeVisible();
  await desk.context.unroute(DRAFTS, cut);
  await again.click();
  await expect(closed.locator('ul.done > li')).toHaveCount(1);
  await expect(kept).toHaveCount(0);
  await closed.getByRole('button', { name: /^Mở lại/ }).click();
  await expect(close).toBeFocused();

  // What was closed elsewhere in the meantime stays as it was closed, and whoever comes later is told.
  const elsewhere = await desk.context.newPage();
  await elsewhere.goto(`${server.url}/office/handover`);
  await elsewhere.getByRole('button', { name: /^Đóng, không cần nữa/ }).click();
  await elsewhere.getByRole('dialog').getByLabel('Vì sao? Không bắt buộc').fill('Ghi lại rồi.');
  await elsewhere.getByRole('dialog').getByRole('button', { name: 'Đóng, không cần nữa' }).click();
  await expect(elsewhere.getByRole('dialog')).toBeHidden();
  await elsewhere.close();
  await close.click();
  await asks.getByRole('button', { name: 'Đóng, không cần nữa' }).click();
  await expect(review.getByText(/^Mục này chị .*Châu.* đã đóng từ trước, \d\d:\d\d\./)).toBeVisible();
  await expect(closed).toContainText('Ghi lại rồi.');
  await expect(kept).toHaveCount(0);

  // What is no longer at this unit is said to be so.
  const gone = (route) => route.fulfill({ status: 404, contentType: 'application/problem+json', json: { code: 'not-found' } });
  await desk.context.route(`${DRAFTS}/**`, gone);
  await closed.getByRole('button', { name: /^Mở lại/ }).click();
  await expect(closed.getByRole('alert')).toContainText('người ghi nay thuộc đơn vị khác');
  await desk.context.unroute(`${DRAFTS}/**`, gone);

  // What its phone says later is in the list, and what was closed stays under that.
  await choose(review, later);
  await expect(close).toHaveCount(1);
  await kept.getByText('Xem phần đã ghi').click();
  await expect(kept).toContainText(`${NEW} 1959`);
  await expect(closed.locator('ul.done > li')).toHaveCount(1);
  await expect(closed).toContainText(`${NEW} 1958`);
});

test('a file that is cut is taken up to there and the rest is named; what is no file of this office is refused whole', async ({ server, phone, desk }, info) => {
  const { office, tab, first } = await story(server, phone);
  await server.stop();
  await visit(tab, first, NOTE);
  await fill(tab, 3, 200_000);
  await toHandover(tab);
  const file = await make(tab);
  await phone.context.setOffline(true);
  await server.start();

  const review = await enter(desk, server, 'chau', '/office/handover');
  const other = info.outputPath('letter.txt');
  await writeFile(other, randomBytes(5_000));
  await choose(review, other);
  await expect(review.getByRole('alert')).toContainText('không phải tệp bàn giao');
  expect(await office.fresh()).toEqual([]);

  const cut = info.outputPath('cut.age');
  await writeFile(cut, (await readFile(file)).subarray(0, 300_000));
  await choose(review, cut);
  await expect(row(review, 'Đã ghi vào sổ')).toHaveText('1');
  await expect(row(review, 'Ảnh, ghi âm mới')).toHaveText('1');
  await expect(review.getByRole('alert')).toContainText('Còn thiếu 0 việc, 2 ảnh');
  await choose(review, file);
  await expect(row(review, 'Ảnh, ghi âm mới')).toHaveText('2');
  expect(await office.fresh()).toHaveLength(1);
});

test(`${HANDED} MB go into a file on the phone and from there to the office; it can be stopped, and shared`, async ({ server, phone, desk }) => {
  await phone.prepare((context) =>
    context.addInitScript(() => {
      navigator.canShare = ({ files }) => files.length === 1;
      navigator.share = async ({ files: [file] }) => {
        window.shared = { name: file.name, type: file.type, size: file.size };
      };
    }),
  );
  const { office, tab, first } = await story(server, phone);
  await server.stop();
  await visit(tab, first, NOTE);
  await fill(tab, 2 * HANDED, 512 * 1024);

  await toHandover(tab);
  // It is stopped from inside the page, as a finger from here might come when the file is made.
  const said = await tab.evaluateHandle(() => {
    const said = [];
    new MutationObserver((_, observer) => {
      const stop = [...document.querySelectorAll('main button')].find((button) => button.textContent.trim() === 'Dừng');
      if (!stop) return;
      observer.disconnect();
      said.push(document.querySelector('main [role=status]').textContent);
      stop.click();
    }).observe(document.querySelector('main'), { subtree: true, childList: true });
    return said;
  });
  await tab.getByRole('button', { name: 'Tạo tệp' }).click();
  await expect.poll(() => said.jsonValue()).toEqual([expect.stringMatching(new RegExp(`^Đang tạo tệp: \\d+ trên ${2 * HANDED + 1} mục$`))]);
  const file = await make(tab);
  const { size } = await stat(file);
  expect(size).toBeGreaterThan(HANDED * 1024 * 1024);
  expect(size).toBeLessThan((HANDED + 1) * 1024 * 1024);
  await tab.getByRole('button', { name: 'Gửi tệp' }).click();
  await expect(tab.getByText(/^Đã đưa tệp cho ứng dụng khác/)).toBeVisible();
  const shared = await tab.evaluate(() => window.shared);
  expect(shared).toEqual({ name: expect.stringMatching(/\.age\.txt$/), type: 'text/plain', size });

  await phone.context.setOffline(true);
  await server.start();
  const review = await enter(desk, server, 'chau', '/office/handover');
  await choose(review, file);
  await expect(row(review, 'Ảnh, ghi âm mới')).toHaveText(String(2 * HANDED), { timeout: 60_000 });
  await expect(row(review, 'Đã ghi vào sổ')).toHaveText('1');
  await choose(review, file);
  await expect(row(review, 'Ảnh, ghi âm đã có từ trước')).toHaveText(String(2 * HANDED), { timeout: 60_000 });
  await expect(result(review)).toContainText('Không có gì mới');
  expect(await office.fresh()).toHaveLength(1);

  await phone.context.setOffline(false);
  await back(tab);
  await expect(tab.getByText(/^Văn phòng đã nhận lúc/)).toHaveCount(1, { timeout: 60_000 });
  expect(await office.fresh()).toHaveLength(1);
});

test('[S5.10] a store of a newer version is emptied by an older one, and stays as it is', async ({ server, phone, desk }) => {
  const { office, tab, first } = await story(server, phone);
  await phone.context.route(OPERATIONS, (route) => route.abort());
  await visit(tab, first, NOTE);
  // Another page of the same origin makes the store newer while the app is closed.
  await tab.goto(`${server.url}/api/v1/openapi.json`);
  const before = await newer(tab);
  expect(before.outbox).toBe(1);
  await tab.goto(server.url);
  await expect(tab.getByRole('heading', { name: 'Dữ liệu trên máy thuộc bản mới hơn' })).toBeVisible();
  await expect(tab.getByText('1 việc đã ghi')).toBeVisible();
  // What lies there can be seen.
  await tab.getByText('Xem từng mục').click();
  await expect(tab.getByText(/^Lượt thăm ghi lúc \d\d:\d\d$/)).toBeVisible();
  expect(await wrong(tab)).toEqual([]);
  const file = await make(tab);
  await tab.goto(`${server.url}/api/v1/openapi.json`);
  expect(await inside(tab)).toEqual(before);

  const review = await enter(desk, server, 'chau', '/office/handover');
  await choose(review, file);
  await expect(row(review, 'Đã ghi vào sổ')).toHaveText('1');
  expect(await office.fresh()).toHaveLength(1);
});

/** Puts photos on the phone, as large as they are said to be. */
const fill = (tab, count, length) =>
  tab.evaluate(
    async ([count, length]) => {
      const [{ name }] = (await indexedDB.databases()).filter(({ name }) => name.startsWith('dong-hanh:'));
      const opened = await new Promise((done, failed) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
      bytes.set([0xff, 0xd8, 0xff, 0xe0]);
      for (let number = 0; number < count; number++) {
        new DataView(bytes.buffer).setUint32(4, number);
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        const key = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
        await new Promise((done, failed) => {
          const change = opened.transaction(['media', 'media_state'], 'readwrite');
          change.objectStore('media').put(bytes, key);
          change.objectStore('media_state').put('waiting', key);
          change.oncomplete = done;
          change.onabort = () => failed(change.error);
        });
      }
      opened.close();
    },
    [count, length],
  );

/** Makes the store of the phone one of a newer version; tells what is in it. */
async function newer(tab) {
  await tab.evaluate(async () => {
    const [{ name }] = (await indexedDB.databases()).filter(({ name }) => name.startsWith('dong-hanh:'));
    const database = await new Promise((done, failed) => {
      const request = indexedDB.open(name, 99);
      request.onupgradeneeded = () => request.result.createObjectStore('of_the_future');
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    database.close();
  });
  return inside(tab);
}

const inside = (tab) =>
  tab.evaluate(async () => {
    const [{ name, version }] = (await indexedDB.databases()).filter(({ name }) => name.startsWith('dong-hanh:'));
    const database = await new Promise((done) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => done(request.result);
    });
    const count = (store) =>
      new Promise((done) => {
        const request = database.transaction(store).objectStore(store).count();
        request.onsuccess = () => done(request.result);
      });
    const counts = {};
    for (const store of database.objectStoreNames) counts[store] = await count(store);
    database.close();
    return { version, ...counts };
  });
