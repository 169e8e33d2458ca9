/** @jsxImportSource preact */
import type { ChatConversation } from '../chat-client/chat-types.ts';
import { useChatContext } from './chat-context.ts';
import { Icon } from './icon.tsx';

/** The customer's conversations, the newest activity first. */
export function ConversationList({
  conversations,
  onOpen,
  onNew,
}: {
  readonly conversations: readonly ChatConversation[];
  readonly onOpen: (id: string) => void;
  /** Absent while one goes on: there is one open conversation at a time. */
  readonly onNew?: (() => void) | undefined;
}) {
  const { words } = useChatContext();
  return (
    <div class="list">
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without bullets */}
      <ul role="list" aria-label={words.text('conversations')}>
        {conversations.map((conversation) => {
          const { id, subject, preview, unreadCount, updatedAt, status, agentName } = conversation;
          const at = new Date(updatedAt);
          const isOver = status === 'resolved' || status === 'closed';
          return (
            <li key={id}>
              <button type="button" class={isOver ? 'entry over' : 'entry'} onClick={() => onOpen(id)}>
                <span class="entry-top">
                  <b>
                    <bdi>{subject ?? agentName ?? words.text('someone')}</bdi>
                  </b>
                  <time dateTime={updatedAt} title={words.stamp(at)}>
                    {words.when(at, new Date())}
                  </time>
                </span>
                <span class="entry-bottom">
                  <span>
                    <bdi>{preview ?? ''}</bdi>
                  </span>
                  {unreadCount > 0 && (
                    <span class="count">
                      <span aria-hidden="true">{words.number(unreadCount)}</span>
                      <span class="hidden">{words.plural('newMessages', unreadCount)}</span>
                    </span>
                  )}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {onNew !== undefined && (
        <button type="button" class="button new" onClick={onNew}>
          <Icon name="pen" size={16} />
          {words.text('newConversation')}
        </button>
      )}
    </div>
  );
}
