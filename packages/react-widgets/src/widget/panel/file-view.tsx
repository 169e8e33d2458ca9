/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useChatContext } from './chat-context.ts';
import { Chip } from './chip.tsx';
import { Icon } from './icon.tsx';
import { useObjectUrl } from './use-object-url.ts';

/** Pictures every browser shows and none runs. */
const shownTypes = /^image\/(?:jpeg|png|gif|webp)$/;

/** A file the server or this page has: a picture in place, everything else as a line to download. */
export function FileView({
  messageId,
  clientMessageId,
  name,
  mimeType,
  sizeBytes,
  alt,
}: {
  /** Undefined while the server does not have it. */
  readonly messageId: string | undefined;
  readonly clientMessageId: string | null;
  readonly name: string;
  readonly mimeType: string;
  readonly sizeBytes: number | undefined;
  readonly alt: string | undefined;
}) {
  const { client, words } = useChatContext();
  const isPicture = shownTypes.test(mimeType);
  const frame = useRef<HTMLSpanElement>(null);
  const [bytes, setBytes] = useState<Blob>();
  const [state, setState] = useState<'idle' | 'loading' | 'failed' | 'unshowable'>('idle');
  // Where the host's policy allows no pictures of this kind (`img-src blob:`), it is a file like any other.
  const url = useObjectUrl(isPicture && state !== 'unshowable' ? bytes : undefined);
  const load = async (): Promise<Blob | undefined> => {
    if (bytes !== undefined) return bytes;
    setState('loading');
    try {
      const read = await client.openFile({
        clientMessageId,
        ...(messageId === undefined ? {} : { id: messageId }),
      });
      setBytes(read);
      setState('idle');
      return read;
    } catch {
      setState('failed');
      return undefined;
    }
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, as soon as it comes into sight
  useEffect(() => {
    const element = frame.current;
    if (!isPicture || element === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      void load();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [isPicture]);

  const download = async (): Promise<void> => {
    const read = await load();
    if (read === undefined) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(read);
    link.download = name;
    link.click();
    // The download has begun by then, and keeps the bytes.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  if (isPicture && state !== 'failed' && state !== 'unshowable') {
    const label = alt ?? name;
    return (
      <span class="picture" ref={frame}>
        {url === undefined ? (
          <Icon name="image" />
        ) : (
          <a href={url} target="_blank" rel="noopener" title={words.text('openAttachment')}>
            <img src={url} alt={label} onError={() => setState('unshowable')} />
          </a>
        )}
      </span>
    );
  }
  const size = sizeBytes === undefined ? '' : words.fileSize(sizeBytes);
  const detail = state === 'failed' ? words.text('fileFailed') : size;
  return (
    <button
      type="button"
      class="chip-link"
      aria-label={`${words.text('download', { name })} ${detail}`}
      aria-busy={state === 'loading'}
      onClick={() => void download()}
    >
      <Chip icon={isPicture ? 'image' : 'file'} title={name} detail={detail} />
    </button>
  );
}
