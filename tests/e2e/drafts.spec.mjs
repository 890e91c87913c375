// Drafts: what was answered stays, whatever happens to the tab, the phone or its storage.
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { MET, begin, choice, choose, enter, find, finish, heading, installed, lookOver, next, nobodyHome, saved, toTab } from './visiting.mjs';

// A phone dies in some of them.
test.use({ whole: true });

const NOTE = 'Ghi chú';

/** Two households that are easy to tell apart. */
async function two(server) {
  const [first, , second] = await (await Office.of(server, 'lai')).settledHouseholds();
  return [first.head, second.head];
}

/**
 * Opens a page on a phone whose storage has no room left, until the function that comes with it is called.
 * The browser asks only once in a while how much room there is, but always after it was started.
 */
async function openFull(phone, server, address) {
  await phone.restart();
  const tab = await phone.tab();
  const devtools = await phone.context.newCDPSession(tab);
  const origin = server.url;
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await tab.goto(address);
  return [tab, () => devtools.send('Storage.overrideQuotaForOrigin', { origin })];
}

/** From now on the device is slow with what is not worth a strict write, until `window.hurry()`. */
const slowComforts = (context) =>
  context.addInitScript(() => {
    const begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...asked) {
      return Object.assign(begin.apply(this, asked), { comfort: asked[1] === 'readwrite' && asked[2]?.durability === 'relaxed' });
    };
    const done = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'oncomplete');
    const held = [];
    let slow = true;
    window.hurry = () => ((slow = false), held.splice(0).forEach((tell) => tell()));
    window.isSlow = () => held.length > 0;
    Object.defineProperty(IDBTransaction.prototype, 'oncomplete', {
      ...done,
      set(heard) {
        const late = (event) => (slow && location.pathname.startsWith('/visits/') ? held.push(() => heard.call(this, event)) : heard.call(this, event));
        done.set.call(this, this.comfort ? late : heard);
      },
    });
  });

test('an answer that is given while the device remembers the place on the screen is stored too', async ({ server, phone }) => {
  await phone.prepare(slowComforts);
  const tab = await enter(phone, server);
  const [head] = await two(server);
  await find(tab, head, head);
  await begin(tab);
  await tab.waitForFunction(() => window.isSlow());
  await choose(tab, MET, 'Có');
  await expect(tab.getByText(/^Đã lưu trên máy/)).toHaveCount(0);
  await tab.evaluate(() => window.hurry());
  await saved(tab);
  await phone.kill();
  const again = await phone.tab();
  await again.goto(server.url);
  await find(again, head, head);
  await begin(again, 'Viết tiếp lượt thăm');
  await expect(choice(again, MET, 'Có')).toBeChecked();
});

test('several drafts are open at once, each with its own answers and in its own place', async ({ server, phone }) => {
  const [first, second] = await two(server);
  const tab = await enter(phone, server);
  await find(tab, first, first);
  await begin(tab);
  await choose(tab, MET, 'Có');
  await choose(tab, 'Ai tiếp chuyện?', 'Cháu');
  await next(tab, 'Đồng ý cho ghi');
  await saved(tab);

  await tab.goto(server.url);
  await find(tab, second, second);
  await begin(tab);
  await choose(tab, MET, 'Không');
  await next(tab, 'Lần tới, ghi chú');
  await tab.getByLabel(NOTE).fill('Nhà khóa cửa.');
  await tab.getByLabel(NOTE).blur();
  await saved(tab);

  await tab.goto(server.url);
  await expect(tab.getByText('Đang ghi dở', { exact: false })).toHaveCount(2);
  await find(tab, first, first);
  await begin(tab, 'Viết tiếp lượt thăm');
  await expect(heading(tab)).toHaveText('Đồng ý cho ghi');
  // The browser's own back goes part by part and loses nothing.
  await tab.getByRole('link', { name: /^Quay lại phần trước/ }).click();
  await expect(choice(tab, 'Ai tiếp chuyện?', 'Cháu')).toBeChecked();
  await tab.goBack();
  await expect(heading(tab)).toHaveText('Đồng ý cho ghi');

  await tab.goto(server.url);
  await find(tab, second, second);
  await begin(tab, 'Viết tiếp lượt thăm');
  await expect(heading(tab)).toHaveText('Lần tới, ghi chú');
  await expect(tab.getByLabel(NOTE)).toHaveValue('Nhà khóa cửa.');
});

