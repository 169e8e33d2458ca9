import { ChevronDown, CircleDashed, UserRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { useT } from '../i18n/use-t.ts';
import { Avatar } from '../icons/avatar.tsx';
import { Icon } from '../icons/icon.tsx';
import { Menu, type MenuItem } from '../overlay/menu.tsx';
import { useAgents } from '../presence/use-agents.ts';
import { useMe } from '../presence/use-me.ts';
import { usePresence } from '../presence/use-presence.ts';
import { useShortcut } from '../shortcuts/use-shortcut.ts';
import type { Assignment } from './use-assignment.ts';

/** Who has the conversation, and a menu to give it to somebody. */
export function AssigneePicker({ assignment }: { readonly assignment: Assignment }): ReactNode {
  const part = useParts();
  const t = useT();
  const me = useMe();
  const agents = useAgents();
  const presence = usePresence();
  const [openSignal, setOpenSignal] = useState(0);
  useShortcut('conversation.assign', () => setOpenSignal((count) => count + 1));
  useShortcut('conversation.assignToMe', assignment.assignToMe);
  const myId = me.status === 'ready' ? me.agent.id : undefined;
  const { assigneeId, assignee } = assignment;
  const all = agents.status === 'ready' ? agents.items : [];
  const people = all
    .filter(({ id, isDisabled }) => !isDisabled && id !== myId)
    .sort((a, b) => a.name.localeCompare(b.name));
  const items: MenuItem[] = [
    ...(myId === undefined
      ? []
      : [
          {
            id: 'me',
            label: t('assign.me'),
            detail: 'M',
            icon: <Icon of={UserRound} />,
            isChosen: assigneeId === myId,
            onSelect: assignment.assignToMe,
          },
        ]),
    {
      id: 'nobody',
      label: t('assign.nobody'),
      icon: <Icon of={CircleDashed} />,
      isChosen: assigneeId === null,
      onSelect: () => assignment.assign(null),
    },
    ...people.map(({ id, name }, place) => ({
      id,
      label: name,
      ...(place === 0 ? { section: t('assign.agents') } : {}),
      icon: <span data-part="presence" data-state={presence.of(id)} />,
      isChosen: assigneeId === id,
      onSelect: () => assignment.assign(id),
    })),
  ];
  const name =
    assigneeId === null ? t('assign.nobody') : assignment.isMine ? t('agent.you') : (assignee?.name ?? '…');
  return (
    <span
      {...part('assignee-picker', {
        state: assigneeId === null ? 'none' : 'assigned',
        busy: assignment.isBusy,
      })}
    >
      <Menu kind="outline" items={items} label={t('assign.label', { name })} openSignal={openSignal}>
        {assigneeId === null ? (
          <Icon of={CircleDashed} />
        ) : (
          <Avatar
            name={assignment.isMine && me.status === 'ready' ? me.agent.name : assignee?.name}
            seed={assigneeId}
            size="small"
          />
        )}
        <span data-part="assignee-name">{name}</span>
        <Icon of={ChevronDown} />
      </Menu>
    </span>
  );
}
