// A form opened and answered, beside enketo-core and ODK Web Forms with the same one.
import { Chromium } from './chromium.mjs';
import { Device } from './device.mjs';
import { Ours } from './forms/ours.mjs';
import { Others } from './forms/others.mjs';
import { FORMS, expected, workbook } from './forms/workbook.mjs';
import { xforms } from './forms/xform.mjs';
import { Hamlet } from './hamlet.mjs';
import { Installation } from './installation.mjs';

/** The form whose own bytes are told. */
const USUAL = '300';

export async function forms({ quick, passes, slowdowns, keep, say }) {
  const sizes = quick ? ['50', USUAL] : Object.keys(FORMS);
  say('make the forms, and publish them');
  const books = Object.fromEntries(sizes.map((size) => [size, workbook(FORMS[size])]));
  const theirs = xforms(books);
  const server = await Installation.fresh(['Phiếu']);
  await server.start();
  const hamlet = await Hamlet.filled(server, 'Phiếu', 10, 1);
  const office = await Device.signIn(server.url, undefined, 9);
  const ids = {};
  for (const size of sizes) ids[size] = await office.publish(books[size]);

  const browser = await Chromium.fresh();
  const contenders = { ours: await Ours.ready(browser, server, hamlet, ids), ...(await Others.ready(browser, theirs)) };
  for (const [who, contender] of Object.entries(contenders)) {
    keep(`forms bytes ${who}`, await contender.bytes());
    keep(`forms bytes form ${who}`, contender.formBytes(USUAL));
  }
  await server.stop();
  for (let pass = 1; pass <= passes; pass++) {
    for (const slowdown of slowdowns) {
      for (const size of sizes) {
        for (const [who, contender] of Object.entries(contenders)) {
          say(`forms, pass ${pass} of ${passes}, CPU ${slowdown}×, ${size}, ${who}`);
          const { opened, answered } = await measured(await contender.page(size), slowdown, quick ? 2 : 6);
          keep(`forms open ${who} ${size} ${slowdown}`, opened);
          keep(`forms answer ${who} ${size} ${slowdown}`, ...answered);
        }
      }
    }
  }
  for (const contender of Object.values(contenders)) contender.close?.();
  await browser.remove();
  await server.remove();
}

/** Opens the form in a page that has everything it needs, and answers the question that ten others follow, now so and now so. */
async function measured(page, slowdown, rounds) {
  await page.slow(slowdown);
  const opened = await page.tab.evaluate(() => meter.opening());
  const answered = [];
  for (let round = 0; round < rounds + 2; round++) {
    // What an answer leaves to do, as writing it down, is done before the next one.
    await page.tab.waitForTimeout(slowdown * 100);
    const choice = 'ab'[round % 2];
    const ms = await page.tab.evaluate(([choice, right]) => meter.answering(choice, right), [choice, expected(choice)]);
    // The first ones compile code.
    if (round >= 2) answered.push(ms);
  }
  await page.close();
  return { opened, answered };
}
