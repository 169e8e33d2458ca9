/** How many sockets are written to before others get their turn. */
export const socketsPerTurn = 200;

/** Resolves when the loop has dealt with whatever else was waiting. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
