import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore, ConversationId, MediaFileId } from '@parley/core';
import { afterEach, describe, expect, it } from 'vitest';
import { connectChat } from './chat-client.ts';
import { type ChatDeskHarness, openChatDesk } from './chat-desk.ts';
import { aPicture, asStaff, fetchFile, uploadFile } from './chat-files.ts';

let desk: ChatDeskHarness;
afterEach(() => desk.close());

const hourMs = 60 * 60 * 1000;
const kept = async (): Promise<readonly string[]> =>
  (await readdir(desk.filesDir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
const send = (token: string, mediaId: string) =>
  desk.call<{ messageId: string; conversationId: ConversationId; error?: { code: string } }>(
    desk.acme,
    'POST',
    '/messages',
    { token, body: { clientMessageId: crypto.randomUUID(), content: { type: 'file', mediaId } } },
  );
const media = () => desk.parley.storage.forAccount(desk.acme.accountId).media;

describe('a file that was uploaded', () => {
  it('and not sent within a day is deleted by the hourly clean-up, row and bytes; what was sent stays', async () => {
    let aheadMs = 0;
    desk = await openChatDesk({ clock: { now: () => new Date(Date.now() + aheadMs) } });
    const token = await desk.visitor(desk.acme);
    const [sent, unsent, other] = await Promise.all(
      [1, 2, 3].map(
        async (seed) => (await uploadFile(desk, desk.acme, token, { bytes: aPicture(500, seed) })).body,
      ),
    );
    const ids = [sent, unsent, other].map((file) => file?.mediaId as MediaFileId);
    const { body: ack } = await send(token, ids[0] ?? '');
    expect(await kept()).toHaveLength(3);
    const purge = async (): Promise<void> => {
      await desk.parley.storage
        .forAccount(desk.acme.accountId)
        .transaction((tx) => tx.jobs.add([{ name: 'maintenance.purge', payload: {} }]));
    };
    aheadMs = 23 * hourMs;
    await purge();
    const young = (await uploadFile(desk, desk.acme, token, { bytes: aPicture(500, 4) })).body;
    aheadMs = 24.5 * hourMs;
    await purge();
    await expect.poll(kept).toHaveLength(2);
    const left = await media().find([...ids, young.mediaId as MediaFileId]);
    expect(left.map(({ id }) => id).sort()).toEqual([ids[0], young.mediaId].sort());
    const late = await send(token, ids[1] ?? '');
    expect([late.status, late.body.error?.code]).toEqual([422, 'invalid_content']);
    expect((await fetchFile(desk, desk.acme, token, ack.messageId)).status).toBe(200);
    expect((await send(token, young.mediaId)).status).toBe(201);
  });

  it('is sent over the socket like any message, and shown to everybody on it', async () => {
    desk = await openChatDesk();
    const token = await desk.token(desk.acme, 'on-a-socket');
    const { body: file } = await uploadFile(desk, desk.acme, token, { bytes: aPicture() });
    const client = connectChat(desk, desk.acme, { token });
    await client.seen(({ t }) => t === 'ready');
    const data = { clientMessageId: 'with-file', content: { type: 'file', mediaId: file.mediaId } };
    client.send({ v: 1, t: 'message', id: 'f1', data });
    const ack = await client.seen(({ t }) => t === 'ack');
    const shown = await client.seen(({ t }) => t === 'message');
    expect(shown.data.message.content).toMatchObject({
      type: 'image',
      media: { providerMediaId: file.mediaId },
    });
    // The same frame again, as after a lost acknowledgement.
    client.send({ v: 1, t: 'message', id: 'f2', data });
    expect((await client.seen(({ id }) => id === 'f2')).data).toEqual(ack.data);
    const other = { ...data, clientMessageId: 'another' };
    client.send({ v: 1, t: 'message', id: 'f3', data: other });
    expect(await client.seen(({ id }) => id === 'f3')).toMatchObject({
      t: 'error',
      data: { code: 'content_refused', clientMessageId: 'another' },
    });
    client.close();
  });

  it('whose bytes are lost is gone, and the message is not', async () => {
    desk = await openChatDesk();
    const token = await desk.visitor(desk.acme);
    const { body: file } = await uploadFile(desk, desk.acme, token, { bytes: aPicture() });
    const { body: ack } = await send(token, file.mediaId);
    for (const path of await kept()) await rm(path);
    const response = await fetchFile(desk, desk.acme, token, ack.messageId);
    expect([response.status, await response.json()]).toMatchObject([410, { error: { code: 'media_gone' } }]);
    const list = await asStaff(desk, desk.acme, 'GET', `/v1/conversations/${ack.conversationId}/messages`);
    expect((await list.json()) as unknown).toMatchObject({ items: [{ content: { type: 'image' } }] });
  });
});

describe('a blob store', () => {
  it('that fails stops files and nothing else, and leaves no trace of them', async () => {
    const broken: BlobStore = {
      async put(_key, body) {
        await body.getReader().read();
        throw new Error('the disk is full');
      },
      get: () => Promise.reject(new Error('the disk is away')),
      remove: async () => {},
    };
    desk = await openChatDesk({ blobs: broken });
    const token = await desk.visitor(desk.acme);
    const refused = await uploadFile(desk, desk.acme, token, { bytes: aPicture(200_000) });
    expect([refused.status, refused.body.error]).toMatchObject([
      503,
      { code: 'media_unavailable', details: { reason: 'blob_store_failed' } },
    ]);
    expect(JSON.stringify(refused.body)).not.toContain('disk');
    const soon = new Date(Date.now() + hourMs);
    const left = await desk.parley.storage
      .forAccount(desk.acme.accountId)
      .transaction((tx) => tx.media.discardUnsent(soon, 10));
    expect(left).toEqual([]);
    const text = await desk.call(desk.acme, 'POST', '/messages', {
      token,
      body: { clientMessageId: 'text', content: { type: 'text', text: 'still here' } },
    });
    expect(text.status).toBe(201);
  });

  it('that is missing means that the chat takes no files, and says so', async () => {
    desk = await openChatDesk({ blobs: null });
    const { body: inbox } = await desk.call<{ files: unknown }>(desk.acme, 'GET', '');
    expect(inbox.files).toBeNull();
    const token = await desk.visitor(desk.acme);
    const refused = await uploadFile(desk, desk.acme, token, { bytes: aPicture() });
    expect([refused.status, refused.body.error?.code]).toEqual([422, 'media_not_supported']);
    const staff = await asStaff(desk, desk.acme, 'POST', `/v1/inboxes/${desk.acme.inboxId}/media`, {
      body: aPicture(),
      headers: { 'content-type': 'image/png' },
    });
    expect(staff.status).toBe(422);
    const shown = await asStaff(desk, desk.acme, 'GET', `/v1/inboxes/${desk.acme.inboxId}`);
    expect((await shown.json()) as unknown).toMatchObject({ uploads: [] });
  });
});
