import { describe, expect, test } from 'vitest';
import type { ChatCredentials } from './chat-credentials.ts';
import { ChatRequestError } from './chat-rest.ts';
import { createChatStore } from './chat-store.ts';
import type { UploadedChatFile } from './chat-types.ts';
import type { FileShelf } from './file-shelf.ts';
import { createFileUploader } from './file-uploader.ts';
import { nextToSend, type OutboxItem, queued, removed, retried } from './outbox.ts';
import { ManualClock } from './testing/manual-clock.ts';

const answer: UploadedChatFile = {
  mediaId: `med_${'0'.repeat(32)}`,
  kind: 'image',
  fileName: 'a.png',
  mimeType: 'image/png',
  sizeBytes: 3,
};

function item(id: string, given: Partial<OutboxItem> = {}): OutboxItem {
  return {
    clientMessageId: id,
    content: { type: 'upload', caption: 'Look' },
    file: { name: 'a.png', mimeType: '', sizeBytes: 3 },
    text: 'Look',
    createdAt: 0,
    owner: 'me',
    status: 'queued',
    ...given,
  };
}

/** An uploader whose server is a list of answers. */
function aDesk(answers: (UploadedChatFile | ChatRequestError | 'silence')[], hasBytes = true) {
  const clock = new ManualClock();
  const store = createChatStore((now) => uploader.outboxChanged(now.outbox));
  const tried: { readonly name: string; readonly token: string; readonly signal: AbortSignal }[] = [];
  let uploads = 0;
  const shelf = { get: async () => (hasBytes ? new Blob(['abc']) : undefined) } as unknown as FileShelf;
  let token = 'old';
  const credentials = {
    owner: () => 'me',
    token: async () => token,
    renewAt: () => 1,
    renew: async () => {
      token = 'new';
      return token;
    },
  } as unknown as ChatCredentials;
  const uploader = createFileUploader({
    url: 'https://desk.example/v1/chat/inb_1',
    store,
    clock,
    credentials,
    shelf,
    upload: ({ name, token: shown, signal, onProgress }) => {
      tried.push({ name, token: shown, signal });
      onProgress(0.5);
      const next = answers.shift() ?? 'silence';
      if (next === 'silence')
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new ChatRequestError('network_error', 0, null)));
        });
      return next instanceof ChatRequestError ? Promise.reject(next) : Promise.resolve(next);
    },
    onUploaded: () => {
      uploads += 1;
    },
  });
  const write = (...items: OutboxItem[]): void =>
    store.change((state) => ({ ...state, outbox: queued(state.outbox, items) }));
  return { clock, store, tried, uploader, write, uploads: () => uploads };
}
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const refused = (code: string, status: number, retryAfterMs: number | null = null) =>
  new ChatRequestError(code, status, retryAfterMs);

describe('a file in the outbox', () => {
  test('is uploaded, then its message may go, with what the server found', async () => {
    const { store, uploader, write, uploads, tried } = aDesk([answer]);
    write(item('1'));
    expect(nextToSend(store.get().outbox, 'me')).toBeUndefined();
    uploader.start();
    await settled();
    expect(tried.map(({ name }) => name)).toEqual(['a.png']);
    expect(uploads()).toBe(1);
    expect(store.get().uploads).toEqual({});
    expect(nextToSend(store.get().outbox, 'me')).toMatchObject({
      content: { type: 'file', mediaId: answer.mediaId, caption: 'Look' },
      file: { mimeType: 'image/png' },
    });
  });

  test('waits for the connection, and holds up no text', async () => {
    const { store, uploader, write, tried } = aDesk(['silence']);
    write(item('1'), item('2', { content: { type: 'text', text: 'hi' } }));
    await settled();
    expect(tried).toEqual([]);
    uploader.start();
    await settled();
    expect(store.get().uploads).toEqual({ 1: 0.5 });
    expect(nextToSend(store.get().outbox, 'me')?.clientMessageId).toBe('2');
  });

  test('goes one after the other, and never in another name', async () => {
    const { uploader, write, tried, store } = aDesk([answer, answer]);
    write(item('1'), item('2'), item('3', { owner: 'somebody else' }));
    uploader.start();
    await settled();
    await settled();
    expect(tried).toHaveLength(2);
    expect(store.get().outbox.map(({ content }) => content.type)).toEqual(['file', 'file', 'upload']);
  });

  test('is tried again when nothing came back, however often, and when the server says to wait', async () => {
    const lost = refused('network_error', 0);
    const { clock, uploader, write, tried, uploads } = aDesk([
      ...Array.from({ length: 8 }, () => lost),
      refused('rate_limited', 429, 40_000),
      answer,
    ]);
    write(item('1'));
    uploader.start();
    for (let n = 1; n <= 8; n += 1) {
      await settled();
      expect(tried).toHaveLength(n);
      clock.advance(30_000);
    }
    await settled();
    expect(tried).toHaveLength(9);
    clock.advance(39_000);
    await settled();
    expect(tried).toHaveLength(9);
    clock.advance(1_000);
    await settled();
    expect(uploads()).toBe(1);
  });

  test('is given up with the reason when the server refuses it, or does not get it done', async () => {
    const final = aDesk([refused('media_type_mismatch', 422), answer]);
    final.write(item('1'), item('2'));
    final.uploader.start();
    await settled();
    await settled();
    expect(final.store.get().outbox).toMatchObject([
      { status: 'failed', failure: { code: 'media_type_mismatch' } },
      { status: 'queued', content: { type: 'file' } },
    ]);
    const away = aDesk(Array.from({ length: 6 }, () => refused('media_unavailable', 503)));
    away.write(item('1'));
    away.uploader.start();
    for (let n = 0; n < 6; n += 1) {
      await settled();
      away.clock.advance(30_000);
    }
    await settled();
    expect(away.store.get().outbox).toMatchObject([{ status: 'failed', failure: { code: 'no_answer' } }]);
  });

  test('goes with a new token when the old one is refused', async () => {
    const { uploader, write, tried, uploads } = aDesk([refused('token_expired', 401), answer]);
    write(item('1'));
    uploader.start();
    await settled();
    expect(tried.map(({ token }) => token)).toEqual(['old', 'new']);
    expect(uploads()).toBe(1);
  });

  test('is stopped on its way when it is discarded, and the next one goes', async () => {
    const { uploader, write, tried, store } = aDesk(['silence', answer]);
    write(item('1'), item('2'));
    uploader.start();
    await settled();
    store.change((state) => ({ ...state, outbox: removed(state.outbox, '1') }));
    expect(tried[0]?.signal.aborted).toBe(true);
    await settled();
    await settled();
    expect(store.get().outbox).toMatchObject([{ clientMessageId: '2', content: { type: 'file' } }]);
  });

  test('whose bytes the browser did not keep is asked for again', async () => {
    const { uploader, write, store, tried } = aDesk([answer], false);
    write(item('1'));
    uploader.start();
    await settled();
    expect(tried).toEqual([]);
    expect(store.get().outbox).toMatchObject([{ status: 'failed', failure: { code: 'file_lost' } }]);
  });

  test('that the server does not have any more is uploaded anew when it is tried again', () => {
    const gone = item('1', {
      content: { type: 'file', mediaId: answer.mediaId, caption: 'Look' },
      status: 'failed',
      failure: { code: 'content_refused' },
    });
    expect(retried([gone], '1')).toMatchObject([
      { status: 'queued', content: { type: 'upload', caption: 'Look' } },
    ]);
    const other = { ...gone, failure: { code: 'no_answer' } };
    expect(retried([other], '1')).toMatchObject([{ content: { type: 'file' } }]);
  });
});
