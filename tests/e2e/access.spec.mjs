// For everybody: nothing that axe finds, nothing beyond the edge, nothing too small to hit, everything by keyboard.
import { THEMES, axe, crowded, overflowing, press, small, tabTo, wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office, PASSWORD } from './office.mjs';
import { begin, enter, find, heading, meet, shortVisit } from './visiting.mjs';

const MAIN = 'Các mục chính';

/** Looks at every page; what is wrong is collected, so that one run tells all. */
async function look(tab, pages, check) {
  const wrong = {};
  for (const [name, address] of Object.entries(pages)) {
    await tab.goto(address);
    await expect(tab.locator('.opening, .lock')).toHaveCount(0);
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
    'left behind': at('/left-behind'),
    coverage: at('/coverage'),
    households: at('/households'),
    'new household': at('/households/new'),
    household: at(`/households/${third.id}`),
    facts: at(`/households/${third.id}/facts`),
    'fact typed': at(`/households/${third.id}/facts/phone`),
    'fact chosen': at(`/households/${third.id}/facts/head`),
    'one more person': at(`/households/${third.id}/facts/add`),
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
  return { review: at(''), 'left behind': at('left-behind'), coverage: at('coverage'), households: at('households'), household: at(`households/${id}`), duplicates: at('duplicates'), held: at('held'), requests: at('requests'), devices: at('devices'), audit: at('audit'), breaches: at('breaches'), erased: at('erased'), retention: at('retention'), account: at('account'), nowhere: at('nowhere') };
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

test('every page of the office fits at 320 px and at 200 % text', async ({ server, desk }) => {
  const tab = await enter(desk, server, 'chau', '/office/');
  await look(tab, await officePages(server), crowded);
});

test('dialogs of the phone are no worse', async ({ server, phone }) => {
  const tab = await enter(phone, server);
  const { finish, account } = await phonePages(tab, server);
  for (const [address, button] of [[finish, 'Xóa bản nháp'], [account, 'Đổi mã PIN']]) {
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

test('dialogs of a household at the office are no worse', async ({ server, desk }) => {
  const tab = await enter(desk, server, 'chau', '/office/');
  await tab.goto((await officePages(server)).household);
  for (const name of ['Chuyển thôn, tổ', 'Trùng với hộ khác', 'Ghi điểm thu nhập']) {
    const button = tab.getByRole('button', { name });
    await button.click();
    await expect(tab.getByRole('dialog')).toBeVisible();
    expect(await wrong(tab, 36)).toEqual([]);
    await tab.keyboard.press('Escape');
    await expect(tab.getByRole('dialog')).toHaveCount(0);
    await expect(button).toBeFocused();
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
  await press(tab, box('Có cho chụp ảnh nhà và ghi âm không?', 'Có'), 'Space');
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
    await enter(device, server, name, place);
    // One that comes in without the door, behind which the focus is at the heading.
    const tab = await device.tab();
    await tab.goto(server.url + place);
    await expect(tab.locator('.opening, .lock')).toHaveCount(0);
    await expect(heading(tab)).toBeVisible();
    await tab.keyboard.press('Tab');
    await expect(tab.getByRole('link', { name: 'Đến nội dung chính' })).toBeFocused();
    await tab.keyboard.press('Enter');
    await expect(tab.locator('#main')).toBeFocused();
  }
});
