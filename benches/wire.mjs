// Counts bytes on their way between a browser and a server: a TCP proxy that reads only where a request begins.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');

export class Wire {
  /**
   * What went over the wire since the last reset, by `POST /path`: requests, bytes up and down, and of these the bodies.
   * What is locked by TLS is all `unknown`.
   */
  counted = new Map();

  static async to(url) {
    const wire = new Wire();
    const { port, protocol } = new URL(url);
    const server = createServer((phone) => {
      const office = connect(Number(port), '127.0.0.1');
      const exchange = { what: 'unknown' };
      phone.on('data', (chunk) => wire.#up(exchange, chunk));
      office.on('data', (chunk) => wire.#down(exchange, chunk));
      phone.pipe(office).pipe(phone);
      phone.on('error', () => office.destroy());
      office.on('error', () => phone.destroy());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    wire.url = `${protocol}//localhost:${server.address().port}`;
    wire.close = () => server.close();
    return wire;
  }

  reset() {
    this.counted.clear();
  }

  /** The sums of every request whose name fits. */
  sum(fits) {
    const total = { requests: 0, up: 0, down: 0, upBody: 0, downBody: 0 };
    for (const [what, one] of this.counted) {
      if (fits(what)) for (const key of Object.keys(total)) total[key] += one[key];
    }
    return total;
  }

  #of(exchange) {
    if (!this.counted.has(exchange.what)) this.counted.set(exchange.what, { requests: 0, up: 0, down: 0, upBody: 0, downBody: 0 });
    return this.counted.get(exchange.what);
  }

  // Browsers do not pipeline: a chunk that begins like a request is one.
  #up(exchange, chunk) {
    const line = chunk.subarray(0, 400).toString('latin1').match(/^([A-Z]+) (\S+) HTTP\/1\.1\r\n/);
    if (line) {
      exchange.what = `${line[1]} ${line[2].split('?')[0]}`;
      exchange.answering = false;
      this.#of(exchange).requests += 1;
    }
    const counts = this.#of(exchange);
    counts.up += chunk.length;
    counts.upBody += line ? chunk.length - headLength(chunk) : chunk.length;
  }

  #down(exchange, chunk) {
    const counts = this.#of(exchange);
    counts.down += chunk.length;
    counts.downBody += exchange.answering ? chunk.length : chunk.length - headLength(chunk);
    exchange.answering = true;
  }
}

function headLength(chunk) {
  const end = chunk.indexOf(HEAD_END);
  return end < 0 ? chunk.length : end + HEAD_END.length;
}
