import { UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { Icon } from './icon.tsx';

/** A person's initials on a colour of their own; the name stands beside it, so it says nothing itself. */
export function Avatar({
  name,
  seed,
  size = 'medium',
}: {
  readonly name: string | null | undefined;
  /** What the colour depends on, such as an id: names change. */
  readonly seed: string;
  readonly size?: 'small' | 'medium' | 'large';
}): ReactNode {
  const part = useParts();
  const letters = initialsOf(name ?? '');
  return (
    <span {...part('avatar', { size, hue: String(hueOf(seed)) })} aria-hidden="true">
      {letters === '' ? <Icon of={UserRound} size={size === 'large' ? 24 : 16} /> : letters}
    </span>
  );
}

/** Up to two letters: of the first and the last word. A phone number has none. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  return `${firstLetter(first)}${firstLetter(last)}`;
}

function firstLetter(word: string | undefined): string {
  return ([...(word ?? '')][0] ?? '').toLocaleUpperCase();
}

/** One of eight, the same for the same seed. */
export function hueOf(seed: string): number {
  let sum = 0;
  for (let index = 0; index < seed.length; index += 1) sum = (sum * 31 + seed.charCodeAt(index)) >>> 0;
  return sum % 8;
}
