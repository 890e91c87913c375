// One photo of 3 MB over a link that breaks every 20 seconds: how many bytes go over it that would not, if it held.
import { randomBytes } from 'node:crypto';
import { Link } from './link.mjs';
import { Phone } from './phone.mjs';

const LENGTH = 3_000_000;
/** Ten times as fast as the signal of the name, and so are the breaks: the bytes between two of them are the same. */
const FASTER = 10;
const SIGNALS = { 400: 50_000, 64: 8_000 };
const HOLDS = 20;

/** The bytes beside those of the photo, by the signal in kbit/s. */
export async function photo(browser, server, hamlet, make, say) {
  const link = await Link.to(server.url);
  const phone = await Phone.ready(browser, link.url, hamlet);
  const extra = {};
  for (const [signal, rate] of Object.entries(SIGNALS)) {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(LENGTH - 4)]);
    await phone.photograph(bytes, make, () => link.limit(rate * FASTER, rate * HOLDS), () => link.free());
    extra[signal] = link.carried - LENGTH;
    say(`at ${signal} kbit/s the link broke ${link.breaks} times and lost ${link.lost} bytes; ${extra[signal]} bytes beside the photo`);
  }
  link.close();
  return extra;
}
