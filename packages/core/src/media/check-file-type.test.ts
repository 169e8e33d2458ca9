import { describe, expect, it } from 'vitest';
import { checkFileType } from './check-file-type.ts';
import { mediaTypeNames } from './media-types.ts';
import { sniffBytes } from './sniff-type.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const all = { types: mediaTypeNames, maxBytes: 1 };
const reasonOf = (head: Uint8Array, declared: string, types = mediaTypeNames): string => {
  try {
    return checkFileType(head, declared, { ...all, types });
  } catch (error) {
    return (error as { details: { reason: string } }).details.reason;
  }
};
const zip = (name: string): string => `PK\x03\x04${'\0'.repeat(26)}${name}`;
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('the type of a file', () => {
  it.each([
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n\0\0', 'image/png'],
    ['GIF89a\x01\0', 'image/gif'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'image/webp'],
    ['RIFF\x10\0\0\0WAVEfmt ', 'audio/wav'],
    ['\0\0\0\x18ftypmp42', 'video/mp4'],
    ['\0\0\0\x18ftypisom', 'video/mp4'],
    ['\0\0\0\x14ftypqt  ', 'video/quicktime'],
    ['\0\0\0\x14ftypM4A ', 'audio/mp4'],
    ['\0\0\0\x14ftyp3gp5', 'video/3gpp'],
    ['\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm', 'video/webm'],
    ['OggS\0\x02', 'audio/ogg'],
    ['ID3\x04\0', 'audio/mpeg'],
    ['\xff\xfb\x90\x64', 'audio/mpeg'],
    ['\xff\xf1\x50\x80', 'audio/aac'],
    ['#!AMR\n<', 'audio/amr'],
    ['%PDF-1.7\n%\xe2\xe3', 'application/pdf'],
    [zip('[Content_Types].xml'), docx],
    [zip('mimetypeapplication/vnd.oasis.opendocument.text'), 'application/vnd.oasis.opendocument.text'],
    ['Hello, \xc3\xa9t\xc3\xa9!\r\n', 'text/plain'],
  ])('%j is told by the bytes as %s', (head, type) => {
    expect(reasonOf(bytes(head), '')).toBe(type);
    expect(reasonOf(bytes(head), 'application/octet-stream')).toBe(type);
    expect(reasonOf(bytes(head), `${type.toUpperCase()}; charset=x`)).toBe(type);
  });

  it.each([
    ['a container that does not say what is in it', '\0\0\0\x18ftypisom', 'audio/mp4', 'audio/mp4'],
    ['an office file', zip('[Content_Types].xml'), xlsx, xlsx],
    ['a table', 'a;b\n1;2\n', 'text/csv', 'text/csv'],
    ['a table as Windows calls it', 'a;b\n1;2\n', 'application/vnd.ms-excel', 'text/csv'],
    ['an old name', '\xff\xd8\xff\xe0', 'image/jpg', 'image/jpeg'],
  ])('is what the sender says where the bytes allow it: %s', (_what, head, declared, type) => {
    expect(reasonOf(bytes(head), declared)).toBe(type);
  });

  it.each([
    ['a page as a picture', '<html><script>alert(1)</script>', 'image/png'],
    ['a drawing with a script', '<svg xmlns="x"><script>1</script></svg>', 'image/svg+xml'],
    ['a page', '<!doctype html>', 'text/html'],
    ['a script', 'alert(1)', 'text/javascript'],
    ['a picture as a page', 'GIF89a/*', 'text/html'],
    ['a picture as a script', 'GIF89a=1;alert(1)', 'application/javascript'],
    ['a document that is a page as well', '<html>%PDF-1.4', 'application/pdf'],
    ['an archive as an office file', zip('run.exe'), docx],
    ['text as an office file', 'hello', docx],
    [
      'an office file of another family',
      zip('[Content_Types].xml'),
      'application/vnd.oasis.opendocument.text',
    ],
  ])('is refused where bytes and words disagree: %s', (_what, head, declared) => {
    expect(['media_type_mismatch', 'media_type_refused']).toContain(reasonOf(bytes(head), declared));
  });

  it.each([
    ['a program', 'MZ\x90\0\x03'],
    ['a program of Linux', '\x7fELF\x02\x01'],
    ['an archive', zip('readme.txt')],
    ['another archive', '\x1f\x8b\x08\0'],
    ['an old office file', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['text with a NUL', 'hello\0world'],
    ['half a mark', 'RIFF\x10\0\0\0AVI '],
    ['a picture of a kind nobody can show', '\0\0\0\x18ftypheic'],
    ['bytes that are no text', '\xc3\x28\xa0\xa1'],
  ])('is not guessed: %s', (_what, head) => {
    expect(reasonOf(bytes(head), '')).toBe('media_type_refused');
  });

  it('is refused where the inbox does not allow it', () => {
    const png = bytes('\x89PNG\r\n\x1a\n');
    expect(reasonOf(png, 'image/png', ['application/pdf'])).toBe('media_type_refused');
    expect(reasonOf(png, '', [])).toBe('media_type_refused');
    expect(reasonOf(bytes('\0\0\0\x18ftypisom'), '', ['audio/mp4'])).toBe('audio/mp4');
  });

  it('of an empty file is none', () => {
    expect(reasonOf(new Uint8Array(), 'text/plain')).toBe('media_empty');
  });

  it('of a text does not hang on where its beginning was cut', () => {
    const long = new TextEncoder().encode('é'.repeat(sniffBytes));
    expect(reasonOf(long.subarray(0, sniffBytes - 1), '')).toBe('text/plain');
  });
});
