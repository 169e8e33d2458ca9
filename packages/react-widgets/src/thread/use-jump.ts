import { useCallback, useEffect, useState } from 'react';
import type { ThreadState } from '../client/support-client.ts';
import type { ThreadActions } from './use-messages.ts';

/**
 * Goes to a message: at once where it is loaded, else when the messages around it are there.
 *
 * @param toKey scrolls to a loaded row; says whether there is one
 * @param target asked for from outside; a new object asks anew
 */
export function useJump(
  { items, jumpTo }: ThreadState & ThreadActions,
  toKey: (key: string) => boolean,
  target: { readonly messageId: string } | undefined,
): (messageId: string) => void {
  const [wanted, setWanted] = useState<string>();
  const key = items.find((item) => item.kind === 'message' && item.message.id === wanted)?.key;
  useEffect(() => {
    if (key === undefined || !toKey(key)) return;
    setWanted(undefined);
  }, [key, toKey]);
  const jump = useCallback(
    (messageId: string) => {
      setWanted(messageId);
      const isLoaded = items.some((item) => item.kind === 'message' && item.message.id === messageId);
      // Not found or no connection: one stays where one is.
      if (!isLoaded) jumpTo(messageId).catch(() => setWanted(undefined));
    },
    [items, jumpTo],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new target asks anew.
  useEffect(() => {
    if (target !== undefined) jump(target.messageId);
  }, [target]);
  return jump;
}
