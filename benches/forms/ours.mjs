// The app's own page for a visit.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { required } from '../machine.mjs';
import { Phone } from '../phone.mjs';
import { squeezed } from './site.mjs';
import { FORMS } from './workbook.mjs';

const IN_PAGE = ['meter', 'ours'].map((name) => fileURLToPath(new URL(`page/${name}.js`, import.meta.url)));
const NOTHING = { answers: {}, instances: {} };

export class Ours {
  /** Signs in on a phone, and puts the draft of a visit with each form there. */
  static async ready(browser, server, hamlet, ids) {
    const ours = new Ours();
    ours.url = server.url;
    ours.phone = await Phone.ready(browser, server.url, hamlet.name);
    ours.definitions = await hamlet.definitions();
    ours.ids = ids;
    ours.houses = hamlet.houses;
    return ours;
  }

  /** A page of the app in which a form can be opened; each has a visit of its own. */
  async page(size) {
    const [draft] = this.phone.drafts(1, this.houses, this.ids[size]);
    await this.phone.keep([{ ...draft, answers: NOTHING, screen: 'all' }]);
    const page = await this.phone.open('/', IN_PAGE);
    const inside = FORMS[size].repeats ? 'person-1-' : '';
    await page.tab.evaluate((given) => (globalThis.given = given), { visit: draft.visit, inside });
    return page;
  }

  /** Of all files that a page of the app asks for until a form is shown. */
  async bytes() {
    const page = await this.page(Object.keys(this.ids)[0]);
    await page.tab.evaluate(() => meter.opening());
    const urls = await page.tab.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    await page.close();
    const paths = urls.map((url) => new URL(url).pathname).filter((path) => !path.startsWith('/api/'));
    const files = ['/index.html', ...new Set(paths)].map((path) => readFileSync(join(required('DONG_HANH_APP'), path)));
    return files.map(squeezed).reduce((sum, bytes) => sum + bytes, 0);
  }

  formBytes(size) {
    return squeezed(this.definitions[this.ids[size]]);
  }
}
