import { createServer, type Server } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardedFetch } from './guarded-fetch.ts';
import { isPublicAddress } from './is-public-address.ts';

let server: Server;
let host: string;
const seen: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (request.url === '/redirect') response.writeHead(302, { location: '/elsewhere' }).end();
    else {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => response.writeHead(200, { 'x-answer': 'yes' }).end(`echo ${body}`));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** A name server that says what it is told. */
const names =
  (...addresses: string[]): LookupFunction =>
  (_name, options, callback) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    if (options.all === true) callback(null, found as never);
    else callback(null, found[0]?.address ?? '', found[0]?.family ?? 4);
  };

describe('a fetch to an address somebody else chose', () => {
  it.each([
    'http://shop.example/keys',
    'ftp://shop.example/keys',
    'file:///etc/passwd',
    'https://user:secret@shop.example/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
  ])('does not go to %s', async (url) => {
    const fetch = guardedFetch({ trustedHosts: [], lookup: names('93.184.216.34') });
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it.each([['127.0.0.1'], ['10.1.2.3'], ['::1'], ['93.184.216.34', '127.0.0.1']])(
    'does not go to a name that leads to %s',
    async (...addresses) => {
      const fetch = guardedFetch({ trustedHosts: [], lookup: names(...addresses) });
      const failure = await fetch('https://shop.example/').catch((error: unknown) => error);
      expect(failure).toMatchObject({ cause: { code: 'EHOSTUNREACH', syscall: 'connect' } });
    },
  );

  it('goes to a host of the own network only if it is on the list, port included', async () => {
    const fetch = guardedFetch({ trustedHosts: [host] });
    const response = await fetch(`http://${host}/hook`, { method: 'POST', body: 'hello' });
    expect([response.status, response.headers.get('x-answer'), await response.text()]).toEqual([
      200,
      'yes',
      'echo hello',
    ]);
    await expect(fetch('http://127.0.0.1:1/')).rejects.toThrow('fetch failed');
  });

  it('does not follow a redirect', async () => {
    const fetch = guardedFetch({ trustedHosts: [host] });
    const response = await fetch(`http://${host}/redirect`);
    await response.body?.cancel();
    expect(response.status).toBe(302);
    expect(seen).not.toContain('GET /elsewhere');
  });

  it('stops when it is told to', async () => {
    const fetch = guardedFetch({ trustedHosts: [host] });
    await expect(fetch(`http://${host}/`, { signal: AbortSignal.abort() })).rejects.toThrow();
  });
});

describe('public addresses', () => {
  it('are those of the internet', () => {
    for (const address of ['93.184.216.34', '1.1.1.1', '2606:4700:4700::1111'])
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
    for (const address of [
      'shop.example',
      '',
      '198.18.0.1',
      '255.255.255.255',
      '2001:db8::1',
      '2002:7f00:1::',
      '::',
    ])
      expect([address, isPublicAddress(address)]).toEqual([address, false]);
  });
});
