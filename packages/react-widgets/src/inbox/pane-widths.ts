/** Widths of the panes that can be pulled, in px. */
export interface PaneWidths {
  readonly list: number;
  readonly context: number;
}

/** How wide panes are and may be. */
export const paneLimits = {
  list: { min: 260, max: 520, start: 328 },
  context: { min: 240, max: 460, start: 304 },
} as const;

const key = 'parley:pane-widths';

/** Widths an agent chose before; the start where nothing is kept or storage is blocked. */
export function readPaneWidths(): PaneWidths {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<PaneWidths>;
    return { list: within('list', kept.list), context: within('context', kept.context) };
  } catch {
    return { list: paneLimits.list.start, context: paneLimits.context.start };
  }
}

/** Keeps widths in this browser, where it lets us. */
export function keepPaneWidths(widths: PaneWidths): void {
  try {
    localStorage.setItem(key, JSON.stringify(widths));
  } catch {
    // Blocked or full: the widths last as long as the page.
  }
}

/** A width inside the pane's limits. */
export function within(pane: keyof PaneWidths, width: unknown): number {
  const { min, max, start } = paneLimits[pane];
  return typeof width === 'number' && Number.isFinite(width) ? Math.min(max, Math.max(min, width)) : start;
}
