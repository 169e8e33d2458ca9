import type { Problem } from '@parley/api-contract';
import type { JsonValue } from '@parley/core';
import type { z } from 'zod';
import { InvalidRequestError } from './server-errors.ts';

const maxProblems = 50;
const maxNameLength = 64;

/** The parts of a request as they came, and the schemas they must match. */
export interface RequestParts {
  readonly in: Problem['in'];
  readonly schema: z.ZodType;
  readonly value: unknown;
}

/** Checks all parts and names every problem at once. Results stand in the order of the parts. @throws {InvalidRequestError} */
export function validateRequest(parts: readonly RequestParts[]): readonly unknown[] {
  const problems: Problem[] = [];
  const values = parts.map((part) => {
    const result = part.schema.safeParse(part.value);
    if (result.success) return result.data;
    for (const issue of result.error.issues) problems.push(...problemsOf(issue, part.in, []));
    return undefined;
  });
  if (problems.length > 0) throw new InvalidRequestError(problems.slice(0, maxProblems));
  return values;
}

/** The query as an object. @throws {InvalidRequestError} for a name that is given twice */
export function readQuery(url: string): Readonly<Record<string, JsonValue>> {
  const at = url.indexOf('?');
  const query: Record<string, JsonValue> = Object.create(null);
  if (at === -1) return query;
  const twice: Problem[] = [];
  for (const [name, value] of new URLSearchParams(url.slice(at + 1))) {
    if (name in query) twice.push({ in: 'query', path: shorten(name), message: 'Given more than once' });
    query[name] = value;
  }
  if (twice.length > 0) throw new InvalidRequestError(twice.slice(0, maxProblems));
  return query;
}

function problemsOf(
  issue: z.core.$ZodIssue,
  where: Problem['in'],
  before: readonly PropertyKey[],
): Problem[] {
  const path = [...before, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ in: where, path: written([...path, key]), message: 'Unknown field' }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const [closest] = [...issue.errors].sort((left, right) => left.length - right.length);
    return (closest ?? []).flatMap((inner) => problemsOf(inner, where, path));
  }
  return [{ in: where, path: written(path), message: issue.message }];
}

const written = (path: readonly PropertyKey[]): string => path.map((key) => shorten(String(key))).join('.');

const shorten = (name: string): string =>
  name.length > maxNameLength ? `${name.slice(0, maxNameLength)}…` : name;
