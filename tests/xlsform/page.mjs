// What the page in the browser offers to whoever drives it.
import { fill } from './form.mjs';
import { play } from './answers.mjs';

globalThis.xforms = { fill, play };
