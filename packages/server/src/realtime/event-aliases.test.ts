import type { DomainEvent } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { aliasOf, aliasOfFrame } from './event-aliases.ts';

const conversationId = 'cnv_00000000000070008000000000000001';
const event = (type: string, data: object = { conversationId }): DomainEvent =>
  ({ type, data }) as DomainEvent;

describe('names of the documents', () => {
  it('are given only to who asks for them', () => {
    expect(aliasOf('parley', event('conversation.opened'))).toBeUndefined();
    expect(aliasOfFrame('parley', 'typing')).toBeUndefined();
  });

  it.each([
    ['conversation.opened', 'conversation.new', 'new_ticket'],
    ['conversation.assigned', 'conversation.assigned', 'ticket_update'],
    ['message.received', 'message.received', 'ticket_update'],
    ['message.sent', 'message.sent', 'ticket_update'],
    ['note.added', undefined, 'ticket_update'],
  ])('%s is %s and %s', (type, documents, tickets) => {
    expect(aliasOf('documents', event(type))).toBe(documents);
    expect(aliasOf('tickets', event(type))).toBe(tickets);
  });

  it('are there for a conversation given back to the assistant, and not for what is about none', () => {
    expect(
      aliasOf('documents', event('conversation.control_changed', { conversationId, to: 'assistant' })),
    ).toBe('handoff.returned');
    expect(
      aliasOf('documents', event('conversation.control_changed', { conversationId, to: 'agent' })),
    ).toBeUndefined();
    expect(aliasOf('tickets', event('inbox.created', {}))).toBeUndefined();
  });

  it('are there for what is true for the moment', () => {
    expect(aliasOfFrame('documents', 'queue')).toBe('queue.updated');
    expect(aliasOfFrame('tickets', 'presence')).toBe('agent_status');
    expect(aliasOfFrame('tickets', 'typing')).toBeUndefined();
  });
});
