// The pages of enketo-core and ODK Web Forms.
import { fileURLToPath } from 'node:url';
import { Site, squeezed } from './site.mjs';

const METER = fileURLToPath(new URL('page/meter.js', import.meta.url));

export class Others {
  /** Both, by their names, with these XForms. */
  static async ready(browser, xforms) {
    const site = await Site.open();
    const transformed = await transform(browser, site, xforms);
    const of = (name, given) => Object.assign(new Others(), { browser, site, name, given, close: () => site.close() });
    return {
      enketo: of('enketo', transformed),
      odk: of('odk', Object.fromEntries(Object.entries(xforms).map(([size, xform]) => [size, { xform }]))),
    };
  }

  /** A page in which a form can be opened: all of its files were read, and the form is a text. */
  async page(size) {
    const page = await this.#blank();
    await page.tab.evaluate((given) => (globalThis.given = given), this.given[size]);
    return page;
  }

  /** Of all files that the page asks for until a form is shown. */
  async bytes() {
    const page = await this.#blank();
    // Also what it asks for only when it has a form to show.
    await page.tab.evaluate((given) => (globalThis.given = given), Object.values(this.given)[0]);
    await page.tab.evaluate(() => meter.opening());
    const urls = await page.tab.evaluate(() => [location.href, ...performance.getEntriesByType('resource').map(({ name }) => name)]);
    await page.close();
    return [...new Set(urls)].map((url) => this.site.bytes(url)).reduce((sum, bytes) => sum + bytes, 0);
  }

  formBytes(size) {
    return Object.values(this.given[size]).map(squeezed).reduce((sum, bytes) => sum + bytes, 0);
  }

  async #blank() {
    const page = await this.browser.page(1);
    await page.tab.addInitScript({ path: METER });
    await page.tab.goto(`${this.site.url}/${this.name}`);
    await page.tab.waitForSelector('body[data-ready]', { state: 'attached' });
    return page;
  }
}

/** What enketo-transformer makes of XForms, in the browser: not measured, as an installation does it once for all. */
async function transform(browser, site, xforms) {
  const page = await browser.page(1);
  await page.tab.goto(`${site.url}/transform`);
  const made = {};
  for (const [size, xform] of Object.entries(xforms)) {
    made[size] = await page.tab.evaluate(async (xform) => {
      const { transform } = await import('/transform.js');
      const { form, model } = await transform({ xform });
      return { form, model };
    }, xform);
  }
  await page.close();
  return made;
}
