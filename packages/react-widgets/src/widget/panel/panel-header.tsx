/** @jsxImportSource preact */
import type { ChatState } from '../chat-client/chat-state.ts';
import type { ChatConversation } from '../chat-client/chat-types.ts';
import type { ChatTranslator } from '../i18n/chat-translator.ts';
import { useChatContext, useNow } from './chat-context.ts';
import { Icon } from './icon.tsx';
import { openingText } from './opening-text.ts';

/** Whom one writes to, how soon they answer, and the ways out. */
export function PanelHeader({
  state,
  conversation,
  title,
  onBack,
  onClose,
}: {
  readonly state: ChatState;
  readonly conversation: ChatConversation | undefined;
  /** @defaultValue the inbox's name */
  readonly title?: string | undefined;
  readonly onBack?: (() => void) | undefined;
  readonly onClose: () => void;
}) {
  const { words } = useChatContext();
  const name = state.inbox?.name ?? words.text('title');
  const isClosed = state.inbox?.isOpen === false;
  // Tomorrow is another word for it after midnight.
  const now = useNow(isClosed);
  const expected = expectation(state, conversation, words, new Date(now));
  return (
    // No `header`: in a dialog that would be a second banner of the page.
    <div class="header">
      {onBack === undefined ? (
        <span class="avatar" aria-hidden="true">
          {initial(speaker(conversation) ?? name)}
        </span>
      ) : (
        <button
          type="button"
          class="icon-button"
          aria-label={words.text('back')}
          title={words.text('back')}
          onClick={onBack}
        >
          <Icon name="back" />
        </button>
      )}
      <div class="titles">
        <h2 id="parley-title">
          <bdi>{title ?? name}</bdi>
        </h2>
        {title === undefined && expected !== null && (
          <p>
            <i class={state.isStaffed === true && !isClosed ? 'dot on' : 'dot'} />
            <span>{expected}</span>
          </p>
        )}
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={words.text('closeChat')}
        title={words.text('closeChat')}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** The person who answers now, if one does. */
function speaker(conversation: ChatConversation | undefined): string | undefined {
  return conversation?.talkingTo === 'agent' ? (conversation.agentName ?? undefined) : undefined;
}

/** What the customer may expect, most certain first. */
function expectation(
  { inbox, isStaffed }: ChatState,
  conversation: ChatConversation | undefined,
  words: ChatTranslator,
  now: Date,
): string | null {
  const goesOn = conversation !== undefined && !['resolved', 'closed'].includes(conversation.status);
  if (goesOn && conversation.talkingTo === 'agent' && conversation.agentName !== null)
    return words.text('talkingTo', { name: conversation.agentName });
  if (inbox === null) return null;
  if (inbox.isOpen === false) return openingText(inbox.opensAt, words, now);
  const minutes = inbox.expectedReplyMinutes;
  if (minutes === null) return words.text(isStaffed === true ? 'online' : 'away');
  if (minutes < 60) return words.plural('repliesInMinutes', minutes);
  if (minutes < 36 * 60) return words.plural('repliesInHours', Math.round(minutes / 60));
  return words.plural('repliesInDays', Math.round(minutes / (24 * 60)));
}

function initial(name: string): string {
  return [...name.trim()][0]?.toLocaleUpperCase() ?? '';
}
