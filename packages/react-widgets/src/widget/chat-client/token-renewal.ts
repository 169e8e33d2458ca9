import type { ChatClock } from './chat-clock.ts';
import type { ChatCredentials } from './chat-credentials.ts';
import type { ChatClientFrame } from './chat-types.ts';

/** Replaces the token of a running connection before it ends. */
export interface TokenRenewal {
  /** The server took a token. */
  schedule(): void;
  cancel(): void;
}

/** Renews a minute before the end, without a new connection. */
export function createTokenRenewal(
  credentials: ChatCredentials,
  clock: ChatClock,
  send: (frame: ChatClientFrame) => boolean,
): TokenRenewal {
  let cancel = (): void => {};
  const schedule = (): void => {
    cancel();
    const at = credentials.renewAt();
    if (at === null) return;
    cancel = clock.after(Math.max(1_000, at - clock.now()), () => {
      credentials.renew().then(
        (token) => {
          send({ v: 1, t: 'auth', data: { token } });
          schedule();
        },
        // The server says when it is really over; then the usual way of a refused token is taken.
        () => {},
      );
    });
  };
  return { schedule, cancel: () => cancel() };
}
