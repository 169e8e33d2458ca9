import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';

/** Props of {@link FailedNotice}. */
export interface FailedNoticeProps {
  readonly reason: string;
  /** What to do about it. */
  readonly fix?: string | undefined;
  /** The provider's or our code, for support. */
  readonly code?: string | undefined;
  readonly onRetry?: () => void;
  readonly onEdit?: () => void;
  readonly onDiscard?: () => void;
}

/** Why a message did not go, with what can be done: in sight, for every pointer and for the keyboard. */
export function FailedNotice({
  reason,
  fix,
  code,
  onRetry,
  onEdit,
  onDiscard,
}: FailedNoticeProps): ReactNode {
  const part = useParts();
  const t = useT();
  return (
    <div {...part('message-failed')}>
      <Icon of={CircleAlert} />
      <div data-part="reason">
        <span>{reason}</span>
        {fix !== undefined && <span>{fix}</span>}
        {code !== undefined && <code>{code}</code>}
      </div>
      <div data-part="actions">
        {onRetry !== undefined && <ActionButton label={t('message.retry')} onClick={onRetry} />}
        {onEdit !== undefined && <ActionButton label={t('message.edit')} onClick={onEdit} />}
        {onDiscard !== undefined && <ActionButton label={t('message.discard')} onClick={onDiscard} />}
      </div>
    </div>
  );
}

function ActionButton({
  label,
  onClick,
}: {
  readonly label: string;
  readonly onClick: () => void;
}): ReactNode {
  const part = useParts();
  return (
    <button type="button" {...part('button', { kind: 'plain' })} onClick={onClick}>
      {label}
    </button>
  );
}
