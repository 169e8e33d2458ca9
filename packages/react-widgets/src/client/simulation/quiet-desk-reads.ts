import type { ConversationList, Loadable, Readable, Thread, ThreadItem } from '../support-client.ts';
import type { Conversation } from '../wire-types.ts';

/** What is there once it is loaded; fails if it is not. */
export function loaded<T>(readable: Readable<Loadable<T>>): { readonly status: 'ready' } & T {
  const state = readable.get();
  if (state.status !== 'ready') throw new Error(`It is ${JSON.stringify(state)}`);
  return state;
}

/** The numbers of the conversations a list shows. */
export function numbersOf(list: ConversationList): readonly number[] {
  return loaded(list).items.map(({ number }: Conversation) => number);
}

/** Each item of a thread in a word: what it says, or which event it is. */
export function wordsOf(thread: Thread): readonly string[] {
  return loaded(thread).items.map(wordOf);
}

function wordOf(item: ThreadItem): string {
  if (item.kind === 'message') return textIn(item.message.content);
  if (item.kind === 'note') return `note ${item.note.text}`;
  if (item.kind === 'event') return item.type;
  return `${item.item.status} ${textIn(item.item.content)}`;
}

function textIn(content: { readonly type: string; readonly text?: string }): string {
  return content.text ?? content.type;
}
