// What people do on the screen, in the screen's own words.
import { randomBytes } from 'node:crypto';
import { expect } from './fixtures.mjs';
import { PASSWORD } from './office.mjs';
import { PIN } from './typist.mjs';

const atWork = (tab) => expect(tab.getByRole('navigation', { name: 'Các mục chính' })).toBeVisible({ timeout: 30_000 });

/** Nobody types the PIN in a tab, also when its page begins anew. */
export const away = (tab, is = true) =>
  expect(() => tab.evaluate((is) => (is ? sessionStorage.setItem('away', 'yes') : sessionStorage.removeItem('away')), is)).toPass();

/** Signs in by name and password at the door, chooses a PIN, and waits until the records have come. */
export async function signIn(tab, name, password = PASSWORD) {
  const field = tab.getByLabel('Tên đăng nhập');
  const somebodyElse = tab.getByRole('button', { name: /Đổi người$/ });
  await expect(field.or(somebodyElse)).toBeVisible();
  if (await somebodyElse.isVisible()) await somebodyElse.click();
  await away(tab, false);
  await field.fill(name);
  await tab.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await tab.getByRole('button', { name: 'Đăng nhập' }).click();
  await atWork(tab);
}

/** Chooses a PIN where one is asked for, and waits until the records have come. */
export async function choosePin(tab, pin = PIN) {
  await expect(heading(tab)).toContainText('Chọn mã PIN');
  await tab.keyboard.type(pin);
  await expect(tab.getByRole('status').filter({ hasText: 'Nhập lại mã vừa chọn' })).toBeVisible();
  await tab.keyboard.type(pin);
  await atWork(tab);
}

/** Locks the phone, and leaves it so. */
export async function lock(tab) {
  await toTab(tab, 'Tôi');
  await away(tab);
  await tab.getByRole('button', { name: 'Khóa máy' }).click();
  await expect(heading(tab)).toContainText('Chào ');
}

/** Whoever was here before comes back by their PIN. */
export async function comeBack(tab, called) {
  await expect(heading(tab)).toContainText('Chào ');
  if (!(await heading(tab).textContent()).includes(called)) await tab.getByRole('button', { name: called, exact: true }).click();
  await expect(heading(tab)).toContainText(called);
  await tab.keyboard.type(PIN);
  await expect(tab.locator('.opening, .lock')).toHaveCount(0);
  await away(tab, false);
}

/** Opens the app in a new tab, and signs in. */
export async function enter(device, server, name = 'lai', place = '/', password = PASSWORD) {
  const tab = await device.tab();
  await tab.goto(server.url + place);
  await signIn(tab, name, password);
  return tab;
}

/** Says why a household is opened out of turn, where the office asks; with the key of a reason. */
export async function sayWhy(tab, key = '2') {
  const asked = tab.getByRole('heading', { name: 'Vì sao mở hồ sơ này?' });
  await expect(asked.or(tab.getByRole('heading', { name: /^Trong nhà có/ }))).toBeVisible();
  if (await asked.isVisible()) {
    await expect(tab.locator('#first-reason')).toBeFocused();
    await tab.keyboard.press(key);
    await expect(asked).toHaveCount(0);
  }
}

/** Waits until the app works without a server. */
export const installed = (tab) =>
  tab.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active.state !== 'activated') await new Promise((done) => active.addEventListener('statechange', done, { once: true }));
  });

export const heading = (tab) => tab.getByRole('heading', { level: 1 });

export const toTab = (tab, name) => tab.getByRole('navigation', { name: 'Các mục chính' }).getByRole('link', { name }).click();

/** Finds a household in the list by what is typed, and opens it. */
export async function find(tab, typed, name) {
  await toTab(tab, 'Các hộ');
  await tab.getByRole('searchbox').fill(typed);
  await tab.getByRole('main').getByRole('link', { name }).first().click();
  await expect(heading(tab)).toContainText(name);
}

/** Begins a visit on the page of a household, or goes on with it. */
export async function begin(tab, verb = 'Bắt đầu thăm') {
  await tab.getByRole('button', { name: verb }).or(tab.getByRole('link', { name: verb })).click();
  await expect(tab.getByText(/^Phần \d+ trong \d+$/)).toBeVisible();
}

const question = (tab, words) => tab.getByRole('radiogroup', { name: words }).or(tab.getByRole('group', { name: words }));

/** The box of one answer to a question. */
export const choice = (tab, words, answer) => question(tab, words).getByLabel(answer, { exact: true });

export const choose = (tab, words, answer) => choice(tab, words, answer).check();

/** Goes on to the next part. */
export async function next(tab, part) {
  await tab.getByRole('link', { name: `Tiếp: ${part}` }).click();
  await expect(heading(tab)).toHaveText(part);
}

