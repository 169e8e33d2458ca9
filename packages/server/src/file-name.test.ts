import { describe, expect, test } from 'vitest';
import { contentDisposition, safeFileName } from './file-name.ts';

describe('the name of a file somebody sent', () => {
  test.each([
    ['report.pdf', 'report.pdf'],
    ['Übersicht 2026 🎉.png', 'Übersicht 2026 🎉.png'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['..\\..\\boot.ini', '_.._boot.ini'],
    ['C:\\x.exe', 'C__x.exe'],
    ['.htaccess', 'htaccess'],
    ['a"b;c%d', 'a_b_c_d'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['x\r\nSet-Cookie: a=b', 'xSet-Cookie_ a=b'],
    ['x\u0000.png', 'x.png'],
    ['\ud83d.png', 'png'],
  ])('%j is shown as %j', (given, shown) => {
    expect(safeFileName(given)).toBe(shown);
  });

  test.each(['', '   ', '...', '///', '\u0000\u202E'])('%j is no name', (given) => {
    expect(safeFileName(given)).toBeUndefined();
  });

  test('is cut between characters when it is long', () => {
    expect(safeFileName('👍'.repeat(500))).toBe('👍'.repeat(200));
  });
});

test('a disposition has the name in plain letters, and whole for those who can read it', () => {
  expect(contentDisposition('attachment', "Zoë's (1)*.pdf")).toBe(
    `attachment; filename="Zo_'s (1)*.pdf"; filename*=UTF-8''Zo%C3%AB%27s%20%281%29%2A.pdf`,
  );
  expect(contentDisposition('inline', 'a.png')).toBe(`inline; filename="a.png"; filename*=UTF-8''a.png`);
});
