import type { Answer, Exchange } from './exchange.ts';

/** Headers that let a page of an allowed origin read an answer; none for any other. */
export function corsHeaders(
  exchange: Exchange,
  origins: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  if (origins.size === 0) return {};
  const origin = exchange.header('origin');
  if (origin === undefined || !origins.has(origin)) return { vary: 'Origin' };
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'X-Request-Id, Idempotent-Replayed, Retry-After, Content-Disposition',
  };
}

/** The answer to OPTIONS: what the path takes, and to a preflight of an allowed origin that it may go on. */
export function optionsAnswer(
  exchange: Exchange,
  methods: readonly string[],
  origins: ReadonlySet<string>,
): Answer {
  const allow = methods.join(', ');
  const origin = exchange.header('origin');
  const isAllowed = origin !== undefined && origins.has(origin);
  return {
    status: 204,
    headers: {
      allow,
      ...(isAllowed
        ? {
            'access-control-allow-methods': allow,
            'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key, X-File-Name',
            'access-control-max-age': '600',
          }
        : {}),
    },
    body: '',
  };
}
