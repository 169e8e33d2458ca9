import { describe, expect, it } from 'vitest';
import type { Actor } from '../actor.ts';
import { aConversation, anOutboundMessage } from '../testing/builders.ts';
import { type Controller, type Conversation, controllers } from './conversation.ts';
import {
  assertMaySpeak,
  changeController,
  controlAfter,
  giveBack,
  mayStillGo,
} from './conversation-control.ts';

const at = new Date('2026-01-05T10:00:00.000Z');
const agent: Actor = { type: 'agent', id: 'agt_00000000000070008000000000000001' };
const assistant: Actor = { type: 'assistant', id: 'helpful' };
const held = (controller: Controller, given: Partial<Conversation> = {}): Conversation =>
  aConversation({ controller, controllerVersion: 5, ...given });

describe('who may speak', () => {
  it('changes with a new version and an event that says why', () => {
    const { next, events } = changeController(held('assistant'), 'agent', 'taken_over', at);
    expect(next).toMatchObject({ controller: 'agent', controllerVersion: 6, updatedAt: at });
    expect(events).toStrictEqual([
      {
        type: 'conversation.control_changed',
        data: {
          conversationId: next.id,
          from: 'assistant',
          to: 'agent',
          reason: 'taken_over',
          version: 6,
        },
      },
    ]);
  });

  it.each(controllers)('is left alone when %s has the word already', (controller) => {
    const current = held(controller);
    expect(changeController(current, controller, 'assigned', at)).toStrictEqual({
      next: current,
      events: [],
    });
  });

  it.each([
    { isBotHandoff: false, hasAssistant: false, to: 'queue' },
    { isBotHandoff: true, hasAssistant: false, to: 'assistant' },
    { isBotHandoff: false, hasAssistant: true, to: 'assistant' },
  ])(
    'goes back to the $to (bot handed over: $isBotHandoff, inbox has an assistant: $hasAssistant)',
    (given) => {
      const { isBotHandoff, hasAssistant, to } = given;
      const options = { hasAssistant, reason: 'released' } as const;
      expect(giveBack(held('agent', { isBotHandoff }), options, at).next.controller).toBe(to);
    },
  );

  it.each(controllers)('lets people write while %s has the word', (controller) => {
    expect(() => assertMaySpeak(held(controller), agent)).not.toThrow();
  });

  it.each([
    ['assistant', undefined, true],
    ['assistant', 5, true],
    ['assistant', 4, false],
    ['agent', undefined, false],
    ['agent', 5, false],
    ['queue', undefined, false],
  ] as const)('an assistant, while %s has it and it read version %s: %s', (controller, expected, may) => {
    const speak = (): void => assertMaySpeak(held(controller), assistant, expected);
    if (may) expect(speak).not.toThrow();
    else
      expect(speak).toThrow(
        expect.objectContaining({
          code: 'controller_conflict',
          details: expect.objectContaining({ controller, controllerVersion: 5 }),
        }),
      );
  });

  it('refuses people too who decided on an older state and say so', () => {
    expect(() => assertMaySpeak(held('agent'), agent, 4)).toThrow(
      expect.objectContaining({ code: 'controller_conflict' }),
    );
  });
});

describe('a message that waited', () => {
  const from = (sender: Actor, controllerVersion?: number) =>
    anOutboundMessage({ sender, context: controllerVersion === undefined ? {} : { controllerVersion } });

  it.each(controllers)('goes out if a person wrote it, whoever has the word: %s', (controller) => {
    expect(mayStillGo(held(controller), from(agent))).toBe(true);
  });

  it.each([
    ['assistant', 5, true, 'nothing changed'],
    ['assistant', 3, false, 'people had the word in between'],
    ['queue', 4, true, 'the bot itself handed over right after'],
    ['queue', 3, false, 'people had the word in between'],
    ['agent', 4, false, 'people took over'],
    ['agent', 5, false, 'people took over'],
    ['assistant', undefined, false, 'nobody knows on which state it was decided'],
  ] as const)('of an assistant, now %s, stored at %s: %s, because %s', (controller, stored, may, _why) => {
    expect(mayStillGo(held(controller), from(assistant, stored))).toBe(may);
  });
});

describe('a change of status or assignee', () => {
  const none = { hasAssistant: false };
  const assigneeId = 'agt_00000000000070008000000000000001';

  it('gives the word to people when somebody is assigned', () => {
    const before = held('assistant');
    const { next, events } = controlAfter(before, { ...before, assigneeId }, none, at);
    expect(next.controller).toBe('agent');
    expect(events[0]?.data).toMatchObject({ reason: 'assigned' });
  });

  it('puts the conversation into the queue when nobody is assigned any more', () => {
    const { assigneeId: _gone, ...after } = held('agent', { assigneeId });
    expect(controlAfter(held('agent', { assigneeId }), after, none, at).next.controller).toBe('queue');
    const { assigneeId: _also, ...silent } = held('assistant', { assigneeId });
    expect(controlAfter(held('assistant', { assigneeId }), silent, none, at).events).toStrictEqual([]);
  });

  it.each(['resolved', 'closed'] as const)(
    'gives it back once %s, also when it is assigned with it',
    (status) => {
      const before = held('agent', { isBotHandoff: true });
      const { next, events } = controlAfter(before, { ...before, status, assigneeId }, none, at);
      expect(next.controller).toBe('assistant');
      expect(events[0]?.data).toMatchObject({ reason: status });
    },
  );

  it.each(['pending', 'snoozed'] as const)('is none of its business while %s', (status) => {
    const before = held('agent', { isBotHandoff: true });
    const after = { ...before, status };
    expect(controlAfter(before, after, none, at)).toStrictEqual({ next: after, events: [] });
  });
});