test('deleting a draft asks, and takes no other with it', async ({ server, phone }) => {
  const [first, second] = await two(server);
  const tab = await enter(phone, server);
  for (const name of [first, second]) {
    await tab.goto(server.url);
    await find(tab, name, name);
    await begin(tab);
    await nobodyHome(tab);
  }
  await tab.getByRole('button', { name: 'Xóa bản nháp' }).click();
  const asks = tab.getByRole('dialog', { name: 'Xóa bản nháp này?' });
  await expect(asks.getByRole('button', { name: 'Giữ bản nháp' })).toBeFocused();
  await asks.getByRole('button', { name: 'Giữ bản nháp' }).click();
  await tab.reload();
  await expect(heading(tab)).toHaveText('Xem lại');

  await tab.getByRole('button', { name: 'Xóa bản nháp' }).click();
  await asks.getByRole('button', { name: 'Xóa bản nháp' }).click();
  await expect(heading(tab)).toContainText(second);
  await expect(tab.getByRole('button', { name: 'Bắt đầu thăm' })).toBeVisible();
  await tab.goto(server.url);
  await find(tab, first, first);
  await expect(tab.getByRole('link', { name: 'Viết tiếp lượt thăm' })).toBeVisible();
});

test('a phone that dies while somebody types loses at most the word that is being typed', async ({ server, phone }) => {
  const [name] = await two(server);
  const words = 'Mái tôn gian sau đã mục, mưa xuống là dột hết hai gian';
  let tab = await enter(phone, server);
  await installed(tab);
  await find(tab, name, name);
  await begin(tab);
  await choose(tab, MET, 'Không');
  await next(tab, 'Lần tới, ghi chú');
  await tab.getByLabel(NOTE).pressSequentially(words, { delay: 10 });
  await saved(tab);
  const address = tab.url();
  await phone.kill();

  tab = await phone.tab();
  await tab.goto(address);
  await expect(heading(tab)).toHaveText('Lần tới, ghi chú');
  const kept = await tab.getByLabel(NOTE).inputValue();
  expect(words.startsWith(kept)).toBe(true);
  expect(kept.length).toBeGreaterThanOrEqual(words.lastIndexOf(' '));
});

test('a full phone says so at once, keeps the form open with its answers, and saves when there is room', async ({ server, phone }) => {
  const [name] = await two(server);
  let tab = await enter(phone, server);
  await find(tab, name, name);
  await begin(tab);
  await choose(tab, MET, 'Có');
  await saved(tab);

  let makeRoom;
  [tab, makeRoom] = await openFull(phone, server, tab.url());
  await choose(tab, 'Ai tiếp chuyện?', 'Con, dâu, rể');
  const alarm = tab.getByRole('alert').filter({ hasText: 'Máy đầy, chưa lưu được câu vừa rồi' });
  await expect(alarm).toContainText('Xóa bớt ảnh hoặc phim rồi nhấn Lưu lại.');
  await expect(tab.getByText('Chưa lưu được câu vừa rồi', { exact: true })).toBeVisible();
  await expect(choice(tab, 'Ai tiếp chuyện?', 'Con, dâu, rể')).toBeChecked();
  await choose(tab, 'Ai cùng đi?', 'Mặt trận');

  await makeRoom();
  // It tries again of itself before long, and may be first.
  const again = alarm.getByRole('button', { name: 'Lưu lại' });
  await Promise.race([again.click().catch(() => {}), expect(alarm).toHaveCount(0)]);
  await expect(alarm).toHaveCount(0);
  await saved(tab);
  await tab.reload();
  await expect(choice(tab, 'Ai tiếp chuyện?', 'Con, dâu, rể')).toBeChecked();
  await expect(choice(tab, 'Ai cùng đi?', 'Mặt trận')).toBeChecked();
});

test('a visit is not called finished while the phone is full', async ({ server, phone }) => {
  const [name] = await two(server);
  const office = await Office.of(server, 'chau');
  let tab = await enter(phone, server);
  await find(tab, name, name);
  await begin(tab);
  await nobodyHome(tab, 'Nhà khóa cửa.');
  await expect(tab.getByRole('main')).toContainText('Nhà khóa cửa.');

  let makeRoom;
  [tab, makeRoom] = await openFull(phone, server, tab.url());
  await tab.getByRole('button', { name: 'Xong, giữ lượt thăm này' }).click();
  await expect(tab.getByRole('alert').filter({ hasText: 'Chưa giữ được lượt thăm này' })).toContainText('Máy hết chỗ trống');
  await expect(heading(tab)).toHaveText('Xem lại');
  await expect(tab.getByRole('main')).toContainText('Nhà khóa cửa.');

  await makeRoom();
  await finish(tab);
  await expect.poll(async () => (await office.fresh()).length).toBe(1);
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  await toTab(tab, 'Gửi đi');
  await expect(tab.getByText(/^Văn phòng đã nhận lúc/)).toHaveCount(1);
});
