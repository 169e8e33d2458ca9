import { type MessageFile, safeFileName } from '@parley/core';
import { contentDisposition } from './content-disposition.ts';

/** Types a browser may show, and the ending a file of that type gets. Nothing that can hold a script is among them. */
const shown: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
  'video/webm': 'webm',
  'audio/aac': 'aac',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'audio/webm': 'weba',
};
/** Types that keep their name although they are only saved. */
const saved: Readonly<Record<string, string>> = { 'application/pdf': 'pdf' };

/** How a file somebody else made is sent to a browser, so that it can do nothing there. */
export function fileHeaders(file: MessageFile, name: string): Readonly<Record<string, string>> {
  const type = file.mimeType.toLowerCase();
  const isShown = Object.hasOwn(shown, type);
  const ending = isShown ? shown[type] : Object.hasOwn(saved, type) ? saved[type] : 'bin';
  const fileName = safeFileName(file.fileName ?? '') ?? `${name}.${ending}`;
  return {
    'content-type': isShown || Object.hasOwn(saved, type) ? type : 'application/octet-stream',
    'content-disposition': contentDisposition(isShown ? 'inline' : 'attachment', fileName),
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    ...(file.sizeBytes === undefined ? {} : { 'content-length': String(file.sizeBytes) }),
  };
}