/** The line that says where the answers are. It changes in the same moment as an answer. */
export const saved = (tab) => expect(tab.getByText(/^Đã lưu trên máy lúc \d\d:\d\d$/)).toBeVisible();

export const MET = 'Có gặp được người trong nhà không?';

/** Somebody was there and agreed, to photos too or not: the first two parts. */
export async function meet(tab, photos = 'Không') {
  await choose(tab, MET, 'Có');
  await choose(tab, 'Ai tiếp chuyện?', 'Chủ hộ');
  await next(tab, 'Đồng ý cho ghi');
  await choose(tab, 'Người trong nhà có đồng ý cho ghi không?', 'Đồng ý');
  await choose(tab, 'Ai trả lời?', 'Chủ hộ');
  await choose(tab, 'Đồng ý bằng cách nào?', 'Nói bằng lời');
  await choose(tab, 'Có cho chụp ảnh nhà và ghi âm không?', photos);
  await choose(tab, 'Có cho lưu đúng vị trí ngôi nhà không?', photos);
  await next(tab, 'Nhà ở');
  await saved(tab);
}

/** What a camera gives: one pixel. */
export const PHOTO = {
  name: 'mai.png',
  mimeType: 'image/png',
  buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
};

/** What a better camera gives: a BMP of noise, which no JPEG makes small. */
export function largePhoto(width = 1200, height = 900) {
  const header = Buffer.alloc(54);
  header.write('BM');
  header.writeUInt32LE(54 + width * height * 3, 2);
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  return { name: 'tuong.bmp', mimeType: 'image/bmp', buffer: Buffer.concat([header, randomBytes(width * height * 3)]) };
}

/** From the part about the house to the last page. */
export async function goThrough(tab) {
  for (const part of ['Nước, vệ sinh', 'Việc làm, học hành, sức khỏe', 'Khó khăn, nguyện vọng', 'Hỗ trợ đã nhận', 'Cam kết', 'Lần tới, ghi chú']) {
    await next(tab, part);
  }
}

/** A visit with a photo that is begun and not finished, on the page of a household. */
export async function photograph(tab) {
  await begin(tab);
  await meet(tab, 'Có');
  await tab.getByLabel('Nhà rộng bao nhiêu mét vuông?').fill('48');
  await goThrough(tab);
  await tab.getByLabel('Chụp ảnh').setInputFiles(PHOTO);
  await expect(tab.getByRole('img', { name: 'Ảnh 1' })).toBeVisible();
}

/** Nobody was at home: the shortest visit, up to its last page. */
export async function nobodyHome(tab, note) {
  await choose(tab, MET, 'Không');
  await next(tab, 'Lần tới, ghi chú');
  if (note) await tab.getByLabel('Ghi chú').fill(note);
  await lookOver(tab);
}

/** The last page of a draft. */
export async function lookOver(tab) {
  await tab.getByRole('link', { name: 'Xem lại lượt thăm' }).click();
  await expect(heading(tab)).toHaveText('Xem lại');
}

/** Finishes a visit on its last page. */
export async function finish(tab, done = /^Đã ghi xong lượt thăm/) {
  await tab.getByRole('button', { name: 'Xong, giữ lượt thăm này' }).click();
  await expect(heading(tab)).toHaveText(done);
}

/** Records that nobody was at home, from the household's page to the end. */
export async function shortVisit(tab, note) {
  await begin(tab);
  await nobodyHome(tab, note);
  await finish(tab);
}

/** Records that somebody was there and did not agree to be recorded, from the household's page to the end. */
export async function refusedVisit(tab) {
  await begin(tab);
  await choose(tab, MET, 'Có');
  await choose(tab, 'Ai tiếp chuyện?', 'Chủ hộ');
  await next(tab, 'Đồng ý cho ghi');
  await choose(tab, 'Người trong nhà có đồng ý cho ghi không?', 'Không đồng ý');
  await next(tab, 'Lần tới, ghi chú');
  await lookOver(tab);
  await finish(tab);
}

/** Registers a household and stays on its page. */
export async function register(tab, name) {
  await toTab(tab, 'Các hộ');
  await tab.getByRole('link', { name: 'Thêm hộ mới' }).click();
  await tab.getByLabel('Họ và tên chủ hộ').fill(name);
  await choose(tab, 'Giới tính', 'Nữ');
  await tab.getByLabel('Năm sinh hoặc ngày sinh').fill('1958');
  await tab.getByRole('radiogroup', { name: 'Thôn, tổ dân phố' }).getByRole('radio').first().check();
  await tab.getByRole('button', { name: 'Lưu hộ này' }).click();
  await expect(heading(tab)).toContainText(name);
}
