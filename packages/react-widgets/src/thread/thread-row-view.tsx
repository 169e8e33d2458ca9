import { memo, type ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { dayTitle } from '../i18n/format-time.ts';
import { useSlots } from '../inbox/slots.ts';
import { useMessageSurroundings } from '../message/message-context.ts';
import { useSupport } from '../provider/support-context.ts';
import { Time } from '../provider/time.tsx';
import { useNow } from '../provider/use-now.ts';
import { describeEvent } from './describe-event.ts';
import type { EventItem, ThreadRow } from './thread-rows.ts';

/** One row of the thread. Drawn again only when the row itself changed. */
export const ThreadRowView = memo(function ThreadRowView({ row }: { readonly row: ThreadRow }): ReactNode {
  const { Message } = useSlots();
  switch (row.kind) {
    case 'written':
      return <Message item={row.item} isGroupStart={row.isGroupStart} isGroupEnd={row.isGroupEnd} />;
    case 'day':
      return <DaySeparator at={row.at} />;
    case 'unread':
      return <UnreadMarker />;
    case 'events':
      return <EventLines events={row.events} />;
  }
}, isSameRow);

/** Rows are made anew with each change of the thread; what they show is compared, not the rows. */
function isSameRow(
  { row: a }: { readonly row: ThreadRow },
  { row: b }: { readonly row: ThreadRow },
): boolean {
  if (a.kind === 'written' && b.kind === 'written') {
    return a.item === b.item && a.isGroupStart === b.isGroupStart && a.isGroupEnd === b.isGroupEnd;
  }
  if (a.kind === 'events' && b.kind === 'events') {
    return a.events.length === b.events.length && a.events.every((event, place) => event === b.events[place]);
  }
  return a.kind === b.kind && a.key === b.key;
}

/** The line above the first message of a day. */
export function DaySeparator({ at }: { readonly at: string }): ReactNode {
  const part = useParts();
  const { times, t } = useSupport();
  const now = useNow(60_000);
  return (
    <div {...part('day-separator')}>
      <time dateTime={at.slice(0, 10)}>
        {now === undefined ? at.slice(0, 10) : dayTitle(new Date(at), new Date(now), times, t)}
      </time>
    </div>
  );
}

/** The line above the first message nobody has read. */
export function UnreadMarker(): ReactNode {
  const part = useParts();
  const { t } = useSupport();
  return (
    <div {...part('unread-marker')}>
      <span>{t('thread.unread')}</span>
    </div>
  );
}

/** Runs of events longer than this are closed until somebody opens them. */
const shownEvents = 2;

function EventLines({ events }: { readonly events: readonly EventItem[] }): ReactNode {
  const part = useParts();
  const { t } = useSupport();
  const { nameOfAgent } = useMessageSurroundings();
  const lines = events.flatMap((event) => {
    const text = describeEvent(event, t, nameOfAgent);
    return text === undefined ? [] : [{ event, text }];
  });
  const list = lines.map(({ event, text }) => (
    <div key={event.key} data-part="event-line">
      {text} · <Time at={event.at} format="clock" />
    </div>
  ));
  if (lines.length <= shownEvents) return <div {...part('event')}>{list}</div>;
  return (
    <details {...part('event')}>
      <summary tabIndex={-1}>{t('event.several', { count: lines.length })}</summary>
      {list}
    </details>
  );
}
