import { Bot, ChevronsUp, CircleAlert, Clock3 } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import type { Conversation } from '../client/wire-types.ts';
import { Avatar } from '../icons/avatar.tsx';
import { ChannelMark, channelName } from '../icons/channel-mark.tsx';
import { Icon } from '../icons/icon.tsx';
import { MessageStatus } from '../message/message-status.tsx';
import { useMe } from '../presence/use-me.ts';
import { useTyping } from '../presence/use-typing.ts';
import { useSupport } from '../provider/support-context.ts';
import { Time } from '../provider/time.tsx';
import { previewLine } from './preview-line.ts';

/** Props of {@link ConversationRow}. */
export interface ConversationRowProps {
  readonly conversation: Conversation;
  /** Its conversation is open. */
  readonly isSelected: boolean;
  /** The keyboard is on it. */
  readonly isActive: boolean;
  /** Who has it, where the list shows conversations of several. */
  readonly assigneeName: string | undefined;
}

/** The inside of a row: avatar, name and time, one line of preview, channel and marks, unread. Always in this order. */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps): ReactNode {
  const { conversation, isSelected, isActive, assigneeName } = props;
  const { customerName, unreadCount, lastMessage, lastMessageAt, priority } = conversation;
  const part = useParts();
  const { client, t } = useSupport();
  const me = useMe();
  const typing = useTyping(conversation.id);
  const line = previewLine(conversation, {
    t,
    myAgentId: me.status === 'ready' ? me.agent.id : undefined,
    isTyping: typing.some(({ type }) => type === 'customer'),
    draft: isSelected ? '' : client.draft(conversation.id, 'reply'),
  });
  const isUrgent = priority === 'urgent' || priority === 'high';
  return (
    <div {...part('conversation-row', { selected: isSelected, active: isActive, unread: unreadCount > 0 })}>
      <Avatar name={customerName} seed={conversation.customerId} />
      <div data-part="row-text">
        <div data-part="row-top">
          <span data-part="row-name" dir="auto">
            {customerName ?? t('customer.unnamed')}
          </span>
          {lastMessageAt !== null && <Time at={lastMessageAt} format="list" />}
        </div>
        <div data-part="row-preview" data-kind={line.kind}>
          {line.prefix !== undefined && <span data-part="prefix">{line.prefix}</span>}
          <span data-part="preview-text" dir="auto">
            {line.text}
          </span>
        </div>
        <div data-part="row-marks">
          <span data-part="mark">
            <ChannelMark channel={conversation.channel} />
            <span dir="auto">{channelName(conversation.channel)}</span>
          </span>
          {isUrgent && (
            <span {...part('badge', { tone: priority === 'urgent' ? 'danger' : 'warn' })}>
              <Icon of={priority === 'urgent' ? CircleAlert : ChevronsUp} size={12} />
              {t(`priority.${priority}`)}
            </span>
          )}
          {conversation.isBotHandoff && (
            <span {...part('badge', { tone: 'ai' })}>
              <Icon of={Bot} size={12} />
              {t('list.handoff')}
            </span>
          )}
          {conversation.snoozedUntil !== null && (
            <span data-part="mark">
              <Icon of={Clock3} size={14} />
              <Time at={conversation.snoozedUntil} format="clock" />
            </span>
          )}
          {assigneeName !== undefined && (
            <span data-part="mark">
              <span dir="auto">{assigneeName}</span>
            </span>
          )}
          <span data-part="row-end">
            {lastMessage?.status !== null && lastMessage?.status !== undefined && (
              <MessageStatus status={lastMessage.status} />
            )}
            {unreadCount > 0 && (
              <span {...part('badge', { tone: 'count' })}>
                <span aria-hidden="true">{unreadCount > 99 ? '99+' : unreadCount}</span>
                <span data-part="only-read">{t('list.unread', { count: unreadCount })}</span>
              </span>
            )}
          </span>
        </div>
      </div>
    </div>
  );
});
