import { type ChannelMedia, ChannelSendError, InvalidContentError } from '@parley/core';

/** Files of this channel are links of the host: there is nobody to hand bytes to, or to fetch them from by an id. */
export const linkMedia: ChannelMedia = {
  async download() {
    throw new ChannelSendError('Files of a chat app are links; there is nothing to fetch by id.', {
      code: 'media_gone',
      fix: "Use the link in the message's media.",
      failure: 'refused',
      retryable: false,
    });
  },
  async upload() {
    throw new InvalidContentError('Files of a chat app are sent by link.', { field: 'media.url' });
  },
  async remove() {},
};
