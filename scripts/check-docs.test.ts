import { describe, expect, test } from 'vitest';
import { blocksIn, problemsIn } from './docs-code.mjs';

const page = (...lines: string[]): ReturnType<typeof blocksIn> => blocksIn('docs/page.md', lines.join('\n'));

describe('the check of code in the documentation', () => {
  test('finds TypeScript blocks with their place and leaves other languages alone', () => {
    const blocks = page('# Title', '```sh', 'npm start', '```', '', '```ts', 'const a = 1;', '```');
    expect(blocks).toEqual([
      { file: 'docs/page.md', line: 6, code: 'const a = 1;', isTsx: false, unchecked: undefined },
    ]);
  });

  test('takes indentation off a block inside a list', () => {
    expect(page('- step', '  ```ts', '  if (1) {', '    go();', '  }', '  ```')[0]?.code).toBe(
      'if (1) {\n  go();\n}',
    );
  });

  test('names the line of an error, a wrong import and a no-check without a reason', {
    timeout: 60_000,
  }, () => {
    const blocks = page(
      '```ts',
      "import { isId } from '@parley/core';",
      "export const good: boolean = isId('cnv', 'x');",
      '```',
      '```ts',
      "import { noSuchName } from '@parley/core';",
      "export const wrong: number = 'text';",
      '```',
      '```ts no-check',
      'const = ;',
      '```',
      '```ts no-check it is pseudocode',
      'const = ;',
      '```',
    );
    expect(problemsIn(blocks)).toEqual([
      expect.stringMatching(/^docs\/page\.md:6: .*noSuchName/),
      expect.stringMatching(/^docs\/page\.md:7: Type 'string' is not assignable to type 'number'/),
      expect.stringMatching(/^docs\/page\.md:9: "no-check" needs a reason/),
    ]);
  });
});
