import type { ChatClock } from './chat-clock.ts';
import type { ChatCredentials } from './chat-credentials.ts';
import { ChatRequestError, type ChatRest } from './chat-rest.ts';
import type { ContactDraft } from './chat-state.ts';
import type { ChatStore } from './chat-store.ts';

const retryMs = 5_000;

/** How the customer wants to be reached. */
export type ChatContact = Omit<ContactDraft, 'status'>;

/** Brings contact details to the server once there is a message they belong to. */
export interface ContactSender {
  leave(contact: ChatContact): void;
  /** A message was stored, or the connection is back. */
  pump(): void;
}

/** Keeps the details in the state, never in the browser's storage. */
export function createContactSender(options: {
  readonly store: ChatStore;
  readonly rest: ChatRest;
  readonly clock: ChatClock;
  readonly credentials: Pick<ChatCredentials, 'token'>;
}): ContactSender {
  const { store, rest, clock, credentials } = options;

  const pump = (): void => {
    const { contact, connection, conversations } = store.get();
    if (contact?.status !== 'waiting' || connection.status !== 'online' || conversations.length === 0) return;
    const { email, name } = contact;
    const saving: ContactDraft = { ...contact, status: 'saving' };
    /** Unless somebody else is here by now. */
    const settle = (status: ContactDraft['status']): void =>
      store.change((state) =>
        state.contact === saving
          ? { ...state, contact: { ...saving, status }, hasEmail: status === 'saved' || state.hasEmail }
          : state,
      );
    store.change((state) => ({ ...state, contact: saving }));
    credentials
      .token()
      .then(async (token) => {
        if (token === null) throw new ChatRequestError('unauthenticated', 401, null);
        await rest.leaveContact(token, name === undefined ? { email } : { email, name });
      })
      .then(
        () => settle('saved'),
        (error: unknown) => {
          const mayPass =
            error instanceof ChatRequestError &&
            (error.status === 0 || error.status === 401 || error.status === 409 || error.status >= 500);
          settle(mayPass ? 'waiting' : 'failed');
          if (mayPass) clock.after(retryMs, pump);
        },
      );
  };

  return {
    leave(contact) {
      store.change((state) => ({ ...state, contact: { ...contact, status: 'waiting' } }));
      pump();
    },
    pump,
  };
}
