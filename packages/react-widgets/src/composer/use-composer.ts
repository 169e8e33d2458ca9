import { useCallback, useEffect, useRef, useState } from 'react';
import type { Message } from '../client/wire-types.ts';
import { useConversation } from '../conversations/use-conversation.ts';
import { useMe } from '../presence/use-me.ts';
import type { ComposerMode } from '../provider/composer-modes.ts';
import { useSupport } from '../provider/support-context.ts';
import { useReplyWindow } from '../reply-window/use-reply-window.ts';
import { type AnsweredMeanwhile, answeredMeanwhile } from './answered-meanwhile.ts';
import { attachmentContents } from './attachment-contents.ts';
import { composerBlock } from './composer-block.ts';
import { type Attachments, useAttachments } from './use-attachments.ts';

/** How long after a key a draft is kept. */
const keepDraftAfterMs = 300;
/** Longest text the server takes. */
const maxTextLength = 65_536;

/** What is being written in a conversation. */
export interface ComposerState {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** To the customer, or to colleagues. Kept for each conversation. */
  readonly mode: ComposerMode;
  readonly setMode: (mode: ComposerMode) => void;
  readonly attachments: Attachments;
  /** The message this answers. */
  readonly replyTo: Message | undefined;
  readonly setReplyTo: (message: Message | undefined) => void;
  readonly canSend: boolean;
  /** Why one cannot write, with what to do. The draft is kept. */
  readonly blocked: { readonly code: string; readonly fix: string } | undefined;
  /** Set instead of sending when somebody else answered since the draft was begun. */
  readonly answered: AnsweredMeanwhile | undefined;
  /** @param options `anyway`: although somebody else answered. @returns whether it was sent */
  readonly send: (options?: { readonly anyway?: boolean }) => boolean;
  readonly dismissAnswered: () => void;
}

interface Written {
  readonly conversationId: string;
  readonly reply: string;
  readonly note: string;
}

/** The composer of a conversation. Only the component that calls this is drawn at each key. */
export function useComposer(conversationId: string): ComposerState {
  const { client, composerModes, t } = useSupport();
  const found = useConversation(conversationId);
  const conversation = found.status === 'ready' ? found.conversation : undefined;
  const me = useMe();
  const myAgentId = me.status === 'ready' ? me.agent.id : undefined;
  const replyWindow = useReplyWindow(conversationId);
  const attachments = useAttachments(conversationId, conversation?.inboxId);
  const read = (): Written => ({
    conversationId,
    reply: client.draft(conversationId, 'reply'),
    note: client.draft(conversationId, 'note'),
  });
  const firstMode = (drafts: Written): ComposerMode =>
    composerModes.get(conversationId) ?? (drafts.reply === '' && drafts.note !== '' ? 'note' : 'reply');
  const [written, setWritten] = useState(read);
  const [mode, setModeState] = useState<ComposerMode>(() => firstMode(written));
  const [answered, setAnswered] = useState<AnsweredMeanwhile>();
  const [replyTo, setReplyTo] = useState<Message>();
  const since = useRef<number>(undefined);
  if (written.conversationId !== conversationId) {
    const next = read();
    setWritten(next);
    setModeState(firstMode(next));
    setAnswered(undefined);
    setReplyTo(undefined);
  }
  const text = written[mode];
  const lastSeq = conversation?.lastSeq;

  // The moment a draft was begun: answers of others after it ask first.
  useEffect(() => {
    if (text === '') since.current = undefined;
    else since.current ??= lastSeq;
  }, [text, lastSeq]);

  const kept = useKeptDraft(conversationId);
  const setText = useCallback(
    (next: string) => {
      setWritten((all) => ({ ...all, [mode]: next }));
      kept(mode, next);
      client.setTyping(conversationId, next !== '', mode);
    },
    [client, conversationId, mode, kept],
  );
  const setMode = useCallback(
    (next: ComposerMode) => {
      composerModes.set(conversationId, next);
      setModeState(next);
      setAnswered(undefined);
    },
    [composerModes, conversationId],
  );

  const block = composerBlock(mode, conversation, replyWindow);
  const files = mode === 'reply' ? attachments.items.filter(({ state }) => state !== 'refused') : [];
  const areFilesReady = files.every(({ state }) => state === 'ready');
  const hasContent = text.trim() !== '' || files.length > 0;
  const canSend =
    block === undefined &&
    conversation !== undefined &&
    hasContent &&
    areFilesReady &&
    text.length <= maxTextLength;

  const send = ({ anyway = false }: { readonly anyway?: boolean } = {}): boolean => {
    if (!canSend) return false;
    const thread = client.thread(conversationId).get();
    if (mode === 'reply' && !anyway && thread.status === 'ready') {
      const other = answeredMeanwhile(thread.items, since.current ?? lastSeq ?? 0, myAgentId);
      if (other !== undefined) {
        setAnswered(other);
        return false;
      }
    }
    const contents = attachmentContents(text.trim(), files);
    for (const [place, content] of contents.entries()) {
      const quote = place === 0 && replyTo !== undefined && mode === 'reply' ? { replyTo: replyTo.id } : {};
      client.send(conversationId, { kind: mode === 'note' ? 'note' : 'message', content, ...quote });
    }
    setWritten((all) => ({ ...all, [mode]: '' }));
    kept(mode, '', true);
    client.setTyping(conversationId, false, mode);
    setAnswered(undefined);
    setReplyTo(undefined);
    if (mode === 'reply') attachments.clear();
    return true;
  };
  return {
    text,
    setText,
    mode,
    setMode,
    attachments,
    replyTo,
    setReplyTo,
    canSend,
    blocked: block === undefined ? undefined : { code: block.code, fix: t(`blocked.${block.code}`) },
    answered,
    send,
    dismissAnswered: useCallback(() => setAnswered(undefined), []),
  };
}

/** Keeps drafts a moment after the last key, and at once when the conversation is left. */
function useKeptDraft(conversationId: string): (mode: ComposerMode, text: string, isNow?: boolean) => void {
  const { client } = useSupport();
  const waiting = useRef(new Map<ComposerMode, string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const flush = useCallback(() => {
    clearTimeout(timer.current);
    for (const [mode, text] of waiting.current) client.setDraft(conversationId, mode, text);
    waiting.current.clear();
  }, [client, conversationId]);
  useEffect(() => {
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
      client.setTyping(conversationId, false);
    };
  }, [client, conversationId, flush]);
  return useCallback(
    (mode, text, isNow = false) => {
      waiting.current.set(mode, text);
      clearTimeout(timer.current);
      if (isNow) flush();
      else timer.current = setTimeout(flush, keepDraftAfterMs);
    },
    [flush],
  );
}
