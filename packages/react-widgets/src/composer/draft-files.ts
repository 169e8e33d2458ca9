import type { SupportClient } from '../client/support-client.ts';
import { asClientError } from '../connection/as-client-error.ts';
import { type ComposerAttachment, keptItems, keptText } from './composer-attachment.ts';
import { checkFile, type UploadRule } from './upload-rule.ts';

const mostAtOnce = 2;
const none: readonly ComposerAttachment[] = [];

/** Files that are being written with, of all conversations: going elsewhere ends no upload, and coming back shows them. */
export interface DraftFiles {
  /** The same object until something changed. */
  of(conversationId: string): readonly ComposerAttachment[];
  subscribe(listener: () => void): () => void;
  /** Checks each file, and uploads those that may be sent. */
  add(
    conversationId: string,
    inboxId: string,
    files: Iterable<File>,
    rules: readonly UploadRule[],
  ): readonly ComposerAttachment[];
  /** Puts a file back that is uploaded already. */
  restore(conversationId: string, item: Omit<ComposerAttachment, 'id'>): void;
  change(
    conversationId: string,
    id: string,
    words: Partial<Pick<ComposerAttachment, 'caption' | 'altText'>>,
  ): void;
  /** Stops its upload. */
  remove(conversationId: string, id: string): void;
  retry(conversationId: string, id: string): void;
  clear(conversationId: string): void;
}

const ofClients = new WeakMap<SupportClient, Map<string, DraftFiles>>();

/** Those of an agent; they live as long as the client does, and nobody else who signs in there sees them. */
export function draftFilesOf(client: SupportClient, agentId: string): DraftFiles {
  const agents = ofClients.get(client) ?? new Map<string, DraftFiles>();
  ofClients.set(client, agents);
  const files = agents.get(agentId) ?? createDraftFiles(client, agentId);
  agents.set(agentId, files);
  return files;
}

function createDraftFiles(client: SupportClient, agentId: string): DraftFiles {
  const kept = new Map<string, readonly ComposerAttachment[]>();
  const texts = new Map<string, string>();
  /** What waits or is under way, in order. */
  const uploads = new Map<string, { readonly start: () => void; readonly stop: AbortController }>();
  const started = new Set<string>();
  /** Where each file goes, for another attempt. */
  const inboxes = new Map<string, string>();
  const listeners = new Set<() => void>();
  let made = 0;

  const nextId = (): string => {
    made += 1;
    // Kept over reloads, so a number alone would come again.
    return `${Date.now()}-${made}`;
  };
  const isSignedIn = (): boolean => {
    const me = client.me.get();
    return me.status === 'ready' && me.agent.id === agentId;
  };

  const of = (conversationId: string): readonly ComposerAttachment[] => {
    const known = kept.get(conversationId);
    if (known !== undefined) return known;
    const text = client.draft(conversationId, 'files');
    const items = text === '' ? none : keptItems(text);
    kept.set(conversationId, items);
    return items;
  };
  const put = (conversationId: string, items: readonly ComposerAttachment[]): void => {
    kept.set(conversationId, items);
    const text = keptText(items);
    if (texts.get(conversationId) !== text && isSignedIn()) client.setDraft(conversationId, 'files', text);
    texts.set(conversationId, text);
    for (const listener of listeners) listener();
  };
  const patch = (conversationId: string, id: string, fields: Partial<ComposerAttachment>): void => {
    const items = of(conversationId);
    if (items.some((item) => item.id === id))
      put(
        conversationId,
        items.map((item) => (item.id === id ? { ...item, ...fields } : item)),
      );
  };
  const pump = (): void => {
    for (const [id, { start }] of uploads) {
      if (started.size >= mostAtOnce) return;
      if (started.has(id)) continue;
      started.add(id);
      start();
    }
  };
  const ended = (id: string): void => {
    uploads.delete(id);
    started.delete(id);
    pump();
  };
  const upload = (conversationId: string, inboxId: string, id: string, file: File): void => {
    const stop = new AbortController();
    const { signal } = stop;
    const run = async (): Promise<void> => {
      patch(conversationId, id, { state: 'uploading' });
      try {
        const onProgress = (progress: number): void => patch(conversationId, id, { progress });
        const media = await client.uploadMedia(inboxId, file, { signal, onProgress });
        patch(conversationId, id, { state: 'ready', progress: 1, media });
      } catch (error) {
        if (!signal.aborted) patch(conversationId, id, { state: 'failed', error: asClientError(error) });
      }
    };
    patch(conversationId, id, { state: 'waiting', progress: 0, error: undefined });
    inboxes.set(id, inboxId);
    uploads.set(id, { start: () => void run().finally(() => ended(id)), stop });
    pump();
  };
  const remove = (conversationId: string, gone: (id: string) => boolean): void => {
    const items = of(conversationId);
    for (const { id } of items) {
      if (!gone(id)) continue;
      inboxes.delete(id);
      uploads.get(id)?.stop.abort();
      // What had not begun ends without a word.
      if (!started.has(id)) uploads.delete(id);
    }
    put(
      conversationId,
      items.filter(({ id }) => !gone(id)),
    );
  };

  return {
    of,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(conversationId, inboxId, files, rules) {
      const added = [...files].map((file): ComposerAttachment => {
        const check = checkFile(file, rules);
        return {
          id: nextId(),
          name: file.name,
          type: file.type,
          sizeBytes: file.size,
          state: check.problem === undefined ? 'waiting' : 'refused',
          progress: 0,
          file,
          problem: check.problem === undefined ? undefined : check,
          sentAs: check.problem === undefined ? check.rule.sentAs : 'document',
          maxCaptionLength: check.problem === undefined ? check.rule.maxCaptionLength : 0,
          caption: '',
          altText: '',
        };
      });
      put(conversationId, [...of(conversationId), ...added]);
      for (const { id, file, state } of added)
        if (state === 'waiting' && file !== undefined) upload(conversationId, inboxId, id, file);
      return added;
    },
    restore(conversationId, item) {
      put(conversationId, [...of(conversationId), { ...item, id: nextId() }]);
    },
    change: patch,
    remove: (conversationId, id) => remove(conversationId, (one) => one === id),
    retry(conversationId, id) {
      const item = of(conversationId).find((one) => one.id === id);
      const inboxId = inboxes.get(id);
      if (item?.state === 'failed' && item.file !== undefined && inboxId !== undefined)
        upload(conversationId, inboxId, id, item.file);
    },
    clear: (conversationId) => remove(conversationId, () => true),
  };
}
