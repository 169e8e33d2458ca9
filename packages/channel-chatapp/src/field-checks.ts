import { InvalidInboxError, type JsonObject, type JsonValue } from '@parley/core';
import { channelKind } from './channel-kind.ts';

/** Reads fields of an object somebody else wrote, and remembers every problem; never a value. */
export interface FieldChecks {
  /** Remembers a problem. */
  problem(path: string, message: string): void;
  text(
    path: string,
    value: JsonValue | undefined,
    test: (text: string) => boolean,
    expected: string,
  ): string | undefined;
  flag(path: string, value: JsonValue | undefined, otherwise: boolean): boolean;
  /** Every entry is checked; `[]` where absent. */
  list<Item>(
    path: string,
    value: JsonValue | undefined,
    max: number,
    read: (item: JsonValue, path: string) => Item | undefined,
  ): readonly Item[];
  /** Names that are not among these are problems. */
  only(path: string, value: JsonObject, names: readonly string[]): void;
  /** @throws {InvalidInboxError} if there was a problem */
  done(): void;
}

/** Checks of one inbox. */
export function createFieldChecks(): FieldChecks {
  const problems = new Map<string, string>();
  const problem = (path: string, message: string): void => {
    if (!problems.has(path)) problems.set(path, message);
  };
  return {
    problem,
    text(path, value, test, expected) {
      if (value === undefined) return undefined;
      if (typeof value === 'string' && test(value)) return value;
      problem(path, `must be ${expected}`);
      return undefined;
    },
    flag(path, value, otherwise) {
      if (typeof value === 'boolean') return value;
      if (value !== undefined) problem(path, 'must be true or false');
      return otherwise;
    },
    list(path, value, max, read) {
      if (value === undefined) return [];
      if (!Array.isArray(value) || value.length > max) {
        problem(path, `must be a list of at most ${max}`);
        return [];
      }
      return (value as readonly JsonValue[]).flatMap((item, index) => {
        const read_ = read(item, `${path}.${index}`);
        return read_ === undefined ? [] : [read_];
      });
    },
    only(path, value, names) {
      for (const name of Object.keys(value))
        if (!names.includes(name))
          problem(path === '' ? name.slice(0, 64) : `${path}.${name.slice(0, 64)}`, 'is not known');
    },
    done() {
      if (problems.size === 0) return;
      throw new InvalidInboxError(
        channelKind,
        Array.from(problems, ([path, message]) => ({ path, message })),
      );
    },
  };
}
