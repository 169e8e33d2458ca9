import { useCallback } from 'react';
import type { ConnectionState } from '../client/support-client.ts';
import { useSupport } from '../provider/support-context.ts';
import { useReadable } from '../provider/use-readable.ts';

const idle: ConnectionState = { status: 'idle' };

/** How the connection to the server stands, and how to try at once. */
export function useConnection(): ConnectionState & { readonly reconnect: () => void } {
  const { client } = useSupport();
  const reconnect = useCallback(() => client.reconnect(), [client]);
  return { ...useReadable(client.connection, idle), reconnect };
}
