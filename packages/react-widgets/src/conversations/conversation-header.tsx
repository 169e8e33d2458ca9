import { ArrowLeft, Check, CircleAlert, Hourglass, PanelRight, RotateCcw, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { AssigneePicker } from '../assignment/assignee-picker.tsx';
import type { Assignment } from '../assignment/use-assignment.ts';
import type { Conversation } from '../client/wire-types.ts';
import { useT } from '../i18n/use-t.ts';
import { ChannelMark, channelName } from '../icons/channel-mark.tsx';
import { Icon } from '../icons/icon.tsx';
import { useShortcut } from '../shortcuts/use-shortcut.ts';
import { SnoozeMenu } from './snooze-menu.tsx';
import type { ConversationActions } from './use-conversation-actions.ts';

/** Props of {@link ConversationHeader}. */
export interface ConversationHeaderProps {
  readonly conversation: Conversation;
  readonly actions: ConversationActions;
  readonly assignment: Assignment;
  readonly onBack: () => void;
  readonly onToggleContext: () => void;
  /** Resolves it and opens the next one. */
  readonly onResolveAndNext: () => void;
}

/** Whose conversation it is, who has it, and what can be done with it. */
export function ConversationHeader(props: ConversationHeaderProps): ReactNode {
  const { conversation, actions, assignment, onBack, onToggleContext, onResolveAndNext } = props;
  const part = useParts();
  const t = useT();
  const { status } = conversation;
  const isDone = status === 'resolved' || status === 'closed';
  const isActive = status === 'open' || status === 'pending' || status === 'snoozed';
  useShortcut('conversation.resolve', () => void actions.resolve(), isActive);
  useShortcut('conversation.resolveAndNext', onResolveAndNext, isActive);
  const iconButton = (label: string): object => ({
    type: 'button',
    ...part('button', { kind: 'icon' }),
    'aria-label': label,
    title: label,
  });
  return (
    <>
      <header {...part('conversation-header')}>
        <button {...iconButton(t('pane.back'))} data-part="back" onClick={onBack}>
          <Icon of={ArrowLeft} size={20} flips />
        </button>
        <div data-part="title">
          <h2 dir="auto">{conversation.customerName ?? t('customer.unnamed')}</h2>
          <p>
            <ChannelMark channel={conversation.channel} />
            <span>{channelName(conversation.channel)}</span>
            <span>#{conversation.number}</span>
            {status !== 'open' && (
              <span {...part('badge', { tone: isDone ? 'ok' : 'plain' })}>{t(`conversation.${status}`)}</span>
            )}
          </p>
        </div>
        <div data-part="actions">
          <AssigneePicker assignment={assignment} />
          {isActive && (
            <>
              {status !== 'pending' && (
                <button
                  {...iconButton(t('action.pending'))}
                  data-part="wide-only"
                  onClick={() => void actions.setPending()}
                  disabled={actions.isBusy}
                >
                  <Icon of={Hourglass} size={18} />
                </button>
              )}
              <SnoozeMenu onSnooze={(until) => void actions.snooze(until)} isDisabled={actions.isBusy} />
              <button
                type="button"
                {...part('button', { kind: 'primary' })}
                onClick={() => void actions.resolve()}
                disabled={actions.isBusy}
                title={t('action.resolve')}
              >
                <Icon of={Check} />
                <span data-part="label">{t('action.resolve')}</span>
              </button>
            </>
          )}
          {(status === 'resolved' || status === 'snoozed' || status === 'pending') && (
            <button
              type="button"
              {...part('button', { kind: 'outline' })}
              onClick={() => void actions.reopen()}
              disabled={actions.isBusy}
              title={t('action.reopen')}
            >
              <Icon of={RotateCcw} />
              <span data-part="label">{t('action.reopen')}</span>
            </button>
          )}
          <button {...iconButton(t('pane.context'))} onClick={onToggleContext}>
            <Icon of={PanelRight} size={20} flips />
          </button>
        </div>
      </header>
      {actions.error !== undefined && (
        <div {...part('collision-bar', { tone: 'danger' })} role="alert">
          <Icon of={CircleAlert} />
          <p>
            {t('action.failed')} {actions.error.message}
          </p>
          <button {...iconButton(t('dialog.close'))} onClick={actions.dismissError}>
            <Icon of={X} />
          </button>
        </div>
      )}
    </>
  );
}
