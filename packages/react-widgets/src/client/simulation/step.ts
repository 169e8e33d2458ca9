import * as fc from 'fast-check';
import type { ConversationList } from '../support-client.ts';
import { textOf } from '../testing/fake-desk-seed.ts';
import type { SimulatedWorld, WorldTab } from './simulated-world.ts';

/** One thing that happens, and how long before it. */
export interface Step {
  readonly afterMs: number;
  readonly kind: (typeof kinds)[number];
  /** Chooses the tab, the conversation, the item. */
  readonly choice: number;
}

/** Twice = more often. */
const kinds = [
  'write',
  'write',
  'write',
  'write',
  'note',
  'customer',
  'customer',
  'deliver',
  'deliver',
  'colleague',
  'change',
  'seen',
  'cut',
  'down',
  'up',
  'offline',
  'online',
  'online',
  'crash',
  'open',
  'close',
  'older',
  'newer',
  'jump',
  'latest',
  'freeze',
  'retry',
  'take',
  'epoch',
] as const;

/** A plan of what happens. */
export const steps = fc.array(
  fc.record({
    afterMs: fc.oneof(fc.nat(50), fc.nat(3_000)),
    kind: fc.constantFrom(...kinds),
    choice: fc.nat(1_000),
  }),
  { minLength: 4, maxLength: 40 },
);

/** Does it. */
export function perform(world: SimulatedWorld, { kind, choice }: Step): void {
  const { desk } = world.server;
  const here = world.tabs[choice % world.tabs.length] as WorldTab;
  const { client } = here.tab;
  const id = world.conversationId(choice >> 1);
  const waiting = client.outbox.get()[choice % Math.max(1, client.outbox.get().length)];
  switch (kind) {
    case 'write':
    case 'note': {
      const content = textOf(`${kind} ${world.written.length}`);
      const written = client.send(id, { kind: kind === 'note' ? 'note' : 'message', content });
      here.watch.expect(id, written);
      world.written.push({ tab: here, conversationId: id, id: written });
      break;
    }
    case 'customer':
      desk.receive(id, textOf(`customer ${choice}`));
      break;
    case 'deliver': {
      const sent = desk.messagesOf(id).filter(({ direction }) => direction === 'outbound');
      const message = sent.at(-1 - (choice % 3));
      const next: Readonly<Record<string, 'sent' | 'delivered' | 'read'>> = {
        queued: 'sent',
        sent: 'delivered',
        delivered: 'read',
      };
      const status = message?.direction === 'outbound' ? next[message.status] : undefined;
      if (message !== undefined && status !== undefined) desk.deliver(message.id, status);
      break;
    }
    case 'colleague': {
      const [, ben] = desk.agents;
      desk.change(
        id,
        choice % 2 === 0 ? { status: choice % 4 === 0 ? 'resolved' : 'open' } : { assigneeId: ben?.id },
        ben,
      );
      break;
    }
    case 'change':
      client
        .change(
          id,
          choice % 2 === 0 ? { status: 'pending' } : { assigneeId: desk.me.id, expectedAssigneeId: null },
        )
        .catch(() => undefined);
      break;
    case 'seen':
      here.threads.get(id)?.markSeen(desk.conversation(id).lastSeq);
      break;
    case 'cut':
      world.server.cut();
      break;
    case 'down':
      world.server.setDown(true);
      break;
    case 'up':
      world.server.setDown(false);
      break;
    case 'offline':
      world.setOnline(false);
      break;
    case 'online':
      world.setOnline(true);
      break;
    case 'crash':
      world.crash(choice);
      break;
    case 'open':
      world.openThread(here, id);
      break;
    case 'close':
      world.closeThread(here, id);
      break;
    case 'older':
      here.threads.get(id)?.loadOlder();
      break;
    case 'newer':
      here.threads.get(id)?.loadNewer();
      break;
    case 'jump': {
      const target = desk.messagesOf(id)[choice % Math.max(1, desk.messagesOf(id).length)];
      if (target !== undefined)
        here.threads
          .get(id)
          ?.jumpTo(target.id)
          .catch(() => undefined);
      break;
    }
    case 'latest':
      here.threads
        .get(id)
        ?.jumpToLatest()
        .catch(() => undefined);
      break;
    case 'freeze':
      world.freeze(here, here.lists[choice % 2] as ConversationList, choice % 3 === 0);
      break;
    case 'retry':
      if (waiting !== undefined) client.retry(waiting.clientMessageId);
      break;
    case 'take': {
      const taken = waiting === undefined ? undefined : client.take(waiting.clientMessageId);
      if (taken === undefined) break;
      world.takenBack.add(taken.clientMessageId);
      for (const { watch } of world.tabs) watch.unexpect(taken.clientMessageId);
      break;
    }
    case 'epoch':
      if (choice % 5 === 0) desk.changeEpoch();
      break;
    default:
      kind satisfies never;
  }
}
