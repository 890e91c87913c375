// enketo-core as a page would use it, with what enketo-transformer has made of the form.
import { Form } from 'enketo-core';

const named = (name) => document.querySelector(`form.or [data-name$="/${name}"], form.or [name$="/${name}"]`);
/** Its questions stay where they are, so that they need not be looked for among all others each time. */
const found = new Map();
const known = (name) => found.get(name) ?? found.set(name, named(name)).get(name);

globalThis.contender = {
  open() {
    const { form, model } = globalThis.given;
    document.body.append(document.createRange().createContextualFragment(form));
    const errors = new Form(document.querySelector('form.or'), { modelStr: model }, {}).init();
    if (errors?.length > 0) throw new Error(errors.join('; '));
  },
  choice: (choice) => document.querySelector(`form.or input[data-name$="/decider"][value="${choice}"]`),
  shown: (name) => !known(name).closest('.disabled'),
  value: (name) => known(name).value,
  told: () => document.querySelector('form.or')?.innerText.slice(0, 2_000),
};
document.body.dataset.ready = '';
