// enketo-transformer in the browser: it needs no library of the system's there.
export { transform } from 'enketo-transformer/web';
