import { useCallback, useEffect, useState } from 'react';
import type { ThreadItem, ThreadState } from '../client/support-client.ts';
import { isNamed } from '../client/thread-window.ts';
import { asClientError } from '../connection/as-client-error.ts';
import type { ThreadActions } from './use-messages.ts';

/** A message that is looked for, by our id or the channel's; a new object asks anew. */
export interface JumpTarget {
  readonly messageId: string;
}

/** Going to messages, and where one came to. */
export interface Jump {
  /** Resolves to false where there is no such message. Then, and without a connection, one stays where one is. */
  readonly to: (messageId: string) => Promise<boolean>;
  /** Key of what one jumped to, for as long as it is pointed out. */
  readonly landedKey: string | undefined;
}

/** How long the message one came to is pointed out. */
const pointedOutMs = 2500;

/**
 * Goes to a message: at once where it is loaded, else when the messages around it are there.
 *
 * @param toKey scrolls to a loaded row; says whether there is one
 * @param target asked for from outside; a new object asks anew
 */
export function useJump(
  { items, jumpTo }: ThreadState & ThreadActions,
  toKey: (key: string) => boolean,
  target: JumpTarget | undefined,
): Jump {
  const [wanted, setWanted] = useState<JumpTarget>();
  const [landed, setLanded] = useState<{ readonly key: string }>();
  const key = wanted === undefined ? undefined : keyOf(items, wanted.messageId);
  useEffect(() => {
    if (key === undefined || !toKey(key)) return;
    setWanted(undefined);
    setLanded({ key });
  }, [key, toKey]);
  useEffect(() => {
    if (landed === undefined) return undefined;
    const timer = setTimeout(() => setLanded(undefined), pointedOutMs);
    return () => clearTimeout(timer);
  }, [landed]);
  const to = useCallback(
    async (messageId: string) => {
      setWanted({ messageId });
      try {
        await jumpTo(messageId);
        return true;
      } catch (error) {
        setWanted(undefined);
        return asClientError(error).code !== 'message_not_found';
      }
    },
    [jumpTo],
  );
  useEffect(() => {
    if (target !== undefined) void to(target.messageId);
  }, [target, to]);
  return { to, landedKey: landed?.key };
}

function keyOf(items: readonly ThreadItem[], name: string): string | undefined {
  const isWanted = isNamed(name);
  return items.find((item) => item.kind === 'message' && isWanted(item.message))?.key;
}
