import type { JsonObject } from '../json-value.ts';
import { bareMimeType, kindOfMimeType, mediaLimits } from '../media/media-limits.ts';
import type { StoredMedia } from '../media/media-store.ts';
import type { GraphContext } from './graph-context.ts';
import { GraphError, unknownObjectError } from './graph-error.ts';

/** Keeps an uploaded file. @throws {@link GraphError} 100 for a bad form, 131053 for a file that is not taken. */
export async function uploadMedia(context: GraphContext, request: Request): Promise<JsonObject> {
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    throw new GraphError(100, 'The body must be multipart/form-data.');
  }
  if (form.get('messaging_product') !== 'whatsapp') {
    throw new GraphError(100, "The parameter messaging_product is required and must be 'whatsapp'.");
  }
  const file = form.get('file');
  if (!(file instanceof File)) throw new GraphError(100, 'The parameter file is required.');
  const declared = form.get('type');
  const mimeType = file.type === '' && typeof declared === 'string' ? declared : file.type;
  const kind = kindOfMimeType(mimeType);
  if (kind === undefined) {
    const allowed = Object.values(mediaLimits).flatMap((limit) => limit.mimeTypes);
    throw new GraphError(
      131053,
      `Param file must be a file with one of the following types: ${allowed.join(', ')}. Received file of type '${bareMimeType(mimeType)}'.`,
    );
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const limit = mediaLimits[kind].maxBytes;
  if (bytes.length === 0) throw new GraphError(131053, 'The file is empty.');
  if (bytes.length > limit) {
    throw new GraphError(
      131053,
      `A file of this type may have ${limit} bytes, this one has ${bytes.length}.`,
    );
  }
  const media = context.media.add({ bytes, mimeType, fileName: file.name || undefined, source: 'upload' });
  context.trace.record('media.upload', { media: media.id, mimeType, sizeBytes: bytes.length });
  return { id: media.id };
}

/** Where a call came in, which decides the host of download addresses. */
export function downloadOrigin(requestUrl: URL): string {
  return requestUrl.hostname.endsWith('facebook.com') ? 'https://lookaside.fbsbx.com' : requestUrl.origin;
}

/** The path of download addresses, as on the provider's own host. */
export const downloadPath = '/whatsapp_business/attachments/';

/** A fresh address for a file, valid 5 minutes. */
export function downloadUrl(context: Pick<GraphContext, 'media'>, mediaId: string, origin: string): string {
  const { ticket, expiresAt } = context.media.issueTicket(mediaId);
  const seconds = Math.floor(expiresAt.getTime() / 1000);
  return `${origin}${downloadPath}?mid=${mediaId}&ext=${seconds}&hash=${ticket}`;
}

/** The facts of a file with an address to download it. @throws {@link GraphError} 100/33 for an unknown or expired id. */
export function locateMedia(context: GraphContext, mediaId: string, requestUrl: URL): JsonObject {
  const media = context.media.find(mediaId);
  const numberId = requestUrl.searchParams.get('phone_number_id');
  if (media === undefined || (numberId !== null && numberId !== context.settings.phoneNumberId)) {
    throw unknownObjectError(mediaId);
  }
  context.trace.record('media.locate', { media: mediaId });
  return {
    url: downloadUrl(context, mediaId, downloadOrigin(requestUrl)),
    mime_type: media.mimeType,
    sha256: media.sha256,
    file_size: media.bytes.length,
    id: media.id,
    messaging_product: 'whatsapp',
  };
}

/** The file behind a download address, or undefined when the address is over. */
export function downloadMedia(context: GraphContext, url: URL): StoredMedia | undefined {
  const media = context.media.redeemTicket(url.searchParams.get('hash') ?? '');
  const expired = context.faults.take(['expire_media_url']) !== undefined;
  const found = expired ? undefined : media;
  context.trace.record('media.download', {
    media: url.searchParams.get('mid') ?? undefined,
    found: found !== undefined,
  });
  return found;
}

/** Deletes an uploaded file. @throws {@link GraphError} 100/33 for an unknown id. */
export function deleteMedia(context: GraphContext, mediaId: string): JsonObject {
  if (!context.media.delete(mediaId)) throw unknownObjectError(mediaId);
  context.trace.record('media.delete', { media: mediaId });
  return { success: true };
}
