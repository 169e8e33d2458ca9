import type { ChatInbox } from '../chat-client/chat-types.ts';

/** Why a file is not even tried; the codes are those the server would answer with. */
export type FileProblem = 'media_empty' | 'media_too_large' | 'media_type_refused';

/** Names browsers and systems have for types the server calls otherwise. */
const otherNames: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'audio/mp3': 'audio/mpeg',
  'audio/x-m4a': 'audio/mp4',
  'audio/x-wav': 'audio/wav',
  'application/vnd.ms-excel': 'text/csv',
  'text/markdown': 'text/plain',
};

/** Why the server would refuse this file; null = it may take it. A type the browser does not know is left to the server. */
export function fileProblem(
  { type, size }: Pick<File, 'type' | 'size'>,
  limits: NonNullable<ChatInbox['files']>,
): FileProblem | null {
  const [name = ''] = type.split(';');
  if (name !== '' && !limits.types.includes(otherNames[name] ?? name)) return 'media_type_refused';
  if (size > limits.maxBytes) return 'media_too_large';
  return size === 0 ? 'media_empty' : null;
}
