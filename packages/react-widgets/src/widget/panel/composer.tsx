/** @jsxImportSource preact */
import type { RefObject, TargetedKeyboardEvent } from 'preact';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useChatContext } from './chat-context.ts';
import { Icon } from './icon.tsx';

/** Longest message, in characters: the server's limit (`maxChatTextLength`). */
const maxLength = 8_000;
const typingEndsAfterMs = 4_000;

/** What others may do with the composer. */
export interface ComposerHandle {
  focus(): void;
  /** Puts a text in front of what is there. */
  restore(text: string): void;
}

/** The box to write in. It owns its text: the thread does not render again per key. */
export function Composer({
  handle,
  draft,
  conversationId,
  isDisabled,
  beforeSend,
}: {
  readonly handle: RefObject<ComposerHandle | null>;
  /** What is being written; outlives the composer while another view is shown. */
  readonly draft: RefObject<string>;
  readonly conversationId: string | undefined;
  readonly isDisabled: boolean;
  /** False = something else has to be put right first. */
  readonly beforeSend?: (() => boolean) | undefined;
}) {
  const { client, words } = useChatContext();
  const [text, setText] = useState(draft.current ?? '');
  const box = useRef<HTMLTextAreaElement>(null);
  const stopTyping = useRef<ReturnType<typeof setTimeout> | null>(null);
  const excess = text.length - maxLength;
  const canSend = text.trim() !== '' && excess <= 0 && !isDisabled;

  useImperativeHandle(
    handle,
    () => ({
      focus: () => box.current?.focus({ preventScroll: true }),
      restore: (restored) => {
        setText((present) => (present === '' ? restored : `${restored}\n${present}`));
        box.current?.focus({ preventScroll: true });
      },
    }),
    [],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    draft.current = text;
    const element = box.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  const endTyping = (): void => {
    if (stopTyping.current !== null) clearTimeout(stopTyping.current);
    stopTyping.current = null;
    if (conversationId !== undefined) client.setTyping(conversationId, false);
  };
  const write = (next: string): void => {
    setText(next);
    if (conversationId === undefined || next === '') {
      endTyping();
      return;
    }
    client.setTyping(conversationId, true);
    if (stopTyping.current !== null) clearTimeout(stopTyping.current);
    stopTyping.current = setTimeout(endTyping, typingEndsAfterMs);
  };
  useEffect(
    () => () => {
      if (stopTyping.current !== null) clearTimeout(stopTyping.current);
    },
    [],
  );

  const send = (): void => {
    if (!canSend || beforeSend?.() === false) return;
    const sent = text.trim();
    client.send({
      content: { type: 'text', text: sent },
      text: sent,
      ...(conversationId === undefined ? {} : { conversationId }),
    });
    setText('');
    endTyping();
    box.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    // 229: browsers that report the Enter that ends a composition after its end.
    const isComposing = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="field">
        <textarea
          ref={box}
          rows={1}
          dir={text === '' ? undefined : 'auto'}
          value={text}
          placeholder={words.text('write')}
          aria-label={words.text('write')}
          aria-invalid={excess > 0}
          aria-describedby={excess > 0 ? 'parley-excess' : undefined}
          enterkeyhint="send"
          disabled={isDisabled}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={endTyping}
        />
        <button
          type="submit"
          class="send"
          aria-disabled={!canSend}
          aria-label={words.text('send')}
          title={words.text('send')}
        >
          <Icon name="send" />
        </button>
      </div>
      {excess > 0 && (
        <p class="excess" id="parley-excess" role="alert">
          {words.plural('tooLong', excess)}
        </p>
      )}
    </form>
  );
}
