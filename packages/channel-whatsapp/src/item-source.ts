import type { JsonObject, JsonValue } from '@parley/core';
import { type Field, readList, readObject } from './read-field.ts';

/** A body that can be read again. */
export interface BodySource {
  readonly bytes: Uint8Array;
  /** What it says, parsed at the first call: items that go well hold no tree meanwhile. */
  readonly root: () => JsonObject;
}

/** Where an item stands in a body. */
export interface ItemPlace {
  readonly entry: number;
  /** Absent = the item is the whole entry. */
  readonly change?: number;
  /** The value that holds nothing but the item, from the change's value. Absent = the item is the whole change. */
  readonly only?: (value: JsonObject) => JsonValue;
}

/** A body, as long as it may have to be read again. */
export function bodySource(bytes: Uint8Array): BodySource {
  let root: JsonObject | undefined;
  return {
    bytes,
    root() {
      root ??= JSON.parse(
        Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(),
      ) as JsonObject;
      return root;
    },
  };
}

/**
 * A body that holds only this item. Made when the item is set aside; what cannot be written again is set aside with
 * everything that came with it.
 */
export function itemSource({ bytes, root }: BodySource, place: ItemPlace): () => Uint8Array {
  return () => {
    try {
      const { object, entry } = root();
      return Buffer.from(
        JSON.stringify({ object, entry: [entryWith(readList(entry)?.[place.entry], place)] }),
      );
    } catch {
      return bytes;
    }
  };
}

function entryWith(item: Field, place: ItemPlace): Field {
  const entry = readObject(item);
  if (entry === undefined || place.change === undefined) return item;
  return { ...entry, changes: [changeWith(readList(entry.changes)?.[place.change], place)] } as JsonObject;
}

function changeWith(item: Field, { only }: ItemPlace): Field {
  const value = readObject(readObject(item)?.value);
  return only === undefined || value === undefined
    ? item
    : ({ field: readObject(item)?.field, value: only(value) } as JsonObject);
}
