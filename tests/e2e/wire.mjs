// What may happen on the way to the office.
import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

export const OPERATIONS = '**/api/v1/operations';

/** A route on which what is sent is changed on its way. */
export const changed = (change) => async (route) => {
  const body = route.request().postDataBuffer();
  const text = (body[0] === 0x1f ? gunzipSync(body) : body).toString();
  const { 'content-encoding': _, ...headers } = route.request().headers();
  await route.continue({ headers, postData: change(text) });
};

/** A visit becomes one of a household that nobody knows, so that the office holds it. */
export const ofNobody = changed((text) => text.replace(/"household":"[^"]*"/, `"household":"${randomUUID()}"`));

/** An answer as the server gives it when it refuses a request. */
export const problem = (status, code, headers = {}) => ({
  status,
  headers: { 'Content-Type': 'application/problem+json', ...headers },
  body: JSON.stringify({ type: 'about:blank', title: code, status, detail: '', code }),
});
