import type { SupportClient } from '../client/support-client.ts';
import { asClientError } from '../connection/as-client-error.ts';
import { type ComposerAttachment, keptItems, keptText } from './composer-attachment.ts';
import { checkFile, type UploadRule } from './upload-rule.ts';

const mostAtOnce = 2;

/** Files that are being written with, of all conversations: going elsewhere ends no upload, and coming back shows them. */
export interface DraftFiles {
  /** The same object until something changed. */
  of(conversationId: string): readonly ComposerAttachment[];
  subscribe(listener: () => void): () => void;
  /** Checks each file, and uploads those that may be sent. */
  add(conversationId: string, inboxId: string, files: Iterable<File>, rules: readonly UploadRule[]): void;
  /** Puts a file back that is uploaded already. */
  restore(conversationId: string, inboxId: string, item: Omit<ComposerAttachment, 'id' | 'inboxId'>): void;
  change(
    conversationId: string,
    id: string,
    words: Partial<Pick<ComposerAttachment, 'caption' | 'altText'>>,
  ): void;
  /** Stops its upload. */
  remove(conversationId: string, id: string): void;
  /** Of one that failed. */
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
  /** Uploads under way, by file. */
  const running = new Map<string, AbortController>();
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
    const items = kept.get(conversationId) ?? keptItems(client.draft(conversationId, 'files'));
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
  const change = (conversationId: string, id: string, fields: Partial<ComposerAttachment>): void =>
    put(
      conversationId,
      of(conversationId).map((item) => (item.id === id ? { ...item, ...fields } : item)),
    );
  const upload = async (
    conversationId: string,
    { id, inboxId }: ComposerAttachment,
    file: File,
  ): Promise<void> => {
    const stop = new AbortController();
    const { signal } = stop;
    const told = (fields: Partial<ComposerAttachment>): void => {
      if (!signal.aborted) change(conversationId, id, fields);
    };
    running.set(id, stop);
    told({ state: 'uploading', progress: 0, error: undefined });
    try {
      const onProgress = (progress: number): void => told({ progress });
      told({ state: 'ready', media: await client.uploadMedia(inboxId, file, { signal, onProgress }) });
    } catch (error) {
      told({ state: 'failed', error: asClientError(error) });
    }
    running.delete(id);
    pump();
  };
  const pump = (): void => {
    for (const [conversationId, items] of kept)
      for (const item of items)
        if (item.state === 'waiting' && item.file !== undefined && running.size < mostAtOnce)
          void upload(conversationId, item, item.file);
  };
  const remove = (conversationId: string, isGone: (id: string) => boolean): void => {
    const items = of(conversationId);
    for (const { id } of items) if (isGone(id)) running.get(id)?.abort();
    put(
      conversationId,
      items.filter(({ id }) => !isGone(id)),
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
        const { rule, problem } = checkFile(file, rules);
        return {
          id: nextId(),
          inboxId,
          name: file.name,
          type: file.type,
          sizeBytes: file.size,
          state: rule === undefined ? 'refused' : 'waiting',
          progress: 0,
          file,
          problem,
          sentAs: rule?.sentAs ?? 'document',
          maxCaptionLength: rule?.maxCaptionLength ?? 0,
          caption: '',
          altText: '',
        };
      });
      put(conversationId, [...of(conversationId), ...added]);
      pump();
    },
    restore: (conversationId, inboxId, item) =>
      put(conversationId, [...of(conversationId), { ...item, id: nextId(), inboxId }]),
    change,
    remove: (conversationId, id) => remove(conversationId, (one) => one === id),
    retry(conversationId, id) {
      change(conversationId, id, { state: 'waiting' });
      pump();
    },
    clear: (conversationId) => remove(conversationId, () => true),
  };
}
