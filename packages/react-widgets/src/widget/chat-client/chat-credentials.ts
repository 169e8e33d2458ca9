import type { ChatClock } from './chat-clock.ts';
import { ChatRequestError, type ChatRest } from './chat-rest.ts';
import type { ChatStorage } from './chat-storage.ts';
import type { ChatVisitor } from './chat-types.ts';
import { identityKey, tokenClaims } from './token-claims.ts';

/** Asks the host for a fresh customer token (a short-lived JWT its own backend signs). */
export type GetChatToken = () => Promise<string>;

/** Owner of messages written before anybody is known. */
export const unknownOwner = 'new';

/** Who the customer is, in the host's words. At least one of the two. */
export interface CustomerCredential {
  readonly token?: string;
  readonly getToken?: GetChatToken;
}

/** What credentials need of the client. */
export interface ChatCredentialsOptions {
  readonly rest: ChatRest;
  readonly storage: ChatStorage;
  readonly clock: ChatClock;
  /** Whether a message waits: only then an unknown person becomes a visitor. */
  readonly hasMail: () => boolean;
  /** What waits in the name of `from` goes in the name of `to` from now on. */
  readonly onOwner: (from: string, to: string, keepsConversation: boolean) => void;
  /** The host's tokens are somebody else's now: nothing of the person before may stay visible. */
  readonly onOtherCustomer: () => void;
}

/** Who is chatting, and with which token. */
export interface ChatCredentials {
  owner(): string;
  /** Whether an unsent message may be kept in this browser: not while it is unknown whose it is. */
  canPersist(): boolean;
  /** Whether there is somebody to connect for, apart from what waits in the outbox. */
  isKnown(): boolean;
  /**
   * The token to use now; null = nobody is known and nothing waits.
   * @throws {ChatRequestError} 401 when the host has no valid token (any more)
   */
  token(): Promise<string | null>;
  setCustomer(credential: CustomerCredential): void;
  /** The server refused the token. Whether there may be a better one. */
  refused(): boolean;
  /** The server took the token. */
  accepted(): void;
  /** When a token that can be replaced ends, in milliseconds since the epoch; null = nothing to do. */
  renewAt(): number | null;
  /** Another token of the same customer. */
  renew(): Promise<string>;
  clear(): void;
}

interface Customer {
  readonly token: string | null;
  readonly getToken: GetChatToken | null;
  readonly owner: string | null;
}

const marginMs = 10_000;

/** Keeps the visitor's token in storage and the customer's in memory only. */
export function createChatCredentials(options: ChatCredentialsOptions): ChatCredentials {
  const { rest, storage, clock } = options;
  let customer: Customer | null = null;
  let visitor = storage.visitor();
  let refusals = 0;
  let epoch = 0;
  let asking: Promise<string | null> | null = null;

  const ownerOfVisitor = (one: ChatVisitor): string => identityKey('visitor', one.visitorId);

  const setVisitor = (next: ChatVisitor | null): void => {
    visitor = next;
    storage.setVisitor(next);
  };

  const takeToken = (token: string): string => {
    const { subject } = tokenClaims(token);
    const owner = identityKey('customer', subject ?? token);
    const before = customer?.owner ?? null;
    if (before !== null && before !== owner) options.onOtherCustomer();
    customer = { getToken: customer?.getToken ?? null, token, owner };
    options.onOwner(unknownOwner, owner, true);
    return token;
  };

  const renew = async (): Promise<string> => {
    const asked = customer;
    if (asked === null || asked.getToken === null) throw new ChatRequestError('unauthorized', 401, null);
    let token: string;
    try {
      token = await asked.getToken();
    } catch {
      throw new ChatRequestError('unauthorized', 401, null);
    }
    if (customer !== asked) throw new ChatRequestError('superseded', 0, null);
    return takeToken(token);
  };

  const customerToken = async ({ token }: Customer): Promise<string> => {
    const endsAt = token === null ? 0 : (tokenClaims(token).expiresAtMs ?? Number.POSITIVE_INFINITY);
    const fresh = token !== null && endsAt > clock.now() + marginMs ? token : await renew();
    if (visitor !== null) await joinVisitor(fresh, visitor);
    return fresh;
  };

  /** The anonymous thread goes on under the customer's name, if the server agrees. */
  const joinVisitor = async (token: string, known: ChatVisitor): Promise<void> => {
    let hasJoined = false;
    try {
      hasJoined = (await rest.identify(token, known.token)).hasJoinedThread;
    } catch (error) {
      const status = error instanceof ChatRequestError ? error.status : 0;
      const isFinal = status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);
      if (!isFinal) throw error;
    }
    if (customer?.token !== token || visitor !== known) return;
    setVisitor(null);
    options.onOwner(ownerOfVisitor(known), customer.owner ?? unknownOwner, hasJoined);
  };

  const visitorToken = async (): Promise<string | null> => {
    if (visitor !== null && Date.parse(visitor.expiresAt) <= clock.now()) forgetVisitor();
    if (visitor !== null) return visitor.token;
    const mine = epoch;
    // Another tab may have become a visitor meanwhile.
    const made = storage.visitor() ?? (options.hasMail() ? await rest.newVisitor() : null);
    if (made === null) return null;
    if (mine !== epoch || customer !== null) throw new ChatRequestError('superseded', 0, null);
    setVisitor(made);
    options.onOwner(unknownOwner, ownerOfVisitor(made), true);
    return made.token;
  };

  const forgetVisitor = (): void => {
    if (visitor === null) return;
    const owner = ownerOfVisitor(visitor);
    setVisitor(null);
    options.onOwner(owner, unknownOwner, false);
  };

  return {
    owner: () =>
      customer !== null
        ? (customer.owner ?? unknownOwner)
        : visitor === null
          ? unknownOwner
          : ownerOfVisitor(visitor),
    canPersist: () => customer === null || customer.owner !== null,
    isKnown: () => customer !== null || visitor !== null,
    token: () => {
      // One at a time: two callers must not become two visitors, nor join one twice.
      if (asking !== null) return asking;
      const mine = (customer === null ? visitorToken() : customerToken(customer)).finally(() => {
        if (asking === mine) asking = null;
      });
      asking = mine;
      return mine;
    },
    setCustomer: ({ token, getToken }) => {
      refusals = 0;
      asking = null;
      customer = {
        token: customer?.token ?? null,
        owner: customer?.owner ?? null,
        getToken: getToken ?? customer?.getToken ?? null,
      };
      if (token !== undefined) takeToken(token);
    },
    refused: () => {
      if (customer === null) {
        forgetVisitor();
        return true;
      }
      refusals += 1;
      customer = { ...customer, token: null };
      return refusals < 2 && customer.getToken !== null;
    },
    accepted: () => {
      refusals = 0;
    },
    renewAt: () => {
      if (customer === null || customer.token === null || customer.getToken === null) return null;
      const { expiresAtMs } = tokenClaims(customer.token);
      return expiresAtMs === null ? null : expiresAtMs - 60_000;
    },
    renew,
    clear: () => {
      epoch += 1;
      asking = null;
      customer = null;
      visitor = null;
      refusals = 0;
    },
  };
}
