import type { BusinessHours } from '../business-hours/business-hours.ts';
import { isTimeZone } from '../business-hours/zone-offsets.ts';
import type { Channel, ChannelAdapter } from '../channels/channel.ts';
import type { AccountId, BusinessHoursId, InboxId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { FieldCipher } from '../privacy/field-cipher.ts';
import type { Inbox } from './inbox.ts';
import { UnknownChannelError } from './inbox-errors.ts';

/** An inbox with its channel opened. */
export interface OpenInbox {
  readonly accountId: AccountId;
  readonly inbox: Inbox;
  readonly channel: Channel;
  /** When people answer; absent = nothing says so, or this process does not know the time zone. */
  readonly hours?: BusinessHours;
}

/** Inboxes by id, kept in the process so that they cost no query per message. */
export interface InboxDirectory {
  /** Undefined if there is none. Reads on its own connection: never call it inside a transaction. */
  get(id: InboxId): Promise<OpenInbox | undefined>;
  /** What is known without reading, if it is fresh. */
  known(id: InboxId): OpenInbox | undefined;
  /** Opens an inbox that was just read, e.g. inside a transaction, and remembers it. */
  adopt(accountId: AccountId, inbox: Inbox, hours: BusinessHours | undefined): Promise<OpenInbox>;
  /** The adapter of a channel. @throws {UnknownChannelError} */
  adapter(kind: string): ChannelAdapter;
  /** Forgets what it knows of an inbox; the next `get` reads it. */
  forget(id: InboxId): void;
  /** The same for the inboxes that refer to these business hours. */
  forgetHours(id: BusinessHoursId): void;
}

/** How the directory works. */
export interface InboxDirectoryOptions {
  readonly system: {
    findInbox(id: InboxId): Promise<
      | {
          readonly accountId: AccountId;
          readonly inbox: Inbox;
          readonly hours?: BusinessHours | undefined;
        }
      | undefined
    >;
  };
  readonly adapters: readonly ChannelAdapter[];
  readonly cipher: FieldCipher;
  /** In milliseconds since any fixed moment. */
  readonly now: () => number;
  /**
   * Entries older than this are read again, in milliseconds, in case no event log follower runs.
   * @defaultValue 5000
   */
  readonly maxAgeMs?: number;
  /** How many unknown ids are remembered, so that guessing ids does not reach the database each time. @defaultValue 10_000 */
  readonly maxUnknown?: number;
}

interface Known {
  readonly found: Promise<OpenInbox | undefined>;
  readonly readAt: number;
}

/** Makes the directory. */
export function createInboxDirectory(options: InboxDirectoryOptions): InboxDirectory {
  const { system, cipher, now, maxAgeMs = 5000, maxUnknown = 10_000 } = options;
  const adapters = new Map(options.adapters.map((adapter) => [adapter.kind, adapter]));
  const known = new Map<InboxId, Known>();
  const opened = new Map<InboxId, { readonly version: number; open: OpenInbox; readAt: number }>();

  const adapter = (kind: string): ChannelAdapter => {
    const found = adapters.get(kind);
    if (found === undefined) throw new UnknownChannelError(kind, [...adapters.keys()]);
    return found;
  };

  const openRow = async (
    accountId: AccountId,
    inbox: Inbox,
    stored: BusinessHours | undefined,
  ): Promise<OpenInbox> => {
    const before = opened.get(inbox.id);
    const hours = stored !== undefined && isTimeZone(stored.timeZone) ? stored : undefined;
    // The channel is kept while the inbox stays as it was: it holds connections and pacing.
    if (before !== undefined && before.version === inbox.version) {
      before.readAt = now();
      if (!isSame(before.open.hours, hours))
        before.open = opening(accountId, inbox, before.open.channel, hours);
      return before.open;
    }
    const credentials = JSON.parse(await cipher.open(inbox.sealedCredentials, inbox.id)) as JsonObject;
    const channel = adapter(inbox.channel).open({ settings: inbox.settings, credentials });
    const open = opening(accountId, inbox, channel, hours);
    opened.set(inbox.id, { version: inbox.version, open, readAt: now() });
    return open;
  };

  const read = async (id: InboxId): Promise<OpenInbox | undefined> => {
    const row = await system.findInbox(id);
    if (row !== undefined) return openRow(row.accountId, row.inbox, row.hours);
    opened.delete(id);
    return undefined;
  };

  const refresh = (id: InboxId): Promise<OpenInbox | undefined> => {
    if (known.size >= maxUnknown + opened.size) known.clear();
    const found = read(id);
    known.set(id, { found, readAt: now() });
    found.catch(() => {
      if (known.get(id)?.found === found) known.delete(id);
    });
    return found;
  };

  const forget = (id: InboxId): void => {
    known.delete(id);
    const entry = opened.get(id);
    if (entry !== undefined) entry.readAt = Number.NEGATIVE_INFINITY;
  };

  return {
    adapter,
    get(id) {
      const entry = known.get(id);
      return entry === undefined || now() - entry.readAt > maxAgeMs ? refresh(id) : entry.found;
    },
    known(id) {
      const entry = opened.get(id);
      return entry === undefined || now() - entry.readAt > maxAgeMs ? undefined : entry.open;
    },
    adopt: openRow,
    forget,
    forgetHours(id) {
      for (const [inboxId, { open }] of opened) if (open.inbox.businessHoursId === id) forget(inboxId);
    },
  };
}

function opening(
  accountId: AccountId,
  inbox: Inbox,
  channel: Channel,
  hours: BusinessHours | undefined,
): OpenInbox {
  return { accountId, inbox, channel, ...(hours === undefined ? {} : { hours }) };
}

function isSame(left: BusinessHours | undefined, right: BusinessHours | undefined): boolean {
  return left?.id === right?.id && left?.version === right?.version;
}
