import type { JsonObject, JsonValue } from '@parley/core';

/**
 * A JSON object in which no object has a name twice: two readers of `{"sub":"a","sub":"b"}` may see two different people
 * (RFC 7519, 4). Undefined for anything else.
 */
export function parseStrictObject(bytes: Uint8Array): JsonObject | undefined {
  let text: string;
  let value: JsonValue;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    value = JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || hasDuplicateNames(text))
    return undefined;
  return value as JsonObject;
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** Of text that is known to be JSON. */
function hasDuplicateNames(text: string): boolean {
  // One set of names per open object, null per open array.
  const open: (Set<string> | null)[] = [];
  let previous = '';
  for (const [part] of text.matchAll(token)) {
    const names = open.at(-1);
    if (part === '{') open.push(new Set());
    else if (part === '[') open.push(null);
    else if (part === '}' || part === ']') open.pop();
    else if (part.startsWith('"') && names instanceof Set && (previous === '{' || previous === ',')) {
      const name = JSON.parse(part) as string;
      if (names.has(name)) return true;
      names.add(name);
    }
    previous = part;
  }
  return false;
}
