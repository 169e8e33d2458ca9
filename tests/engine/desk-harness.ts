import {
  type AccountId,
  type AccountStorage,
  type Clock,
  createAesGcmCipher,
  createParley,
  type Desk,
  type DomainEvent,
  type InboundEvent,
  type InboxId,
  type IntakeOptions,
  type Parley,
  type Storage,
} from '@parley/core';
import { createScriptChannel, type ScriptChannel } from './script-channel.ts';

/** The account every engine test works in. */
export const accountId: AccountId = 'acc_00000000000070008000000000000001';
/** Its inbox. */
export const inboxId: InboxId = 'inb_00000000000070008000000000000001';

const cipher = createAesGcmCipher([{ id: 'test', bytes: new Uint8Array(32) }]);

/** One process of Parley on a storage that others may share. */
export interface DeskHarness {
  readonly parley: Parley;
  readonly storage: Storage;
  readonly channel: ScriptChannel;
  readonly desk: Desk;
  readonly db: AccountStorage;
  /** Delivers one webhook with these events; resolves after the acknowledgement. */
  receive(...events: InboundEvent[]): Promise<number>;
  /** Resolves when the log shows an event that fits, from the moment of the call or before. */
  seen(fits: (event: DomainEvent) => boolean): Promise<DomainEvent>;
}

/** What differs between tests. */
export interface HarnessOptions {
  readonly clock?: Clock;
  readonly channel?: ScriptChannel;
  readonly intake?: IntakeOptions;
  readonly windowMs?: number;
}

/** Starts an engine on a storage; the account and inbox are made once. */
export async function createDeskHarness(
  storage: Storage,
  options: HarnessOptions = {},
): Promise<DeskHarness> {
  const channel =
    options.channel ??
    createScriptChannel(options.windowMs === undefined ? {} : { windowMs: options.windowMs });
  const parley = createParley({
    storage,
    channels: [channel.adapter],
    cipher,
    random: () => 0,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.intake === undefined ? {} : { intake: options.intake }),
  });
  const events: DomainEvent[] = [];
  const watchers = new Set<() => void>();
  parley.on('event', (event) => {
    events.push(event);
    for (const watch of watchers) watch();
  });
  await storage.system.addAccounts([
    { id: accountId, name: 'Acme', createdAt: new Date('2026-01-01T00:00:00Z') },
  ]);
  const desk = parley.desk({ accountId, actor: { type: 'system' } });
  if ((await storage.system.findInbox(inboxId)) === undefined) {
    await desk.inboxes.create({
      id: inboxId,
      name: 'Script',
      channel: 'whatsapp',
      settings: {},
      credentials: { secret: 'right' },
    });
  }
  return {
    parley,
    storage,
    channel,
    desk,
    db: storage.forAccount(accountId),
    async receive(...inbound) {
      const response = await parley.receiveWebhook('whatsapp', inboxId, {
        method: 'POST',
        url: '/',
        header: (name) => (name === 'x-script-secret' ? 'right' : undefined),
        body: new TextEncoder().encode(JSON.stringify(inbound)),
      });
      return response.status;
    },
    seen: (fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = events.find(fits);
          if (found === undefined) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
      }),
  };
}
