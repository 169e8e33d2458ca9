/** @jsxImportSource preact */
import type { ChatMessage } from '../chat-client/chat-types.ts';
import type { OutboxItem } from '../chat-client/outbox.ts';
import { useChatContext } from './chat-context.ts';
import { Icon } from './icon.tsx';
import { choicesOf, chosenAnswer } from './thread-rows.ts';

/**
 * Answers to tap. After one was chosen all stay readable and in the tab order (`aria-disabled`, not `disabled`), so that
 * focus does not get lost.
 */
export function ChoiceList({
  message,
  messages,
  outbox,
  isOpen,
  onSent,
}: {
  readonly message: ChatMessage;
  readonly messages: readonly ChatMessage[];
  readonly outbox: readonly OutboxItem[];
  /** Whether answering makes sense: the conversation goes on. */
  readonly isOpen: boolean;
  readonly onSent: () => void;
}) {
  const { client, words } = useChatContext();
  const choices = choicesOf(message);
  if (choices.length === 0 || message.deletedAt !== null) return null;
  const chosen = chosenAnswer(message, messages, outbox);
  const isOver = chosen !== null || !isOpen;
  const choose = (id: string, title: string): void => {
    if (isOver) return;
    client.send({
      content: { type: 'choice', messageId: message.id, choiceId: id },
      text: title,
      conversationId: message.conversationId,
    });
    onSent();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is a form's, and lays out its children its own way
    <div class="choices" role="group" aria-label={words.text('choices')}>
      {choices.map(({ id, title, description }) => (
        <button
          key={id}
          type="button"
          class={chosen === id ? 'choice chosen' : 'choice'}
          aria-disabled={isOver}
          onClick={() => choose(id, title)}
        >
          {chosen === id && <Icon name="check" size={16} />}
          <span>
            <span dir="auto">{title}</span>
            {description !== undefined && <small dir="auto">{description}</small>}
          </span>
          {chosen === id && <span class="hidden">({words.text('chosen')})</span>}
        </button>
      ))}
    </div>
  );
}
