// The page of a household: ten years of visits opened at once, beside the same text as plain HTML.
import { Chromium } from './chromium.mjs';
import { decade } from './data.mjs';
import { Hamlet } from './hamlet.mjs';
import { Installation } from './installation.mjs';
import { Phone } from './phone.mjs';

const VISITS = 200;

export async function page({ quick, passes, slowdowns, keep, say }) {
  say(`a household with ${VISITS} visits in ten years`);
  const server = await Installation.fresh(['Mười Năm']);
  await server.start();
  const hamlet = await Hamlet.filled(server, 'Mười Năm', 20, 5);
  const { device, form } = hamlet;
  const [old, fresh] = hamlet.houses.map(({ id }) => id);
  const visits = decade(VISITS, { seed: 6, household: old, form, device: device.id, firstCounter: device.nextCounter });
  await device.push(await device.packed(visits));
  const browser = await Chromium.fresh();
  const phone = await Phone.ready(browser, server.url, hamlet.name);
  await server.stop();

  const plain = await phone.wholePage(old, VISITS);
  const runs = quick ? 3 : 7;
  for (let pass = 1; pass <= passes; pass++) {
    for (const slowdown of slowdowns) {
      say(`the page, pass ${pass} of ${passes}, CPU ${slowdown}×`);
      keep(`page ours ${slowdown}`, ...(await phone.page(slowdown, runs, old, true)));
      keep(`page new ${slowdown}`, ...(await phone.page(slowdown, runs, fresh, false)));
      keep(`page plain ${slowdown}`, ...(await phone.plain(slowdown, runs, plain)));
    }
  }
  await browser.remove();
  await server.remove();
}
