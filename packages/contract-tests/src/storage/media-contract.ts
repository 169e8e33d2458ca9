import type { MediaFile } from '@parley/core';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { type Desk, later, openDesk } from './desk.ts';

/** A file of the desk. */
export function aFile(desk: Desk, given: Partial<MediaFile> = {}): MediaFile {
  const id = desk.ids.next('med');
  return {
    id,
    inboxId: desk.inbox.id,
    state: 'ready',
    uploader: { type: 'customer', identity: { channel: 'chatapp', scope: 's', kind: 'visitor', value: 'v' } },
    fileName: 'Übersicht 📎.png',
    mimeType: 'image/png',
    sizeBytes: 3_000_000_000,
    sha256: 'ab'.repeat(32),
    storageKey: `key${id.slice(4)}`,
    createdAt: later(0),
    ...given,
  };
}

const byId = (left: MediaFile, right: MediaFile): number => (left.id < right.id ? -1 : 1);

/** Files that Parley keeps itself. */
export function mediaContract({ storage }: ContractSubject): void {
  describe('media files', () => {
    it('keeps every field', async () => {
      const desk = await openDesk(storage());
      const { sha256: _digest, ...rest } = aFile(desk);
      const by = { type: 'agent', id: desk.ids.next('agt') } as const;
      const receiving: MediaFile = {
        ...rest,
        state: 'receiving',
        sizeBytes: 0,
        uploader: { type: 'staff', by },
      };
      const files = [receiving, aFile(desk)];
      await desk.account.media.add([...files].reverse());
      const found = await desk.account.media.find([...files.map(({ id }) => id), desk.ids.next('med')]);
      expect([...found].sort(byId)).toStrictEqual(files);
      expect(await desk.account.media.find([])).toStrictEqual([]);
      await desk.account.media.add([]);
    });

    it('ties a file to a message that is stored later in the transaction', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const file = aFile(desk);
      await desk.account.media.add([file]);
      const message = desk.inbound(conversation, { seq: 1 });
      const sent: MediaFile = { ...file, state: 'sent', messageId: message.id };
      await desk.account.transaction(async (tx) => {
        expect(await tx.media.findForUpdate([file.id])).toStrictEqual([file]);
        await tx.media.save([sent]);
        await tx.messages.add([message]);
      });
      expect(await desk.account.media.find([file.id])).toStrictEqual([sent]);
    });

    it('refuses a message that does not exist, and a file that does not', async () => {
      const desk = await openDesk(storage());
      const file = aFile(desk);
      await desk.account.media.add([file]);
      const lost: MediaFile = { ...file, state: 'sent', messageId: desk.ids.next('msg') };
      await expect(desk.account.transaction((tx) => tx.media.save([lost]))).rejects.toThrow();
      expect(await desk.account.media.find([file.id])).toStrictEqual([file]);
      const save = desk.account.transaction((tx) => tx.media.save([aFile(desk)]));
      await expect(save).rejects.toMatchObject({ code: 'stale_write' });
    });

    it('discards what was not sent in time, and nothing else', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const message = desk.inbound(conversation, { seq: 1 });
      const old = aFile(desk, { createdAt: later(-2) });
      const half = aFile(desk, { createdAt: later(-1), state: 'receiving' });
      const fresh = aFile(desk, { createdAt: later(0) });
      const sent = aFile(desk, { createdAt: later(-9), state: 'sent', messageId: message.id });
      await desk.account.transaction(async (tx) => {
        await tx.messages.add([message]);
        await tx.media.add([old, half, fresh, sent]);
      });
      const discard = (limit: number) =>
        desk.account.transaction((tx) => tx.media.discardUnsent(later(0), limit));
      expect(await discard(1)).toStrictEqual([{ ...old, state: 'discarded' }]);
      // What is discarded is told again until its row is gone.
      const both = [
        { ...old, state: 'discarded' },
        { ...half, state: 'discarded' },
      ];
      expect([...(await discard(10))].sort(byId)).toStrictEqual(both);
      await desk.account.media.remove([old.id, half.id, fresh.id, sent.id]);
      expect(await discard(10)).toStrictEqual([]);
      const left = await desk.account.media.find([old.id, half.id, fresh.id, sent.id]);
      expect([...left].sort(byId)).toStrictEqual([fresh, sent]);
    });
  });
}
