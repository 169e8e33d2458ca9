import { Eye, PenLine } from 'lucide-react';
import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import type { Viewer } from '../client/wire-types.ts';
import type { Translate } from '../i18n/catalogue.ts';
import { useT } from '../i18n/use-t.ts';
import { Avatar } from '../icons/avatar.tsx';
import { Icon } from '../icons/icon.tsx';
import { useViewers } from './use-viewers.ts';

/** Which colleagues have the same conversation open: viewing, away, or writing. */
export function CollisionBar({ conversationId }: { readonly conversationId: string }): ReactNode {
  const part = useParts();
  const t = useT();
  const viewers = useViewers(conversationId);
  if (viewers.length === 0) return null;
  const state = strongest(viewers);
  return (
    <div {...part('collision-bar', { state })} role="status">
      <Icon of={state === 'replying' || state === 'noting' ? PenLine : Eye} />
      {viewers.slice(0, 3).map(({ agentId, name }) => (
        <Avatar key={agentId} name={name} seed={agentId} size="small" />
      ))}
      <p>{describeViewers(viewers, t)}</p>
    </div>
  );
}

const order = ['away', 'viewing', 'noting', 'replying'] as const;

/** The state that matters most: somebody replying before somebody looking. */
export function strongest(viewers: readonly Viewer[]): Viewer['state'] {
  return viewers.reduce<Viewer['state']>(
    (top, { state }) => (order.indexOf(state) > order.indexOf(top) ? state : top),
    'away',
  );
}

/** What colleagues do, in one sentence: those who do the most, by name. */
export function describeViewers(viewers: readonly Viewer[], t: Translate): string {
  const state = strongest(viewers);
  const those = viewers.filter((viewer) => viewer.state === state);
  const [first] = those;
  if (first === undefined) return '';
  if (those.length === 1) return t(`viewers.${state}`, { name: first.name });
  return t(`viewers.several.${state}`, { name: first.name, count: those.length - 1 });
}
