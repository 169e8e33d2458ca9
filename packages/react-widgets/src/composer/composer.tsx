'use client';
import { CornerDownLeft, Lock, Send, X } from 'lucide-react';
import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useParts } from '../appearance/use-parts.ts';
import type { OutboxItem } from '../client/support-client.ts';
import type { Conversation, Message } from '../client/wire-types.ts';
import { useOutbox } from '../connection/use-outbox.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';
import { contentLabel } from '../message/content-label.ts';
import type { ComposerMode } from '../provider/composer-modes.ts';
import { useSupport } from '../provider/support-context.ts';
import { WindowBar } from '../reply-window/window-bar.tsx';
import { isPressed, isTextInput, showKeys } from '../shortcuts/match-shortcut.ts';
import { useShortcut } from '../shortcuts/use-shortcut.ts';
import { pressedKey } from '../shortcuts/use-shortcut-keys.ts';
import { AnsweredWarning } from './answered-warning.tsx';
import { AttachButton } from './attach-button.tsx';
import { AttachmentStrip } from './attachment-strip.tsx';
import { ComposerModes } from './composer-mode-tabs.tsx';
import { takenAttachment } from './taken-attachment.ts';
import { TemplateForm } from './template-form.tsx';
import type { TemplateOption } from './template-option.ts';
import { useComposer } from './use-composer.ts';

/** What others may do with a composer. */
export interface ComposerHandle {
  /** Puts a message that failed back to be written anew. */
  readonly edit: (item: OutboxItem) => void;
  readonly reply: (message: Message) => void;
  readonly focus: () => void;
}

/** Props of {@link Composer}. */
export interface ComposerProps {
  readonly conversation: Conversation;
  /** Provider-approved messages to choose from when the window is closed. */
  readonly templates?: readonly TemplateOption[];
  /** Called after a reply that also ends the matter. */
  readonly onSendAndResolve?: () => void;
  readonly handle?: Ref<ComposerHandle>;
  /** Shows a message of the thread. */
  readonly onShowMessage?: (messageId: string) => void;
}

