import { Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';
import { useAgents } from '../presence/use-agents.ts';
import type { AnsweredMeanwhile } from './answered-meanwhile.ts';

/** Asks before sending when somebody else has answered since the draft was begun. */
export function AnsweredWarning({
  answered,
  onShow,
  onSend,
  onCancel,
}: {
  readonly answered: AnsweredMeanwhile;
  readonly onShow: () => void;
  readonly onSend: () => void;
  readonly onCancel: () => void;
}): ReactNode {
  const part = useParts();
  const t = useT();
  const agents = useAgents();
  const { by } = answered;
  const known =
    by.type === 'agent' && agents.status === 'ready'
      ? agents.items.find(({ id }) => id === by.id)?.name
      : undefined;
  const name = by.name ?? known ?? (by.type === 'assistant' ? t('agent.assistant') : t('agent.someone'));
  const button = (kind: string): object => ({ ...part('button', { kind }), type: 'button' });
  return (
    <div {...part('composer-warning')} role="alert">
      <Icon of={Users} />
      <p>{t('collision.answered', { name })}</p>
      <button {...button('plain')} onClick={onShow}>
        {t('collision.read')}
      </button>
      <button {...button('plain')} onClick={onCancel}>
        {t('collision.wait')}
      </button>
      <button {...button('outline')} onClick={onSend}>
        {t('collision.sendAnyway')}
      </button>
    </div>
  );
}
