import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChatDeskHarness, openChatDesk } from './chat-desk.ts';
import { aPicture, asStaff, fetchFile, uploadFile } from './chat-files.ts';

let desk: ChatDeskHarness;
beforeAll(async () => {
  desk = await openChatDesk();
});
afterAll(() => desk.close());

interface Ack {
  readonly messageId: string;
  readonly conversationId: string;
}

const send = (token: string, content: unknown, more: object = {}) =>
  desk.call<Ack & { error?: { code: string; details: { field?: string } } }>(desk.acme, 'POST', '/messages', {
    token,
    body: { clientMessageId: crypto.randomUUID(), content, ...more },
  });

describe('a file of a customer', () => {
  it('reaches staff byte for byte, and the customer again', async () => {
    const token = await desk.token(desk.acme, 'with-photo');
    const bytes = aPicture(300_000);
    const uploaded = await uploadFile(desk, desk.acme, token, { bytes, name: 'Übersicht "1".png' });
    expect(uploaded).toEqual({
      status: 201,
      body: {
        mediaId: expect.stringMatching(/^med_[0-9a-f]{32}$/),
        kind: 'image',
        fileName: 'Übersicht _1_.png',
        mimeType: 'image/png',
        sizeBytes: 300_000,
      },
    });
    const { mediaId } = uploaded.body;
    const sent = await send(token, { type: 'file', mediaId, caption: 'It came like this' });
    expect(sent.status).toBe(201);
    const { conversationId, messageId } = sent.body;
    const staff = await asStaff(
      desk,
      desk.acme,
      'GET',
      `/v1/conversations/${conversationId}/messages/${messageId}/media`,
    );
    const mine = await fetchFile(desk, desk.acme, token, messageId);
    for (const response of [staff, mine]) {
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'image/png',
        'content-length': '300000',
        'content-disposition': `inline; filename="_bersicht _1_.png"; filename*=UTF-8''%C3%9Cbersicht%20_1_.png`,
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
    }
    const list = await desk.call<{ items: { content: unknown }[] }>(
      desk.acme,
      'GET',
      `/conversations/${conversationId}/messages`,
      { token },
    );
    expect(list.body.items[0]?.content).toEqual({
      type: 'image',
      caption: 'It came like this',
      media: {
        providerMediaId: mediaId,
        mimeType: 'image/png',
        sizeBytes: 300_000,
        fileName: 'Übersicht _1_.png',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    // Where the bytes are is told to nobody.
    const [shown] = await desk.parley.storage.forAccount(desk.acme.accountId).media.find([mediaId as never]);
    expect(JSON.stringify(list.body)).not.toContain(shown?.storageKey);
  });

  it('goes with one message, and with the same one again after a lost answer', async () => {
    const token = await desk.visitor(desk.acme);
    const { body } = await uploadFile(desk, desk.acme, token, { bytes: aPicture() });
    const content = { type: 'file', mediaId: body.mediaId };
    const message = { clientMessageId: 'once', content };
    const first = await send(token, content, message);
    const again = await send(token, content, message);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    const second = await send(token, content);
    expect([second.status, second.body.error]).toMatchObject([
      422,
      { code: 'invalid_content', details: { field: 'mediaId' } },
    ]);
  });

  it('goes with one of two messages that are sent at the same moment', async () => {
    const token = await desk.visitor(desk.acme);
    await send(token, { type: 'text', text: 'hello' });
    const { body } = await uploadFile(desk, desk.acme, token, { bytes: aPicture() });
    const both = await Promise.all(
      [1, 2, 3, 4].map(() => send(token, { type: 'file', mediaId: body.mediaId })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
    const { conversationId } = both.find(({ status }) => status === 201)?.body ?? { conversationId: '' };
    const { body: list } = await desk.call<{ items: { content: { type: string } }[] }>(
      desk.acme,
      'GET',
      `/conversations/${conversationId}/messages`,
      { token },
    );
    expect(list.items.map(({ content }) => content.type)).toEqual(['text', 'image']);
  });

  it('is still theirs after they have signed in', async () => {
    const visitor = await desk.visitor(desk.acme);
    await send(visitor, { type: 'text', text: 'hello' });
    const { body } = await uploadFile(desk, desk.acme, visitor, { bytes: aPicture() });
    const token = await desk.token(desk.acme, 'signed-in-later');
    await desk.call(desk.acme, 'POST', '/identify', { token, body: { visitorToken: visitor } });
    const sent = await send(token, { type: 'file', mediaId: body.mediaId });
    expect(sent.status).toBe(201);
    expect((await fetchFile(desk, desk.acme, token, sent.body.messageId)).status).toBe(200);
    // The visitor is nobody any more.
    expect((await fetchFile(desk, desk.acme, visitor, sent.body.messageId)).status).toBe(401);
    expect((await uploadFile(desk, desk.acme, visitor, { bytes: aPicture() })).status).toBe(401);
  });

  it('is sent by the backend in their name, in a conversation that has long been going on', async () => {
    const tell = async (messageId: string, said: object): Promise<void> => {
      const message = { customerId: 'by-backend', messageId, sentAt: new Date().toISOString(), ...said };
      const response = await fetch(`${desk.url}/webhooks/chatapp/${desk.acme.inboxId}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${desk.acme.appKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ messages: [message] }),
      });
      expect(response.status).toBe(200);
    };
    for (const n of [1, 2, 3]) await tell(`app-${n}`, { text: `message ${n}` });
    const token = await desk.token(desk.acme, 'by-backend');
    const { body: file } = await uploadFile(desk, desk.acme, token, { bytes: aPicture() });
    const media = { providerMediaId: file.mediaId, mimeType: 'text/html' };
    await tell('app-4', { content: { type: 'document', media } });
    const { body: list } = await desk.call<{ items: { id: string }[] }>(desk.acme, 'GET', '/conversations', {
      token,
    });
    const { body: messages } = await desk.call<{ items: { id: string; content: object }[] }>(
      desk.acme,
      'GET',
      `/conversations/${list.items[0]?.id}/messages`,
      { token },
    );
    const sent = messages.items[3];
    // What is known of it counts, not what is claimed.
    expect(sent?.content).toMatchObject({ type: 'image', media: { mimeType: 'image/png' } });
    expect((await fetchFile(desk, desk.acme, token, sent?.id ?? '')).status).toBe(200);
  });

  it('is what the inbox says customers may send', async () => {
    const before = await desk.call<{ files: { types: string[]; maxBytes: number } }>(desk.acme, 'GET', '');
    expect(before.body.files.maxBytes).toBe(10 * 1024 * 1024);
    expect(before.body.files.types).toContain('application/pdf');
    expect(before.body.files.types.join()).not.toMatch(/html|svg|script|zip/);
  });

  it('comes at most twenty times a minute', async () => {
    const token = await desk.token(desk.acme, 'uploads-a-lot');
    const answers = [];
    for (let n = 0; n < 21; n += 1)
      answers.push(await uploadFile(desk, desk.acme, token, { bytes: aPicture(100) }));
    expect(answers.slice(0, 20).map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect([answers[20]?.status, answers[20]?.body.error]).toMatchObject([
      429,
      { code: 'rate_limited', details: { what: 'files' } },
    ]);
  });
});

describe('a file of staff', () => {
  const upload = async (bytes = aPicture(), type = 'image/png') => {
    const response = await asStaff(desk, desk.acme, 'POST', `/v1/inboxes/${desk.acme.inboxId}/media`, {
      body: bytes,
      headers: { 'content-type': type, 'x-file-name': 'answer.png' },
    });
    return { status: response.status, body: (await response.json()) as { mediaId: string } };
  };
  const reply = async (conversationId: string, content: unknown, more: object = {}) => {
    const response = await asStaff(desk, desk.acme, 'POST', `/v1/conversations/${conversationId}/messages`, {
      body: JSON.stringify({ content, ...more }),
      headers: { 'content-type': 'application/json' },
    });
    return {
      status: response.status,
      body: (await response.json()) as { id: string; content: unknown; error?: { code: string } },
    };
  };

  it('goes out on the way files go on every channel, and the customer downloads it', async () => {
    const token = await desk.token(desk.acme, 'gets-a-file');
    const { body: ack } = await send(token, { type: 'text', text: 'Where is the form?' });
    const bytes = aPicture(50_000, 7);
    const uploaded = await upload(bytes);
    expect(uploaded.status).toBe(201);
    const media = { providerMediaId: uploaded.body.mediaId, altText: 'The filled-in form' };
    const content = { type: 'image', media, caption: 'Here' };
    const message = { clientMessageId: 'the-form' };
    const sent = await reply(ack.conversationId, content, message);
    expect(sent).toMatchObject({
      status: 201,
      body: {
        content: {
          type: 'image',
          media: { mimeType: 'image/png', sizeBytes: 50_000, altText: 'The filled-in form' },
        },
      },
    });
    expect((await reply(ack.conversationId, content, message)).body.id).toBe(sent.body.id);
    const response = await fetchFile(desk, desk.acme, token, sent.body.id);
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
    expect((await reply(ack.conversationId, content)).body.error?.code).toBe('invalid_content');
  });

  it('is what the inbox says staff may attach', async () => {
    const response = await asStaff(desk, desk.acme, 'GET', `/v1/inboxes/${desk.acme.inboxId}`);
    const { uploads } = (await response.json()) as { uploads: { sentAs: string; mimeTypes: string[] }[] };
    expect(uploads.map(({ sentAs }) => sentAs)).toEqual(['image', 'video', 'audio', 'document']);
    expect(uploads[0]?.mimeTypes).toContain('image/png');
    expect(JSON.stringify(uploads)).not.toMatch(/html|svg|zip/);
  });

  it('is not called something it is not', async () => {
    const token = await desk.token(desk.acme, 'gets-a-film');
    const { body: ack } = await send(token, { type: 'text', text: 'hi' });
    const { body } = await upload();
    const media = { providerMediaId: body.mediaId, mimeType: 'text/html', fileName: 'x.html' };
    const wrong = await reply(ack.conversationId, { type: 'video', media });
    expect([wrong.status, wrong.body.error?.code]).toEqual([422, 'invalid_content']);
    const plain = await reply(ack.conversationId, { type: 'document', media });
    // Known facts, not claims.
    expect(plain.body.content).toMatchObject({ media: { mimeType: 'image/png', fileName: 'answer.png' } });
  });

  it('is checked like those of customers', async () => {
    const page = new TextEncoder().encode('<html><script>alert(1)</script>');
    expect((await upload(page, 'text/html')).status).toBe(422);
    expect((await upload(page, 'image/png')).status).toBe(422);
  });
});

it('leaves nothing half done in the folder', async () => {
  expect(await readdir(`${desk.filesDir}/incoming`)).toEqual([]);
});
