// One photo of 3 MB over a link that breaks every 20 seconds: how many bytes go over it that would not, if it held.
import { randomBytes } from 'node:crypto';
import { Chromium } from './chromium.mjs';
import { Hamlet } from './hamlet.mjs';
import { Installation } from './installation.mjs';
import { Link } from './link.mjs';
import { Phone } from './phone.mjs';

const LENGTH = 3_000_000;
/** Ten times as fast as the signal of the name, and so are the breaks: the bytes between two of them are the same. */
const FASTER = 10;
const SIGNALS = { 400: 50_000, 64: 8_000 };
const HOLDS = 20;

/** The bytes beside those of the photo, by the signal in kbit/s. */
export async function photo({ keep, say }) {
  say('send a photo over a link that breaks');
  const server = await Installation.fresh(['Vừa']);
  await server.start();
  const hamlet = await Hamlet.filled(server, 'Vừa', 100, 2);
  const link = await Link.to(server.url);
  const browser = await Chromium.fresh();
  const phone = await Phone.ready(browser, link.url, hamlet.name);
  for (const [signal, rate] of Object.entries(SIGNALS)) {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(LENGTH - 4)]);
    await phone.photograph(bytes, hamlet.made(900), () => link.limit(rate * FASTER, rate * HOLDS), () => link.free());
    const extra = link.carried - LENGTH;
    keep(`photo ${signal}`, extra);
    say(`at ${signal} kbit/s the link broke ${link.breaks} times and lost ${link.lost} bytes; ${extra} bytes beside the photo`);
  }
  link.close();
  await browser.remove();
  await server.remove();
}
