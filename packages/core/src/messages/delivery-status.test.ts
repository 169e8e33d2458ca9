import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allowedSteps,
  type Delivery,
  type DeliveryEvidence,
  type DeliveryStatus,
  type DeliveryStep,
  deliveryStatuses,
  mergeEvidence,
  queuedDelivery,
  stepDelivery,
} from './delivery-status.ts';

const at = new Date('2026-01-05T10:00:00Z');
const error = { code: 'recipient_unreachable', message: 'no' };
const steps: Record<DeliveryStep['type'], DeliveryStep> = {
  claim: { type: 'claim' },
  accepted: { type: 'accepted' },
  retry: { type: 'retry', error },
  refuse: { type: 'refuse', error },
  block: { type: 'block', error },
  lose: { type: 'lose', error },
};
const inStatus = (status: DeliveryStatus): Delivery => ({ status, times: {}, attempts: 1 });
const evidenceOf = (status: DeliveryEvidence['status'], minute: number, code?: string): DeliveryEvidence => ({
  status,
  at: new Date(at.getTime() + minute * 60_000),
  ...(code === undefined ? {} : { error: { code: 'failed', message: 'failed', providerCode: code } }),
});

describe('delivery status: our own steps', () => {
  for (const status of deliveryStatuses) {
    for (const step of Object.values(steps)) {
      const allowed: readonly string[] = allowedSteps[status];
      it(`${allowed.includes(step.type) ? 'allows' : 'refuses'} ${step.type} while ${status}`, () => {
        expect(stepDelivery(inStatus(status), step, at) !== undefined).toBe(allowed.includes(step.type));
      });
    }
  }

  it('counts each attempt', () => {
    const once = stepDelivery(queuedDelivery(at), steps.claim, at) as Delivery;
    const again = stepDelivery(stepDelivery(once, steps.retry, at) as Delivery, steps.claim, at) as Delivery;
    expect(again.attempts).toBe(2);
    expect(again).not.toHaveProperty('error');
  });
});

describe('delivery status: evidence from the provider', () => {
  it('never moves back: a late delivered does not undo read', () => {
    const read = mergeEvidence(inStatus('sent'), evidenceOf('read', 3));
    expect(mergeEvidence(read, evidenceOf('delivered', 2)).status).toBe('read');
  });

  it('may skip delivered', () => {
    expect(mergeEvidence(inStatus('sent'), evidenceOf('read', 1)).status).toBe('read');
  });

  it('settles an unknown send', () => {
    expect(mergeEvidence(inStatus('unknown'), evidenceOf('sent', 1)).status).toBe('sent');
  });

  it('takes arrival as proof over an earlier failure and notes that one device failed', () => {
    const failed = mergeEvidence(inStatus('sent'), evidenceOf('failed', 1, '131026'));
    expect(failed.status).toBe('failed');
    expect(mergeEvidence(failed, evidenceOf('delivered', 2))).toMatchObject({
      status: 'delivered',
      partlyFailed: true,
    });
  });

  it('keeps a failure against a late sent', () => {
    const failed = mergeEvidence(inStatus('sending'), evidenceOf('failed', 1, '131026'));
    expect(mergeEvidence(failed, evidenceOf('sent', 0)).status).toBe('failed');
  });

  it('counts a played voice message as read and keeps when', () => {
    const played = mergeEvidence(inStatus('delivered'), evidenceOf('played', 5));
    expect(played.status).toBe('read');
    expect(played.times.played).toEqual(new Date(at.getTime() + 300_000));
  });

  it('ends the same in whatever order and however often evidence comes', () => {
    const evidence = fc.record({
      status: fc.constantFrom('sent', 'delivered', 'read', 'played', 'failed'),
      minute: fc.integer({ min: 0, max: 5 }),
      code: fc.constantFrom('131026', '131047'),
      price: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
    });
    const start = fc.constantFrom<DeliveryStatus>('queued', 'sending', 'sent', 'unknown');
    fc.assert(
      fc.property(
        start,
        fc.array(evidence, { minLength: 1, maxLength: 7 }),
        fc.nat(),
        (status, all, seed) => {
          const list = all.map(({ status: kind, minute, code, price }) => ({
            ...evidenceOf(kind as DeliveryEvidence['status'], minute, kind === 'failed' ? code : undefined),
            ...(price === undefined ? {} : { pricing: price }),
          }));
          const shuffled = [...list, ...list.slice(0, seed % list.length)]
            .map((item, index) => ({ item, key: ((index + 1) * 7919 * (seed + 1)) % 104_729 }))
            .sort((left, right) => left.key - right.key)
            .map(({ item }) => item);
          const straight = list.reduce(mergeEvidence, inStatus(status));
          expect(shuffled.reduce(mergeEvidence, inStatus(status))).toEqual(straight);
        },
      ),
      { numRuns: 500 },
    );
  });
});
