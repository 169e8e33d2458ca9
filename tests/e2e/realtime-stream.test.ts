import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { EventFrame, Frame } from './realtime-client.ts';
import { openRealtimeDesk, type RealtimeDesk } from './realtime-desk.ts';

/** Reads a stream of server-sent events frame by frame. */
function framesOf(response: Response): {
  next(fits: (frame: Frame) => boolean): Promise<Frame>;
  rest(): Promise<Frame[]>;
} {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  const frames: Frame[] = [];
  let text = '';
  const read = async (): Promise<boolean> => {
    const { value, done } = await reader.read();
    if (done) return false;
    text += decoder.decode(value, { stream: true });
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    frames.push(...parts.map((part) => JSON.parse(part.replace(/^data: /, '')) as Frame));
    return true;
  };
  return {
    async next(fits) {
      for (;;) {
        const found = frames.findIndex(fits);
        if (found >= 0) return frames.splice(found, 1)[0] as Frame;
        if (!(await read())) throw new Error('the stream has ended');
      }
    },
    async rest() {
      while (await read());
      return frames;
    },
  };
}

const isMessage =
  (seq: number) =>
  (frame: Frame): boolean =>
    frame.t === 'event' && (frame as EventFrame).event.data['seq'] === seq;

describe('server-sent events', () => {
  let desk: RealtimeDesk;
  beforeAll(async () => {
    desk = await openRealtimeDesk();
  });
  afterAll(() => desk.close());
  const post = (path: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`http://127.0.0.1:${desk.port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const stream = (body: object): Promise<Response> => post('/v1/realtime/sse', body);

  it('carry the same frames, and resume', async () => {
    const conversationId = await desk.hear(desk.acme, '16505550500', 'one');
    const response = await stream({ ticket: await desk.ticket(desk.acme) });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const frames = framesOf(response);
    const { epoch, connectionId } = await frames.next(({ t }) => t === 'welcome');
    await desk.write(desk.acme, '16505550500', 'two');
    const { position } = await frames.next(isMessage(2));

    // What a stream cannot carry upwards goes by another request; the answer comes through the stream.
    const headers = { authorization: `Bearer ${desk.acme.apiKey}` };
    const topics = [`conversation:${conversationId}`];
    const frame = { t: 'subscribe', id: 'up', topics };
    expect((await post('/v1/realtime/frames', { connectionId, frame }, headers)).status).toBe(202);
    expect(await frames.next(({ t }) => t === 'subscribed')).toEqual({
      t: 'subscribed',
      id: 'up',
      topics,
      refused: [],
    });
    await desk.write(desk.acme, '16505550500', 'three');
    expect(await frames.next(isMessage(3))).toHaveProperty('message');

    const again = framesOf(
      await stream({ ticket: await desk.ticket(desk.acme), resume: { epoch, position } }),
    );
    expect(await again.next(({ t }) => t === 'welcome')).toMatchObject({ isResumed: true });
    await again.next(isMessage(3));
  });

  it('take frames only from whose stream it is', async () => {
    const frames = framesOf(await stream({ ticket: await desk.ticket(desk.acme) }));
    const { connectionId } = await frames.next(({ t }) => t === 'welcome');
    const ping = { connectionId, frame: { t: 'ping' } };
    const theirs = await post('/v1/realtime/frames', ping, { authorization: `Bearer ${desk.globex.apiKey}` });
    expect(theirs.status).toBe(202);
    expect((await post('/v1/realtime/frames', ping)).status).toBe(401);
    const ours = { connectionId, frame: { t: 'subscribe', id: 'mark', topics: ['account'] } };
    await post('/v1/realtime/frames', ours, { authorization: `Bearer ${desk.acme.apiKey}` });
    await frames.next(({ t }) => t === 'subscribed');
    await expect(Promise.race([frames.next(({ t }) => t === 'pong'), Promise.resolve('none')])).resolves.toBe(
      'none',
    );
  });

  it('end with one of a few codes when the ticket is no good, and are refused without one', async () => {
    const frames = framesOf(await stream({ ticket: 'rt_nobody' }));
    expect(await frames.rest()).toEqual([{ t: 'error', code: 'ticket_refused' }]);
    expect((await stream({})).status).toBe(400);
    expect((await stream({ ticket: 'x', account: 'y' })).status).toBe(400);
  });

  it('are let go of when the client goes, and end when the process drains', async () => {
    const gone = new AbortController();
    const response = await fetch(`http://127.0.0.1:${desk.port}/v1/realtime/sse`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ticket: await desk.ticket(desk.globex) }),
      signal: gone.signal,
    });
    await framesOf(response).next(({ t }) => t === 'welcome');
    const before = desk.live.live.streams.count;
    gone.abort();
    await vi.waitFor(() => expect(desk.live.live.streams.count).toBe(before - 1));

    const frames = framesOf(await stream({ ticket: await desk.ticket(desk.globex) }));
    await frames.next(({ t }) => t === 'welcome');
    await desk.attached.drain(1000);
    expect((await frames.rest()).at(-1)).toMatchObject({ t: 'closing', reason: 'restart' });
  });
});
