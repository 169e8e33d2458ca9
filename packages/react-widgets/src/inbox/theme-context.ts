import { createContext, useContext } from 'react';
import type { Appearance } from '../appearance/appearance.ts';

/** The theme in use, and how the agent chooses another. */
export interface ThemeChoice {
  readonly theme: NonNullable<Appearance['theme']>;
  readonly setTheme: (theme: NonNullable<Appearance['theme']>) => void;
}

/** Internal: filled by `InboxRoot`. */
export const ThemeContext = createContext<ThemeChoice>({ theme: 'auto', setTheme: () => undefined });

/** The theme of the inbox this is in. */
export function useTheme(): ThemeChoice {
  return useContext(ThemeContext);
}
