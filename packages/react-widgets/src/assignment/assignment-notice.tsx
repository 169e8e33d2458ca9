import { Users, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';
import type { Assignment } from './use-assignment.ts';

/** Who has the conversation instead, when an assignment did not go through; nothing was overwritten. */
export function AssignmentNotice({ assignment }: { readonly assignment: Assignment }): ReactNode {
  const part = useParts();
  const t = useT();
  const { conflict, error } = assignment;
  if (conflict === undefined && error === undefined) return null;
  const text =
    conflict === undefined
      ? (error?.message ?? '')
      : conflict.agentId === undefined
        ? t('assign.conflictNobody')
        : t('assign.conflict', { name: conflict.agentName ?? t('agent.someone') });
  return (
    <div {...part('collision-bar', { tone: 'warn' })} role="alert">
      <Icon of={Users} />
      <p>{text}</p>
      {conflict !== undefined && (
        <button type="button" {...part('button', { kind: 'plain' })} onClick={assignment.takeOver}>
          {t('assign.takeOver')}
        </button>
      )}
      <button
        type="button"
        {...part('button', { kind: 'icon' })}
        aria-label={t('dialog.close')}
        onClick={assignment.dismiss}
      >
        <Icon of={X} />
      </button>
    </div>
  );
}
