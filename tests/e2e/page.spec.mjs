// Ten years of a family on one page: what changed and by whom, who knows them, what they lacked, and one side of paper.
import { randomUUID } from 'node:crypto';
import { decade, id as drawn, chance } from '../../benches/data.mjs';
import { wrong } from './access.mjs';
import { expect } from './fixtures.mjs';
import { LOST, PASSWORD, test } from './installation.mjs';
import { Office } from './office.mjs';
import { enter, heading, installed, sayWhy } from './visiting.mjs';

const VISITS = 200;
const HEAD = 'Lê Thị Hòa';

const member = (name, birth, more = {}) => ({ id: randomUUID(), name, sex: 'female', birth, ...more });

/** A household that a volunteer has registered, whatever is written in it. */
async function registered(lan, more) {
  const hamlet = (await lan.records('hamlet')).find(({ name }) => name === LOST).id;
  const household = drawn(chance(7), Date.now());
  const record = {
    id: household,
    hamlet,
    address: 'kiệt 12',
    head: member(HEAD, 1958),
    others: [member('Lê Vy', 2017, { relation: 'grandchild' })],
    dwelling: { roof: 'thatch', area_m2: 30 },
    registered_by: randomUUID(),
    ...more,
  };
  expect(await lan.says({ register_household: { household: record } })).toMatchObject({ outcome: 'applied' });
  return household;
}

/** A household that a volunteer has visited so often. */
async function visited(server, count) {
  const lan = await Office.of(server, 'lan', PASSWORD);
  const household = await registered(lan, {});
  const form = (await lan.records('form')).find(({ current, definition }) => current && definition.name === 'home-visit').id;
  const receipts = await lan.saysAll((device, firstCounter) => decade(count, { seed: 8, household, form, device, firstCounter }));
  expect(receipts.filter(({ outcome }) => outcome !== 'applied')).toEqual([]);
  return household;
}

/** How many pages a PDF has. */
const pages = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;

test('the page of a family that was visited for ten years tells its story, and is one side of paper', async ({ server, phone, desk }) => {
  const household = await visited(server, VISITS);
  const tab = await enter(phone, server, 'lan', '/', PASSWORD);
  await installed(tab);
  await phone.context.setOffline(true);
  await tab.goto(`${server.url}/households/${household}`);
  await expect(heading(tab)).toContainText(HEAD);
  const story = tab.getByRole('region', { name: 'Chuyện của gia đình' });
  const read = story.getByRole('link', { name: 'Xem lượt thăm' });
  await expect(read.first()).toBeAttached();
  expect(await read.count()).toBeLessThan(VISITS / 2);
  await expect(story.getByRole('heading', { level: 3 }).first()).toHaveText(String(new Date().getFullYear()));
  await expect(tab.getByRole('region', { name: 'Ai biết gia đình này' })).toContainText(`${VISITS} lượt thăm, gần nhất`);
  await expect(tab.getByRole('list', { name: 'Số điều còn thiếu qua các năm' }).getByRole('listitem').last()).toContainText(/thiếu \d/);
  expect(await wrong(tab)).toEqual([]);

  // It grows as somebody comes to its end, to the first visit and what stood before it.
  while ((await read.count()) < VISITS) await read.last().scrollIntoViewIfNeeded();
  await expect(story).toContainText(/Mái: [Tt]ranh, lá → /);

  await tab.getByRole('button', { name: 'Ai đã ghi từng điều, khi nào' }).click();
  const roof = tab.locator('dl.past > div').filter({ has: tab.locator('dt', { hasText: /^Mái$/ }) });
  await expect(roof.locator('dd').first()).toContainText(/cô Trần Thị Lan, \d\d\/\d\d\/\d{4}/);
  await expect(roof.locator('dd').last()).toContainText('như lúc đăng ký, cô Trần Thị Lan');
  await roof.getByRole('link', { name: 'lượt thăm' }).first().click();
  await expect(tab).toHaveURL(/\/visits\/.+\/read$/);
  await tab.goBack();
  await expect(heading(tab)).toContainText(HEAD);
  await expect(read.first()).toBeAttached();
  await tab.evaluate(() => {
    const paper = document.querySelector('.paper');
    const keep = () => (globalThis.printed ||= paper.textContent);
    new MutationObserver(keep).observe(paper, { childList: true, subtree: true });
  });
  expect(pages(await tab.pdf({ preferCSSPageSize: true }))).toBe(1);
  const printed = await tab.evaluate(() => globalThis.printed);
  for (const said of [HEAD, `Còn ${VISITS - 6} lượt thăm trước đó`, 'Ai biết gia đình này']) expect(printed).toContain(said);

  const office = await enter(desk, server, 'thanh', `/office/households/${household}`, PASSWORD);
  await sayWhy(office);
  await expect(heading(office)).toContainText(HEAD);
  const visits = office.locator('section:has(> #visits)');
  const item = visits.locator('ol.line > li:not(.rest)');
  while (!(await visits.textContent()).includes('Mái: ')) await item.last().scrollIntoViewIfNeeded();
  await expect(visits).toContainText(/Mái: .+ → .+/);
  await expect(office.getByRole('button', { name: 'In một trang' })).toBeVisible();
  await office.emulateMedia({ media: 'print' });
  expect(pages(await office.pdf({ preferCSSPageSize: true }))).toBe(1);
  // What is on paper is what the browser asks for when it prints.
  await office.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const paper = office.locator('.paper');
  await expect(paper).toContainText(HEAD);
  await expect(paper).toContainText(`Còn ${VISITS - 6} lượt thăm trước đó`);
  await expect(paper.getByRole('heading', { name: 'Nguyện vọng, cam kết, hỗ trợ', includeHidden: true })).toBeAttached();
  await expect(paper).toContainText('cam kết nữa còn chờ');
  await expect(paper).toContainText(/In ngày \d\d\/\d\d\/\d{4}/);
});

