import { useCallback, useEffect, useState } from 'react';
import { useSupport } from '../provider/support-context.ts';

/** A file of a message on its way into the page. */
export type MediaUrl =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly url: string }
  | { readonly status: 'error'; readonly retry: () => void };

const loading: MediaUrl = { status: 'loading' };

/**
 * Fetches a message's file with the agent's token. The address is of this page only and is given back when the component
 * goes.
 *
 * @param isWanted nothing is fetched before it is true. @defaultValue true
 */
export function useMediaUrl(
  conversationId: string,
  messageId: string | undefined,
  isWanted = true,
): MediaUrl {
  const { client } = useSupport();
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<MediaUrl>(loading);
  const retry = useCallback(() => {
    setState(loading);
    setAttempt((count) => count + 1);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is a reason to fetch again.
  useEffect(() => {
    if (!isWanted || messageId === undefined) return undefined;
    let isGone = false;
    let given: string | undefined;
    client.mediaUrl(conversationId, messageId).then(
      (url) => {
        given = url;
        if (isGone) release(url);
        else setState({ status: 'ready', url });
      },
      () => {
        if (!isGone) setState({ status: 'error', retry });
      },
    );
    return () => {
      isGone = true;
      if (given !== undefined) release(given);
      setState(loading);
    };
  }, [client, conversationId, messageId, isWanted, attempt, retry]);
  return state;
}

function release(url: string): void {
  if (url.startsWith('blob:')) URL.revokeObjectURL(url);
}
