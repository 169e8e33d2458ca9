import { AudioLines, Mic } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';
import { useMessageSurroundings } from '../message/message-context.ts';
import type { MediaFile } from './media-file.ts';
import { useMediaUrl } from './use-media-url.ts';

/** A sound or voice message; its file is fetched when somebody wants to hear it. */
export function AudioAttachment({
  media,
  messageId,
  isVoice,
}: {
  readonly media: MediaFile;
  readonly messageId: string | undefined;
  readonly isVoice: boolean;
}): ReactNode {
  const part = useParts();
  const t = useT();
  const { conversationId } = useMessageSurroundings();
  const [isWanted, setWanted] = useState(false);
  const file = useMediaUrl(conversationId, messageId, isWanted);
  const label = media.fileName ?? t(isVoice ? 'content.voice' : 'content.audio');
  if (isWanted && file.status === 'ready') {
    return (
      <div {...part('attachment', { kind: 'audio', state: 'ready' })}>
        {/* biome-ignore lint/a11y/useMediaCaption: customers send sounds without captions. */}
        <audio src={file.url} controls autoPlay tabIndex={-1} aria-label={label} />
      </div>
    );
  }
  return (
    <div {...part('attachment', { kind: 'audio', state: isWanted ? file.status : 'idle' })}>
      <Icon of={isVoice ? Mic : AudioLines} size={20} />
      <div data-part="card-text">
        <strong dir="auto">{label}</strong>
        {file.status === 'error' && isWanted && <span>{t('media.failed')}</span>}
      </div>
      {messageId !== undefined && (
        <button
          type="button"
          {...part('button', { kind: 'outline' })}
          aria-busy={isWanted && file.status === 'loading'}
          onClick={() => (isWanted && file.status === 'error' ? file.retry() : setWanted(true))}
          tabIndex={-1}
        >
          {t('media.play')}
        </button>
      )}
    </div>
  );
}
