import { useEffect, useRef } from 'react';
import { useAnnounce } from '../announcer/announcer.tsx';
import type { ThreadItem } from '../client/support-client.ts';
import type { Conversation } from '../client/wire-types.ts';
import { useT } from '../i18n/use-t.ts';
import { contentLabel } from '../message/content-label.ts';

/** Says what comes in and what fails while a thread is open; never what was there before. */
export function useThreadAnnouncements(items: readonly ThreadItem[], conversation: Conversation): void {
  const t = useT();
  const announce = useAnnounce();
  const lastSeq = useRef<number>(undefined);
  const failed = useRef(new Set<string>());
  const name = conversation.customerName ?? t('customer.unnamed');
  useEffect(() => {
    const newest = items.reduce(
      (top, item) => (item.kind === 'message' ? Math.max(top, item.message.seq) : top),
      0,
    );
    const known = lastSeq.current;
    const isFirstSight = known === undefined;
    lastSeq.current = Math.max(known ?? 0, newest);
    for (const item of items) {
      if (hasFailed(item)) {
        if (!failed.current.has(item.key) && !isFirstSight) announce.warn(t('announce.failed'));
        failed.current.add(item.key);
      } else {
        failed.current.delete(item.key);
      }
      if (isFirstSight || item.kind !== 'message' || item.message.seq <= known) continue;
      if (item.message.direction !== 'inbound') continue;
      const text = contentLabel(item.message.content, t).slice(0, 300);
      announce.say(t('announce.message', { name, text }), (count) => t('announce.messages', { count }));
    }
  }, [items, announce, t, name]);
}

function hasFailed(item: ThreadItem): boolean {
  if (item.kind === 'unsent') return item.item.status === 'failed';
  return item.kind === 'message' && item.message.direction === 'outbound' && item.message.status === 'failed';
}
