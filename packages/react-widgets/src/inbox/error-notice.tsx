import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import type { ClientError } from '../client/client-error.ts';
import { errorAdvice } from '../connection/error-advice.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';

/** What failed, what to do about it, its code, and a way to try again. */
export function ErrorNotice({
  title,
  error,
  onRetry,
}: {
  readonly title: string;
  readonly error: ClientError;
  readonly onRetry?: () => void;
}): ReactNode {
  const part = useParts();
  const t = useT();
  return (
    <div {...part('error')} role="alert">
      <Icon of={CircleAlert} size={24} />
      <strong>{title}</strong>
      <p>{errorAdvice(error, t)}</p>
      {onRetry !== undefined && (
        <button type="button" {...part('button', { kind: 'outline' })} onClick={onRetry}>
          {t('error.retry')}
        </button>
      )}
      <code>
        {error.code}
        {error.requestId === undefined ? '' : ` · ${error.requestId}`}
      </code>
    </div>
  );
}
