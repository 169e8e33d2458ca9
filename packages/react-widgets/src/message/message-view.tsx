import { Lock, Reply } from 'lucide-react';
import { memo, type ReactNode, useState } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import type { Actor, Message as WireMessage } from '../client/wire-types.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';
import { Time } from '../provider/time.tsx';
import { momentOf, type WrittenItem } from '../thread/thread-rows.ts';
import { contentLabel } from './content-label.ts';
import { FailedNotice } from './failed-notice.tsx';
import { FormattedText } from './formatted-text.tsx';
import { MessageBody } from './message-body.tsx';
import { type MessageSurroundings, useMessageSurroundings } from './message-context.ts';
import { MessageStatus } from './message-status.tsx';

/** Props of {@link Message}. */
export interface MessageProps {
  readonly item: WrittenItem;
  readonly isGroupStart: boolean;
  readonly isGroupEnd: boolean;
}

/** One message, note or unsent message of a thread. */
export const Message = memo(function Message({ item, isGroupStart, isGroupEnd }: MessageProps): ReactNode {
  const part = useParts();
  const t = useT();
  const around = useMessageSurroundings();
  const isNote = item.kind === 'note' || (item.kind === 'unsent' && item.item.kind === 'note');
  const isOurs = item.kind !== 'message' || item.message.direction === 'outbound';
  const author = authorName(item, around, t('agent.you'), t('agent.assistant'), t('customer.unnamed'));
  const isFailed =
    (item.kind === 'unsent' && item.item.status === 'failed') ||
    (item.kind === 'message' && item.message.direction === 'outbound' && item.message.error !== null);
  const state = {
    mine: isOurs && !isNote,
    note: isNote,
    failed: isFailed,
    unsent: item.kind === 'unsent',
    start: isGroupStart,
    end: isGroupEnd || isFailed,
  };
  const at = momentOf(item);
  const label = isNote ? t('message.noteBy', { name: author }) : t('message.by', { name: author });
  return (
    <article {...part('message', state)} aria-label={label} tabIndex={-1}>
      <div data-part="line">
        <div {...part(isNote ? 'note' : 'bubble', state)}>
          {isNote && (
            <span data-part="note-label">
              <Icon of={Lock} size={12} /> {t('message.note')}
            </span>
          )}
          <Content item={item} />
        </div>
        {item.kind === 'message' && around.reply !== undefined && item.message.deletedAt === null && (
          <button
            type="button"
            {...part('button', { kind: 'icon' })}
            data-part="reply"
            aria-label={t('message.reply')}
            title={t('message.reply')}
            onClick={() => around.reply?.(item.message)}
            tabIndex={-1}
          >
            <Icon of={Reply} flips />
          </button>
        )}
      </div>
      {item.kind === 'message' && <Reactions message={item.message} />}
      <Failure item={item} />
      {(isGroupEnd || isFailed || item.kind === 'unsent') && (
        // All that depends on neighbours stands below the bubble: what is put before it moves nothing.
        <div data-part="stamp">
          {(isOurs || isNote) && <span data-part="author">{author}</span>}
          <Time at={at} format="clock" />
          {item.kind === 'message' && item.message.editedAt !== null && <span>{t('message.edited')}</span>}
          <Status item={item} />
        </div>
      )}
    </article>
  );
});

function Content({ item }: { readonly item: WrittenItem }): ReactNode {
  const t = useT();
  if (item.kind === 'note') {
    return (
      <div data-part="text" dir="auto">
        <FormattedText text={item.note.text} />
      </div>
    );
  }
  if (item.kind === 'unsent') return <MessageBody content={item.item.content} messageId={undefined} />;
  if (item.message.deletedAt !== null) return <div data-part="quiet">{t('message.deleted')}</div>;
  return (
    <>
      <Quote message={item.message} />
      <MessageBody content={item.message.content} messageId={item.message.id} />
    </>
  );
}

function Quote({ message }: { readonly message: WireMessage }): ReactNode {
  const t = useT();
  const { quoted, jumpTo, customerName } = useMessageSurroundings();
  const [isGone, setGone] = useState(false);
  const id = message.context.replyToProviderMessageId;
  if (id === undefined) return null;
  const original = quoted(id);
  if (isGone) return <div data-part="quote">{t('message.quoteGone')}</div>;
  const jump = (): void => void jumpTo(original?.id ?? id).then((isThere) => setGone(!isThere));
  if (original === undefined) {
    return (
      <button type="button" data-part="quote" onClick={jump} tabIndex={-1}>
        {t('message.quotesOlder')}
      </button>
    );
  }
  const name = original.direction === 'inbound' ? (customerName ?? t('customer.unnamed')) : t('agent.us');
  return (
    <button type="button" data-part="quote" onClick={jump} tabIndex={-1}>
      <strong dir="auto">{name}</strong>
      <span dir="auto">{contentLabel(original.content, t).slice(0, 160)}</span>
    </button>
  );
}

function Reactions({ message }: { readonly message: WireMessage }): ReactNode {
  const t = useT();
  if (message.reactions.length === 0) return null;
  const emojis = message.reactions.map(({ emoji }) => emoji).join(' ');
  return (
    <div data-part="reactions" role="img" aria-label={t('content.reaction', { emoji: emojis })}>
      {emojis}
    </div>
  );
}

function Failure({ item }: { readonly item: WrittenItem }): ReactNode {
  const t = useT();
  const { retry, edit, discard } = useMessageSurroundings();
  if (item.kind === 'unsent') {
    const { error, status } = item.item;
    if (status !== 'failed') return null;
    return (
      <FailedNotice
        reason={error?.message ?? t('message.notSent')}
        fix={error?.fix}
        code={error?.code}
        onRetry={() => retry(item.item)}
        onEdit={() => edit(item.item)}
        onDiscard={() => discard(item.item)}
      />
    );
  }
  if (item.kind !== 'message' || item.message.direction !== 'outbound') return null;
  const { error } = item.message;
  if (error === null) return null;
  return <FailedNotice reason={error.message} fix={error.fix} code={error.providerCode ?? error.code} />;
}

function Status({ item }: { readonly item: WrittenItem }): ReactNode {
  const t = useT();
  if (item.kind === 'unsent') return <MessageStatus status={item.item.status} />;
  if (item.kind !== 'message' || item.message.direction !== 'outbound') return null;
  return (
    <>
      <MessageStatus status={item.message.status} />
      {item.message.partlyFailed && <span>{t('message.partlyFailed')}</span>}
    </>
  );
}

function authorName(
  item: WrittenItem,
  around: MessageSurroundings,
  you: string,
  assistant: string,
  unnamed: string,
): string {
  if (item.kind === 'unsent') return you;
  const actor: Actor = item.kind === 'note' ? item.note.author : item.message.sender;
  if (actor.type === 'customer') return around.customerName ?? actor.name ?? unnamed;
  if (actor.type === 'agent') {
    if (actor.id === around.myAgentId) return you;
    return actor.name ?? around.nameOfAgent(actor.id) ?? actor.id;
  }
  if (actor.type === 'assistant') return actor.name ?? assistant;
  return actor.name ?? (actor.type === 'app' ? 'App' : actor.type === 'api_key' ? 'API' : 'Parley');
}
