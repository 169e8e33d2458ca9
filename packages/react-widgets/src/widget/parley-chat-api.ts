import type { ChatEvents, ChatIdentity, ChatSettings } from './panel-contract.ts';

/** One call made before the script was there, e.g. `['open']` or `['identify', token]`. */
export type QueuedChatCall = readonly [name: Exclude<keyof ParleyChatApi, 'push'>, ...args: unknown[]];

/**
 * `window.parleyChat`: the customer chat of this page. Works before the script is loaded as well:
 * `(window.parleyChat ||= []).push(['identify', token])`.
 */
export interface ParleyChatApi {
  open(): void;
  close(): void;
  toggle(): void;
  /**
   * Says who the customer is, with a short-lived JWT of the host's own backend, or a function that fetches one. What the
   * customer wrote anonymously goes on under that name, if the server agrees.
   */
  identify(identity: ChatIdentity): void;
  /** Forgets the customer: in this page, in this browser's storage and in its other tabs. */
  logout(): void;
  /** Changes settings; absent ones stay. */
  configure(settings: Partial<ChatSettings>): void;
  /** Calls back on every event of this name; returns how to stop. */
  on<Name extends keyof ChatEvents>(name: Name, listener: (detail: ChatEvents[Name]) => void): () => void;
  off<Name extends keyof ChatEvents>(name: Name, listener: (detail: ChatEvents[Name]) => void): void;
  /** Makes calls written as lists. */
  push(...calls: readonly QueuedChatCall[]): void;
}

declare global {
  interface Window {
    /** The chat of this page, or what is to be called once it is there. */
    parleyChat?: ParleyChatApi | QueuedChatCall[];
  }
}
