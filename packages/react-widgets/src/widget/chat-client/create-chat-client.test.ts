// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { memoryStorage } from './chat-storage.ts';
import { CustomerBrowser, closeBrowsers, jwt, settled, visitor } from './testing/customer-browser.ts';

afterEach(closeBrowsers);

describe('who is chatting', () => {
  test('nobody becomes a visitor or connects before writing', async () => {
    const desk = new CustomerBrowser();
    await desk.start();
    expect(desk.requests.map(({ path }) => path)).toEqual(['']);
    expect(desk.server.sockets).toEqual([]);
    desk.write('Hello');
    await desk.talk();
    expect(desk.requests.map(({ path }) => path)).toEqual(['', '/visitors']);
    expect(desk.server.fromCustomer).toEqual(['Hello']);
  });

  test('a token is never part of an address', async () => {
    const desk = new CustomerBrowser();
    await desk.start();
    desk.client.identify({ token: jwt('c1') });
    await desk.talk();
    desk.client.openThread('cnv_x');
    await desk.talk();
    expect(desk.requests.every(({ path }) => !path.includes('head.'))).toBe(true);
    expect(desk.requests.at(-1)?.token).toBe(`Bearer ${jwt('c1')}`);
  });

  test('signing in hands the anonymous thread over and leaves no token or customer id in storage', async () => {
    const desk = new CustomerBrowser();
    await desk.start();
    desk.write('Hello');
    await desk.talk();
    desk.client.identify({ token: jwt('customer-42') });
    await desk.talk();
    expect(desk.requests.at(-1)).toEqual({
      path: '/identify',
      token: `Bearer ${jwt('customer-42')}`,
      body: { visitorToken: 'token-v1' },
    });
    const kept = Array.from({ length: desk.storage.length }, (_, n) => desk.storage.key(n)).map((key) => [
      key,
      desk.storage.getItem(key ?? ''),
    ]);
    expect(JSON.stringify(kept)).not.toMatch(/customer-42|token/);
  });

  test('signing in is tried again when the server cannot be reached, with the same visitor', async () => {
    const storage = memoryStorage();
    storage.setItem('parley-chat:inb_1:visitor', JSON.stringify(visitor));
    const desk = new CustomerBrowser(storage);
    desk.answer = (path) => (path === '/identify' ? Response.json({}, { status: 503 }) : undefined);
    desk.client.identify({ token: jwt('c1') });
    await desk.start();
    expect(desk.client.getState().connection.status).toBe('offline');
    desk.answer = () => undefined;
    desk.clock.advance(60_000);
    await desk.talk();
    expect(desk.client.getState().connection.status).toBe('online');
    expect(desk.requests.filter(({ path }) => path === '/identify').map(({ body }) => body)).toEqual([
      { visitorToken: 'visitor-token' },
      { visitorToken: 'visitor-token' },
    ]);
    expect(storage.getItem('parley-chat:inb_1:visitor')).toBeNull();
  });

  test('another customer in the same browser neither sees nor sends what the one before left', async () => {
    const storage = memoryStorage();
    const first = new CustomerBrowser(storage);
    first.client.identify({ token: jwt('anna') });
    first.answer = () => Response.json({}, { status: 503 });
    await first.start();
    first.write('Private');
    first.client.stop();

    const second = new CustomerBrowser(storage);
    await second.start();
    second.client.identify({ token: jwt('ben') });
    await second.talk();
    expect(second.client.getState().outbox).toEqual([]);
    expect(second.server.fromCustomer).toEqual([]);

    second.client.identify({ token: jwt('anna') });
    await second.talk();
    expect(second.server.fromCustomer).toEqual(['Private']);
  });

  test('logging out forgets everything, here and in storage', async () => {
    const desk = new CustomerBrowser();
    await desk.start();
    desk.write('Hello');
    await desk.talk();
    desk.write('Not sent yet');
    desk.client.logout();
    await settled();
    expect(desk.storage.length).toBe(0);
    expect(desk.server.live()).toEqual([]);
    expect(desk.client.getState()).toMatchObject({ outbox: [], conversations: [], threads: {} });
    desk.clock.advance(120_000);
    await desk.talk();
    expect(desk.server.fromCustomer).toEqual(['Hello']);
  });

  test('logging out in another tab logs out here', async () => {
    const desk = new CustomerBrowser();
    await desk.start();
    desk.write('Hello');
    await desk.talk();
    dispatchEvent(new StorageEvent('storage', { key: 'parley-chat:inb_1:logout', newValue: '1' }));
    expect(desk.client.getState().conversations).toEqual([]);
    expect(desk.server.live()).toEqual([]);
  });
});

describe('tokens that end', () => {
  test('a token is renewed on the running connection before it ends', async () => {
    const desk = new CustomerBrowser();
    let made = 0;
    desk.client.identify({
      getToken: async () => {
        made += 1;
        return jwt('c1', `token ${made}`, made * 900);
      },
    });
    await desk.start();
    await desk.talk();
    const { socket } = desk;
    for (let at = 0; at < 840; at += 20) {
      expect(made).toBe(1);
      desk.clock.advance(20_000);
      if (at < 820) await desk.talk();
    }
    await settled();
    expect(made).toBe(2);
    expect(desk.socket).toBe(socket);
    expect(socket.up).toContainEqual({ v: 1, t: 'auth', data: { token: jwt('c1', 'token 2', 1_800) } });
  });

  test('a refused token is renewed once; refused again, the customer has to sign in, and what they wrote is kept', async () => {
    const desk = new CustomerBrowser();
    let made = 0;
    desk.client.identify({
      getToken: async () => {
        made += 1;
        return jwt('c1', `token ${made}`);
      },
    });
    await desk.start();
    desk.socket.cut(4401);
    desk.clock.advance(60_000);
    await settled();
    expect(made).toBe(2);
    desk.socket.cut(4401);
    await settled();
    desk.clock.advance(600_000);
    await settled();
    expect(desk.client.getState().connection.status).toBe('unauthorized');
    expect(made).toBe(2);

    desk.write('Kept');
    desk.client.identify({ token: jwt('c1', 'fresh') });
    await desk.talk();
    expect(desk.server.fromCustomer).toEqual(['Kept']);
  });

  test('a visitor whose session ended starts again, and what they wrote goes along', async () => {
    const desk = new CustomerBrowser();
    await desk.start();
    const id = desk.write('Hello');
    await settled();
    expect(desk.client.getState().outbox[0]?.clientMessageId).toBe(id);
    desk.socket.cut(4401);
    desk.clock.advance(60_000);
    await desk.talk();
    expect(desk.server.visitors).toBe(2);
    expect(desk.server.fromCustomer).toEqual(['Hello']);
  });
});
