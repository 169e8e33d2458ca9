import { Clock3, Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import type { Conversation } from '../client/wire-types.ts';
import { remainingTime, roughAge } from '../i18n/format-time.ts';
import { Icon } from '../icons/icon.tsx';
import { useSupport } from '../provider/support-context.ts';
import { useNow } from '../provider/use-now.ts';
import { replyWindowOf } from './reply-window.ts';

/** How long one may still write freely: nothing over 4 h, quiet down to 1 h, amber below, and what is left at zero. */
export function WindowBar({ conversation }: { readonly conversation: Conversation }): ReactNode {
  const part = useParts();
  const { t } = useSupport();
  const now = useNow();
  if (now === undefined || conversation.status === 'closed') return null;
  const at = new Date(now);
  const replyWindow = replyWindowOf(conversation, at);
  switch (replyWindow.state) {
    case 'none':
    case 'open':
      return null;
    case 'closed': {
      const { lastWroteAt } = replyWindow;
      const text =
        lastWroteAt === undefined
          ? t('window.never')
          : t('window.closed', { age: roughAge(now - lastWroteAt.getTime(), t) });
      return (
        <div {...part('window-bar', { state: 'closed' })}>
          <Icon of={Hourglass} /> {text}
        </div>
      );
    }
    default:
      return (
        <div {...part('window-bar', { state: replyWindow.state })}>
          <Icon of={Clock3} />
          <span>{t('window.closes', { time: remainingTime(replyWindow.remainingMs, t) })}</span>
        </div>
      );
  }
}
