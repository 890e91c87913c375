// ODK's own engine: the other opinion on a form. It runs in a process of Node's, or in headless Chromium.
import { inChromium } from './chromium.mjs';
import { inNode } from './node.mjs';

export class Opinion {
  #host;

  /** Where the engine is at home is the browser; Node says the same in half of the time. */
  static async open({ browser = false } = {}) {
    const opinion = new Opinion();
    opinion.#host = await (browser ? inChromium() : inNode());
    return opinion;
  }

  /** What the form says as it opens and after each step; see `fill` in form.mjs. */
  fill(xml, { attachments = {}, steps = [], ...options } = {}) {
    return this.#host.call('fill', [xml, attachments, steps, options]);
  }

  /** Steps that are drawn from a seed, and what the form says after each; see `play` in answers.mjs. */
  play(xml, { attachments = {}, seed, count, ...options }) {
    return this.#host.call('play', [xml, attachments, seed, count, options]);
  }

  close() {
    return this.#host.close();
  }
}
