import { Keyboard } from 'lucide-react';
import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import type { Availability } from '../client/wire-types.ts';
import { useT } from '../i18n/use-t.ts';
import { Avatar } from '../icons/avatar.tsx';
import { Icon } from '../icons/icon.tsx';
import { Menu, type MenuItem } from '../overlay/menu.tsx';
import { useMe } from '../presence/use-me.ts';
import { usePresence } from '../presence/use-presence.ts';
import { useSupport } from '../provider/support-context.ts';
import { useTheme } from './theme-context.ts';

const states: readonly Availability[] = ['online', 'busy', 'away', 'offline'];
const themes = ['auto', 'light', 'dark'] as const;

/** Who is signed in: availability, theme and help. @param props `isWide`: with the name beside the picture */
export function AgentMenu({ isWide = false }: { readonly isWide?: boolean }): ReactNode {
  const part = useParts();
  const t = useT();
  const { shortcuts } = useSupport();
  const me = useMe();
  const presence = usePresence();
  const theme = useTheme();
  if (me.status !== 'ready') return null;
  const { agent } = me;
  const items: MenuItem[] = [
    ...states.map((state, place) => ({
      id: state,
      ...(place === 0 ? { section: t('presence.label') } : {}),
      label: t(`presence.${state}`),
      icon: <span data-part="presence" data-state={state} />,
      isChosen: presence.mine === state,
      onSelect: () => presence.setMine(state),
    })),
    ...themes.map((id, place) => ({
      id: `theme-${id}`,
      ...(place === 0 ? { section: t('theme.label') } : {}),
      label: t(`theme.${id}`),
      isChosen: theme.theme === id,
      onSelect: () => theme.setTheme(id),
    })),
    ...(shortcuts.keymap === undefined
      ? []
      : [
          {
            id: 'help',
            section: '',
            label: t('shortcuts.title'),
            icon: <Icon of={Keyboard} />,
            detail: '?',
            onSelect: () => void shortcuts.run('help'),
          },
        ]),
  ];
  const label = t('agent.menu', { name: agent.name, state: t(`presence.${presence.mine}`) });
  return (
    <span {...part('agent-menu', { wide: isWide })}>
      <Menu
        kind="plain"
        placement={isWide ? 'top-start' : 'bottom-end'}
        items={items}
        // Where name and state are in sight, they are the button's name.
        {...(isWide ? {} : { label })}
      >
        <span data-part="agent-face">
          <Avatar name={agent.name} seed={agent.id} size="small" />
          <span data-part="presence" data-state={presence.mine} />
        </span>
        {isWide && (
          <span data-part="agent-text">
            <span data-part="agent-name">{agent.name}</span>
            <span data-part="agent-state">{t(`presence.${presence.mine}`)}</span>
          </span>
        )}
      </Menu>
    </span>
  );
}
