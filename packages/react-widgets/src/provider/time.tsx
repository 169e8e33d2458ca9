'use client';
import { type PointerEvent, type ReactNode, useSyncExternalStore } from 'react';
import { listTime } from '../i18n/format-time.ts';
import { useSupport } from './support-context.ts';
import { useNow } from './use-now.ts';

/**
 * A moment in the reader's zone, with all of it in the title. On a server, whose zone is not the reader's, it is written in
 * UTC until the page is taken over.
 *
 * @param props `format`: `clock` = 14:05, `list` = "4m", "14:05", "Tue", date, `full` = all of it, `since` = the date
 */
export function Time({
  at,
  format,
}: {
  readonly at: Date | string;
  readonly format: 'clock' | 'list' | 'full' | 'since';
}): ReactNode {
  return format === 'list' ? <ListTime at={at} /> : <FixedTime at={at} format={format} />;
}

function FixedTime({
  at,
  format,
}: {
  readonly at: Date | string;
  readonly format: 'clock' | 'full' | 'since';
}): ReactNode {
  const { times } = useSupport();
  const isLocal = useSyncExternalStore(never, yes, no);
  const moment = new Date(at);
  const iso = moment.toISOString();
  if (!isLocal) return <time dateTime={iso}>{inUtc(iso)}</time>;
  return (
    <time dateTime={iso} title={times.full(moment)}>
      {times[format](moment)}
    </time>
  );
}

function ListTime({ at }: { readonly at: Date | string }): ReactNode {
  const { times, t } = useSupport();
  const now = useNow(15_000);
  const moment = new Date(at);
  const iso = moment.toISOString();
  if (now === undefined) return <time dateTime={iso}>{inUtc(iso)}</time>;
  // Written out only for who points at it: for every row of a list it would cost more than the row.
  const tell = (event: PointerEvent<HTMLTimeElement>): void => {
    event.currentTarget.title = times.full(moment);
  };
  return (
    <time dateTime={iso} onPointerEnter={tell}>
      {listTime(moment, new Date(now), times, t)}
    </time>
  );
}

const inUtc = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;
const never = (): (() => void) => () => undefined;
const yes = (): boolean => true;
const no = (): boolean => false;
