import { FileText, X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { formatBytes } from '../i18n/format-time.ts';
import { Icon } from '../icons/icon.tsx';
import { useSupport } from '../provider/support-context.ts';
import type { Attachments, ComposerAttachment } from './use-attachments.ts';

/** The files that go with the message: preview, progress, what is wrong, and a way to take each out. */
export function AttachmentStrip({ attachments }: { readonly attachments: Attachments }): ReactNode {
  if (attachments.items.length === 0) return null;
  return (
    <ul data-part="strip">
      {attachments.items.map((item) => (
        <AttachmentChip key={item.id} item={item} attachments={attachments} />
      ))}
    </ul>
  );
}

function AttachmentChip({
  item,
  attachments,
}: {
  readonly item: ComposerAttachment;
  readonly attachments: Attachments;
}): ReactNode {
  const part = useParts();
  const { t, locale } = useSupport();
  const preview = usePreview(item.file);
  const { name, size } = item.file;
  return (
    <li {...part('attachment', { kind: 'chip', state: item.state })}>
      {preview === undefined ? <Icon of={FileText} size={20} /> : <img src={preview} alt="" />}
      <div data-part="card-text">
        <strong dir="auto">{name}</strong>
        <span>{chipText(item, formatBytes(size, locale), locale, t)}</span>
      </div>
      {item.state === 'uploading' && <progress value={item.progress} max={1} aria-label={name} />}
      {item.state === 'failed' && (
        <button
          type="button"
          {...part('button', { kind: 'plain' })}
          onClick={() => attachments.retry(item.id)}
        >
          {t('error.retry')}
        </button>
      )}
      <button
        type="button"
        {...part('button', { kind: 'icon' })}
        aria-label={t('attachment.remove', { name })}
        onClick={() => attachments.remove(item.id)}
      >
        <Icon of={X} />
      </button>
    </li>
  );
}

function chipText(
  item: ComposerAttachment,
  size: string,
  locale: string,
  t: ReturnType<typeof useSupport>['t'],
): string {
  if (item.problem !== undefined) {
    const { problem, maxBytes } = item.problem;
    if (problem === 'too_large')
      return t('attachment.tooLarge', { size, limit: formatBytes(maxBytes, locale) });
    return t(problem === 'empty' ? 'attachment.empty' : 'attachment.type');
  }
  return item.state === 'failed' ? (item.error?.message ?? t('attachment.failed')) : size;
}

/** A picture of a picture, for as long as it is shown. */
function usePreview(file: File): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!/^image\/(?:png|jpeg|gif|webp)$/.test(file.type)) return undefined;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
