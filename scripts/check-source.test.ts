import { describe, expect, test } from 'vitest';
import { maxLines, problemsOf } from './source-rules.mjs';

const entries = new Set(['packages/core/src/index.ts']);
const check = (path: string, text: string): string[] => problemsOf({ path, text }, entries);

describe('source rules', () => {
  test('accept an ordinary file of exactly the longest length', () => {
    const text = `${'const a = 1;\n'.repeat(maxLines)}`;
    expect(check('packages/core/src/messages/service-window.ts', text)).toEqual([]);
    expect(check('packages/core/src/messages/service-window.ts', `${text}x\n`)).toHaveLength(1);
  });

  test.each([
    ['packages/core/src/utils/a.ts', 'const a = 1;'],
    ['packages/core/src/messages/serviceWindow.ts', 'const a = 1;'],
    ['packages/core/src/messages/a.ts', "export * from './b.ts';\nconst a = 1;"],
    ['packages/core/src/messages/index.ts', "export { a } from './a.ts';\nexport type { B } from './b.ts';"],
    ['packages/core/src/messages/a.ts', '// @ts-ignore\nconst a = 1;'],
    ['packages/core/src/messages/a.ts', '// TODO later\nconst a = 1;'],
  ])('refuse %s with %j', (path, text) => {
    expect(check(path, text)).toHaveLength(1);
  });

  test('let an entry point consist of re-exports', () => {
    expect(check('packages/core/src/index.ts', "// Public names\nexport { a } from './a.ts';\n")).toEqual([]);
  });

  test('do not read comments as code', () => {
    expect(check('packages/core/src/a.ts', "// export * from './b.ts';\nexport const a = 1;")).toEqual([]);
  });

  test('accept numbered migrations, fixtures and declaration files', () => {
    for (const name of ['0001-accounts.ts', 'vitest-context.d.ts', 'store.pg.test.ts']) {
      expect(check(`packages/storage-postgres/src/migrations/${name}`, 'const a = 1;')).toEqual([]);
    }
  });
});
