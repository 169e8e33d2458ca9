/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatState } from '../chat-client/chat-state.ts';
import { textOf } from '../chat-client/message-text.ts';
import { authorName } from './bubble.tsx';
import { useChatContext } from './chat-context.ts';
import { failureText } from './failure-text.ts';

const gatherMs = 1_000;
const keepMs = 1_500;
const mostWords = 3;

/**
 * Says aloud what happens: new messages politely and in bundles, failures at once. Apart from the thread, so that screen
 * readers never read the thread again; history says nothing.
 */
export function LiveRegion({
  state,
  conversationId,
}: {
  readonly state: ChatState;
  readonly conversationId: string | undefined;
}) {
  const { words } = useChatContext();
  const [polite, setPolite] = useState('');
  const [urgent, setUrgent] = useState('');
  const heard = useRef<{ readonly id: string; readonly seq: number } | null>(null);
  const gathered = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const failures = useRef(new Set<string>());

  /** Says what gathered, keeps it long enough to be read, goes on with what gathered meanwhile. */
  const speakLater = (): void => {
    if (gathered.current.length === 0) return;
    timer.current = setTimeout(() => {
      const lines = gathered.current.splice(0);
      setPolite(lines.length > mostWords ? words.plural('newMessages', lines.length) : lines.join('\n'));
      timer.current = setTimeout(() => {
        timer.current = null;
        setPolite('');
        speakLater();
      }, keepMs);
    }, gatherMs);
  };

  const thread = conversationId === undefined ? undefined : state.threads[conversationId];
  // biome-ignore lint/correctness/useExhaustiveDependencies: speakLater is new on every render and only reads refs
  useEffect(() => {
    if (conversationId === undefined || thread?.status !== 'ready') return;
    const from = heard.current?.id === conversationId ? heard.current.seq : thread.toSeq;
    heard.current = { id: conversationId, seq: thread.toSeq };
    for (const message of thread.messages) {
      if (message.seq <= from || message.from === 'customer') continue;
      const text = textOf(message) || words.text('attachment');
      const isLine = message.from === 'system';
      gathered.current.push(
        isLine ? text : `${words.text('saidBy', { name: authorName(message, words) })} ${text}`,
      );
    }
    if (timer.current === null) speakLater();
  }, [thread, conversationId, words]);

  const failed = state.outbox.filter(({ status }) => status === 'failed');
  const failedIds = failed.map((item) => item.clientMessageId).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once per failure
  useEffect(() => {
    const fresh = failed.filter((item) => !failures.current.has(item.clientMessageId));
    failures.current = new Set(failed.map((item) => item.clientMessageId));
    const last = fresh.at(-1);
    if (last !== undefined)
      setUrgent(
        `${words.text('notSent')} ${failureText(last.failure?.code, words, state.inbox?.files?.maxBytes)}`,
      );
    else if (failed.length === 0) setUrgent('');
  }, [failedIds]);

  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );

  return (
    <>
      <div class="hidden" role="status" aria-live="polite">
        {polite}
      </div>
      <div class="hidden" role="alert">
        {urgent}
      </div>
    </>
  );
}
