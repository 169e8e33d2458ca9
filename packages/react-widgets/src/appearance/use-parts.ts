import { useMemo } from 'react';
import { useSupport } from '../provider/support-context.ts';
import type { PartState } from './appearance.ts';
import type { PartName } from './part-names.ts';

/** What a part's element carries: its name, its state and the host's class. */
export type PartProps = {
  readonly 'data-parley': PartName;
  readonly className?: string;
} & { readonly [attribute: `data-${string}`]: string };

/** Marks an element as a part. `true` becomes an empty attribute, `false` and `undefined` none. */
export type Parts = (name: PartName, state?: PartState) => PartProps;

/** How components name their parts, with the provider's `appearance.elements`. */
export function useParts(): Parts {
  const { elements } = useSupport().appearance;
  return useMemo(
    () =>
      (name, state = {}) => {
        const props: Record<string, string> = { 'data-parley': name };
        for (const [key, value] of Object.entries(state)) {
          if (value === false || value === undefined) continue;
          props[`data-${key}`] = value === true ? '' : value;
        }
        const own = elements?.[name];
        const className = typeof own === 'function' ? own(state) : own;
        return { ...props, ...(className === undefined ? {} : { className }) } as PartProps;
      },
    [elements],
  );
}
