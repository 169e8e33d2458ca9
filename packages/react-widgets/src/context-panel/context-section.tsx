import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { Icon } from '../icons/icon.tsx';

/** A part of the context panel that can be folded away. */
export function ContextSection({
  title,
  count,
  children,
}: {
  readonly title: string;
  readonly count?: number;
  readonly children: ReactNode;
}): ReactNode {
  const part = useParts();
  return (
    <details {...part('context-section')} open>
      <summary>
        <h3>{title}</h3>
        {count !== undefined && count > 0 && <span data-part="count">{count}</span>}
        <Icon of={ChevronDown} />
      </summary>
      <div data-part="facts">{children}</div>
    </details>
  );
}

/** One thing that is known: its name and its value. */
export function Fact({
  name,
  icon,
  children,
}: {
  readonly name: string;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div data-part="fact">
      <span data-part="fact-name">
        {icon}
        {name}
      </span>
      <span data-part="fact-value">{children}</span>
    </div>
  );
}
