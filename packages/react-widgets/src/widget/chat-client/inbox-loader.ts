import type { ChatClock } from './chat-clock.ts';
import type { ChatRest } from './chat-rest.ts';
import type { ChatStore } from './chat-store.ts';
import type { ChatInbox } from './chat-types.ts';

/** Browsers take longer waits for none. */
const longestWaitMs = 12 * 60 * 60_000;
/** When the server's clock is behind ours, it is asked again after this. */
const doubtMs = 5_000;
/** Everybody who looks at the chat hears of a change at once: they ask for it spread over this. */
const spreadMs = 5_000;

/** Keeps what the chat shows before anybody writes: it opens and closes by the minute. */
export interface InboxLoader {
  load(): void;
  /** It has changed; everybody was told at the same moment. */
  reload(): void;
  stop(): void;
}

/** Loads the inbox, and again when its hours turn it. */
export function createInboxLoader(options: {
  readonly store: ChatStore;
  readonly rest: ChatRest;
  readonly clock: ChatClock;
}): InboxLoader {
  const { store, rest, clock } = options;
  let cancel = (): void => {};

  const load = (): void => {
    cancel();
    store.change((state) => ({ ...state, inboxFailed: false }));
    rest.inbox().then(take, () => store.change((state) => ({ ...state, inboxFailed: state.inbox === null })));
  };
  const reload = (): void => {
    cancel();
    cancel = clock.after(250 + clock.random() * spreadMs, load);
  };
  const take = (inbox: ChatInbox): void => {
    store.change((state) => {
      // Whoever is connected is told who is there.
      const told = state.connection.status === 'online' ? state.isStaffed : null;
      return { ...state, inbox, inboxFailed: false, isStaffed: told ?? inbox.isStaffed };
    });
    watch(inbox);
  };
  const watch = (inbox: ChatInbox): void => {
    cancel();
    const turnsAt = turnOf(inbox);
    if (turnsAt === null) return;
    const waitMs = turnsAt - clock.now();
    if (waitMs <= 0) cancel = clock.after(doubtMs, load);
    else
      cancel = clock.after(Math.min(waitMs, longestWaitMs), () => {
        if (clock.now() < turnsAt) {
          watch(inbox);
          return;
        }
        store.change((state) => ({ ...state, inbox: turned(inbox) }));
        reload();
      });
  };
  return { load, reload, stop: () => cancel() };
}

/** When it opens or closes next, in milliseconds since the epoch. */
function turnOf({ isOpen, opensAt, closesAt }: ChatInbox): number | null {
  const at = isOpen === true ? closesAt : isOpen === false ? opensAt : null;
  return at === null ? null : Date.parse(at);
}

/** As it is from that moment on; when it turns next is the server's to say. */
function turned(inbox: ChatInbox): ChatInbox {
  const isOpen = inbox.isOpen === false;
  return { ...inbox, isOpen, ...(isOpen ? { opensAt: null } : { closesAt: null }) };
}
