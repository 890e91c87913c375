// How the app is told to open a form, and what it shows of it: from outside, as it carries no code for that.
{
  const known = (name) => document.getElementById(`q-all-${globalThis.given.inside}${name}`);

  globalThis.contender = {
    open() {
      history.pushState(null, '', `/visits/${globalThis.given.visit}?part=all`);
      dispatchEvent(new PopStateEvent('popstate', { state: null }));
    },
    choice: (choice) => known('decider')?.querySelectorAll('input')[choice === 'a' ? 0 : 1],
    shown: (name) => Boolean(known(name)) && !known(name).closest('[hidden]'),
    value: (name) => known(name)?.querySelector('.answer')?.textContent,
    told: () => document.body.innerText.slice(0, 2_000),
  };
}
