import { CloudOff, LogIn, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';
import { useSupport } from '../provider/support-context.ts';
import { useConnection } from './use-connection.ts';
import { useOutbox } from './use-outbox.ts';

/** Says that nothing goes through just now, what waits, and since when; or that one must sign in again. */
export function ConnectionBar({ onSignIn }: { readonly onSignIn?: () => void }): ReactNode {
  const part = useParts();
  const t = useT();
  const { times } = useSupport();
  const connection = useConnection();
  const queued = useOutbox().items.filter(({ status }) => status === 'queued' || status === 'sending').length;
  if (connection.status === 'unauthorized') {
    return (
      <div {...part('connection-bar', { state: 'unauthorized' })} role="alert">
        <Icon of={LogIn} />
        <p>{t('connection.unauthorized')}</p>
        <button
          type="button"
          {...part('button', { kind: 'outline' })}
          onClick={onSignIn ?? connection.reconnect}
        >
          {t('connection.signIn')}
        </button>
      </div>
    );
  }
  const isRetrying = connection.status === 'connecting' && connection.attempt > 1;
  if (connection.status !== 'offline' && !isRetrying) return null;
  const facts = [
    queued > 0 ? t('connection.queued', { count: queued }) : undefined,
    connection.status === 'offline' && connection.lastSyncedAt !== undefined
      ? t('connection.lastSynced', { time: times.clock(new Date(connection.lastSyncedAt)) })
      : undefined,
  ].filter((fact) => fact !== undefined);
  return (
    <div {...part('connection-bar', { state: isRetrying ? 'connecting' : 'offline' })} role="status">
      <Icon of={isRetrying ? RefreshCw : CloudOff} />
      <p>
        {t(isRetrying ? 'connection.connecting' : 'connection.offline')}
        {facts.length > 0 && ` ${facts.join(t('list.separator'))}`}
      </p>
      {!isRetrying && (
        <button type="button" {...part('button', { kind: 'plain' })} onClick={connection.reconnect}>
          {t('connection.retry')}
        </button>
      )}
    </div>
  );
}
