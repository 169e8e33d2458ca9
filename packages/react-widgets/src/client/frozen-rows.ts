import { placeOf } from './list-rows.ts';
import type { Conversation } from './wire-types.ts';

/** Rows that keep their place while somebody points at them; what happens elsewhere is counted. */
export interface FrozenRows {
  /** Shows the present state where the row stands. `belongs` = it is in the live list. */
  note(id: string, conversation: Conversation | undefined, belongs: boolean): void;
  /** Rows below, from a further page. */
  append(conversations: readonly Conversation[]): void;
  /** New rows and changes of order that wait. */
  readonly waiting: () => number;
  snapshot(): readonly Conversation[];
}

/** @param rows - As they are shown now. */
export function freezeRows(rows: readonly Conversation[]): FrozenRows {
  const shown = [...rows];
  const places = new Map<string, { readonly index: number; readonly at: number }>(
    shown.map((row, index) => [row.id, { index, at: placeOf(row).at }]),
  );
  const waiting = new Set<string>();
  return {
    note(id, conversation, belongs) {
      const place = places.get(id);
      if (place !== undefined && conversation !== undefined) shown[place.index] = conversation;
      if (belongs && conversation !== undefined && place?.at !== placeOf(conversation).at) waiting.add(id);
      else waiting.delete(id);
    },
    append(conversations) {
      for (const conversation of conversations) {
        if (places.has(conversation.id)) continue;
        places.set(conversation.id, { index: shown.length, at: placeOf(conversation).at });
        shown.push(conversation);
        waiting.delete(conversation.id);
      }
    },
    waiting: () => waiting.size,
    snapshot: () => [...shown],
  };
}
