// For everybody: nothing that axe finds, nothing beyond the edge, nothing too small to hit, everything by keyboard.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, test } from './fixtures.mjs';
import { Office, PASSWORD } from './office.mjs';
import { begin, enter, find, heading, meet, shortVisit } from './visiting.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const THEMES = ['light', 'dark', 'sun'];
const MAIN = 'Các mục chính';

/** What axe finds on the page in one theme, each with its elements. */
async function axe(tab, theme) {
  await tab.evaluate((theme) => {
    document.documentElement.dataset.theme = theme;
    // Colours that are still on their way are nobody's choice.
    for (const change of document.getAnimations()) if (change instanceof CSSTransition) change.finish();
  }, theme);
  // An evaluated script is the browser's own and needs no leave from the content security policy.
  if (!(await tab.evaluate(() => 'axe' in window))) await tab.evaluate(AXE);
  const { violations } = await tab.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${theme} ${id} ${target} ${failureSummary.replaceAll('\n', ' ')}`));
}

/** What lies beyond the right edge of the screen and cannot be scrolled to. */
const overflowing = (tab) =>
  tab.evaluate(() => {
    const scrolls = (element) => element && (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(element).overflowX) ? element : scrolls(element.parentElement));
    const beyond = [];
    for (const element of document.body.querySelectorAll('*')) {
      const box = element.getBoundingClientRect();
      if (!box.width || !box.height || element.closest('svg svg, .vh, .skip') || !element.checkVisibility()) continue;
      const sheet = scrolls(element.parentElement);
      const allowed = sheet && ['auto', 'scroll'].includes(getComputedStyle(sheet).overflowX) && sheet.matches('[tabindex], .scroll-x') && !sheet.matches('main, .scroll');
      if (box.right > innerWidth + 1 && !allowed) beyond.push(`${element.tagName}.${element.getAttribute('class')} ${Math.round(box.right)} ${element.textContent.slice(0, 40)}`);
    }
    for (const element of [document.scrollingElement, ...document.querySelectorAll('.scroll, main')]) {
      if (element.scrollWidth > element.clientWidth + 1) beyond.push(`${element.tagName}.${element.className} scrolls ${element.scrollWidth} in ${element.clientWidth}`);
    }
    return beyond;
  });

/** What can be pressed and is smaller than `least` CSS pixels in either direction. */
const small = (tab, least) =>
  tab.evaluate((least) => {
    const found = [];
    for (const element of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
      const target = element.matches('input, select, textarea') ? (element.closest('label, .field, .search, .filter') ?? element) : element;
      const { width, height } = target.getBoundingClientRect();
      if (!element.checkVisibility() || element.matches('.skip')) continue;
      if (width + 0.5 < least || height + 0.5 < least) found.push(`${element.tagName}.${element.className} ${Math.round(width)}×${Math.round(height)} ${element.getAttribute('aria-label') ?? element.textContent.slice(0, 40)}`);
    }
    return found;
  }, least);

/** Looks at every page; what is wrong is collected, so that one run tells all. */
async function look(tab, pages, check) {
  const wrong = {};
  for (const [name, address] of Object.entries(pages)) {
    await tab.goto(address);
    await expect(heading(tab)).toHaveCount(1);
    await expect(heading(tab)).toBeVisible();
    await expect(tab.getByText('Đang hỏi', { exact: false })).toHaveCount(0);
    const found = await check(tab);
    if (found.length) wrong[name] = found;
  }
  expect(wrong).toEqual({});
}

/** Every page of the phone, with something on each. */
async function phonePages(tab, server) {
  const [one, , other, third] = await (await Office.of(server, 'lai')).settledHouseholds();
  const at = (path) => server.url + path;
  await find(tab, one.head, one.head);
  await shortVisit(tab, 'Nhà khóa cửa.');
  const done = new URL(tab.url()).pathname;
  await tab.goto(server.url);
  await find(tab, other.head, other.head);
  await begin(tab);
  await meet(tab);
  const draft = new URL(tab.url()).pathname;
  const parts = Object.fromEntries(
    ['meeting', 'consent', 'house', 'water', 'life', 'hardship', 'support', 'commitments', 'closing'].map((part) => [`part ${part}`, at(`${draft}?part=${part}`)]),
  );
  return {
    today: at('/'),
    households: at('/households'),
    'new household': at('/households/new'),
    household: at(`/households/${third.id}`),
    ...parts,
    finish: at(`${draft}/finish`),
    done: at(done),
    read: at(done.replace(/done$/, 'read')),
    outbox: at('/outbox'),
    account: at('/account'),
    nowhere: at('/nowhere'),
  };
}

async function officePages(server) {
  const [{ id }] = await (await Office.of(server, 'chau')).settledHouseholds();
  const at = (path) => `${server.url}/office/${path}`;
  return { review: at(''), households: at('households'), household: at(`households/${id}`), held: at('held'), devices: at('devices'), account: at('account'), nowhere: at('nowhere') };
}

/** The page as somebody meets it who reads it in words only: language, one heading, a title of its own. */
async function named(tab, titles) {
  const [lang, title] = await tab.evaluate(() => [document.documentElement.lang, document.title]);
  const wrong = [];
  if (lang !== 'vi') wrong.push(`lang=${lang}`);
  if (titles.has(title)) wrong.push(`title «${title}» is another page's too`);
  titles.add(title);
  return wrong;
}

