import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const at = new Date('2026-01-05T10:00:00Z');

interface Delivery {
  readonly status: string;
}
interface ConversationRules {
  readonly allowedMoves: Readonly<Record<string, readonly string[]>>;
}
interface Held {
  readonly controller: string;
  readonly controllerVersion: number;
  readonly status: string;
  readonly assigneeId?: string;
}
interface Decided {
  readonly next: Held;
  readonly events: readonly { readonly data: { readonly reason: string } }[];
}
interface ControlRules {
  readonly changeController: (current: Held, to: string, reason: string, at: Date) => Decided;
  readonly giveBack: (current: Held, options: object, at: Date) => Decided;
  readonly controlAfter: (before: Held, next: Held, options: object, at: Date) => Decided;
}
interface DeliveryRules {
  readonly allowedSteps: Readonly<Record<string, readonly string[]>>;
  readonly stepDelivery: (current: Delivery, step: object, at: Date) => Delivery | undefined;
  readonly mergeEvidence: (current: Delivery, evidence: object) => Delivery;
}

const page = (name: string): string => readFileSync(join(root, 'docs/state-machines', name), 'utf8');
const source = (path: string): Promise<unknown> => import(join(root, 'packages/core/src', path));

/** `open --> pending: claim` lines of a diagram, without its beginnings and ends. */
const drawn = (text: string): { from: string; to: string; label: string }[] =>
  [...text.matchAll(/^ {2}(\w+) --> (\w+)(?:: (\w+))?$/gm)].map(([, from = '', to = '', label = '']) => ({
    from,
    to,
    label,
  }));

const sorted = (lines: readonly string[]): string[] => [...lines].sort();

describe('the drawn state machines', () => {
  it('show exactly the moves a conversation may make', async () => {
    const { allowedMoves } = (await source('conversations/conversation-status.ts')) as ConversationRules;
    const allowed = Object.entries(allowedMoves).flatMap(([from, to]) =>
      to.map((next) => `${from} > ${next}`),
    );
    const moves = drawn(page('conversation-status.md')).map(({ from, to }) => `${from} > ${to}`);
    expect(allowed.length).toBeGreaterThan(0);
    expect(sorted(moves)).toEqual(sorted(allowed));
  });

  it('show exactly who may speak after whom, and why', async () => {
    const rules = (await source('conversations/conversation-control.ts')) as ControlRules;
    const { controllers } = (await source('conversations/conversation.ts')) as {
      readonly controllers: readonly string[];
    };
    const agent = 'agt_1';
    const moves = controllers.flatMap((controller) => {
      const now: Held = { controller, controllerVersion: 1, status: 'open' };
      const assigned: Held = { ...now, assigneeId: agent };
      const results = [
        rules.changeController(now, 'agent', 'taken_over', at),
        rules.changeController(now, 'agent', 'replied', at),
        rules.controlAfter(now, assigned, { hasAssistant: false }, at),
        rules.controlAfter(assigned, now, { hasAssistant: false }, at),
        ...(controller === 'agent' ? [] : [rules.changeController(now, 'queue', 'handed_off', at)]),
        ...[true, false].flatMap((hasAssistant) => [
          rules.giveBack(now, { hasAssistant, reason: 'released' }, at),
          ...['resolved', 'closed'].map((status) =>
            rules.controlAfter(now, { ...now, status }, { hasAssistant }, at),
          ),
        ]),
      ];
      return results.flatMap(({ next, events }) =>
        events.map(({ data }) => `${controller} > ${next.controller} by ${data.reason}`),
      );
    });
    const lines = drawn(page('conversation-control.md')).map(
      ({ from, to, label }) => `${from} > ${to} by ${label}`,
    );
    expect(moves.length).toBeGreaterThan(10);
    expect(sorted(lines)).toEqual(sorted(moves));
  });

  it('show exactly the steps we make with a delivery, and where they lead', async () => {
    const { allowedSteps, stepDelivery } = (await source('messages/delivery-status.ts')) as DeliveryRules;
    const allowed = Object.entries(allowedSteps).flatMap(([from, steps]) =>
      steps.map((type) => {
        const step = { type, error: { code: 'x', message: 'x' } };
        const next = stepDelivery({ status: from, times: {}, attempts: 0 } as Delivery, step, at);
        return `${from} > ${next?.status} by ${type}`;
      }),
    );
    const steps = drawn(page('delivery-status.md')).map(
      ({ from, to, label }) => `${from} > ${to} by ${label}`,
    );
    expect(allowed.length).toBeGreaterThan(0);
    expect(sorted(steps)).toEqual(sorted(allowed));
  });

  it('show what every report of the provider makes of every delivery', async () => {
    const { allowedSteps, mergeEvidence } = (await source('messages/delivery-status.ts')) as DeliveryRules;
    const reports = ['sent', 'delivered', 'read', 'failed'];
    const expected = Object.keys(allowedSteps).map((now) => {
      const current = { status: now, times: {}, attempts: 0 } as Delivery;
      return [now, ...reports.map((status) => mergeEvidence(current, { status, at }).status)].join(' ');
    });
    const rows = [...page('delivery-status.md').matchAll(/^\|((?: `\w+` \|){5})$/gm)].map(([, cells = '']) =>
      [...cells.matchAll(/`(\w+)`/g)].map(([, cell]) => cell).join(' '),
    );
    expect(sorted(rows)).toEqual(sorted(expected));
  });
});
