import { ImageOff, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';
import { useMessageSurroundings } from '../message/message-context.ts';
import { FileAttachment } from './file-attachment.tsx';
import type { MediaFile } from './media-file.ts';
import { useMediaUrl } from './use-media-url.ts';

/** A picture, a video's first frame or a sticker, in a box whose size does not depend on the file: nothing moves when it comes. */
export function PictureAttachment({
  kind,
  media,
  messageId,
  alt,
}: {
  readonly kind: 'image' | 'video' | 'sticker';
  readonly media: MediaFile;
  readonly messageId: string | undefined;
  readonly alt: string | undefined;
}): ReactNode {
  const part = useParts();
  const t = useT();
  const { conversationId, openMedia } = useMessageSurroundings();
  const file = useMediaUrl(conversationId, messageId);
  const name = alt ?? media.fileName ?? t(`content.${kind}`);
  if (messageId === undefined)
    return <FileAttachment media={media} messageId={undefined} icon={Play} label={name} />;
  if (file.status === 'error') {
    return (
      <div {...part('attachment', { kind, state: 'error' })}>
        <Icon of={ImageOff} size={20} />
        <span>{t('media.failed')}</span>
        <button type="button" {...part('button', { kind: 'plain' })} onClick={file.retry} tabIndex={-1}>
          {t('error.retry')}
        </button>
      </div>
    );
  }
  const picture =
    file.status === 'loading' ? null : kind === 'video' ? (
      // biome-ignore lint/a11y/useMediaCaption: customers send files without captions.
      <video src={file.url} preload="metadata" tabIndex={-1} />
    ) : (
      <img src={file.url} alt={name} draggable={false} />
    );
  if (kind === 'sticker') return <div {...part('attachment', { kind, state: file.status })}>{picture}</div>;
  return (
    <button
      type="button"
      {...part('attachment', { kind, state: file.status })}
      onClick={() => openMedia(messageId)}
      aria-label={t('media.open', { name })}
      tabIndex={-1}
    >
      {picture}
      {kind === 'video' && (
        <span data-part="play">
          <Icon of={Play} size={24} />
        </span>
      )}
    </button>
  );
}
