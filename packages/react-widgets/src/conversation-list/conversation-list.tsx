'use client';
import { ArrowUp, Inbox as InboxIcon } from 'lucide-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { useConversations } from '../conversations/use-conversations.ts';
import { useCounts } from '../conversations/use-counts.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';
import { EmptyNotice } from '../inbox/empty-notice.tsx';
import { ErrorNotice } from '../inbox/error-notice.tsx';
import { type InboxLocation, opened } from '../inbox/inbox-location.ts';
import { viewCount, viewQuery } from '../inbox/view-query.ts';
import { useAgents } from '../presence/use-agents.ts';
import { useMe } from '../presence/use-me.ts';
import { ConversationListbox } from './conversation-listbox.tsx';
import { ListHeader } from './list-header.tsx';
import { ListSkeleton } from './list-skeleton.tsx';

/** Props of {@link ConversationList}. */
export interface ConversationListProps {
  readonly location: InboxLocation;
  readonly onNavigate: (location: InboxLocation) => void;
}

/** A view's conversations: header with filters, rows, and every state a list can be in. */
export function ConversationList({ location, onNavigate }: ConversationListProps): ReactNode {
  const part = useParts();
  const t = useT();
  const list = useConversations(useMemo(() => viewQuery(location), [location]));
  const counts = useCounts();
  const title = t(`view.${location.view}`);
  const isFiltered = location.inboxId !== undefined || location.isUnreadOnly === true;
  const total = counts.status === 'ready' && !isFiltered ? viewCount(location.view, counts) : undefined;
  const assigneeNameOf = useAssigneeNames(location.view !== 'mine' && location.view !== 'unassigned');
  const isNone = list.status === 'ready' && list.items.length === 0;
  return (
    <section {...part('conversation-list', { state: isNone ? 'empty' : list.status })} aria-label={title}>
      <ListHeader location={location} onNavigate={onNavigate} count={total} />
      {list.status === 'loading' && <ListSkeleton />}
      {list.status === 'error' && (
        <ErrorNotice title={t('list.failed')} error={list.error} onRetry={list.retry} />
      )}
      {list.status === 'ready' && list.newCount > 0 && (
        <button type="button" {...part('list-pill')} onClick={list.applyNew}>
          <Icon of={ArrowUp} />
          {t('list.new', { count: list.newCount })}
        </button>
      )}
      {isNone && (
        <EmptyNotice
          icon={InboxIcon}
          text={t(isFiltered ? 'list.emptyFiltered' : `list.empty.${location.view}`)}
        >
          {isFiltered ? (
            <button
              type="button"
              {...part('button', { kind: 'outline' })}
              onClick={() => onNavigate({ view: location.view })}
            >
              {t('list.clearFilters')}
            </button>
          ) : (
            location.view !== 'open' && (
              <button
                type="button"
                {...part('button', { kind: 'outline' })}
                onClick={() => onNavigate({ view: 'open' })}
              >
                {t('list.showOpen')}
              </button>
            )
          )}
        </EmptyNotice>
      )}
      {list.status === 'ready' && list.items.length > 0 && (
        <ConversationListbox
          key={JSON.stringify(viewQuery(location))}
          label={title}
          list={list}
          total={total}
          selectedId={location.conversationId}
          onSelect={(conversationId) => onNavigate(opened(location, conversationId))}
          assigneeNameOf={assigneeNameOf}
        />
      )}
    </section>
  );
}

function useAssigneeNames(isNamed: boolean): (assigneeId: string | null) => string | undefined {
  const agents = useAgents();
  const me = useMe();
  const t = useT();
  return useCallback(
    (assigneeId) => {
      if (!isNamed || assigneeId === null || agents.status !== 'ready') return undefined;
      if (me.status === 'ready' && me.agent.id === assigneeId) return t('agent.you');
      return agents.items.find(({ id }) => id === assigneeId)?.name;
    },
    [isNamed, agents, me, t],
  );
}
