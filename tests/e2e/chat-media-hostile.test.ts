import { readdir } from 'node:fs/promises';
import { type ClientRequest, request } from 'node:http';
import type { MediaFileId } from '@parley/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ChatDeskHarness, openChatDesk } from './chat-desk.ts';
import { aPicture, asStaff, type FileAnswer, fetchFile, latin, uploadFile } from './chat-files.ts';

let desk: ChatDeskHarness;
let customers = 0;
beforeAll(async () => {
  desk = await openChatDesk({ mediaTimeoutMs: 2_500 });
});
afterAll(() => desk.close());
const newCustomer = (): Promise<string> => {
  customers += 1;
  return desk.token(desk.acme, `hostile-${customers}`);
};

/** Names of all files in the folder. */
const kept = async (): Promise<readonly string[]> =>
  (await readdir(desk.filesDir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
const refusal = ({ status, body }: FileAnswer) => [status, body.error?.code, body.error?.details['reason']];
const send = (token: string, mediaId: string, more: object = {}) =>
  desk.call<{ messageId: string; conversationId: string; error?: { code: string } }>(
    desk.acme,
    'POST',
    '/messages',
    { token, body: { clientMessageId: crypto.randomUUID(), content: { type: 'file', mediaId }, ...more } },
  );
/** An upload whose bytes the test sends itself; resolves to the answer. */
function rawUpload(token: string, headers: Readonly<Record<string, string>>) {
  let sent: ClientRequest | undefined;
  const answer = new Promise<{ status: number; text: string }>((resolve, reject) => {
    sent = request(
      `${desk.url}/v1/chat/${desk.acme.inboxId}/media`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'image/png', ...headers },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    sent.on('error', reject);
  });
  return { request: sent as ClientRequest, answer };
}

describe('bytes', () => {
  afterEach(async () => {
    // Whatever was refused, nothing of it is kept.
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['no bytes', '', 'image/png', 'media_empty'],
    ['a page', '<!doctype html><script>alert(1)</script>', 'text/html', 'media_type_mismatch'],
    ['a page as a picture', '<!doctype html><script>alert(1)</script>', 'image/png', 'media_type_mismatch'],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'image/svg+xml', undefined],
    ['a drawing as a picture', '<svg onload="alert(1)"/>', 'image/png', 'media_type_mismatch'],
    ['a script', 'alert(document.domain)', 'text/javascript', 'media_type_mismatch'],
    ['a picture as a script', 'GIF89a/*\0*/=1;alert(1)', 'text/javascript', 'media_type_mismatch'],
    ['a document behind a page', '<script>alert(1)</script>%PDF-1.7', 'application/pdf', undefined],
    ['a program', 'MZ\x90\0\x03\0\0\0', 'application/octet-stream', 'media_type_refused'],
    ['a program as a picture', 'MZ\x90\0\x03\0\0\0', 'image/jpeg', 'media_type_refused'],
    ['an archive', `PK\x03\x04${'\0'.repeat(26)}../../evil.sh`, 'application/zip', 'media_type_refused'],
  ])('that are %s are refused', async (_what, bytes, type, reason) => {
    const answer = await uploadFile(desk, desk.acme, await newCustomer(), { bytes: latin(bytes), type });
    expect(refusal(answer).slice(0, 2)).toEqual([422, 'media_refused']);
    if (reason !== undefined) expect(answer.body.error?.details['reason']).toBe(reason);
  });

  it('that are announced to be too many are refused before they come', async () => {
    const { request: upload, answer } = rawUpload(await newCustomer(), { 'content-length': '99999999' });
    upload.flushHeaders();
    expect(await answer).toMatchObject({ status: 413, text: expect.stringContaining('body_too_large') });
    upload.destroy();
  });

  it('that turn out to be too many are cut off on their way', async () => {
    const { request: upload, answer } = rawUpload(await newCustomer(), { 'transfer-encoding': 'chunked' });
    upload.on('error', () => undefined);
    const chunk = aPicture(1024 * 1024);
    // One MiB more than the inbox takes; the answer comes although the request never ends.
    for (let n = 0; n < 11; n += 1) upload.write(chunk);
    expect(await answer).toMatchObject({ status: 413, text: expect.stringContaining('body_too_large') });
    upload.destroy();
  });

  it('that stop coming are given up', async () => {
    const { request: upload, answer } = rawUpload(await newCustomer(), { 'content-length': '5000' });
    upload.write(aPicture(4500));
    expect(await answer).toMatchObject({ status: 408, text: expect.stringContaining('body_timeout') });
    upload.destroy();
  });

  it('that break off leave nothing behind', async () => {
    const { request: upload, answer } = rawUpload(await newCustomer(), { 'content-length': '900000' });
    answer.catch(() => undefined);
    upload.write(aPicture(500_000));
    // The server has begun to keep them.
    await expect.poll(kept).toHaveLength(1);
    upload.destroy();
    await expect.poll(kept).toEqual([]);
  });

  it('that are compressed are not taken', async () => {
    const { request: upload, answer } = rawUpload(await newCustomer(), { 'content-encoding': 'gzip' });
    upload.end(aPicture(100));
    expect(await answer).toMatchObject({ status: 415 });
  });
});

describe('a file that is a picture and a script at once', () => {
  it('stays a picture, and no browser runs it', async () => {
    const token = await newCustomer();
    const bytes = latin(`GIF89a/*${'\0'.repeat(20)}*/=1;alert(document.domain)//`);
    const { body } = await uploadFile(desk, desk.acme, token, { bytes, type: 'image/gif', name: 'x.js' });
    expect(body).toMatchObject({ kind: 'image', mimeType: 'image/gif', fileName: 'x.js.gif' });
    const { body: ack } = await send(token, body.mediaId);
    const response = await fetchFile(desk, desk.acme, token, ack.messageId);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/gif',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
    });
    await response.arrayBuffer();
  });

  it('and text that looks like a page is only ever saved, as text', async () => {
    const token = await newCustomer();
    const bytes = latin('<html><script>alert(1)</script></html>');
    const { body } = await uploadFile(desk, desk.acme, token, { bytes, type: 'text/plain', name: 'p.html' });
    const { body: ack } = await send(token, body.mediaId);
    const path = `/v1/conversations/${ack.conversationId}/messages/${ack.messageId}/media`;
    const response = await asStaff(desk, desk.acme, 'GET', path);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="p.html.txt"; filename*=UTF-8''p.html.txt`,
    );
    await response.arrayBuffer();
  });
});

describe('the name of a file', () => {
  it.each([
    ['../../../etc/passwd', '_.._.._etc_passwd.png'],
    ['..\\..\\windows\\system32\\x.dll', '_.._windows_system32_x.dll.png'],
    ['/absolute/path.png', '_absolute_path.png'],
    ['x\r\nSet-Cookie: a=b\r\n.png', 'xSet-Cookie_ a=b.png'],
    ['shell.php\u200b', 'shell.php.png'],
    ['sh\u200bell.p\u200dhp', 'shell.php.png'],
    ['photo\u202Egnp.exe', 'photognp.exe.png'],
    ['photo.png\u0000.exe', 'photo.png.exe.png'],
    ['photo.png.', 'photo.png'],
    ['CON', 'CON.png'],
    ['.htaccess', 'htaccess.png'],
    ['', 'file.png'],
    ['" onerror="alert(1)', '_ onerror=_alert(1).png'],
    [`${'long'.repeat(100)}.png`, `${'long'.repeat(48)}.png`],
  ])('%j does nothing but name it', async (given, shown) => {
    const token = await newCustomer();
    const uploaded = await uploadFile(desk, desk.acme, token, { bytes: aPicture(100), name: given });
    expect([uploaded.status, uploaded.body.fileName]).toEqual([201, shown]);
    const { body: ack } = await send(token, uploaded.body.mediaId);
    const response = await fetchFile(desk, desk.acme, token, ack.messageId);
    expect(response.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent(shown).replace(/[()]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
    );
    expect(response.headers.get('set-cookie')).toBeNull();
    await response.arrayBuffer();
    // Where it is kept has nothing to do with it.
    for (const name of await kept()) expect(name).toMatch(/^[0-9a-f]{32}$/);
  });

  it('that is not percent-encoded UTF-8 is refused', async () => {
    const { request: upload, answer } = rawUpload(await newCustomer(), { 'x-file-name': '%E0%A4%A' });
    upload.end(aPicture(100));
    expect(await answer).toMatchObject({ status: 400 });
  });
});

describe('a file of somebody else', () => {
  let mediaId: string;
  let owner: string;
  beforeAll(async () => {
    owner = await newCustomer();
    ({ mediaId } = (await uploadFile(desk, desk.acme, owner, { bytes: aPicture() })).body);
  });

  it('can be sent by no other customer, visitor or tenant, and nobody learns that it is there', async () => {
    const other = await newCustomer();
    const visitor = await desk.visitor(desk.acme);
    const globex = await desk.token(desk.globex, 'c-1');
    const body = { clientMessageId: 'steal', content: { type: 'file', mediaId } };
    const answers = [
      await send(other, mediaId),
      await send(visitor, mediaId),
      await desk.call<{ error?: { code: string } }>(desk.globex, 'POST', '/messages', {
        token: globex,
        body,
      }),
      await send(other, `med_${'0'.repeat(32)}`),
    ];
    for (const answer of answers)
      expect([answer.status, answer.body.error?.code]).toEqual([422, 'invalid_content']);
    expect(
      new Set(answers.map(({ body: { error } }) => JSON.stringify({ ...error, requestId: '' }))).size,
    ).toBe(1);
  });

  it('cannot be sent by staff, nor by the backend in the name of another customer', async () => {
    const { body: ack } = await desk.call<{ conversationId: string }>(desk.acme, 'POST', '/messages', {
      token: owner,
      body: { clientMessageId: 'hi', content: { type: 'text', text: 'hi' } },
    });
    const reply = await asStaff(desk, desk.acme, 'POST', `/v1/conversations/${ack.conversationId}/messages`, {
      body: JSON.stringify({ content: { type: 'image', media: { providerMediaId: mediaId } } }),
      headers: { 'content-type': 'application/json' },
    });
    expect(reply.status).toBe(422);
    const hook = await fetch(`${desk.url}/webhooks/chatapp/${desk.acme.inboxId}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.acme.appKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        messages: [
          {
            customerId: 'somebody-else',
            messageId: 'forged-1',
            sentAt: new Date().toISOString(),
            content: { type: 'image', media: { providerMediaId: mediaId, mimeType: 'text/html' } },
          },
        ],
      }),
    });
    expect(hook.status).toBe(200);
    const waiting = await desk.staff(desk.acme).quarantine.list({}, { limit: 10 });
    expect(waiting.items.map(({ reason }) => reason)).toEqual(['no_such_file']);
    const [file] = await desk.parley.storage
      .forAccount(desk.acme.accountId)
      .media.find([mediaId as MediaFileId]);
    expect(file?.state).toBe('ready');
  });

  it('cannot be read by another customer or another tenant, in this inbox or theirs', async () => {
    const { body: ack } = await send(owner, mediaId);
    const other = await newCustomer();
    const globex = await desk.token(desk.globex, 'c-1');
    const path = `/v1/conversations/${ack.conversationId}/messages/${ack.messageId}/media`;
    const statuses = [
      await fetchFile(desk, desk.acme, other, ack.messageId),
      await fetchFile(desk, desk.acme, await desk.visitor(desk.acme), ack.messageId),
      await fetchFile(desk, desk.globex, globex, ack.messageId),
      await fetchFile(desk, desk.acme, globex, ack.messageId),
      await asStaff(desk, desk.globex, 'GET', path),
      await fetch(`${desk.url}${path}`),
    ].map(({ status }) => status);
    expect(statuses).toEqual([404, 404, 404, 401, 404, 401]);
    expect((await fetchFile(desk, desk.acme, owner, ack.messageId)).status).toBe(200);
  });

  it('cannot be told by its id from the next one', async () => {
    const token = await newCustomer();
    await uploadFile(desk, desk.acme, token, { bytes: aPicture() });
    const keys = await kept();
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(keys.map((key) => key.slice(0, 8))).size).toBe(keys.length);
  });
});
