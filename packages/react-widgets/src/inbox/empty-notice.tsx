import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { Icon } from '../icons/icon.tsx';

/** One sentence and one thing to do, where there is nothing. */
export function EmptyNotice({
  icon,
  text,
  children,
}: {
  readonly icon: LucideIcon;
  readonly text: string;
  readonly children?: ReactNode;
}): ReactNode {
  const part = useParts();
  return (
    <div {...part('empty')}>
      <Icon of={icon} size={24} />
      <p>{text}</p>
      {children}
    </div>
  );
}
