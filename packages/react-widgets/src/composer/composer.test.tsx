// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { textOf } from '../client/testing/index.ts';
import { type ComposerScene, type DrawnComposer, drawComposer, id, now } from './testing/drawn-composer.tsx';

let drawn: DrawnComposer;
afterEach(async () => {
  await drawn.close();
  localStorage.clear();
});

const open = async (scene: ComposerScene = {}): Promise<void> => {
  drawn = await drawComposer(scene);
};

describe('the composer', () => {
  it('sends with the main modifier and Enter, and is empty after', async () => {
    await open();
    expect(drawn.sendButton().disabled).toBe(true);
    await drawn.type('  Hello  ');
    expect(drawn.sendButton().disabled).toBe(false);
    await drawn.press('Enter');
    expect(drawn.input().value).toBe('  Hello  ');
    await drawn.press('Enter', { ctrlKey: true });
    expect(drawn.input().value).toBe('');
    await drawn.until(() => expect(drawn.texts()).toEqual([textOf('Hello')]));
  });

  it('does not send while an input method is at work', async () => {
    await open();
    await drawn.type('にほん');
    await drawn.press('Enter', { ctrlKey: true, isComposing: true });
    expect(drawn.input().value).toBe('にほん');
    expect(drawn.texts()).toEqual([]);
  });

  it('keeps a note a note: its own text, its own button, and nothing to the customer', async () => {
    await open();
    await drawn.type('for the customer');
    await drawn.run(() => drawn.button('Note').click());
    expect(drawn.sendButton().textContent).toBe('Add note');
    expect(drawn.input().value).toBe('');
    await drawn.type('for Ben');
    await drawn.run(() => drawn.sendButton().click());
    await drawn.until(() =>
      expect(drawn.client.server.desk.notesOf(id).map(({ text }) => text)).toEqual(['for Ben']),
    );
    expect(drawn.texts()).toEqual([]);
    await drawn.run(() => drawn.button('Reply').click());
    expect(drawn.input().value).toBe('for the customer');
    expect(drawn.sendButton().textContent).toBe('Send');
  });

  it('gives way to a template at zero, keeps the draft, and comes back when the customer writes', async () => {
    await open({
      conversation: { serviceWindow: { state: 'open', endsAt: new Date(now + 30 * 60_000).toISOString() } },
    });
    expect(drawn.part('window-bar')?.dataset['state']).toBe('closing');
    await drawn.type('half a sentence');
    const closed = { state: 'closed', endedAt: new Date(now).toISOString() } as const;
    await drawn.run(() => {
      const { desk } = drawn.client.server;
      desk.conversations.set(id, { ...desk.conversation(id), serviceWindow: closed });
      desk.change(id, { priority: 'high' });
    });
    await drawn.until(() => expect(drawn.part('window-bar')?.dataset['state']).toBe('closed'));
    expect(drawn.input()).toBeNull();
    expect(drawn.button('Choose template')).toBeTruthy();
    await drawn.run(() => {
      const { desk } = drawn.client.server;
      const endsAt = new Date(now + 86_400_000).toISOString();
      desk.conversations.set(id, { ...desk.conversation(id), serviceWindow: { state: 'open', endsAt } });
      desk.receive(id, textOf('Still there?'));
    });
    await drawn.until(() => expect(drawn.input()?.value).toBe('half a sentence'));
  });

  it('asks before sending when a colleague answered since the draft was begun', async () => {
    await open();
    await drawn.type('My answer');
    const { desk } = drawn.client.server;
    await drawn.run(() => desk.send(id, textOf('Ben was faster'), undefined, desk.agents[1]));
    await drawn.until(() => {
      const thread = drawn.client.thread(id).get();
      expect(thread.status === 'ready' && thread.items.length).toBe(1);
    });
    await drawn.press('Enter', { metaKey: true });
    expect(drawn.part('composer-warning')?.textContent).toContain('Ben answered while you were writing.');
    expect(drawn.input().value).toBe('My answer');
    await drawn.run(() => drawn.button('Send anyway').click());
    await drawn.until(() => expect(drawn.texts()).toHaveLength(2));
    expect(drawn.part('composer-warning')).toBeNull();
  });
});
