/** @jsxImportSource preact */
import type { TypingNotice } from '../chat-client/chat-state.ts';
import type { ChatConversation, ChatMessage } from '../chat-client/chat-types.ts';
import { authorName } from './bubble.tsx';
import { useChatContext } from './chat-context.ts';

/** The end of a thread: who takes over, the place in the line, who is typing. */
export function ThreadStatus({
  conversation,
  messages,
  typing,
}: {
  readonly conversation: ChatConversation | undefined;
  readonly messages: readonly ChatMessage[];
  readonly typing: TypingNotice | undefined;
}) {
  const { words } = useChatContext();
  if (conversation === undefined) return null;
  return (
    <>
      <StatusLine conversation={conversation} messages={messages} />
      {typing !== undefined && (
        <div class="typing">
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span>
            {words.text('isTyping', { name: authorName({ name: typing.name, from: typing.by }, words) })}
          </span>
        </div>
      )}
    </>
  );
}

function StatusLine(props: {
  readonly conversation: ChatConversation;
  readonly messages: readonly ChatMessage[];
}) {
  const { words } = useChatContext();
  const { status, talkingTo, agentName, queuePosition } = props.conversation;
  if (status === 'resolved') return <p class="line">{words.text('resolved')}</p>;
  if (status === 'closed') return <p class="line">{words.text('closed')}</p>;
  const lastOfOurs = props.messages.findLast(({ from }) => from === 'agent' || from === 'assistant');
  if (talkingTo === 'queue') {
    const place =
      queuePosition === null
        ? null
        : queuePosition === 1
          ? words.text('nextInLine')
          : words.plural('placeInLine', queuePosition);
    // Nobody handed anything over where only people answer.
    const handOver = lastOfOurs?.from === 'assistant' ? words.text('handedOver') : null;
    return handOver === null && place === null ? null : (
      <p class="line">
        {handOver}
        {handOver !== null && place !== null && <br />}
        {place}
      </p>
    );
  }
  // Took over but did not write yet; later the line stands before the first message.
  if (talkingTo === 'agent' && agentName !== null && lastOfOurs?.name !== agentName)
    return <p class="line">{words.text('joined', { name: agentName })}</p>;
  return null;
}
