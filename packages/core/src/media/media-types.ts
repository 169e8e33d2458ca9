/** What a file is shown as in a thread. */
export type FileKind = 'image' | 'video' | 'audio' | 'document';

/** How a type is shown, and the endings its names have; the first is given to names that have none of them. */
interface MediaTypeFacts {
  readonly kind: FileKind;
  readonly endings: readonly [string, ...string[]];
}

/**
 * The types of files that can be told by their bytes and hold nothing a browser would run. There is no HTML, SVG, XML or
 * script, and no archive or program.
 */
export const mediaTypes: Readonly<Record<string, MediaTypeFacts>> = {
  'image/jpeg': { kind: 'image', endings: ['jpg', 'jpeg', 'jpe'] },
  'image/png': { kind: 'image', endings: ['png'] },
  'image/gif': { kind: 'image', endings: ['gif'] },
  'image/webp': { kind: 'image', endings: ['webp'] },
  'video/mp4': { kind: 'video', endings: ['mp4', 'm4v'] },
  'video/quicktime': { kind: 'video', endings: ['mov', 'qt'] },
  'video/3gpp': { kind: 'video', endings: ['3gp'] },
  'video/webm': { kind: 'video', endings: ['webm'] },
  'audio/mpeg': { kind: 'audio', endings: ['mp3'] },
  'audio/mp4': { kind: 'audio', endings: ['m4a', 'mp4'] },
  'audio/aac': { kind: 'audio', endings: ['aac'] },
  'audio/ogg': { kind: 'audio', endings: ['ogg', 'oga', 'opus'] },
  'audio/webm': { kind: 'audio', endings: ['weba', 'webm'] },
  'audio/wav': { kind: 'audio', endings: ['wav'] },
  'audio/amr': { kind: 'audio', endings: ['amr'] },
  'application/pdf': { kind: 'document', endings: ['pdf'] },
  'text/plain': { kind: 'document', endings: ['txt', 'log', 'md'] },
  'text/csv': { kind: 'document', endings: ['csv'] },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    kind: 'document',
    endings: ['docx'],
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    kind: 'document',
    endings: ['xlsx'],
  },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    kind: 'document',
    endings: ['pptx'],
  },
  'application/vnd.oasis.opendocument.text': { kind: 'document', endings: ['odt'] },
  'application/vnd.oasis.opendocument.spreadsheet': { kind: 'document', endings: ['ods'] },
};

/** The names of {@link mediaTypes}. */
export const mediaTypeNames: readonly string[] = Object.keys(mediaTypes);

/** Other names systems use for types of ours. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['image/jpg', 'image/jpeg'],
  ['image/pjpeg', 'image/jpeg'],
  ['image/x-png', 'image/png'],
  ['video/x-m4v', 'video/mp4'],
  ['audio/mp3', 'audio/mpeg'],
  ['audio/m4a', 'audio/mp4'],
  ['audio/x-m4a', 'audio/mp4'],
  ['audio/x-aac', 'audio/aac'],
  ['application/ogg', 'audio/ogg'],
  ['audio/wave', 'audio/wav'],
  ['audio/x-wav', 'audio/wav'],
  ['audio/vnd.wave', 'audio/wav'],
  ['application/x-pdf', 'application/pdf'],
  ['application/csv', 'text/csv'],
  // What Windows calls a CSV file where Excel is installed.
  ['application/vnd.ms-excel', 'text/csv'],
  ['text/markdown', 'text/plain'],
]);

/** The type a sender declared under its usual name; undefined where they declared none. */
export function declaredType(given: string): string | undefined {
  const [name = ''] = given.toLowerCase().split(';');
  const type = name.trim();
  if (type === '' || type === 'application/octet-stream') return undefined;
  return otherNames.get(type) ?? type;
}

/** What a file of this type is shown as. */
export function fileKind(type: string): FileKind {
  return factsOf(type)?.kind ?? 'document';
}

/** The endings names of this type have. */
export function endingsOf(type: string): readonly [string, ...string[]] {
  return factsOf(type)?.endings ?? ['bin'];
}

function factsOf(type: string): MediaTypeFacts | undefined {
  return Object.hasOwn(mediaTypes, type) ? mediaTypes[type] : undefined;
}
