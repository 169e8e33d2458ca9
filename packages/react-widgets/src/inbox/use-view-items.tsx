import {
  CircleCheck,
  CircleDashed,
  Clock3,
  Hourglass,
  Inbox as InboxIcon,
  type LucideIcon,
  UserRound,
} from 'lucide-react';
import { useCounts } from '../conversations/use-counts.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';
import type { MenuItem } from '../overlay/menu.tsx';
import { useSupport } from '../provider/support-context.ts';
import { type InboxLocation, type ViewId, viewIds } from './inbox-location.ts';
import { viewCount } from './view-query.ts';

const icons: { readonly [View in ViewId]: LucideIcon } = {
  mine: UserRound,
  unassigned: CircleDashed,
  open: InboxIcon,
  pending: Hourglass,
  snoozed: Clock3,
  resolved: CircleCheck,
};

/** The views as lines of a menu, with their counts. */
export function useViewItems(
  location: InboxLocation,
  onNavigate: (location: InboxLocation) => void,
): readonly MenuItem[] {
  const t = useT();
  const { number } = useSupport();
  const counts = useCounts();
  return viewIds.map((view) => {
    const count = counts.status === 'ready' ? viewCount(view, counts) : undefined;
    return {
      id: view,
      label: t(`view.${view}`),
      icon: <Icon of={icons[view]} />,
      isChosen: view === location.view,
      ...(count === undefined ? {} : { detail: number(count) }),
      onSelect: () => onNavigate({ view }),
    };
  });
}
