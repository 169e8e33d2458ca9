'use client';
import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { useT } from '../i18n/use-t.ts';
import { AgentMenu } from './agent-menu.tsx';
import type { InboxLocation } from './inbox-location.ts';
import { useViewItems } from './use-view-items.tsx';

/** Props of {@link ViewNav}. */
export interface ViewNavProps {
  readonly location: InboxLocation;
  readonly onNavigate: (location: InboxLocation) => void;
}

/** The views with their counts, and the agent's own menu. */
export function ViewNav({ location, onNavigate }: ViewNavProps): ReactNode {
  const part = useParts();
  const t = useT();
  const views = useViewItems(location, onNavigate);
  return (
    <nav {...part('view-nav')} aria-label={t('view.label')}>
      <h2>{t('view.label')}</h2>
      <ul>
        {views.map(({ id, label, icon, detail, isChosen, onSelect }) => (
          <li key={id}>
            <button
              type="button"
              {...part('view-item', { selected: isChosen })}
              {...(isChosen === true ? { 'aria-current': 'page' } : {})}
              onClick={onSelect}
            >
              {icon}
              <span data-part="label">{label}</span>
              {detail !== undefined && <span data-part="count">{detail}</span>}
            </button>
          </li>
        ))}
      </ul>
      <AgentMenu isWide />
    </nav>
  );
}
