import { describe, expect, it } from 'vitest';
import { fittingFileName, safeFileName } from './safe-file-name.ts';

describe('the name of a file somebody sent', () => {
  it.each([
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

  it.each(['', '   ', '...', '///', '\u0000\u202E'])('%j is no name', (given) => {
    expect(safeFileName(given)).toBeUndefined();
  });

  it('is cut between characters when it is long', () => {
    expect(safeFileName('👍'.repeat(500))).toBe('👍'.repeat(200));
  });

  it.each([
    ['photo.PNG', 'image/png', 'photo.PNG'],
    ['photo.jpeg', 'image/jpeg', 'photo.jpeg'],
    ['photo.png', 'image/jpeg', 'photo.png.jpg'],
    ['run-me.bat', 'text/plain', 'run-me.bat.txt'],
    ['page.html', 'text/plain', 'page.html.txt'],
    ['shell.php\u200b', 'text/plain', 'shell.php.txt'],
    ['shell.txt\u200b.php', 'text/plain', 'shell.txt.php.txt'],
    ['evil.html. . .', 'application/pdf', 'evil.html.pdf'],
    ['evil.pdf.', 'application/pdf', 'evil.pdf'],
    ['..', 'image/gif', 'file.gif'],
    ['\u0000', 'image/gif', 'file.gif'],
    ['CON', 'text/csv', 'CON.csv'],
    ['no ending', 'video/mp4', 'no ending.mp4'],
    ['x.constructor', 'constructor', 'x.constructor.bin'],
  ])('%j of %s is saved as %j', (given, type, name) => {
    expect(fittingFileName(given, type)).toBe(name);
  });

  it('keeps the ending of its type when it is long', () => {
    expect(fittingFileName(`${'a'.repeat(300)}.exe`, 'application/pdf')).toMatch(/^a+\.pdf$/);
    expect(fittingFileName(`${'a'.repeat(300)}.exe`, 'application/pdf').length).toBeLessThanOrEqual(200);
  });
});
