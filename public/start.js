// Starts the app that this page was built with. A failure is left unhandled for guard.js to show.
const { module, wasm } = document.documentElement.dataset;
import(module).then(({ default: start }) => start({ module_or_path: wasm }));
// Code that is seldom wanted comes when it is, by the address that this page has for its name.
window.later = (name) => import(document.documentElement.dataset[name]);
