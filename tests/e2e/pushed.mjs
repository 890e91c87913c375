// What devices have pushed and the office has applied, as it went over the wire: all that a reckoning may know.
import { gunzipSync } from 'node:zlib';

/** Where the clocks are closer than that, the server takes the device's. */
const TOLERANCE = 5 * 60_000;

export class Pushed {
  #entries = [];
  #known = new Set();
  #reading = [];

  /** Listens to everything that the pages of a browser push for somebody. */
  hear(context, by) {
    context.on('response', (response) => {
      const request = response.request();
      if (request.method() !== 'POST' || !new URL(request.url()).pathname.endsWith('/api/v1/operations') || !response.ok()) return;
      const body = request.postDataBuffer();
      // What a worker passes on for a page is heard of from the page.
      if (!body) return;
      const said = JSON.parse((body[0] === 0x1f ? gunzipSync(body) : body).toString());
      this.#reading.push(response.json().then(({ receipts }) => this.add(by, said, receipts)));
    });
  }

  /** Takes up one request with its receipts. */
  add(by, { sent, operations }, receipts) {
    for (const [at, operation] of operations.entries()) {
      const { outcome } = receipts[at];
      const received = Date.parse(receipts[at].received);
      // The same once more gets the same receipt, and is said once.
      if (outcome !== 'applied' || this.#known.has(operation.id)) continue;
      this.#known.add(operation.id);
      const off = received - sent.utc_ms;
      this.#entries.push({ by, received, skew: Math.abs(off) > TOLERANCE ? off : null, operation });
    }
  }

  /** All of it, in the order of arrival. */
  async all() {
    await Promise.all(this.#reading);
    return this.#entries.toSorted((a, b) => a.received - b.received);
  }
}
