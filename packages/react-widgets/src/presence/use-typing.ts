import { useMemo } from 'react';
import type { TypingState } from '../client/support-client.ts';
import { useSupport } from '../provider/support-context.ts';
import { useReadable } from '../provider/use-readable.ts';

const nobody: TypingState = { by: [] };

/** Who types in a conversation now; entries end by themselves. */
export function useTyping(conversationId: string): TypingState['by'] {
  const { client } = useSupport();
  const typing = useMemo(() => client.typing(conversationId), [client, conversationId]);
  return useReadable(typing, nobody).by;
}
