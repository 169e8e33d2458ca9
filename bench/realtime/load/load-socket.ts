/** One socket of the load: it comes back by itself, and knows what it has heard. */
export interface LoadSocket {
  /** Welcomed, with everything it missed. */
  readonly isConnected: boolean;
  /** Ends the connection as a network does. */
  cut(): void;
  close(): void;
  /** Forgets what it heard. */
  reset(): void;
}
