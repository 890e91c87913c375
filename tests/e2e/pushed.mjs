// What devices have pushed and the office has applied, as it went over the wire: all that a reckoning may know.
import { gunzipSync } from 'node:zlib';

/** Where the clocks are closer than that, the server takes the device's. */
const TOLERANCE = 5 * 60_000;

export class Pushed {
  #entries = [];
  #known = new Set();

  /** Stands between the pages of a browser and the server, and writes down all that they push for somebody. */
  async hear(context, by) {
    await context.route('**/api/v1/operations', async (route) => {
      const request = route.request();
      if (request.method() !== 'POST') return route.continue();
      const answer = await route.fetch().catch(() => null);
      if (!answer) return route.abort();
      if (answer.ok()) {
        const body = request.postDataBuffer();
        const said = JSON.parse((body[0] === 0x1f ? gunzipSync(body) : body).toString());
        this.add(by, said, (await answer.json()).receipts);
      }
      // A page that was left meanwhile hears of it when it asks again.
      await route.fulfill({ response: answer }).catch(() => {});
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
  all() {
    return this.#entries.toSorted((a, b) => a.received - b.received);
  }
}