/** Presses Tab until the element has the focus. */
async function tabTo(tab, target) {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 250; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await tab.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target}`);
}

async function press(tab, target, key = 'Enter') {
  await tabTo(tab, target);
  await tab.keyboard.press(key);
}

for (const width of [360, 320]) {
  test(`at ${width} px every page of the phone fits, is large enough to hit, and names itself`, async ({ server, phone }) => {
    const tab = await enter(phone, server);
    await tab.setViewportSize({ width, height: 800 });
    const titles = new Set();
    await look(tab, await phonePages(tab, server), async () => [...(await overflowing(tab)), ...(await small(tab, 48)), ...(await named(tab, titles))]);
  });

  test(`at ${width} px and 200 % text every page of the phone fits`, async ({ server, phone }) => {
    await phone.context.addInitScript(() =>
      document.addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%')),
    );
    const tab = await phone.tab();
    await tab.setViewportSize({ width, height: 800 });
    await tab.goto(server.url);
    expect(await overflowing(tab)).toEqual([]);
    await tab.close();
    const open = await enter(phone, server);
    await open.setViewportSize({ width, height: 800 });
    await look(open, await phonePages(open, server), overflowing);
  });
}

test('axe finds nothing on the phone, in any theme', async ({ server, phone }) => {
  const tab = await phone.tab();
  await tab.goto(server.url);
  await expect(heading(tab)).toBeVisible();
  for (const theme of THEMES) expect(await axe(tab, theme)).toEqual([]);
  expect(await small(tab, 48)).toEqual([]);
  await tab.close();
  const open = await enter(phone, server);
  await look(open, await phonePages(open, server), async () => {
    const found = [];
    for (const theme of THEMES) found.push(...(await axe(open, theme)));
    return found;
  });
});

test('axe finds nothing at the office, in any theme; every page fits and names itself', async ({ server, desk }) => {
  const tab = await enter(desk, server, 'chau', '/office/');
  const titles = new Set();
  await look(tab, await officePages(server), async () => {
    const found = [...(await overflowing(tab)), ...(await small(tab, 36)), ...(await named(tab, titles))];
    for (const theme of THEMES) found.push(...(await axe(tab, theme)));
    return found;
  });
});

test('dialogs of the phone are no worse', async ({ server, phone }) => {
  const tab = await enter(phone, server);
  const { finish, account } = await phonePages(tab, server);
  for (const [address, button] of [[finish, 'Xóa bản nháp'], [account, 'Khóa máy']]) {
    await tab.goto(address);
    await tab.getByRole('button', { name: button }).click();
    const dialog = tab.getByRole('dialog');
    await expect(dialog.getByRole('button').first()).toBeFocused();
    for (const theme of THEMES) expect(await axe(tab, theme)).toEqual([]);
    expect(await overflowing(tab)).toEqual([]);
    await tab.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
});

test('dialogs of the review are no worse', async ({ server, desk }) => {
  const tab = await enter(desk, server, 'chau', '/office/');
  for (const [key, name] of [['r', /^Trả lại lượt thăm/], ['?', 'Các phím']]) {
    await tab.keyboard.press(key);
    await expect(tab.getByRole('dialog', { name })).toBeVisible();
    for (const theme of THEMES) expect(await axe(tab, theme)).toEqual([]);
    await tab.keyboard.press('Escape');
    await expect(tab.getByRole('dialog')).toHaveCount(0);
  }
});

test('an officer reviews with the keys alone', async ({ server, desk }) => {
  const office = await Office.of(server, 'chau');
  const waiting = async () => (await office.visits('waiting')).length;
  const before = await waiting();
  const tab = await enter(desk, server, 'chau', '/office/');
  const open = tab.getByRole('navigation', { name: 'Hàng chờ duyệt' }).locator('[aria-current=true] .name');
  const first = await open.innerText();
  await tab.keyboard.press('j');
  await expect(open).not.toHaveText(first);
  await tab.keyboard.press('k');
  await expect(open).toHaveText(first);

  await tab.keyboard.press('a');
  await expect(tab.getByText(`Đã duyệt: ${first}`).first()).toBeVisible();
  await expect.poll(waiting).toBe(before - 1);
  await tab.keyboard.press('z');
  await expect.poll(waiting).toBe(before);
  await expect(open).toHaveText(first);

  await tab.keyboard.press('r');
  await expect(tab.getByLabel('Cần sửa điều gì?')).toBeFocused();
  await tab.keyboard.press('1');
  await expect(tab.getByLabel('Cần sửa điều gì?')).toHaveValue('Xin đo lại diện tích nhà.');
  await tab.keyboard.press('Control+Enter');
  await expect.poll(waiting).toBe(before - 1);

  const second = await open.innerText();
  await tab.keyboard.press('s');
  await expect(open).not.toHaveText(second);
  await expect(tab.getByRole('button', { name: second })).toContainText('Để sau');

  await tab.keyboard.press('?');
  await expect(tab.getByRole('dialog', { name: 'Các phím' })).toBeVisible();
  await tab.keyboard.press('Escape');
  await expect(tab.getByRole('dialog')).toHaveCount(0);
  await tab.keyboard.press('o');
  await expect(tab).toHaveURL(/\/office\/households\//);
});

test('a volunteer signs in and records a visit with Tab, Space and Enter alone', async ({ server, phone }) => {
  const office = await Office.of(server, 'chau');
  const tab = await phone.tab();
  await tab.goto(server.url);
  await tabTo(tab, tab.getByLabel('Tên đăng nhập'));
  await tab.keyboard.type('khoa');
  await tabTo(tab, tab.getByLabel('Mật khẩu', { exact: true }));
  await tab.keyboard.type(PASSWORD);
  await tab.keyboard.press('Enter');
  await expect(heading(tab)).toHaveText(/^Chào/);

  const [{ head }] = await (await Office.of(server, 'khoa')).settledHouseholds();
  await press(tab, tab.getByRole('navigation', { name: MAIN }).getByRole('link', { name: 'Các hộ' }));
  await tabTo(tab, tab.getByRole('searchbox'));
  await tab.keyboard.type(head);
  await press(tab, tab.getByRole('main').getByRole('link', { name: head }).first());
  await expect(heading(tab)).toContainText(head);
  await press(tab, tab.getByRole('button', { name: 'Bắt đầu thăm' }));

  const box = (words, answer) => tab.getByRole('radiogroup', { name: words }).or(tab.getByRole('group', { name: words })).getByLabel(answer, { exact: true });
  const next = async (name) => {
    await press(tab, tab.getByRole('link', { name }));
  };
  await press(tab, box('Có gặp được người trong nhà không?', 'Có'), 'Space');
  await press(tab, box('Ai tiếp chuyện?', 'Chủ hộ'), 'Space');
  await next('Tiếp: Đồng ý cho ghi');
  await expect(heading(tab)).toBeFocused();
  await press(tab, box('Người trong nhà có đồng ý cho ghi không?', 'Đồng ý'), 'Space');
  await press(tab, box('Ai trả lời?', 'Chủ hộ'), 'Space');
  await press(tab, box('Đồng ý bằng cách nào?', 'Nói bằng lời'), 'Space');
  await press(tab, box('Có cho chụp ảnh nhà và lưu vị trí không?', 'Có'), 'Space');
  await next('Tiếp: Nhà ở');
  await tabTo(tab, tab.getByLabel('Nhà rộng bao nhiêu mét vuông?'));
  await tab.keyboard.type('48');
  for (const part of ['Nước, vệ sinh', 'Việc làm, học hành, sức khỏe', 'Khó khăn, nguyện vọng', 'Hỗ trợ đã nhận', 'Cam kết', 'Lần tới, ghi chú']) {
    await next(`Tiếp: ${part}`);
    await expect(heading(tab)).toHaveText(part);
  }
  await next('Xem lại lượt thăm');
  await press(tab, tab.getByRole('button', { name: 'Xong, giữ lượt thăm này' }));
  await expect(heading(tab)).toHaveText(/^Đã ghi xong lượt thăm/);
  await expect.poll(async () => (await office.fresh()).length).toBe(1);
});

test('the first Tab of a page leads past its frame', async ({ server, phone, desk }) => {
  for (const [device, name, place] of [[phone, 'lai', '/'], [desk, 'chau', '/office/']]) {
    const tab = await enter(device, server, name, place);
    await tab.reload();
    await expect(heading(tab)).toBeVisible();
    await tab.keyboard.press('Tab');
    await expect(tab.getByRole('link', { name: 'Đến nội dung chính' })).toBeFocused();
    await tab.keyboard.press('Enter');
    await expect(tab.locator('#main')).toBeFocused();
  }
});
