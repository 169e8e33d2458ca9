import { type ReactNode, useState } from 'react';
import { expect } from 'vitest';
import type { SupportClient } from '../../client/support-client.ts';
import {
  type FakeCall,
  type FakeDeskSeed,
  type FakeFate,
  fakeAgent,
  fakeConversation,
  fakeId,
  fakeStart,
  type MockClient,
} from '../../client/testing/index.ts';
import type { Conversation, MessageContent } from '../../client/wire-types.ts';
import { useConversation } from '../../conversations/use-conversation.ts';
import { type Drawn, draw } from '../../testing/draw.tsx';
import { useMessages } from '../../thread/use-messages.ts';
import { Composer } from '../composer.tsx';

/** The conversation that is open at first. */
export const id = fakeId('cnv', 1);
/** What the time is. */
export const now = fakeStart + 60_000;

/** A composer on the page of a test, by what it is to people. */
export interface DrawnComposer extends Drawn {
  part(name: string): HTMLElement | null;
  input(): HTMLTextAreaElement;
  sendButton(): HTMLButtonElement;
  /** By its text or label. */
  button(name: string): HTMLButtonElement;
  type(text: string): Promise<void>;
  press(key: string, more?: KeyboardEventInit): Promise<void>;
  /** What the server has of the first conversation. */
  texts(): readonly MessageContent[];
}

/** What differs from one open conversation on a well-behaved server. */
export interface ComposerScene {
  readonly conversation?: Partial<Conversation>;
  readonly seed?: FakeDeskSeed;
  readonly fate?: (call: FakeCall) => FakeFate;
  readonly extend?: (client: MockClient) => SupportClient;
}

function Desk(): ReactNode {
  const [shown, setShown] = useState(id);
  const found = useConversation(shown);
  useMessages(shown);
  if (found.status !== 'ready') return null;
  return (
    <>
      <Composer conversation={found.conversation} />
      <button type="button" onClick={() => setShown(shown === id ? fakeId('cnv', 2) : id)}>
        Other conversation
      </button>
    </>
  );
}

/** Draws it, with a button to another conversation and back. */
export async function drawComposer({
  conversation = {},
  seed = {},
  fate,
  extend,
}: ComposerScene = {}): Promise<DrawnComposer> {
  const agents = [fakeAgent(1, { name: 'Ana' }), fakeAgent(2, { name: 'Ben' })];
  const drawn = await draw(
    <Desk />,
    { agents, conversations: [fakeConversation(1, conversation), fakeConversation(2)], ...seed },
    {
      now: () => now,
      ...(fate === undefined ? {} : { fate }),
      ...(extend === undefined ? {} : { extend }),
    },
  );
  const part = (name: string): HTMLElement | null => drawn.element.querySelector(`[data-parley="${name}"]`);
  const input = () => part('composer-input') as HTMLTextAreaElement;
  await drawn.until(() => expect(part('composer')).toBeTruthy());
  return {
    ...drawn,
    part,
    input,
    sendButton: () => part('send-button') as HTMLButtonElement,
    button: (name) =>
      [...drawn.element.querySelectorAll('button')].find(
        (one) => one.textContent === name || one.getAttribute('aria-label') === name,
      ) as HTMLButtonElement,
    type: (text) =>
      drawn.run(() => {
        const setter = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set;
        setter?.call(input(), text);
        input().dispatchEvent(new Event('input', { bubbles: true }));
      }),
    press: (key, more = {}) =>
      drawn.run(() =>
        input().dispatchEvent(
          new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
        ),
      ),
    texts: () => drawn.client.server.desk.messagesOf(id).map(({ content }) => content),
  };
}
