import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ClientError } from '../client/client-error.ts';
import { asClientError } from '../connection/as-client-error.ts';
import type { MediaFile } from '../media/media-file.ts';
import { useSupport } from '../provider/support-context.ts';
import { type AttachmentProblem, attachmentLimits, attachmentProblem } from './attachment-checks.ts';
import { uploadsOf } from './media-uploads.ts';

/** A file beside the text that is being written. */
export interface ComposerAttachment {
  readonly id: string;
  readonly file: File;
  readonly state: 'refused' | 'uploading' | 'ready' | 'failed';
  /** 0 to 1. */
  readonly progress: number;
  readonly problem?: { readonly problem: AttachmentProblem; readonly maxBytes: number };
  readonly error?: ClientError;
  readonly media?: MediaFile;
}

/** Files of one composer. */
export interface Attachments {
  readonly items: readonly ComposerAttachment[];
  /** Whether files can be attached here at all. */
  readonly isPossible: boolean;
  readonly add: (files: Iterable<File>) => void;
  readonly remove: (id: string) => void;
  readonly retry: (id: string) => void;
  readonly clear: () => void;
}

/** Checks files, uploads them while the text is still being written, and can stop an upload. */
export function useAttachments(conversationId: string, channel: string | undefined): Attachments {
  const { client } = useSupport();
  const uploads = useMemo(() => uploadsOf(client), [client]);
  const [items, setItems] = useState<readonly ComposerAttachment[]>([]);
  const running = useRef(new Map<string, AbortController>());
  const nextId = useRef(0);

  const change = useCallback((id: string, patch: Partial<ComposerAttachment>) => {
    setItems((all) => all.map((item) => (item.id === id ? { ...item, ...patch } : item)));
  }, []);
  const upload = useCallback(
    async (id: string, file: File) => {
      const controller = new AbortController();
      running.current.set(id, controller);
      change(id, { state: 'uploading', progress: 0 });
      try {
        const media = await uploads?.uploadMedia(conversationId, file, {
          signal: controller.signal,
          onProgress: (progress) => change(id, { progress }),
        });
        if (media !== undefined) change(id, { state: 'ready', progress: 1, media });
      } catch (error) {
        if (!controller.signal.aborted) change(id, { state: 'failed', error: asClientError(error) });
      } finally {
        running.current.delete(id);
      }
    },
    [uploads, conversationId, change],
  );

  const stopAll = useCallback(() => {
    for (const controller of running.current.values()) controller.abort();
    running.current.clear();
    setItems([]);
  }, []);
  useEffect(() => stopAll, [stopAll]);

  return {
    items,
    isPossible: uploads !== undefined,
    add: useCallback(
      (files) => {
        if (uploads === undefined) return;
        const limits = attachmentLimits(channel ?? '');
        for (const file of files) {
          nextId.current += 1;
          const id = String(nextId.current);
          const problem = attachmentProblem(file, limits);
          const item: ComposerAttachment = { id, file, state: 'uploading', progress: 0 };
          setItems((all) => [...all, problem === undefined ? item : { ...item, state: 'refused', problem }]);
          if (problem === undefined) void upload(id, file);
        }
      },
      [uploads, channel, upload],
    ),
    remove: useCallback((id) => {
      running.current.get(id)?.abort();
      setItems((all) => all.filter((item) => item.id !== id));
    }, []),
    retry: useCallback(
      (id) => {
        const item = items.find((one) => one.id === id);
        if (item?.state === 'failed') void upload(id, item.file);
      },
      [items, upload],
    ),
    clear: stopAll,
  };
}
