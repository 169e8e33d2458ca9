/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import type { ChatMessage } from '../chat-client/chat-types.ts';
import type { OutboxItem } from '../chat-client/outbox.ts';
import { useChatContext } from './chat-context.ts';
import { failureText, isFinal } from './failure-text.ts';
import { FileView } from './file-view.tsx';
import { Icon, type IconName } from './icon.tsx';
import { LinkedText, MessageContent } from './message-content.tsx';
import { UploadProgress } from './upload-progress.tsx';

/** A stored message. */
export function MessageBubble({
  message,
  startsGroup,
  endsGroup,
  isRead,
  children,
}: {
  readonly message: ChatMessage;
  readonly startsGroup: boolean;
  readonly endsGroup: boolean;
  /** Of the customer's messages: whether staff have read it. */
  readonly isRead: boolean;
  readonly children?: ComponentChildren;
}) {
  const { words } = useChatContext();
  const isMine = message.from === 'customer';
  const sentAt = new Date(message.sentAt);
  const name = isMine ? words.text('you') : authorName(message, words);
  return (
    <Frame isMine={isMine} startsGroup={startsGroup} author={message.from} name={name}>
      <div class="bubble">
        <MessageContent message={message} />
      </div>
      {children}
      {endsGroup && (
        <p class="meta">
          {message.editedAt !== null && message.deletedAt === null && <span>{words.text('edited')}</span>}
          <time dateTime={message.sentAt} title={words.stamp(sentAt)}>
            {words.time(sentAt)}
          </time>
          {isMine && <Tick icon={isRead ? 'checks' : 'check'} text={words.text(isRead ? 'read' : 'sent')} />}
        </p>
      )}
    </Frame>
  );
}

/** A message the server does not have yet, or refused. */
export function UnsentBubble({
  item,
  startsGroup,
  endsGroup,
  onEdit,
}: {
  readonly item: OutboxItem;
  readonly startsGroup: boolean;
  readonly endsGroup: boolean;
  /** Takes the text back into the composer. */
  readonly onEdit: (text: string) => void;
}) {
  const { client, words } = useChatContext();
  const isFailed = item.status === 'failed';
  const maxBytes = client.getState().inbox?.files?.maxBytes;
  const discard = (): void => {
    const taken = client.discard(item.clientMessageId);
    if (taken !== undefined && taken.content.type !== 'choice') onEdit(taken.text);
  };
  return (
    <Frame isMine startsGroup={startsGroup} author="customer" name={words.text('you')}>
      <div class={isFailed ? 'bubble failed' : 'bubble unsent'}>
        {item.file !== undefined && (
          <FileView
            messageId={undefined}
            clientMessageId={item.clientMessageId}
            {...item.file}
            alt={item.text || undefined}
          />
        )}
        {item.text !== '' && (
          <p class="text" dir="auto">
            <LinkedText text={item.text} />
          </p>
        )}
      </div>
      {!isFailed && <UploadProgress item={item} />}
      {!isFailed && item.file?.isLoose === true && <p class="hint">{words.text('keepOpen')}</p>}
      {isFailed ? (
        <div class="failure">
          <p>
            <Icon name="alert" size={16} />
            <span>
              {words.text('notSent')} {failureText(item.failure?.code, words, maxBytes)}
            </span>
          </p>
          {!isFinal(item.failure?.code) && (
            <button type="button" onClick={() => client.retry(item.clientMessageId)}>
              {words.text('retry')}
            </button>
          )}
          <button type="button" onClick={discard}>
            {words.text('discard')}
          </button>
        </div>
      ) : (
        endsGroup && (
          <p class="meta">
            <Tick icon="clock" text={words.text(item.status === 'sending' ? 'sending' : 'waiting')} />
          </p>
        )
      )}
    </Frame>
  );
}

/** Who a message is from, in words. */
export function authorName(
  { name, from }: Pick<ChatMessage, 'name' | 'from'>,
  words: { text(key: 'assistant' | 'someone'): string },
): string {
  return name ?? words.text(from === 'assistant' ? 'assistant' : 'someone');
}

function Frame(props: {
  readonly isMine: boolean;
  readonly startsGroup: boolean;
  readonly author: ChatMessage['from'];
  readonly name: string;
  readonly children: ComponentChildren;
}) {
  const { words } = useChatContext();
  const { isMine, startsGroup, name } = props;
  return (
    <div
      class={`message ${isMine ? 'mine' : 'theirs'} ${startsGroup ? 'starts' : ''}`}
      data-author={props.author}
    >
      {startsGroup && !isMine ? (
        <p class="author">
          <bdi>{name}</bdi>
        </p>
      ) : (
        <p class="hidden">{words.text('saidBy', { name })}</p>
      )}
      {props.children}
    </div>
  );
}

function Tick({ icon, text }: { readonly icon: IconName; readonly text: string }) {
  return (
    <span class="tick" data-state={icon}>
      <Icon name={icon} size={16} />
      {text}
    </span>
  );
}
