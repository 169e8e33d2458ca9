const refreshBeforeMs = 60_000;

/** Hands out the agent's token and gets a new one in time. */
export interface TokenSource {
  /**
   * The token to use now.
   *
   * @param refused - A token the server refused; another one is then got, unless that happened already.
   */
  get(refused?: string): Promise<string>;
  /** Forgets what it has, e.g. because another agent signs in. */
  forget(): void;
}

/**
 * @param getToken - The host's function; calls that come while it is under way share its result.
 * @param now - Milliseconds since the epoch.
 */
export function createTokenSource(getToken: () => Promise<string> | string, now: () => number): TokenSource {
  let current: { readonly token: string; readonly staleAt: number } | undefined;
  let underWay: Promise<string> | undefined;

  const fresh = async (): Promise<string> => {
    const token = await getToken();
    if (typeof token !== 'string' || token === '') throw new Error('getToken did not return a token');
    const lifetimeMs = lifetimeOf(token);
    // Counted from when it came: the clocks of browser and server need not agree.
    const staleAt =
      lifetimeMs === undefined ? Infinity : now() + Math.max(lifetimeMs - refreshBeforeMs, lifetimeMs / 2);
    current = { token, staleAt };
    return token;
  };
  return {
    get(refused) {
      if (current !== undefined && current.token !== refused && now() < current.staleAt)
        return Promise.resolve(current.token);
      underWay ??= fresh().finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
    forget() {
      current = undefined;
    },
  };
}

/** How long a JWT is good for, in ms; undefined for what is not one. Nothing is proven by it. */
function lifetimeOf(token: string): number | undefined {
  try {
    const [, payload = ''] = token.split('.');
    const { exp, iat } = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/')));
    return exp > iat ? (exp - iat) * 1000 : undefined;
  } catch {
    return undefined;
  }
}
