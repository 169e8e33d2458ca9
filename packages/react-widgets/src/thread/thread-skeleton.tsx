import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { useT } from '../i18n/use-t.ts';

const bubbles = ['in', 'in', 'out', 'in', 'out', 'out'] as const;

/** A thread that is on its way, in its real shape; it shows after 150 ms. */
export function ThreadSkeleton(): ReactNode {
  const part = useParts();
  const t = useT();
  return (
    <div {...part('skeleton', { of: 'thread' })} role="status" aria-label={t('state.loading')}>
      {bubbles.map((side, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: these never move.
        <span key={place} data-side={side} data-place={place} />
      ))}
    </div>
  );
}
