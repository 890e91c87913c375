// One person on two phones, two people on one phone: everybody has their own work, and all of it reaches the office.
import { PHONE, expect, lend, test as base } from './fixtures.mjs';
import { Office } from './office.mjs';
import { begin, comeBack, enter, find, heading, installed, lock, shortVisit, signIn, toTab } from './visiting.mjs';

const test = base.extend({
  /** Another phone of the same person. */
  other: ({ whole }, use, info) => lend(PHONE, whole, use, info),
});

// A phone dies in one of them.
test.use({ whole: true });

/** How the door greets them. */
const CALLED = { lai: 'cô Lài', khoa: 'anh Khoa' };

const received = (tab) => tab.getByText(/^Văn phòng đã nhận lúc/);
const toToday = (tab) => tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();

/** Visits a household, and leads back to the main tabs. */
async function visit(tab, name) {
  await find(tab, name, name);
  await shortVisit(tab);
  await toToday(tab);
}

test('one person on two phones records on both, and both get all of it', async ({ server, phone, other }) => {
  const lai = await Office.of(server, 'lai');
  const [one, two] = (await lai.settledHouseholds()).map(({ head }) => head);
  const first = await enter(phone, server);
  const second = await enter(other, server);
  // Only the person knows that this is another phone.
  await expect(second.getByText('Trước đây anh chị đã dùng máy này chưa?')).toBeVisible();
  await second.getByRole('button', { name: 'Đó là máy khác' }).click();
  await expect(second.getByText('Trước đây anh chị đã dùng máy này chưa?')).toHaveCount(0);

  await phone.context.setOffline(true);
  await other.context.setOffline(true);
  await visit(first, one);
  await visit(second, two);
  await phone.context.setOffline(false);
  await other.context.setOffline(false);
  await expect.poll(async () => (await lai.fresh()).map(({ head }) => head).sort()).toEqual([one, two].sort());
  for (const tab of [first, second]) {
    await toTab(tab, 'Gửi đi');
    await tab.getByRole('button', { name: 'Lấy tin mới' }).click();
    for (const name of [one, two]) {
      await tab.goto(server.url);
      await find(tab, name, name);
      await expect(received(tab)).toBeVisible();
    }
  }
});

test('two people on one phone come and go without a network, and each one’s work reaches the office as theirs', async ({ server, phone }) => {
  const office = await Office.of(server, 'chau');
  const theirs = {};
  for (const name of ['lai', 'khoa']) theirs[name] = (await (await Office.of(server, name)).settledHouseholds())[0].head;
  const tab = await enter(phone, server, 'lai');
  await installed(tab);
  await lock(tab);
  await signIn(tab, 'khoa');
  await lock(tab);
  await server.stop();

  const begun = await inTheField(tab, 'lai', async () => {
    await visit(tab, theirs.lai);
    await toTab(tab, 'Các hộ');
    await tab.getByRole('searchbox').fill(theirs.lai);
    await tab.getByRole('main').getByRole('link', { name: theirs.lai }).first().click();
    await begin(tab);
    const address = new URL(tab.url()).pathname;
    await tab.goto(server.url);
    return address;
  });
  await inTheField(tab, 'khoa', async () => {
    await toTab(tab, 'Gửi đi');
    await expect(tab.getByText(/^Trên máy, chờ/)).toHaveCount(0);
    await toTab(tab, 'Các hộ');
    await tab.getByRole('searchbox').fill(theirs.lai);
    await expect(tab.getByRole('main').getByRole('link', { name: theirs.lai })).toHaveCount(0);
    await tab.goto(server.url + begun);
    await expect(heading(tab)).not.toContainText(theirs.lai);
    await tab.goto(server.url);
    await visit(tab, theirs.khoa);
  });

  await server.start();
  for (const name of ['lai', 'khoa']) {
    await comeBack(tab, CALLED[name]);
    await toTab(tab, 'Gửi đi');
    await expect(received(tab)).toHaveCount(1);
    await lock(tab);
  }
  const arrived = await office.fresh();
  const people = new Map(await office.people());
  expect(arrived.map(({ head, author }) => [people.get(author), head]).sort()).toEqual(
    Object.entries(theirs).sort(),
  );
  // What was begun waits for the one who began it.
  await comeBack(tab, CALLED.lai);
  await tab.goto(server.url + begun);
  await expect(tab.getByText(/^Phần \d+ trong \d+$/)).toBeVisible();
});

test('[S6.7] a household that is half typed is seen by nobody else, and waits for the one who typed it', async ({ server, phone }) => {
  const name = 'Hồ Thị Bông Gòn';
  const tab = await enter(phone, server, 'lai');
  const head = tab.getByLabel('Họ và tên chủ hộ');
  await tab.goto(`${server.url}/households/new`);
  await head.fill(name);
  await expect(tab.getByText('Chữ đã gõ nằm trên máy')).toBeVisible();
  await tab.goto(server.url);
  await lock(tab);
  await expect(tab.getByText('1 mục chưa gửi vẫn an toàn trên máy')).toBeVisible();
  await signIn(tab, 'khoa');
  await tab.goto(`${server.url}/households/new`);
  await expect(head).toHaveValue('');
  await tab.goto(server.url);
  await lock(tab);
  await comeBack(tab, CALLED.lai);
  await tab.goto(`${server.url}/households/new`);
  await expect(head).toHaveValue(name);
  await phone.kill();
  const again = await phone.tab();
  await again.goto(`${server.url}/households/new`);
  await expect(again.getByLabel('Họ và tên chủ hộ')).toHaveValue(name);
});

/** Comes back without a network, works, and locks the phone again. */
async function inTheField(tab, name, work) {
  await comeBack(tab, CALLED[name]);
  const done = await work();
  await lock(tab);
  return done;
}
