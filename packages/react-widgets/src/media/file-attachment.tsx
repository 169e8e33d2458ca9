import { Download, type LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { formatBytes } from '../i18n/format-time.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';
import { useMessageSurroundings } from '../message/message-context.ts';
import { useSupport } from '../provider/support-context.ts';
import type { MediaFile } from './media-file.ts';
import { saveFile } from './save-file.ts';

/** A file by its name, kind and size, with a button that fetches it. */
export function FileAttachment({
  media,
  messageId,
  icon,
  label,
}: {
  readonly media: MediaFile;
  readonly messageId: string | undefined;
  readonly icon: LucideIcon;
  /** Where the file has no name. */
  readonly label: string;
}): ReactNode {
  const part = useParts();
  const t = useT();
  const { client, locale } = useSupport();
  const { conversationId } = useMessageSurroundings();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const name = media.fileName ?? label;
  const save = async (id: string): Promise<void> => {
    setState('busy');
    try {
      saveFile(await client.mediaUrl(conversationId, id), name);
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  const facts = [
    media.mimeType?.split('/')[1]?.toUpperCase(),
    media.sizeBytes === undefined ? undefined : formatBytes(media.sizeBytes, locale),
  ].filter((fact) => fact !== undefined);
  return (
    <div {...part('attachment', { kind: 'file', state })}>
      <Icon of={icon} size={20} />
      <div data-part="card-text">
        <strong dir="auto">{name}</strong>
        <span>{state === 'failed' ? t('media.failed') : facts.join(' · ')}</span>
      </div>
      {messageId !== undefined && (
        <button
          type="button"
          {...part('button', { kind: 'icon' })}
          aria-label={t('media.download', { name })}
          aria-busy={state === 'busy'}
          onClick={() => void save(messageId)}
          tabIndex={-1}
        >
          <Icon of={Download} size={18} />
        </button>
      )}
    </div>
  );
}