const isApple = (): boolean => /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** Where one writes: to the customer, or a note to colleagues. It owns its state, so that a key draws nothing else. */
export function Composer(props: ComposerProps): ReactNode {
  const { conversation, templates, onSendAndResolve, handle, onShowMessage } = props;
  const part = useParts();
  const t = useT();
  const { shortcuts } = useSupport();
  const composer = useComposer(conversation.id);
  const { text, setText, mode, setMode, blocked, canSend, attachments, replyTo } = composer;
  const input = useRef<HTMLTextAreaElement>(null);
  const [isChoosing, setChoosing] = useState(false);
  const [isOver, setOver] = useState(false);
  const [pending, setPending] = useState<string>();
  const outbox = useOutbox();
  const isNote = mode === 'note';
  const canAttach = attachments.isPossible && !isNote && blocked === undefined;

  useLayoutEffect(() => {
    const element = input.current;
    if (element === null) return;
    element.style.height = 'auto';
    if (text !== '') element.style.height = `${element.scrollHeight + 2}px`;
  }, [text]);

  const focus = (): void => input.current?.focus();
  const focusIn = (next: ComposerMode): void => {
    setMode(next);
    // The box may only now be drawn.
    requestAnimationFrame(focus);
  };
  const edit = (item: OutboxItem): void => {
    const next = item.kind === 'note' ? 'note' : 'reply';
    const { content } = item;
    setMode(next);
    const file = takenAttachment(content, attachments.rules);
    if (file !== undefined) attachments.restore(file);
    const own = content.type === 'text' ? content.text : 'caption' in content ? (content.caption ?? '') : '';
    setPending(own);
    requestAnimationFrame(focus);
  };
  // What was taken back goes in once the mode it was written in is on.
  useEffect(() => {
    if (pending === undefined) return;
    setText(text === '' ? pending : `${text}\n${pending}`);
    setPending(undefined);
  }, [pending, text, setText]);
  useImperativeHandle(handle, () => ({
    edit,
    focus,
    reply(message) {
      setMode('reply');
      composer.setReplyTo(message);
      requestAnimationFrame(focus);
    },
  }));
  useShortcut('composer.reply', () => focusIn('reply'));
  useShortcut('composer.note', () => focusIn('note'));

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const pressed = pressedKey(event.nativeEvent);
    if (isTextInput(pressed)) return;
    const does = (id: 'composer.send' | 'composer.sendAndResolve'): boolean =>
      (shortcuts.keymap?.[id] ?? []).some((keys) => isPressed(keys, pressed));
    if (does('composer.sendAndResolve')) {
      if (composer.send()) onSendAndResolve?.();
    } else if (does('composer.send')) {
      composer.send();
    } else if (event.key === 'ArrowUp' && text === '') {
      const failed = outbox.items.findLast(
        (item) => item.conversationId === conversation.id && item.status === 'failed',
      );
      if (failed === undefined) return;
      const item = outbox.edit(failed.clientMessageId);
      if (item !== undefined) edit(item);
    } else if (event.key === 'Escape') {
      if (replyTo === undefined) event.currentTarget.blur();
      else composer.setReplyTo(undefined);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPaste = (event: ClipboardEvent): void => {
    const files = [...event.clipboardData.files];
    if (files.length === 0 || !canAttach) return;
    event.preventDefault();
    attachments.add(files);
  };
  const onDrop = (event: DragEvent): void => {
    setOver(false);
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    if (canAttach) attachments.add(event.dataTransfer.files);
  };
  const sendKey = shortcuts.keymap?.['composer.send'][0];
  const sendLabel = t(isNote ? 'composer.addNote' : 'composer.send');
  const placeholder = t(isNote ? 'composer.notePlaceholder' : 'composer.placeholder');

  return (
    <section
      {...part('composer', { mode, blocked: blocked?.code, over: isOver })}
      aria-label={t('composer.label')}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        // A file that is let go over the page must never replace it.
        event.preventDefault();
        setOver(canAttach);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <WindowBar conversation={conversation} />
      {composer.answered !== undefined && (
        <AnsweredWarning
          answered={composer.answered}
          onShow={() => onShowMessage?.(composer.answered?.messageId ?? '')}
          onSend={() => composer.send({ anyway: true })}
          onCancel={composer.dismissAnswered}
        />
      )}
      <div data-part="frame">
        <ComposerModes mode={mode} onChange={focusIn} />
        {blocked !== undefined ? (
          <div data-part="blocked">
            <Icon of={Lock} />
            <p>{blocked.fix}</p>
            {blocked.code === 'window_closed' && (
              <button
                type="button"
                {...part('button', { kind: 'primary' })}
                onClick={() => setChoosing(true)}
              >
                {t('template.choose')}
              </button>
            )}
          </div>
        ) : (
          <>
            {replyTo !== undefined && !isNote && (
              <div data-part="replying">
                <Icon of={CornerDownLeft} flips />
                <span dir="auto">{contentLabel(replyTo.content, t).slice(0, 200)}</span>
                <button
                  type="button"
                  {...part('button', { kind: 'icon' })}
                  aria-label={t('composer.noQuote')}
                  onClick={() => composer.setReplyTo(undefined)}
                >
                  <Icon of={X} />
                </button>
              </div>
            )}
            <textarea
              {...part('composer-input')}
              ref={input}
              rows={2}
              // An empty box is written from where the page is; `auto` would take it for left to right.
              {...(text === '' ? {} : { dir: 'auto' })}
              value={text}
              placeholder={placeholder}
              aria-label={placeholder}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={onKeyDown}
              onPaste={onPaste}
            />
            {!isNote && <AttachmentStrip attachments={attachments} onRemoved={focus} />}
            <div data-part="bottom">
              {!isNote && <AttachButton attachments={attachments} />}
              {isNote && <span data-part="hint">{t('composer.noteHint')}</span>}
              {sendKey !== undefined && (
                <kbd data-part="hint" data-side="end">
                  {showKeys(sendKey, isApple())}
                </kbd>
              )}
              <button
                type="button"
                {...part('send-button', { mode })}
                // A button that becomes disabled loses focus to the page, where the next letters would be shortcuts.
                onClick={() => composer.send() && focus()}
                disabled={!canSend}
              >
                {sendLabel}
                <Icon of={isNote ? Lock : Send} flips={!isNote} />
              </button>
            </div>
          </>
        )}
      </div>
      {isChoosing && (
        <TemplateForm conversation={conversation} templates={templates} onClose={() => setChoosing(false)} />
      )}
    </section>
  );
}
