// One form in two tabs: one works, the other shows what that one stores, and neither undoes the other's answers.
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { MET, away, begin, choice, choose, comeBack, enter, find, heading, lock, saved } from './visiting.mjs';

const MET_WHO = 'Ai tiếp chuyện?';
const HEAD = 'Chủ hộ';
const CHILD = 'Con, dâu, rể';
const GRANDCHILD = 'Cháu';

const workHere = (tab) => tab.getByRole('button', { name: 'Làm việc ở đây' });

/** A draft that is open in two tabs: the first one works, the second one only shows. */
async function twice(server, phone) {
  const [{ head }] = await (await Office.of(server, 'lai')).settledHouseholds();
  const first = await enter(phone, server);
  await find(first, head, head);
  await begin(first);
  await choose(first, MET, 'Có');
  await choose(first, MET_WHO, HEAD);
  await saved(first);
  const second = await phone.tab();
  await second.goto(first.url());
  await expect(workHere(second)).toBeVisible();
  return [first, second];
}

test('a form that another tab works on only shows, and takes over where it is', async ({ server, phone }) => {
  const [first, second] = await twice(server, phone);
  await expect(choice(second, MET_WHO, HEAD)).toBeChecked();
  await expect(choice(second, MET_WHO, CHILD)).toBeDisabled();
  await choose(first, MET_WHO, GRANDCHILD);
  await expect(choice(second, MET_WHO, GRANDCHILD)).toBeChecked();

  await workHere(second).click();
  await choose(second, MET_WHO, CHILD);
  await saved(second);
  await expect(workHere(first)).toBeVisible();
  await expect(choice(first, MET_WHO, GRANDCHILD)).toBeDisabled();
  await expect(choice(first, MET_WHO, CHILD)).toBeChecked();
});

test('a tab that works again goes on from what the other one stored', async ({ server, phone }) => {
  const [first, second] = await twice(server, phone);
  await workHere(second).click();
  await choose(second, MET_WHO, CHILD);
  await saved(second);
  await second.close();

  await expect(choice(first, MET_WHO, HEAD)).toBeEnabled();
  await expect(choice(first, MET_WHO, CHILD)).toBeChecked();
  await choose(first, MET_WHO, GRANDCHILD);
  await saved(first);
  await first.reload();
  for (const answer of [HEAD, CHILD, GRANDCHILD]) await expect(choice(first, MET_WHO, answer)).toBeChecked();
});

test('the last page shows what another tab has stored, and finishes nothing while that one works', async ({ server, phone }) => {
  const [first, second] = await twice(server, phone);
  await workHere(second).click();
  await expect(workHere(first)).toBeVisible();
  await first.getByRole('link', { name: 'Các phần' }).click();
  await expect(heading(first)).toHaveText('Xem lại');
  await expect(first.getByRole('button', { name: 'Xóa bản nháp' })).toHaveCount(0);

  await choose(second, MET_WHO, CHILD);
  await saved(second);
  await expect(first.getByText('Chủ hộ, Con, dâu, rể')).toBeVisible();
  await workHere(first).click();
  await expect(first.getByRole('link', { name: 'Trả lời câu còn thiếu' })).toBeVisible();
});

test('[S6.8] a phone that is locked in one tab is locked in the others, and the draft waits', async ({ server, phone }) => {
  const [first, second] = await twice(server, phone);
  await second.goto(server.url);
  await away(first);
  await lock(second);
  await expect(heading(first)).toContainText('Chào ');
  const draft = first.url();
  await comeBack(first, 'cô Lài');
  expect(first.url()).toBe(draft);
  await expect(choice(first, MET_WHO, HEAD)).toBeChecked();
});
