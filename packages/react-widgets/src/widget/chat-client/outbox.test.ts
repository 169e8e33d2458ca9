import { describe, expect, test } from 'vitest';
import {
  failed,
  handedOver,
  nextToSend,
  type OutboxItem,
  queued,
  removed,
  retried,
  sending,
  unsent,
} from './outbox.ts';

const item = (id: string, more: Partial<OutboxItem> = {}): OutboxItem => ({
  clientMessageId: id,
  content: { type: 'text', text: id },
  text: id,
  createdAt: 0,
  owner: 'visitor:a',
  status: 'queued',
  ...more,
});
const ids = (outbox: readonly OutboxItem[]): readonly string[] => outbox.map((one) => one.clientMessageId);

describe('the outbox of a customer', () => {
  test('keeps messages in the order they were written and takes none twice', () => {
    expect(ids(queued([item('2')], [item('3'), item('1'), item('2')]))).toEqual(['1', '2', '3']);
  });

  test('sends one message at a time, the oldest first', () => {
    const outbox = [item('1'), item('2')];
    expect(nextToSend(outbox, 'visitor:a')?.clientMessageId).toBe('1');
    expect(nextToSend(sending(outbox, '1'), 'visitor:a')).toBeUndefined();
  });

  test('never sends what somebody else wrote in this browser', () => {
    expect(nextToSend([item('1', { owner: 'customer:b' })], 'visitor:a')).toBeUndefined();
  });

  test('goes on behind a message that was refused for good', () => {
    const outbox = failed([item('1'), item('2')], '1', { code: 'content_refused' });
    expect(nextToSend(outbox, 'visitor:a')?.clientMessageId).toBe('2');
  });

  test('sends what was on its way again after the connection was lost', () => {
    expect(unsent(sending([item('1')], '1'))[0]?.status).toBe('queued');
  });

  test('really sends again on retry, under the same id', () => {
    const [again] = retried(failed([item('1')], '1', { code: 'no_answer' }), '1');
    expect(again).toEqual(item('1'));
  });

  test('leaves the choice of the conversation to the server when the old one is gone', () => {
    const gone = failed([item('1', { conversationId: 'cnv_x' })], '1', { code: 'conversation_not_found' });
    expect(retried(gone, '1')[0]).not.toHaveProperty('conversationId');
    const other = failed([item('1', { conversationId: 'cnv_x' })], '1', { code: 'no_answer' });
    expect(retried(other, '1')[0]?.conversationId).toBe('cnv_x');
  });

  test('hands over what waits when the visitor signs in, and forgets a thread that did not come along', () => {
    const outbox = [item('1', { conversationId: 'cnv_x' }), item('2', { owner: 'customer:z' })];
    const joined = handedOver(outbox, { from: 'visitor:a', to: 'customer:b', keepsConversation: true });
    expect(joined[0]).toMatchObject({ owner: 'customer:b', conversationId: 'cnv_x' });
    expect(joined[1]?.owner).toBe('customer:z');
    const apart = handedOver(outbox, { from: 'visitor:a', to: 'customer:b', keepsConversation: false });
    expect(apart[0]).not.toHaveProperty('conversationId');
  });

  test('is the same list when there is nothing to remove', () => {
    const outbox = [item('1')];
    expect(removed(outbox, '9')).toBe(outbox);
    expect(removed(outbox, '1')).toEqual([]);
  });
});
