import { NotStorableError } from '@parley/core';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { changes, openDesk } from './desk.ts';

/** Text nobody can store, and text everybody must. */
export function storableContract({ storage }: ContractSubject): void {
  describe('unusual values', () => {
    it.each([
      ['a NUL character', 'before\u0000after'],
      ['half of a surrogate pair', 'broken \ud83d emoji'],
    ])('refuses %s in a column and in content with its own error, and keeps nothing', async (_name, text) => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const message = desk.inbound(conversation, { seq: 1, content: { type: 'text', text } });
      const sara = desk.customer({ name: text });
      await expect(desk.account.messages.add([message])).rejects.toBeInstanceOf(NotStorableError);
      await expect(desk.account.customers.add([desk.customer(), sara])).rejects.toBeInstanceOf(
        NotStorableError,
      );
      const batch = desk.account.transaction((tx) => tx.intake.save(changes({ newCustomers: [sara] })));
      await expect(batch).rejects.toBeInstanceOf(NotStorableError);
      expect(await desk.account.customers.find([sara.id])).toStrictEqual([]);
    });

    it('refuses times nobody can store', async () => {
      const desk = await openDesk(storage());
      for (const at of [new Date(Number.NaN), new Date(8.64e15)]) {
        const add = desk.account.customers.add([desk.customer({ updatedAt: at })]);
        await expect(add).rejects.toBeInstanceOf(NotStorableError);
      }
    });

    it('keeps every other character as it came', async () => {
      const desk = await openDesk(storage());
      const text = '\u0001\t\n\r"\\/\'%_$1{}[]<&>\u2028\ufeff\uffff ẞß İi 日本語 🧑‍🤝‍🧑 العربية';
      const sara = desk.customer({ name: text, attributes: { [text]: text } });
      await desk.account.customers.add([sara]);
      expect(await desk.account.customers.find([sara.id])).toStrictEqual([sara]);
    });

    it('keeps a large text', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const message = desk.inbound(conversation, {
        seq: 1,
        content: { type: 'text', text: 'ä'.repeat(300_000) },
      });
      await desk.account.messages.add([message]);
      expect(await desk.account.messages.find([message.id])).toStrictEqual([message]);
    });
  });
}
