/** @jsxImportSource preact */
import type { RefObject, TargetedClipboardEvent, TargetedKeyboardEvent } from 'preact';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatInbox } from '../chat-client/chat-types.ts';
import { AttachButtons } from './attach-buttons.tsx';
import { AttachmentStrip } from './attachment-strip.tsx';
import { useChatContext } from './chat-context.ts';
import { Icon } from './icon.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { type PickedFile, usePickedFiles } from './use-picked-files.ts';

/** Longest message, in characters: the server's limit (`maxChatTextLength`). */
const maxLength = 8_000;
/** Longest caption of a file: the server's limit. A longer text goes as a message of its own. */
const maxCaptionLength = 1_000;
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
  files,
  limits,
  conversationId,
  isDisabled,
  beforeSend,
}: {
  readonly handle: RefObject<ComposerHandle | null>;
  /** What is being written; outlives the composer while another view is shown. */
  readonly draft: RefObject<string>;
  /** What is chosen to be sent along; likewise. */
  readonly files: RefObject<readonly PickedFile[]>;
  /** Files the inbox takes; null = none. */
  readonly limits: ChatInbox['files'];
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
  const picked = usePickedFiles(limits, files);
  const canSend = (text.trim() !== '' || picked.files.length > 0) && excess <= 0 && !isDisabled;
  const canAttach = limits !== null && !isDisabled;
  const isDropping = useFileDrop(box, canAttach ? picked.add : undefined);

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
    const place = conversationId === undefined ? {} : { conversationId };
    const [first] = picked.files;
    const isCaption =
      first !== undefined &&
      sent !== '' &&
      sent.length <= maxCaptionLength &&
      !/^audio/.test(first.file.type);
    for (const { file } of picked.files)
      client.sendFile({ file, ...(isCaption && file === first.file ? { caption: sent } : {}), ...place });
    if (sent !== '' && !isCaption)
      client.send({ content: { type: 'text', text: sent }, text: sent, ...place });
    picked.clear();
    setText('');
    endTyping();
    box.current?.focus({ preventScroll: true });
  };
  const onPaste = (event: TargetedClipboardEvent<HTMLTextAreaElement>): void => {
    const { clipboardData } = event;
    // Tables and formatted text come with a picture of themselves: the text is meant.
    if (!canAttach || clipboardData === null || clipboardData.types.includes('text/plain')) return;
    if (clipboardData.files.length === 0) return;
    event.preventDefault();
    picked.add(clipboardData.files);
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
      {isDropping && <p class="drop">{words.text('dropFiles')}</p>}
      <AttachmentStrip picked={picked} />
      <div class="field">
        {limits !== null && <AttachButtons limits={limits} isDisabled={isDisabled} onPick={picked.add} />}
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
          onPaste={onPaste}
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
