// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { CustomerBrowser, closeBrowsers, settled, visitor } from './testing/customer-browser.ts';

afterEach(closeBrowsers);

const minute = 60_000;
const at = (minutes: number): string => new Date(Date.UTC(2026, 0, 5, 9) + minutes * minute).toISOString();
const inbox = (hours: object): object => ({
  id: 'inb_1',
  name: 'Acme',
  greeting: null,
  isStaffed: true,
  isOpen: null,
  opensAt: null,
  closesAt: null,
  timeZone: 'Europe/Berlin',
  expectedReplyMinutes: 5,
  allowsAnonymous: true,
  ...hours,
});
const open = async (...answers: readonly object[]): Promise<CustomerBrowser> => {
  const desk = new CustomerBrowser();
  const left = [...answers];
  desk.answer = (path) =>
    path === '' ? Response.json(inbox(left.length > 1 ? (left.shift() ?? {}) : (left[0] ?? {}))) : undefined;
  await desk.start();
  return desk;
};
const asked = (desk: CustomerBrowser): number => desk.requests.filter(({ path }) => path === '').length;

describe('a chat with business hours', () => {
  test('opens on the minute, before the server is asked again', async () => {
    const later = { isOpen: true, closesAt: at(480), opensAt: at(1440) };
    const desk = await open({ isOpen: false, opensAt: at(30), closesAt: at(480) }, later);
    desk.clock.advance(30 * minute - 1);
    expect(desk.client.getState().inbox?.isOpen).toBe(false);
    desk.clock.advance(1);
    expect(desk.client.getState().inbox).toMatchObject({ isOpen: true, opensAt: null });
    expect(asked(desk)).toBe(1);
    desk.clock.advance(6_000);
    await settled();
    expect(asked(desk)).toBe(2);
    expect(desk.client.getState().inbox).toMatchObject(later);
    desk.clock.advance(480 * minute);
    expect(desk.client.getState().inbox?.isOpen).toBe(false);
  });

  test('does not flicker where the clock of the server is behind: what it says holds, and it is asked again', async () => {
    const closed = { isOpen: false, opensAt: at(30), closesAt: at(480) };
    const desk = await open(closed, closed, { isOpen: true, opensAt: null, closesAt: at(480) });
    desk.clock.advance(30 * minute);
    desk.clock.advance(6_000);
    await settled();
    expect([asked(desk), desk.client.getState().inbox?.isOpen]).toEqual([2, false]);
    desk.clock.advance(4_000);
    expect(desk.client.getState().inbox?.isOpen).toBe(false);
    desk.clock.advance(1_000);
    await settled();
    expect([asked(desk), desk.client.getState().inbox?.isOpen]).toEqual([3, true]);
  });

  test('is read again when the server says that it changed', async () => {
    const desk = await open({ isOpen: true }, { isOpen: false });
    desk.write('Hello');
    await desk.talk();
    desk.socket.onmessage?.({
      data: JSON.stringify({ v: 1, t: 'inbox', ts: at(0) }),
    } as MessageEvent);
    expect(asked(desk)).toBe(1);
    desk.clock.advance(6_000);
    await settled();
    expect(desk.client.getState().inbox?.isOpen).toBe(false);
  });

  test('is left alone when it never turns, and once the client stopped', async () => {
    const always = await open({ isOpen: true });
    const closing = await open({ isOpen: true, closesAt: at(10) });
    closing.client.stop();
    for (const desk of [always, closing]) desk.clock.advance(72 * 60 * minute);
    expect([asked(always), asked(closing)]).toEqual([1, 1]);
    expect(closing.client.getState().inbox?.isOpen).toBe(true);
  });
});

describe('where the answer can reach a customer', () => {
  const left = (desk: CustomerBrowser): readonly unknown[] =>
    desk.requests.filter(({ path }) => path === '/contact').map(({ body }) => body);

  test('goes to the server once there is a message it belongs to', async () => {
    const desk = await open({ isOpen: false });
    desk.client.leaveContact({ email: 'ann@example.com', name: 'Ann' });
    await desk.talk();
    expect(left(desk)).toEqual([]);
    expect(desk.client.getState().contact?.status).toBe('waiting');
    desk.answer = (path) => (path === '/contact' ? Response.json({ hasEmail: true }) : undefined);
    desk.write('Hello');
    await desk.talk();
    expect(left(desk)).toEqual([{ email: 'ann@example.com', name: 'Ann' }]);
    expect(desk.client.getState()).toMatchObject({ contact: { status: 'saved' }, hasEmail: true });
  });

  test('is tried again while the server cannot be reached, and given up when it is refused', async () => {
    const desk = new CustomerBrowser();
    await desk.start();
    desk.write('Hello');
    await desk.talk();
    const answers = [Response.error(), new Response('', { status: 503 }), new Response('', { status: 400 })];
    desk.answer = (path) => (path === '/contact' ? answers.shift() : undefined);
    desk.client.leaveContact({ email: 'ann@example.com' });
    for (const status of ['waiting', 'waiting', 'failed']) {
      await settled();
      expect(desk.client.getState().contact?.status).toBe(status);
      desk.clock.advance(5_000);
    }
    await settled();
    expect(left(desk)).toHaveLength(3);
  });

  test('is forgotten with the customer who signs out, and never stored in the browser', async () => {
    const desk = new CustomerBrowser();
    desk.storage.setItem('unrelated', JSON.stringify(visitor));
    await desk.start();
    desk.client.leaveContact({ email: 'ann@example.com' });
    const kept = Array.from({ length: desk.storage.length }, (_, n) =>
      desk.storage.getItem(desk.storage.key(n) ?? ''),
    );
    expect(JSON.stringify(kept)).not.toContain('ann@');
    desk.client.logout();
    expect(desk.client.getState().contact).toBeNull();
  });
});
