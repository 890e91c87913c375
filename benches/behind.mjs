// Who is left behind and how far visits reach: 10,000 households on a phone, from a change that is stored to the changed
// screen; 200,000 on the server, at the first look after its start and after one change.
import { Chromium } from './chromium.mjs';
import { Device } from './device.mjs';
import { Hamlet } from './hamlet.mjs';
import { Installation } from './installation.mjs';
import { Phone } from './phone.mjs';

const ON_PHONE = 10_000;
/** So many of them were visited before. */
const VISITED = 5_000;
const ON_SERVER = 200_000;
/** So many are made at a time: what a script holds in memory. */
const PORTION = 20_000;
const PAGES = { list: '/left-behind', coverage: '/coverage' };

export async function behind(course) {
  await onPhone(course);
  await onServer(course);
}

async function onPhone({ quick, passes, slowdowns, keep, say }) {
  say('load 10,000 households and 5,000 visits into a fresh server');
  const server = await Installation.fresh(['Lớn']);
  await server.start();
  const hamlet = await Hamlet.filled(server, 'Lớn', ON_PHONE, 1);
  const { device } = hamlet;
  await device.push(await device.packed(hamlet.visits(VISITED, 2)));
  say('sign in on a phone');
  const browser = await Chromium.fresh();
  const phone = await Phone.ready(browser, server.url, hamlet.name);

  // Each change is the first visit to somebody, so that the numbers of both pages are others.
  const fresh = hamlet.houses.slice(VISITED).values();
  let seed = 3000;
  const visit = async () => {
    const [operation] = hamlet.visits(1, ++seed);
    operation.action.finish_visit.household = fresh.next().value.id;
    await device.push(await device.packed([operation]));
  };
  for (let pass = 1; pass <= passes; pass++) {
    for (const slowdown of slowdowns) {
      for (const [name, path] of Object.entries(PAGES)) {
        say(`${path} after a change, pass ${pass} of ${passes}, CPU ${slowdown}×`);
        keep(`behind ${name} ${slowdown}`, ...(await phone.told(slowdown, path, quick ? 2 : 5, visit)));
      }
    }
  }
  await browser.remove();
  await server.remove();
}

async function onServer({ quick, passes, keep, say }) {
  const households = quick ? PORTION : ON_SERVER;
  say(`load ${households.toLocaleString('en')} households into a fresh server`);
  const server = await Installation.fresh(['Rộng']);
  await server.start();
  const hamlet = await Hamlet.filled(server, 'Rộng', 1, 10);
  const office = await Device.signIn(server.url, undefined, 4_000_000);
  for (let done = 0; done < households; done += PORTION) await hamlet.filledMore(office, PORTION, 11 + done);
  const unit = 'units/19900@2025-07-01';
  const ask = async (what) => {
    const { of, all } = await office.ask(`${unit}/${what}`);
    const counted = of ?? Object.values(all).reduce((sum, part) => sum + (part.of ?? 0), 0);
    if (counted < households) throw new Error(`${counted} of ${households} households are followed`);
  };
  const both = async () => {
    await ask('left-behind');
    await ask('coverage');
  };
  for (let run = 0; run < passes; run++) {
    say(`the first look, ${run + 1} of ${passes}`);
    await server.stop();
    await server.start();
    const { ms, cpu, memory } = await server.cost(both);
    keep('behind server first', ms);
    keep('behind server first cpu', cpu);
    keep('behind server memory', memory);
    const counted = async () => void (await office.ask('overview'));
    for (let change = 0; change < (quick ? 2 : 5); change++) {
      const { device } = hamlet;
      await device.push(await device.packed(hamlet.visits(1, 5000 + run * 10 + change)));
      keep('behind server sql', (await server.cost(counted)).ms);
      const after = await server.cost(both);
      keep('behind server change', after.ms);
      keep('behind server change cpu', after.cpu);
    }
  }
  say('read the same feeds');
  for (let run = 0; run < (quick ? 1 : 2); run++) {
    office.forget();
    const { ms, cpu } = await server.cost(() => office.passed());
    keep('behind server feeds', ms);
    keep('behind server feeds cpu', cpu);
  }
  await server.remove();
}
