import { Ban, Check, CheckCheck, CircleAlert, CircleHelp, Clock3, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import type { OutboxItem } from '../client/support-client.ts';
import type { Message } from '../client/wire-types.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';

/** Where a message of ours stands. */
export type ShownStatus = Extract<Message, { direction: 'outbound' }>['status'] | OutboxItem['status'];

const icons: { readonly [Status in ShownStatus]: LucideIcon } = {
  queued: Clock3,
  sending: Clock3,
  accepted: Clock3,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
  blocked: Ban,
  unknown: CircleHelp,
};

/** The ticks of a message we sent: an icon, and the same in words. */
export function MessageStatus({ status }: { readonly status: ShownStatus }): ReactNode {
  const part = useParts();
  const t = useT();
  return (
    <span {...part('message-status', { state: status })}>
      <Icon of={icons[status]} size={14} />
      <span>{t(`status.${status}`)}</span>
    </span>
  );
}
