import type { Appearance } from '../appearance/appearance.ts';

type Theme = NonNullable<Appearance['theme']>;

const key = 'parley:theme';

/** The theme the agent chose in this browser, if any. */
export function readTheme(): Theme | undefined {
  try {
    const kept = localStorage.getItem(key);
    return kept === 'auto' || kept === 'light' || kept === 'dark' ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the agent's choice, where the browser lets us. */
export function keepTheme(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Blocked or full: the choice lasts as long as the page.
  }
}
