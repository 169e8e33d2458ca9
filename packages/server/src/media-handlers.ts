import type { ApiHandlers } from './api-call.ts';
import { fileHeaders } from './file-answer.ts';

/** Files of messages over HTTP. */
export const mediaHandlers: Pick<ApiHandlers, 'getMessageMedia' | 'uploadMedia'> = {
  async getMessageMedia({ desk, params, settings, signal }) {
    const { id, messageId } = params;
    const options = { maxBytes: settings.mediaDownloadLimitBytes, signal };
    const file = await desk.media.open(id, messageId, options);
    return { status: 200, headers: fileHeaders(file, messageId), body: file.body };
  },
  async uploadMedia({ desk, params, file, signal }) {
    const { fileName, mimeType, body } = file;
    const upload = { fileName, mimeType, sizeBytes: body.size, body };
    const { providerMediaId } = await desk.media.upload(params.id, upload, { signal });
    return { status: 201, body: { mediaId: providerMediaId, mimeType, sizeBytes: body.size } };
  },
};
