import { bareMimeType } from '../media/media-limits.ts';
import type { MediaStore } from '../media/media-store.ts';
import { SimulatorError } from '../simulator-error.ts';

const shownInPage = /^(?:image\/(?:png|jpeg|webp|gif)|audio\/[a-z0-9.+-]+|video\/[a-z0-9.+-]+)$/;

/** A file for the phone page. What a browser could run is given as a download only. */
export function serveMedia(store: MediaStore, id: string): Response {
  const media = store.onPhone(id);
  if (media === undefined) throw new SimulatorError('unknown_media', `There is no file "${id}".`);
  const shown = shownInPage.test(bareMimeType(media.mimeType));
  const name = encodeURIComponent(media.fileName ?? 'file');
  return new Response(media.bytes.slice(), {
    headers: {
      'content-type': shown ? media.mimeType : 'application/octet-stream',
      'content-disposition': shown ? 'inline' : `attachment; filename*=UTF-8''${name}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
    },
  });
}
