// What stands before the server as it is deployed: a reverse proxy with TLS, which speaks HTTP/2 with browsers.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createSecureServer } from 'node:http2';
import { join } from 'node:path';
import { scratch } from './machine.mjs';

/** What belongs to one connection of HTTP/1.1, and to none of HTTP/2. */
const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade']);

export class Front {
  /** The requests that came since somebody looked. */
  asked = [];

  static async before(url) {
    const front = new Front();
    const server = createSecureServer(certificate(), (phone, answer) => front.#pass(new URL(phone.url, url), phone, answer)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    front.url = `https://localhost:${server.address().port}`;
    front.close = () => server.close();
    return front;
  }

  #pass(target, phone, answer) {
    this.asked.push(`${phone.method} ${target.pathname}`);
    const headers = Object.fromEntries(Object.entries(phone.headers).filter(([name]) => !name.startsWith(':')));
    const office = request(target, { method: phone.method, headers }, (came) => {
      answer.writeHead(came.statusCode, Object.fromEntries(Object.entries(came.headers).filter(([name]) => !HOP.has(name))));
      came.pipe(answer);
    });
    office.on('error', () => answer.stream.destroy());
    phone.pipe(office);
  }
}

/** One that nobody has signed; the browser of the measurements asks no better one. */
function certificate() {
  const [key, cert] = ['key.pem', 'certificate.pem'].map((name) => join(scratch(), name));
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  execFileSync('openssl', [...words, '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert], { stdio: 'ignore' });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}
