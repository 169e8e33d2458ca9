/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatState } from '../chat-client/chat-state.ts';
import { useChatContext, useNow } from './chat-context.ts';
import { Icon, type IconName } from './icon.tsx';

const quietMs = 2_000;

/** One line above the composer: what stands in the way of sending, and what to do about it. */
export function Notice({ state }: { readonly state: ChatState }) {
  const { client, words } = useChatContext();
  const { connection, pausedUntil, outbox } = state;
  const isPaused = pausedUntil !== null && outbox.some(({ status }) => status === 'queued');
  // Trying again is still being lost, until it works.
  const wasLost = useRef(false);
  if (connection.status !== 'connecting') wasLost.current = connection.status === 'offline';
  const isLost = wasLost.current;
  // A connection that is back at once is nobody's business.
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    setIsSlow(false);
    if (!isLost) return;
    const timer = setTimeout(() => setIsSlow(true), quietMs);
    return () => clearTimeout(timer);
  }, [isLost]);
  const now = useNow(isPaused);

  if (connection.status === 'unauthorized')
    return (
      <Line
        icon="alert"
        tone="warn"
        text={words.text('signInNeeded')}
        action={words.text('tryAgain')}
        onAction={client.reconnect}
      />
    );
  // Without a network it is not the chat that is away.
  if (state.inboxFailed && state.inbox === null && navigator.onLine)
    return (
      <Line
        icon="wifiOff"
        tone="warn"
        text={words.text('unreachable')}
        action={words.text('tryAgain')}
        onAction={client.reconnect}
      />
    );
  if (isPaused) {
    const seconds = Math.max(1, Math.ceil((pausedUntil - now) / 1_000));
    return <Line icon="clock" tone="warn" text={words.plural('slowDown', seconds)} />;
  }
  if (!isLost || !isSlow) return null;
  if (navigator.onLine) return <Line icon="wifiOff" tone="quiet" text={words.text('reconnecting')} />;
  const waiting = outbox.filter(({ status }) => status !== 'failed').length;
  const text = waiting === 0 ? words.text('offline') : words.plural('offlineQueued', waiting);
  return <Line icon="wifiOff" tone="quiet" text={text} />;
}

function Line(props: {
  readonly icon: IconName;
  readonly tone: 'warn' | 'quiet';
  readonly text: string;
  readonly action?: string;
  readonly onAction?: () => void;
}) {
  return (
    <div class={`notice ${props.tone}`}>
      <Icon name={props.icon} size={16} />
      <p>{props.text}</p>
      {props.action !== undefined && (
        <button type="button" onClick={props.onAction}>
          {props.action}
        </button>
      )}
    </div>
  );
}
