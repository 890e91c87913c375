// The second factor of an officer: set up by keyboard, asked for at the door, recovery codes, and taken off again.
import { createHmac } from 'node:crypto';
import { DESK, expect, lend, test as base } from './fixtures.mjs';
import { PASSWORD } from './office.mjs';
import { enter, heading } from './visiting.mjs';

const test = base.extend({
  /** A computer on which nobody has signed in. */
  another: ({ whole }, use, info) => lend(DESK, whole, use, info),
});

const CODE = /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/;
const STEP = 30;

/** The bytes of a key, which is written in Base32. */
function bytesOf(key) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...key.replaceAll(' ', '')].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

/** The code of a step, by RFC 6238. */
function codeOf(key, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', bytesOf(key)).update(counter).digest();
  const value = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
  return String(value % 1_000_000).padStart(6, '0');
}

/** A phone that shows codes, each once: it gives the one of the step after the last that it gave. */
class Codes {
  #key;
  #last = 0;

  constructor(key) {
    this.#key = key;
  }

  /** The next code that the office takes, now or as soon as it is not too far ahead. */
  async next() {
    const step = () => Math.floor(Date.now() / 1000 / STEP);
    this.#last = Math.max(this.#last + 1, step() - 1);
    await expect.poll(() => step() + 1 >= this.#last, { timeout: 2 * STEP * 1000 }).toBe(true);
    return codeOf(this.#key, this.#last);
  }
}

/** The part of the officer's own page. */
const part = (office) => office.locator('.sheet').filter({ has: office.getByRole('heading', { name: 'Đăng nhập hai bước' }) });

async function toOwnPage(office, server) {
  await office.goto(`${server.url}/office/account`);
  await expect(part(office)).toBeVisible();
  return part(office);
}

/** Sets it up; gives the phone and the ten codes on paper. */
async function setUp(office, server) {
  const own = await toOwnPage(office, server);
  await own.getByRole('button', { name: 'Bật đăng nhập hai bước' }).press('Enter');
  await own.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await own.getByRole('button', { name: 'Tiếp', exact: true }).press('Enter');
  await expect(own.getByRole('img', { name: 'Mã vuông của khóa' })).toBeVisible();
  const codes = new Codes(await own.locator('.on-slip').textContent());
  await own.getByLabel('Mã 6 số').fill('12 34');
  await own.getByRole('button', { name: 'Bật', exact: true }).press('Enter');
  await expect(own.getByText(/^Mã chưa đúng/)).toBeVisible();
  await own.getByLabel('Mã 6 số').fill(await codes.next());
  await own.getByRole('button', { name: 'Bật', exact: true }).press('Enter');
  const list = own.getByRole('listitem').filter({ hasText: CODE });
  await expect(list).toHaveCount(10);
  const paper = await list.allTextContents();
  await own.getByRole('button', { name: 'Đã cất các mã' }).press('Enter');
  await expect(own.getByText('Còn 10 mã dự phòng.')).toBeVisible();
  return { codes, paper };
}

/** Stands at the door of a computer, and has said name and password. */
async function toCode(device, server) {
  const tab = await device.tab();
  await tab.goto(`${server.url}/office/`);
  await tab.getByLabel('Tên đăng nhập').fill('chau');
  await tab.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await tab.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(tab.getByRole('heading', { name: 'Bước 2: mã 6 số' })).toBeVisible();
  return tab;
}

const inside = (tab) => expect(tab.getByRole('navigation', { name: 'Các mục chính' })).toBeVisible({ timeout: 30_000 });

test('an officer sets a second factor up, and nobody comes in by the password alone', async ({ server, desk, another }) => {
  const office = await enter(desk, server, 'chau', '/office/');
  await expect(office.getByText('Tài khoản chưa bật đăng nhập hai bước')).toBeVisible();
  const { codes, paper } = await setUp(office, server);
  await expect(office.getByText('Tài khoản chưa bật đăng nhập hai bước')).toHaveCount(0);
  // The codes are shown once.
  await office.goto(`${server.url}/office/account`);
  await expect(part(office).getByText('Còn 10 mã dự phòng.')).toBeVisible();
  await expect(office.getByText(paper[0])).toHaveCount(0);

  const tab = await toCode(another, server);
  const field = tab.getByLabel('Mã 6 số');
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code');
  await expect(field).toHaveAttribute('inputmode', 'numeric');
  const box = await field.boundingBox();
  expect(box.height).toBeGreaterThanOrEqual(36);
  await tab.getByRole('button', { name: 'Tiếp tục' }).press('Enter');
  await expect(tab.getByText('Chưa gõ mã.')).toBeVisible();
  await field.fill('000000');
  await tab.getByRole('button', { name: 'Tiếp tục' }).press('Enter');
  await expect(tab.getByText(/^Mã chưa đúng, đã cũ hoặc đã dùng rồi/)).toBeVisible();
  await field.fill(await codes.next());
  await tab.getByRole('button', { name: 'Tiếp tục' }).press('Enter');
  await inside(tab);
});

test('whoever has lost the phone comes in by a code on paper, once, and turns it off', async ({ server, desk, another }) => {
  test.slow();
  const office = await enter(desk, server, 'chau', '/office/');
  const { codes, paper } = await setUp(office, server);
  const tab = await toCode(another, server);
  await tab.getByRole('button', { name: 'Không có điện thoại? Dùng mã dự phòng' }).click();
  await tab.getByLabel('Mã dự phòng').fill(paper[0].toLowerCase());
  await tab.getByRole('button', { name: 'Tiếp tục' }).click();
  await inside(tab);

  const own = await toOwnPage(office, server);
  await expect(own.getByText('Còn 9 mã dự phòng.')).toBeVisible();
  await own.getByRole('button', { name: 'Tạo mã dự phòng mới' }).click();
  await own.getByLabel('Mã 6 số hoặc mã dự phòng').fill(paper[0]);
  await own.getByRole('button', { name: 'Tạo mã dự phòng mới' }).click();
  await expect(own.getByText(/^Mã chưa đúng/)).toBeVisible();
  await own.getByLabel('Mã 6 số hoặc mã dự phòng').fill(await codes.next());
  await own.getByRole('button', { name: 'Tạo mã dự phòng mới' }).click();
  await expect(own.getByRole('listitem').filter({ hasText: CODE })).toHaveCount(10);
  await own.getByRole('button', { name: 'Đã cất các mã' }).click();

  await own.getByRole('button', { name: 'Tắt đăng nhập hai bước' }).click();
  await own.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await own.getByLabel('Mã 6 số hoặc mã dự phòng').fill(await codes.next());
  await own.getByRole('button', { name: 'Tắt đăng nhập hai bước' }).click();
  await expect(own.getByText('Chưa bật.')).toBeVisible();
  await expect(heading(office)).toHaveText('Tôi');
});
