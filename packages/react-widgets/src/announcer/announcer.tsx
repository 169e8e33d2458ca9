'use client';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { type AnnouncementQueue, createAnnouncementQueue, type Spoken } from './announcement-queue.ts';

const AnnouncerContext = createContext<AnnouncementQueue | undefined>(undefined);

/** Holds the live regions of everything below: apart from the visible thread, so that history is never read out again. */
export function Announcer({ children }: { readonly children: ReactNode }): ReactNode {
  const part = useParts();
  const [spoken, setSpoken] = useState<Spoken>({ polite: '', assertive: '' });
  const queue = useMemo(() => createAnnouncementQueue(setSpoken), []);
  useEffect(() => () => queue.stop(), [queue]);
  return (
    <AnnouncerContext.Provider value={queue}>
      {children}
      <div {...part('announcer', { kind: 'polite' })} role="status" aria-live="polite">
        {spoken.polite}
      </div>
      <div {...part('announcer', { kind: 'assertive' })} role="alert" aria-live="assertive">
        {spoken.assertive}
      </div>
    </AnnouncerContext.Provider>
  );
}

const silent: Pick<AnnouncementQueue, 'say' | 'warn'> = { say: () => undefined, warn: () => undefined };

/** How to say something to people who cannot see it happen. Silent outside of an {@link Announcer}. */
export function useAnnounce(): Pick<AnnouncementQueue, 'say' | 'warn'> {
  return useContext(AnnouncerContext) ?? silent;
}
