import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** An icon beside a text, or in a control that has a name: it says nothing itself. */
export function Icon({
  of: Shape,
  size = 16,
  flips = false,
}: {
  readonly of: LucideIcon;
  /** In px: 16 in rows, 20 in toolbars. @defaultValue 16 */
  readonly size?: 12 | 14 | 16 | 18 | 20 | 24;
  /** It points somewhere, so it is mirrored from right to left. @defaultValue false */
  readonly flips?: boolean;
}): ReactNode {
  return (
    <Shape
      size={size}
      strokeWidth={1.75}
      aria-hidden="true"
      focusable="false"
      {...(flips ? { className: 'parley-flips' } : {})}
    />
  );
}
