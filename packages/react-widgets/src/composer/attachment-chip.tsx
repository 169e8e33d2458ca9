import { FileText, RotateCw, X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { errorAdvice } from '../connection/error-advice.ts';
import type { Translate } from '../i18n/catalogue.ts';
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
  const { t, locale } = useSupport();
  const fieldsId = useId();
  const [isDescribing, setDescribing] = useState(item.altText !== '');
  const preview = usePreview(item.file);
  const { id, name, state } = item;
  const canSpeak = state !== 'refused' && state !== 'lost';
  const hasCaption = canSpeak && item.maxCaptionLength > 0 && (!isAlone || item.caption !== '');
  const problem = problemText(item, locale, t);
  const hasAltText = canSpeak && item.sentAs === 'image';
  return (
    <li {...part('attachment', { kind: 'chip', state })}>
      <div data-part="file">
        {preview.url === undefined ? (
          <Icon of={FileText} size={20} />
        ) : (
          <img src={preview.url} alt="" onError={preview.onError} />
        )}
        <div data-part="card-text">
          <strong>
            <bdi>{name}</bdi>
          </strong>
          <span>{stateText(item, locale, t)}</span>
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
      {problem !== undefined && (
        <p role="alert" data-part="problem">
          {problem}
        </p>
      )}
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
            {...direction(item.caption)}
            onChange={(event) => attachments.describe(id, { caption: event.target.value })}
          />
        )}
        {hasAltText && isDescribing && (
          <input
            value={item.altText}
            maxLength={longestAltText}
            placeholder={t('attachment.altHint')}
            aria-label={t('attachment.altText', { name })}
            {...direction(item.altText)}
            onChange={(event) => attachments.describe(id, { altText: event.target.value })}
          />
        )}
      </div>
    </li>
  );
}

/** An empty field is written from where the page is; `auto` would take it for left to right. */
function direction(text: string): { readonly dir?: 'auto' } {
  return text === '' ? {} : { dir: 'auto' };
}

/** How far it got. */
function stateText({ state, sizeBytes, progress }: ComposerAttachment, locale: string, t: Translate): string {
  const size = formatBytes(sizeBytes, locale);
  if (state === 'waiting') return t('attachment.waiting');
  if (state === 'uploading') return t('attachment.progress', { percent: Math.round(progress * 100), size });
  // Of a file that was sent before, only its place at the provider is known.
  return sizeBytes === 0 && state === 'ready' ? t('attachment.ready') : size;
}

/** What is wrong; it is read out at once. */
function problemText(item: ComposerAttachment, locale: string, t: Translate): string | undefined {
  const { state, error, sizeBytes } = item;
  if (state === 'lost') return t('attachment.lost');
  if (state === 'failed') {
    const failed = t('attachment.failed');
    return error === undefined ? failed : `${failed} ${errorAdvice(error, t)}`;
  }
  if (state !== 'refused') return undefined;
  const { problem = 'type', maxBytes = 0 } = item.problem ?? {};
  if (problem !== 'too_large') return t(`attachment.${problem}`);
  return t('attachment.tooLarge', {
    size: formatBytes(sizeBytes, locale),
    limit: formatBytes(maxBytes, locale),
  });
}

/** A picture of a picture, for as long as it is shown; none of what turns out to be no picture. */
function usePreview(file: File | undefined): {
  readonly url: string | undefined;
  readonly onError: () => void;
} {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (file === undefined || !/^image\/(?:png|jpeg|gif|webp)$/.test(file.type)) return undefined;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return { url, onError: () => setUrl(undefined) };
}
