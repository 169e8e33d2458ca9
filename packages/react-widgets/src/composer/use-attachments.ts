import { useMemo, useSyncExternalStore } from 'react';
import { useInboxes } from '../presence/use-inboxes.ts';
import { useMe } from '../presence/use-me.ts';
import { useSupport } from '../provider/support-context.ts';
import type { ComposerAttachment } from './composer-attachment.ts';
import { draftFilesOf } from './draft-files.ts';
import type { UploadRule } from './upload-rule.ts';

/** Files of one composer. They are uploaded while the text is still being written. */
export interface Attachments {
  readonly items: readonly ComposerAttachment[];
  /** Whether files can be attached here at all. */
  readonly isPossible: boolean;
  /** What the inbox takes. */
  readonly rules: readonly UploadRule[];
  /** Files that cannot be sent are shown with the reason, and not uploaded. */
  readonly add: (files: Iterable<File>) => void;
  /** Puts a file back that was uploaded before. */
  readonly restore: (item: Omit<ComposerAttachment, 'id' | 'inboxId'>) => void;
  /** Words that go with a file. */
  readonly describe: (id: string, words: Partial<Pick<ComposerAttachment, 'caption' | 'altText'>>) => void;
  /** Takes a file out, and stops its upload. */
  readonly remove: (id: string) => void;
  readonly retry: (id: string) => void;
  readonly clear: () => void;
}

const nothing: readonly never[] = [];
const never = (): (() => void) => () => undefined;

/** The files that go with what is being written in a conversation. They are still there after going elsewhere. */
export function useAttachments(conversationId: string, inboxId: string | undefined): Attachments {
  const { client } = useSupport();
  const inboxes = useInboxes();
  const inbox = inboxes.status === 'ready' ? inboxes.items.find(({ id }) => id === inboxId) : undefined;
  const rules = inbox?.uploads ?? nothing;
  const me = useMe();
  const agentId = me.status === 'ready' ? me.agent.id : undefined;
  const files = agentId === undefined ? undefined : draftFilesOf(client, agentId);
  const items = useSyncExternalStore(
    files?.subscribe ?? never,
    () => files?.of(conversationId) ?? nothing,
    () => nothing,
  );
  return useMemo(
    () => ({
      items,
      isPossible: files !== undefined && rules.length > 0,
      rules,
      add(given) {
        if (inboxId !== undefined) files?.add(conversationId, inboxId, given, rules);
      },
      restore(item) {
        if (inboxId !== undefined) files?.restore(conversationId, inboxId, item);
      },
      describe: (id, words) => files?.change(conversationId, id, words),
      remove: (id) => files?.remove(conversationId, id),
      retry: (id) => files?.retry(conversationId, id),
      clear: () => files?.clear(conversationId),
    }),
    [items, rules, files, conversationId, inboxId],
  );
}
