import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { useT } from '../i18n/use-t.ts';

/** Rows that are on their way, in their real height; they show after 150 ms. */
export function ListSkeleton(): ReactNode {
  const part = useParts();
  const t = useT();
  return (
    <div {...part('skeleton', { of: 'list' })} role="status" aria-label={t('state.loading')}>
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((row) => (
        <div key={row} data-part="skeleton-row">
          <span data-shape="circle" />
          <span data-shape="lines">
            <span />
            <span />
            <span />
          </span>
        </div>
      ))}
    </div>
  );
}
