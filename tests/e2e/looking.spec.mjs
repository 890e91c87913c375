// Why a household is opened out of turn: asked once a household and day, kept without a network, and entered in the audit.
import { wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, heading, installed } from './visiting.mjs';

const asked = (tab) => tab.getByRole('heading', { name: 'Vì sao mở hồ sơ này?' });

/** Why the office was told that households were opened. */
async function told(server, office) {
  const answer = await fetch(`${server.url}/api/v1/audit`, { headers: { Authorization: `Bearer ${office.token}` } });
  const { entries } = await answer.json();
  return entries.filter(({ act }) => JSON.parse(act).did === 'looked').map(({ why, subjects }) => [why, subjects[0]]);
}

test('an officer says why, without a network too, and nothing of the household is shown before', async ({ server, desk }) => {
  const [office, lai] = [await Office.of(server, 'chau'), await Office.of(server, 'lai')];
  const homes = await lai.settledHouseholds();
  const tab = await enter(desk, server, 'chau', '/office/');
  await installed(tab);
  let home;
  for (home of homes) {
    await tab.goto(`${server.url}/office/households/${home.id}`);
    await expect(asked(tab).or(tab.getByRole('heading', { name: /^Trong nhà có/ }))).toBeVisible();
    if (await asked(tab).isVisible()) break;
  }
  // By its address, it is out of turn.
  await expect(asked(tab)).toBeVisible();
  await expect(heading(tab)).not.toContainText(home.head);
  await expect(tab.getByRole('main')).not.toContainText(home.head);
  expect(await wrong(tab, 36)).toEqual([]);

  await server.stop();
  await expect(tab.locator('#first-reason')).toBeFocused();
  await tab.keyboard.press('5');
  await expect(heading(tab)).toContainText(home.head);
  // Asked once a household and day, also after a reload.
  await tab.reload();
  await expect(heading(tab)).toContainText(home.head);
  await expect(asked(tab)).toHaveCount(0);

  await server.start();
  await tab.getByRole('button', { name: 'Lấy số liệu ngay' }).click();
  await expect.poll(() => told(server, office)).toEqual([['complaint', home.id]]);
});

test('whoever goes to a list and back is asked all the same', async ({ server, desk }) => {
  const homes = await (await Office.of(server, 'lai')).settledHouseholds();
  const tab = await enter(desk, server, 'chau', '/office/');
  await installed(tab);
  for (const { id } of homes) {
    await tab.goto(`${server.url}/office/households/${id}`);
    await expect(asked(tab).or(tab.getByRole('heading', { name: /^Trong nhà có/ }))).toBeVisible();
    if (await asked(tab).isVisible()) break;
  }
  await expect(asked(tab)).toBeVisible();
  await tab.getByRole('navigation').getByRole('link', { name: 'Độ phủ', exact: true }).click();
  await expect(asked(tab)).toHaveCount(0);
  await tab.goBack();
  await expect(asked(tab)).toBeVisible();
});
