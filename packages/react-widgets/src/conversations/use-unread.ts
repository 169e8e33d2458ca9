import { useEffect } from 'react';
import { useCounts } from './use-counts.ts';

/**
 * How many of the agent's conversations have unread messages.
 *
 * @param options `title`: also show it before the page's title, as "(3) …". @defaultValue false
 */
export function useUnread({ title = false }: { readonly title?: boolean } = {}): number {
  const counts = useCounts();
  const unread = counts.status === 'ready' ? (counts.mineUnread ?? counts.unread) : 0;
  useEffect(() => {
    if (!title) return undefined;
    document.title = titleWith(unread, document.title);
    return () => {
      document.title = titleWith(0, document.title);
    };
  }, [title, unread]);
  return unread;
}

/** A page title with the number before it, or without one at zero. */
export function titleWith(unread: number, title: string): string {
  const plain = title.replace(/^\(\d+\+?\) /, '');
  if (unread === 0) return plain;
  return `(${unread > 99 ? '99+' : unread}) ${plain}`;
}