test('what an older form let through is shown and asked about, and a word of a newer version stays as it is', async ({ server, phone }) => {
  const lan = await Office.of(server, 'lan', PASSWORD);
  const year = new Date().getFullYear();
  const twin = (more) => member('Lê Vy', 2017, { relation: 'grandchild', ...more });
  const household = await registered(lan, {
    head: member(HEAD, year - 141),
    others: [twin({}), twin({}), member('Lê An', year + 1, { relation: 'cousin' })],
    dwelling: { roof: 'glass', area_m2: 0 },
  });
  const tab = await enter(phone, server, 'lan', '/', PASSWORD);
  await tab.goto(`${server.url}/households/${household}`);
  await expect(heading(tab)).toContainText(HEAD);
  for (const question of [
    `${HEAD} 140 tuổi? Xin xem lại năm sinh.`,
    'Lê Vy có trong hộ hai lần',
    'Ngày sinh của Lê An chưa tới.',
    'Nhà rộng 0 m²?',
  ]) {
    await expect(tab.getByText(question)).toBeVisible();
  }
  const house = tab.getByRole('region', { name: 'Nhà ở' });
  await expect(house).toContainText('“glass” (chữ của bản mới hơn, máy này chưa hiểu)');
  await expect(tab.getByText('“cousin”')).toBeVisible();

  // At the field, before it is said.
  await tab.goto(`${server.url}/households/${household}/facts/head`);
  await tab.getByRole('radio', { name: 'Lê Vy' }).first().check();
  await expect(tab.getByText(/Chủ hộ Lê Vy mới \d+ tuổi\?/)).toBeVisible();
  await tab.goto(`${server.url}/households/${household}/facts/phone`);
  await tab.getByLabel('Điện thoại').fill('0905123456');
  await tab.getByRole('button', { name: 'Lưu điều này' }).click();
  await expect(tab.getByText('Đã lưu trên máy.', { exact: false })).toBeVisible();
  await expect.poll(async () => (await lan.records('household'))[0].phone).toBe('0905123456');
  const [record] = await lan.records('household');
  expect(record.dwelling.roof).toBe('glass');
  expect(record.others.at(-1).relation).toBe('cousin');
});
