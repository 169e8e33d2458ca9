import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { later, openDesk } from './desk.ts';

/** Notes. */
export function notesContract({ storage }: ContractSubject): void {
  describe('notes', () => {
    it('keeps every field and pages oldest first', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const { conversation: other } = await desk.openConversation();
      const notes = [1, 2, 3].map((index) => ({
        id: desk.ids.next('not'),
        conversationId: conversation.id,
        author: { type: 'agent', id: desk.ids.next('agt') } as const,
        text: `Zeile ${index}\nzweite 📝`,
        afterSeq: index,
        ...(index === 2 ? { clientNoteId: '019a0000-0000-7000-8000-000000000002' } : {}),
        createdAt: later(0),
      }));
      await desk.account.notes.add([...notes].reverse());
      const first = await desk.account.notes.list(conversation.id, { limit: 2 });
      expect(first.items).toStrictEqual(notes.slice(0, 2));
      expect(first.nextAfter).toBe(notes[1]?.id);
      const after = first.nextAfter;
      if (after === undefined) throw new Error('unreachable');
      expect(await desk.account.notes.list(conversation.id, { limit: 2, after })).toStrictEqual({
        items: notes.slice(2),
      });
      const found = await desk.account.notes.find([
        ...notes.slice(1).map(({ id }) => id),
        desk.ids.next('not'),
      ]);
      expect([...found].sort((left, right) => left.afterSeq - right.afterSeq)).toStrictEqual(notes.slice(1));
      expect(await desk.account.notes.find([])).toStrictEqual([]);
      expect(await desk.account.notes.list(other.id, { limit: 2 })).toStrictEqual({ items: [] });
    });
  });
}
