// ODK Web Forms as a page would use it.
import { OdkWebForm, webFormsPlugin } from '@getodk/web-forms';
import { createApp, h } from 'vue';

const attachments = () => Promise.reject(new Error('the form has no attachments'));
let first;

/** The question that is decided by, and those behind it; they have no names, so they are told by their labels. */
function* near() {
  first ??= document.querySelector('.question-container');
  for (let each = first, at = 0; each && at <= 10; each = each.nextElementSibling, at++) yield each;
}
const known = (name) => [...near()].find((question) => question.querySelector('label')?.textContent.trim().endsWith(` ${name}`));

globalThis.contender = {
  open() {
    const props = { formXml: globalThis.given.xform, fetchFormAttachment: attachments };
    createApp({ render: () => h(OdkWebForm, props) }).use(webFormsPlugin).mount(document.body.appendChild(document.createElement('div')));
  },
  choice: (choice) => document.querySelector(`.question-container input[type=radio][value="${choice}"]`),
  shown: (name) => Boolean(known(name)),
  value: (name) => known(name)?.textContent.split(` ${name}`).at(-1),
  told: () => document.body.innerText.slice(0, 2_000),
};
document.body.dataset.ready = '';
