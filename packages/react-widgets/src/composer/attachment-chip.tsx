import { FileText, RotateCw, X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { errorAdvice } from '../connection/error-advice.ts';
import { formatBytes } from '../i18n/format-time.ts';
import { Icon } from '../icons/icon.tsx';
import { useSupport } from '../provider/support-context.ts';
import type { ComposerAttachment } from './composer-attachment.ts';
import type { Attachments } from './use-attachments.ts';

const longestAltText = 1024;

/** One file that goes with the message. */
export function AttachmentChip({
  item,
  attachments,
  isAlone,
  onRemoved,
}: {
  readonly item: ComposerAttachment;
  readonly attachments: Attachments;
  readonly isAlone: boolean;
  readonly onRemoved: () => void;
}): ReactNode {
  const part = useParts();
  const { t } = useSupport();
  const fieldsId = useId();
  const [isDescribing, setDescribing] = useState(item.altText !== '');
  const preview = usePreview(item.file);
  const { id, name, state } = item;
  const canSpeak = state !== 'refused' && state !== 'lost';
  const hasCaption = canSpeak && item.maxCaptionLength > 0 && (!isAlone || item.caption !== '');
  const hasAltText = canSpeak && item.sentAs === 'image';
  return (
    <li {...part('attachment', { kind: 'chip', state })}>
      <div data-part="file">
        {preview === undefined ? <Icon of={FileText} size={20} /> : <img src={preview} alt="" />}
        <div data-part="card-text">
          <strong dir="auto">{name}</strong>
          <ChipState item={item} />
        </div>
        {hasAltText && (
          <button
            type="button"
            {...part('button', { kind: 'plain' })}
            aria-label={t('attachment.altText', { name })}
            title={t('attachment.altText', { name })}
            aria-expanded={isDescribing}
            aria-controls={fieldsId}
            onClick={() => setDescribing(!isDescribing)}
          >
            {t('attachment.alt')}
          </button>
        )}
        {state === 'failed' && item.file !== undefined && (
          <button
            type="button"
            {...part('button', { kind: 'icon' })}
            aria-label={t('attachment.retry', { name })}
            title={t('error.retry')}
            onClick={() => attachments.retry(id)}
          >
            <Icon of={RotateCw} />
          </button>
        )}
        <button
          type="button"
          {...part('button', { kind: 'icon' })}
          aria-label={t('attachment.remove', { name })}
          onClick={() => {
            attachments.remove(id);
            onRemoved();
          }}
        >
          <Icon of={X} />
        </button>
      </div>
      {state === 'uploading' && (
        <progress value={item.progress} max={1} aria-label={t('attachment.uploading', { name })} />
      )}
      <div data-part="fields" id={fieldsId} hidden={!hasCaption && !(hasAltText && isDescribing)}>
        {hasCaption && (
          <input
            value={item.caption}
            maxLength={item.maxCaptionLength}
            placeholder={t('attachment.captionHint')}
            aria-label={t('attachment.caption', { name })}
            dir="auto"
            onChange={(event) => attachments.describe(id, { caption: event.target.value })}
          />
        )}
        {hasAltText && isDescribing && (
          <input
            value={item.altText}
            maxLength={longestAltText}
            placeholder={t('attachment.altHint')}
            aria-label={t('attachment.altText', { name })}
            dir="auto"
            onChange={(event) => attachments.describe(id, { altText: event.target.value })}
          />
        )}
      </div>
    </li>
  );
}

/** How it stands; what is wrong is read out at once. */
function ChipState({ item }: { readonly item: ComposerAttachment }): ReactNode {
  const { t, locale } = useSupport();
  const size = formatBytes(item.sizeBytes, locale);
  switch (item.state) {
    case 'waiting':
      return <span>{t('attachment.waiting')}</span>;
    case 'uploading':
      return <span>{t('attachment.progress', { percent: Math.round(item.progress * 100), size })}</span>;
    case 'ready':
      return <span>{item.sizeBytes === 0 ? t('attachment.ready') : size}</span>;
    case 'lost':
      return <span role="alert">{t('attachment.lost')}</span>;
    case 'failed':
      return (
        <span role="alert">
          {t('attachment.failed')} {item.error !== undefined && errorAdvice(item.error, t)}
        </span>
      );
    case 'refused': {
      const { problem = 'type', maxBytes = 0 } = item.problem ?? {};
      const limit = formatBytes(maxBytes, locale);
      return (
        <span role="alert">
          {problem === 'too_large' ? t('attachment.tooLarge', { size, limit }) : t(`attachment.${problem}`)}
        </span>
      );
    }
  }
}

/** A picture of a picture, for as long as it is shown. */
function usePreview(file: File | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (file === undefined || !/^image\/(?:png|jpeg|gif|webp)$/.test(file.type)) return undefined;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
