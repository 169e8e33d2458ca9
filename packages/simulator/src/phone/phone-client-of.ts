import type { FakeBusinessOptions } from '../fake-business.ts';
import { createFakeBusiness } from '../fake-business.ts';
import type { JsonObject } from '../json-value.ts';

/** The page's side of the phone endpoints, in this package's own tests. */
export function phoneClientOf(options: FakeBusinessOptions = {}) {
  const business = createFakeBusiness(options);
  const at = (path: string) => `http://localhost:3001${path}`;
  const get = async (path: string) =>
    (await business.simulator.fetch(at(path))).json() as Promise<JsonObject>;
  const post = async (path: string, input: JsonObject = {}) => {
    const response = await business.simulator.fetch(at(path), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    return { status: response.status, body: (await response.json()) as JsonObject };
  };
  return { business, get, post, at };
}
