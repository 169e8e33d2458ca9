import type { ParleyServer } from '../create-server.ts';
import { fakeApiKey } from './fake-parley.ts';

/** What a test sends. */
export interface ApiTestCall {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON unless it is a string. */
  readonly body?: unknown;
  /** @defaultValue the key of the fake engine; null = none */
  readonly key?: string | null;
}

/** What came back. */
export interface ApiTestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;

  readonly json: unknown;
}

/** Calls a server through its Fetch face. */
export async function callApi(
  server: Pick<ParleyServer, 'fetch'>,
  method: string,
  path: string,
  call: ApiTestCall = {},
): Promise<ApiTestAnswer> {
  const { body, key = fakeApiKey } = call;
  const headers = new Headers(call.headers);
  if (key !== null && !headers.has('authorization')) headers.set('authorization', `Bearer ${key}`);
  if (body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
  const response = await server.fetch(
    new Request(`http://desk.test${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson && text !== '' ? (JSON.parse(text) as unknown) : undefined,
  };
}
