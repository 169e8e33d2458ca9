import { ChevronDown, ListFilter } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { useT } from '../i18n/use-t.ts';
import { ChannelMark } from '../icons/channel-mark.tsx';
import { Icon } from '../icons/icon.tsx';
import { AgentMenu } from '../inbox/agent-menu.tsx';
import type { InboxLocation } from '../inbox/inbox-location.ts';
import { useViewItems } from '../inbox/use-view-items.tsx';
import { Menu, type MenuItem } from '../overlay/menu.tsx';
import { useInboxes } from '../presence/use-inboxes.ts';
import { useSupport } from '../provider/support-context.ts';
import { useShortcut } from '../shortcuts/use-shortcut.ts';

/** The list's title, which is a menu of views where there is no room for the views' pane, and its filters. */
export function ListHeader({
  location,
  onNavigate,
  count,
}: {
  readonly location: InboxLocation;
  readonly onNavigate: (location: InboxLocation) => void;
  readonly count: number | undefined;
}): ReactNode {
  const part = useParts();
  const t = useT();
  const { number } = useSupport();
  const views = useViewItems(location, onNavigate);
  const title = t(`view.${location.view}`);
  const shownCount = count === undefined ? '' : number(count);
  return (
    <header {...part('list-header')}>
      <h2 data-part="list-title">
        <span data-part="plain-title">{title}</span>
        <span {...part('view-menu')}>
          <Menu kind="title" items={views} label={t('view.choose', { view: title })}>
            <span>{title}</span>
            <Icon of={ChevronDown} />
          </Menu>
        </span>
        <span data-part="count">{shownCount}</span>
      </h2>
      <FilterMenu location={location} onNavigate={onNavigate} />
      <span data-part="narrow-agent-menu">
        <AgentMenu />
      </span>
    </header>
  );
}

function FilterMenu({
  location,
  onNavigate,
}: {
  readonly location: InboxLocation;
  readonly onNavigate: (location: InboxLocation) => void;
}): ReactNode {
  const t = useT();
  const inboxes = useInboxes();
  const [openSignal, setOpenSignal] = useState(0);
  useShortcut('list.filter', () => setOpenSignal((count) => count + 1));
  const { view, inboxId, isUnreadOnly = false, conversationId } = location;
  const show = (filter: Partial<InboxLocation>): void =>
    onNavigate({ view, ...(conversationId === undefined ? {} : { conversationId }), ...filter });
  const unread = isUnreadOnly ? { isUnreadOnly } : {};
  const items: MenuItem[] = [
    {
      id: 'all',
      section: t('filter.messages'),
      label: t('filter.all'),
      isChosen: !isUnreadOnly,
      onSelect: () => show(inboxId === undefined ? {} : { inboxId }),
    },
    {
      id: 'unread',
      label: t('filter.unread'),
      isChosen: isUnreadOnly,
      onSelect: () => show({ ...(inboxId === undefined ? {} : { inboxId }), isUnreadOnly: true }),
    },
    {
      id: 'inboxes',
      section: t('filter.inboxes'),
      label: t('filter.allInboxes'),
      isChosen: inboxId === undefined,
      onSelect: () => show(unread),
    },
    ...(inboxes.status === 'ready' ? inboxes.items : []).map((inbox) => ({
      id: inbox.id,
      label: inbox.name,
      icon: <ChannelMark channel={inbox.channel} />,
      isChosen: inbox.id === inboxId,
      onSelect: () => show({ ...unread, inboxId: inbox.id }),
    })),
  ];
  const isOn = isUnreadOnly || inboxId !== undefined;
  return (
    <Menu
      kind="icon"
      placement="bottom-end"
      items={items}
      label={t(isOn ? 'filter.on' : 'filter.label')}
      title={t('filter.label')}
      openSignal={openSignal}
    >
      <Icon of={ListFilter} size={20} />
      {isOn && <span data-part="dot" />}
    </Menu>
  );
}
