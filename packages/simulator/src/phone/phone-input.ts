import type { JsonObject } from '../json-value.ts';
import { isJsonObject, numberAt, stringAt } from '../json-value.ts';
import { SimulatorError } from '../simulator-error.ts';

/** The JSON object in a request. @throws {@link SimulatorError} `invalid_request` */
export async function readInput(request: Request): Promise<JsonObject> {
  // A page of another origin cannot send this type without asking first, and nobody answers it.
  if (!(request.headers.get('content-type') ?? '').startsWith('application/json')) {
    throw new SimulatorError('invalid_request', 'Send JSON with content-type application/json.');
  }
  let body: unknown;
  try {
    body = JSON.parse(await request.text());
  } catch {
    throw new SimulatorError('invalid_request', 'The body is not valid JSON.');
  }
  if (!isJsonObject(body)) throw new SimulatorError('invalid_request', 'The body must be a JSON object.');
  return body;
}

/** The text under `key`. @throws {@link SimulatorError} `invalid_request` */
export function needText(input: JsonObject, key: string): string {
  const value = stringAt(input, key);
  if (value === undefined || value === '')
    throw new SimulatorError('invalid_request', `"${key}" must be a text.`);
  return value;
}

/** The number under `key`. @throws {@link SimulatorError} `invalid_request` */
export function needNumber(input: JsonObject, key: string): number {
  const value = numberAt(input, key);
  if (value === undefined) throw new SimulatorError('invalid_request', `"${key}" must be a number.`);
  return value;
}

/** A whole number in a range, with a default. @throws {@link SimulatorError} `invalid_request` */
export function wholeNumber(input: JsonObject, key: string, fallback: number, most: number): number {
  const value = input[key] === undefined ? fallback : needNumber(input, key);
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw new SimulatorError('invalid_request', `"${key}" must be a whole number from 1 to ${most}.`);
  }
  return value;
}
