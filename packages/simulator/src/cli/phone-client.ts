import type { JsonObject } from '../json-value.ts';
import { isJsonObject, objectAt, stringAt } from '../json-value.ts';
import type { CliIo } from './cli-io.ts';
import { CliFailure } from './cli-io.ts';

async function call(io: CliIo, base: string, path: string, init: RequestInit): Promise<Response> {
  if (!URL.canParse(base))
    throw new CliFailure(`"${base}" is not an address; --url needs one like http://localhost:3001.`);
  let response: Response;
  try {
    response = await io.fetch(new URL(path, base).href, init);
  } catch (error) {
    throw new CliFailure(
      `No simulator is running at ${base}. Start one with "serve", or add --direct to post straight to the webhook.`,
      { cause: error },
    );
  }
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => undefined);
  const reason = isJsonObject(body) ? stringAt(objectAt(body, 'error'), 'message') : undefined;
  throw new CliFailure(reason ?? `${base} answered ${response.status}; is it really a simulator?`);
}

/** Posts JSON to the running simulator and gives its answer. @throws {@link CliFailure} in words for a person. */
export async function postPhone(
  io: CliIo,
  base: string,
  path: string,
  input: JsonObject,
): Promise<JsonObject> {
  const response = await call(io, base, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return (await response.json()) as JsonObject;
}

/** Posts a file to the running simulator. @throws {@link CliFailure} */
export async function postPhoneFile(
  io: CliIo,
  base: string,
  path: string,
  bytes: Uint8Array,
): Promise<JsonObject> {
  const response = await call(io, base, path, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes.slice(),
  });
  return (await response.json()) as JsonObject;
}

/** Posts JSON and gives the lines of the answer as they come. @throws {@link CliFailure} */
export async function streamPhone(
  io: CliIo,
  base: string,
  path: string,
  input: JsonObject,
  onLine: (line: JsonObject) => void,
): Promise<void> {
  const response = await call(io, base, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  if (response.body === null) return;
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body) {
    rest += decoder.decode(chunk as Uint8Array, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') onLine(JSON.parse(line) as JsonObject);
  }
}
