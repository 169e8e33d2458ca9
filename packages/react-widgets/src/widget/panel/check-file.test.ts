import { describe, expect, test } from 'vitest';
import { fileProblem } from './check-file.ts';

const limits = { types: ['image/jpeg', 'text/csv', 'application/pdf'], maxBytes: 1000 };

describe('a file a customer chooses', () => {
  test.each([
    ['image/jpeg', 1000],
    ['image/jpg', 5],
    ['text/csv;charset=utf-8', 5],
    ['application/vnd.ms-excel', 5],
    // What the browser does not know is for the server to say.
    ['', 5],
  ])('of type "%s" and %i bytes may be tried', (type, size) => {
    expect(fileProblem({ type, size }, limits)).toBeNull();
  });

  test.each([
    ['text/html', 5, 'media_type_refused'],
    ['image/svg+xml', 5, 'media_type_refused'],
    ['constructor', 5, 'media_type_refused'],
    ['image/jpeg', 1001, 'media_too_large'],
    ['', 1001, 'media_too_large'],
    ['application/pdf', 0, 'media_empty'],
  ])('of type "%s" and %i bytes is refused: %s', (type, size, problem) => {
    expect(fileProblem({ type, size }, limits)).toBe(problem);
  });
});
