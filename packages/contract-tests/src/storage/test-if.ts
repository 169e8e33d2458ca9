import { it } from 'vitest';

/** Registers a test where it applies; elsewhere there is no such test, so none is counted as skipped. */
export function testIf(applies: boolean): (name: string, run: () => Promise<void>) => void {
  return (name, run) => {
    if (applies) it(name, run);
  };
}
