import { expect, test } from 'vitest';
import { contentDisposition } from './content-disposition.ts';

test('a disposition has the name in plain letters, and whole for those who can read it', () => {
  expect(contentDisposition('attachment', "Zoë's (1)*.pdf")).toBe(
    `attachment; filename="Zo_'s (1)*.pdf"; filename*=UTF-8''Zo%C3%AB%27s%20%281%29%2A.pdf`,
  );
  expect(contentDisposition('inline', 'a.png')).toBe(`inline; filename="a.png"; filename*=UTF-8''a.png`);
});
