import { useEffect, useMemo } from 'react';
import type { Viewer } from '../client/wire-types.ts';
import { useSupport } from '../provider/support-context.ts';
import { useReadable } from '../provider/use-readable.ts';
import { useMe } from './use-me.ts';

const nobody: readonly Viewer[] = [];

/** A hidden tab counts as away after this long. */
export const awayAfterMs = 60_000;

/** Which colleagues have a conversation open, without oneself. */
export function useViewers(conversationId: string): readonly Viewer[] {
  const { client } = useSupport();
  const me = useMe();
  const viewers = useReadable(
    useMemo(() => client.viewers(conversationId), [client, conversationId]),
    nobody,
  );
  const myId = me.status === 'ready' ? me.agent.id : undefined;
  return useMemo(() => viewers.filter(({ agentId }) => agentId !== myId), [viewers, myId]);
}

/** Tells colleagues that one has a conversation open; `undefined` = none. */
export function useViewing(conversationId: string | undefined): void {
  const { client } = useSupport();
  useEffect(() => {
    if (conversationId === undefined) return undefined;
    client.setViewing(conversationId);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onVisibility = (): void => {
      clearTimeout(timer);
      if (document.hidden) {
        timer = setTimeout(() => client.setViewing(conversationId, true), awayAfterMs);
      } else {
        client.setViewing(conversationId);
      }
    };
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
      client.setViewing(null);
    };
  }, [client, conversationId]);
}
