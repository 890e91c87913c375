// Starts the app that this page was built with. A failure is left unhandled for guard.js to show.
const { module, wasm } = document.documentElement.dataset;
import(module).then(({ default: start }) => start({ module_or_path: wasm }));
