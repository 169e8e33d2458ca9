import { describe, expect, it } from 'vitest';
import type { Conversation } from '../client/wire-types.ts';
import { createTranslate } from '../i18n/create-translate.ts';
import { en } from '../i18n/en.ts';
import { describeViewers } from '../presence/collision-bar.tsx';
import { previewLine } from './preview-line.ts';

const t = createTranslate('en', en.texts, undefined);
const ana = 'agt_00000000000000000000000000000001';
const ben = 'agt_00000000000000000000000000000002';
type Last = NonNullable<Conversation['lastMessage']>;
const last = (fields: Partial<Last>): Last => ({
  seq: 1,
  direction: 'inbound',
  sender: { type: 'customer', id: 'cus_00000000000000000000000000000001' },
  contentType: 'text',
  status: null,
  ...fields,
});
const line = (
  conversation: Pick<Conversation, 'preview' | 'lastMessage'>,
  more: { isTyping?: boolean; draft?: string } = {},
): string => {
  const { prefix, text } = previewLine(conversation, {
    t,
    myAgentId: ana,
    isTyping: false,
    draft: '',
    ...more,
  });
  return prefix === undefined ? text : `${prefix} ${text}`;
};

describe('the second line of a row', () => {
  it('says who wrote last', () => {
    expect(line({ preview: 'Hi', lastMessage: last({}) })).toBe('Hi');
    const mine = last({ direction: 'outbound', sender: { type: 'agent', id: ana, name: 'Ana Souza' } });
    expect(line({ preview: 'Hello', lastMessage: mine })).toBe('You: Hello');
    const bens = last({ direction: 'outbound', sender: { type: 'agent', id: ben, name: 'Ben Carter' } });
    expect(line({ preview: 'Hello', lastMessage: bens })).toBe('Ben: Hello');
  });

  it('names what has no text', () => {
    expect(line({ preview: null, lastMessage: last({ contentType: 'image' }) })).toBe('Picture');
    expect(line({ preview: null, lastMessage: last({ contentType: 'telepathy' }) })).toBe(
      'Message that cannot be shown',
    );
    expect(line({ preview: null, lastMessage: null })).toBe('No messages yet');
  });

  it('lets typing go before a draft, and a draft before what was said', () => {
    const conversation = { preview: 'Hi', lastMessage: last({}) };
    expect(line(conversation, { draft: ' We will ' })).toBe('Draft: We will');
    expect(line(conversation, { draft: 'We will', isTyping: true })).toBe('Typing…');
  });
});

describe('who else is here', () => {
  const viewer = (name: string, state: 'viewing' | 'away' | 'replying' | 'noting') =>
    ({ agentId: ben, name, state }) as const;

  it('is said in one sentence about those who do the most', () => {
    expect(describeViewers([viewer('Ben', 'viewing')], t)).toBe('Ben is viewing');
    expect(describeViewers([viewer('Ben', 'away'), viewer('Dana', 'replying')], t)).toBe('Dana is replying');
    expect(describeViewers([viewer('Ben', 'viewing'), viewer('Dana', 'viewing')], t)).toBe(
      'Ben and 1 other are viewing',
    );
  });
});
