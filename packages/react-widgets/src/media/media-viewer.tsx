import { ChevronLeft, ChevronRight, Download, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import type { ThreadItem } from '../client/support-client.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';
import { Dialog } from '../overlay/dialog.tsx';
import { useSupport } from '../provider/support-context.ts';
import { saveFile } from './save-file.ts';
import { useMediaUrl } from './use-media-url.ts';
import { ZoomedPicture } from './zoomed-picture.tsx';

/** Props of {@link MediaViewer}. */
export interface MediaViewerProps {
  readonly conversationId: string;
  readonly items: readonly ThreadItem[];
  /** The one that is shown. */
  readonly messageId: string;
  readonly onChange: (messageId: string) => void;
  readonly onClose: () => void;
}

const zooms = [1, 1.5, 2, 3, 5] as const;

/** Pictures and videos of a thread, one at a time: arrows move, + and - zoom, 0 resets, Escape closes. */
export function MediaViewer({
  conversationId,
  items,
  messageId,
  onChange,
  onClose,
}: MediaViewerProps): ReactNode {
  const part = useParts();
  const t = useT();
  const { dir, client } = useSupport();
  const [zoomStep, setZoomStep] = useState(0);
  const all = useMemo(() => pictures(items), [items]);
  const at = all.findIndex(({ id }) => id === messageId);
  const shown = all[at];
  const file = useMediaUrl(conversationId, messageId);
  const zoom = zooms[zoomStep] ?? 1;

  const go = (step: number): void => {
    const next = all[at + step];
    if (next === undefined) return;
    setZoomStep(0);
    onChange(next.id);
  };
  const zoomBy = (step: number): void =>
    setZoomStep((current) => Math.min(zooms.length - 1, Math.max(0, current + step)));
  const onKeyDown = (event: KeyboardEvent): void => {
    const forward = dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    const todo = {
      [forward]: () => go(1),
      [backward]: () => go(-1),
      '+': () => zoomBy(1),
      '=': () => zoomBy(1),
      '-': () => zoomBy(-1),
      '0': () => setZoomStep(0),
    }[event.key];
    if (todo === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    todo();
  };
  if (shown === undefined) return null;
  // A button that becomes disabled loses the focus, and the dialog its keys: those that lead nowhere only say so.
  const tool = { ...part('button', { kind: 'icon' }), type: 'button' } as const;
  const tools = (
    <span data-part="tools">
      <button
        {...tool}
        onClick={() => zoomBy(-1)}
        aria-disabled={zoomStep === 0}
        aria-label={t('media.zoomOut')}
      >
        <Icon of={ZoomOut} size={20} />
      </button>
      <button
        {...tool}
        onClick={() => zoomBy(1)}
        aria-disabled={zoomStep === zooms.length - 1}
        aria-label={t('media.zoomIn')}
      >
        <Icon of={ZoomIn} size={20} />
      </button>
      <button
        {...tool}
        onClick={() =>
          void client.mediaUrl(conversationId, messageId).then((url) => saveFile(url, shown.name ?? 'file'))
        }
        aria-label={t('media.download', { name: shown.name ?? t(`content.${shown.kind}`) })}
      >
        <Icon of={Download} size={20} />
      </button>
    </span>
  );
  return (
    <Dialog
      kind="viewer"
      title={shown.name ?? t('media.position', { count: at + 1, total: all.length })}
      onClose={onClose}
      tools={tools}
      onKeyDown={onKeyDown}
    >
      <div {...part('media-viewer', { zoomed: zoomStep > 0 })}>
        <button
          {...tool}
          data-side="previous"
          onClick={() => go(-1)}
          aria-disabled={at === 0}
          aria-label={t('media.previous')}
        >
          <Icon of={ChevronLeft} size={24} flips />
        </button>
        <div data-part="stage">
          {file.status === 'loading' && <span role="status">{t('state.loading')}</span>}
          {file.status === 'error' && (
            <button type="button" {...part('button', { kind: 'outline' })} onClick={file.retry}>
              {t('media.failed')} {t('error.retry')}
            </button>
          )}
          {file.status === 'ready' && shown.kind === 'image' && (
            <ZoomedPicture
              key={messageId}
              url={file.url}
              alt={shown.alt ?? t('content.image')}
              zoom={zoom}
              onToggle={() => setZoomStep(zoomStep === 0 ? 2 : 0)}
            />
          )}
          {file.status === 'ready' && shown.kind === 'video' && (
            // biome-ignore lint/a11y/useMediaCaption: customers send files without captions.
            <video src={file.url} controls autoPlay />
          )}
        </div>
        <button
          {...tool}
          data-side="next"
          onClick={() => go(1)}
          aria-disabled={at === all.length - 1}
          aria-label={t('media.next')}
        >
          <Icon of={ChevronRight} size={24} flips />
        </button>
      </div>
    </Dialog>
  );
}

interface Picture {
  readonly id: string;
  readonly kind: 'image' | 'video';
  readonly name: string | undefined;
  readonly alt: string | undefined;
}

function pictures(items: readonly ThreadItem[]): readonly Picture[] {
  return items.flatMap((item): readonly Picture[] => {
    if (item.kind !== 'message') return [];
    const { content, id } = item.message;
    if (content.type !== 'image' && content.type !== 'video') return [];
    const { caption, media } = content;
    const name = media.fileName ?? caption;
    return [{ id, kind: content.type, name, alt: media.altText ?? caption ?? name }];
  });
}
