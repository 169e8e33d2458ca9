import { Clock3 } from 'lucide-react';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { Icon } from '../icons/icon.tsx';
import { Dialog } from '../overlay/dialog.tsx';
import { Menu, type MenuItem } from '../overlay/menu.tsx';
import { useSupport } from '../provider/support-context.ts';
import { useNow } from '../provider/use-now.ts';
import { useShortcut } from '../shortcuts/use-shortcut.ts';
import { snoozeTimes } from './snooze-times.ts';

/** Puts a conversation off: to one of the usual moments, or any other. */
export function SnoozeMenu({
  onSnooze,
  isDisabled,
}: {
  readonly onSnooze: (until: Date) => void;
  readonly isDisabled: boolean;
}): ReactNode {
  const part = useParts();
  const { t, times, clock } = useSupport();
  const [openSignal, setOpenSignal] = useState(0);
  const [isPicking, setPicking] = useState(false);
  useNow(60_000);
  useShortcut('conversation.snooze', () => setOpenSignal((count) => count + 1), !isDisabled);
  const items: MenuItem[] = [
    ...snoozeTimes(new Date(clock.now())).map(({ id, until }) => ({
      id,
      label: t(`snooze.${id}`),
      detail:
        id === 'tomorrow' || id === 'monday'
          ? `${times.weekday(until)} ${times.clock(until)}`
          : times.clock(until),
      onSelect: () => onSnooze(until),
    })),
    { id: 'other', section: '', label: t('snooze.other'), onSelect: () => setPicking(true) },
  ];
  return (
    <span {...part('snooze-menu')}>
      <Menu
        kind="outline"
        items={items}
        isDisabled={isDisabled}
        openSignal={openSignal}
        label={t('snooze.label')}
        title={t('snooze.label')}
        placement="bottom-end"
      >
        <Icon of={Clock3} />
        <span data-part="label">{t('snooze.label')}</span>
      </Menu>
      {isPicking && <SnoozeDialog onSnooze={onSnooze} onClose={() => setPicking(false)} />}
    </span>
  );
}

function SnoozeDialog({
  onSnooze,
  onClose,
}: {
  readonly onSnooze: (until: Date) => void;
  readonly onClose: () => void;
}): ReactNode {
  const part = useParts();
  const { t, clock } = useSupport();
  const id = useId();
  const [value, setValue] = useState('');
  const until = value === '' ? undefined : new Date(value);
  const isPast = until !== undefined && until.getTime() <= clock.now();
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (until === undefined || isPast) return;
    onSnooze(until);
    onClose();
  };
  return (
    <Dialog title={t('snooze.other')} onClose={onClose}>
      <form {...part('template-form')} onSubmit={onSubmit}>
        <label htmlFor={id}>
          {t('snooze.until')}
          <input
            id={id}
            type="datetime-local"
            value={value}
            onChange={(event) => setValue(event.target.value)}
            required
            aria-describedby={`${id}why`}
            aria-invalid={isPast}
          />
        </label>
        <p id={`${id}why`} data-part="problem">
          {isPast ? t('snooze.past') : ''}
        </p>
        <footer>
          <button type="button" {...part('button', { kind: 'outline' })} onClick={onClose}>
            {t('dialog.cancel')}
          </button>
          <button type="submit" {...part('button', { kind: 'primary' })}>
            {t('snooze.label')}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
