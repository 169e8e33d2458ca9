/** As many bytes of the beginning of a file as {@link sniffTypes} wants to see. */
export const sniffBytes = 4096;

const officeTypes = [
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
];

/**
 * What a file may be, going by its first bytes: the likeliest first, several where a container does not say what is in it,
 * none for what is not among `mediaTypes`. Marks count only at the very beginning, so that nothing hides in front of them.
 */
export function sniffTypes(head: Uint8Array): readonly string[] {
  const is = (at: number, mark: string): boolean => marked(head, at, mark);
  if (is(0, '\xff\xd8\xff')) return ['image/jpeg'];
  if (is(0, '\x89PNG\r\n\x1a\n')) return ['image/png'];
  if (is(0, 'GIF87a') || is(0, 'GIF89a')) return ['image/gif'];
  if (is(0, 'RIFF')) return is(8, 'WEBP') ? ['image/webp'] : is(8, 'WAVE') ? ['audio/wav'] : [];
  if (is(4, 'ftyp')) return isoTypes(latin(head.subarray(8, 12)));
  if (is(0, '\x1aE\xdf\xa3'))
    return latin(head.subarray(0, 64)).includes('webm') ? ['video/webm', 'audio/webm'] : [];
  if (is(0, 'OggS')) return ['audio/ogg'];
  if (is(0, 'ID3')) return ['audio/mpeg'];
  if (is(0, '#!AMR')) return ['audio/amr'];
  if (is(0, '%PDF-')) return ['application/pdf'];
  if (is(0, 'PK\x03\x04')) return zipTypes(head);
  return mpegTypes(head) ?? (isText(head) ? ['text/plain', 'text/csv'] : []);
}

/** Boxes of ISO 14496-12 say by their brand what they are. */
function isoTypes(brand: string): readonly string[] {
  if (brand === 'qt  ') return ['video/quicktime'];
  if (/^M4[AB] $/.test(brand)) return ['audio/mp4'];
  if (/^3g/.test(brand)) return ['video/3gpp'];
  // Sound alone is often packed under the brand of films.
  return /^(?:isom|iso[2-9]|mp4[12]|avc1|M4V |MSNV|dash|mmp4)$/.test(brand) ? ['video/mp4', 'audio/mp4'] : [];
}

/** Office files are archives that begin with a list of their parts; any other archive is not taken. */
function zipTypes(head: Uint8Array): readonly string[] {
  const name = latin(head.subarray(30, 30 + 64));
  if (name.startsWith('mimetype')) {
    const said = name.slice('mimetype'.length);
    return officeTypes.filter((type) => said.startsWith(type));
  }
  const isOffice = /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|word\/|xl\/|ppt\/)/.test(name);
  return isOffice ? officeTypes.slice(0, 3) : [];
}

/** Frames of MPEG sound without anything before them. */
function mpegTypes(head: Uint8Array): readonly string[] | undefined {
  const [first, second = 0, third = 0] = head;
  if (first !== 0xff || second < 0xe0) return undefined;
  if ((second & 0xf6) === 0xf0) return ['audio/aac'];
  const isLayer = (second & 0x06) !== 0 && (second & 0x18) !== 0x08;
  const isRate = (third & 0xf0) !== 0xf0 && (third & 0x0c) !== 0x0c;
  return isLayer && isRate ? ['audio/mpeg'] : undefined;
}

/** UTF-8 without control characters other than those of lines. */
function isText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return !/[^\P{Cc}\t\n\r\f]/u.test(text);
  } catch {
    return false;
  }
}

function marked(bytes: Uint8Array, at: number, mark: string): boolean {
  return latin(bytes.subarray(at, at + mark.length)) === mark;
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
