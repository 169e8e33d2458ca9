import { describe, expect, it } from 'vitest';
import { readFrame } from './read-frame.ts';

const conversation = 'conversation:cnv_00000000000070008000000000000001';

describe('a frame of a client', () => {
  it('is taken where it fits the contract', () => {
    const frame = { t: 'subscribe', id: '1', topics: ['account', conversation] };
    expect(readFrame(JSON.stringify(frame))).toEqual({ frame });
  });

  it.each([
    ['no JSON', 'hello', { code: 'bad_frame' }],
    ['nothing', '', { code: 'bad_frame' }],
    ['null', 'null', { code: 'bad_frame' }],
    ['a list', '[{"t":"ping"}]', { code: 'bad_frame' }],
    ['an object without a name', '{}', { code: 'unknown_frame' }],
    ['a name that is none', '{"t":["ping"]}', { code: 'unknown_frame' }],
    ['another name', '{"t":"base"}', { code: 'unknown_frame' }],
    ['a name every object has', '{"t":"constructor","id":"7"}', { code: 'unknown_frame', id: '7' }],
    ['the name of the prototype', '{"t":"__proto__"}', { code: 'unknown_frame' }],
    ['a field nobody knows', '{"t":"ping","x":1}', { code: 'bad_frame' }],
    ['a topic nobody knows', '{"t":"subscribe","id":"1","topics":["all"]}', { code: 'bad_frame', id: '1' }],
    ['an id that is none', '{"t":"subscribe","id":"<b>","topics":["all"]}', { code: 'bad_frame' }],
    ["somebody else's name", '{"t":"typing","conversationId":"x","isTyping":true}', { code: 'bad_frame' }],
  ])('is refused as one of a few codes when it is %s', (_name, text, expected) => {
    expect(readFrame(text)).toEqual(expected);
  });

  it('may name 200 topics and not one more', () => {
    const topics = Array.from({ length: 201 }, () => conversation);
    expect(readFrame(JSON.stringify({ t: 'subscribe', id: '1', topics }))).toEqual({
      code: 'too_many_topics',
      id: '1',
    });
    expect(readFrame(JSON.stringify({ t: 'subscribe', id: '1', topics: topics.slice(1) }))).toHaveProperty(
      'frame',
    );
  });
});
