import type { CustomerCredential, GetChatToken } from './chat-client/chat-credentials.ts';
import type { ChatStringOverrides } from './i18n/chat-strings.ts';

/** What the host may set, by attribute or by `configure`. */
export interface ChatSettings {
  /** Colour of the launcher, the customer's bubbles and the primary button; any CSS colour. */
  readonly accent: string;
  readonly theme: 'auto' | 'light' | 'dark';
  /** A BCP 47 language tag; null = the page's language. */
  readonly locale: string | null;
  /** Answers `POST` with a customer token as text; an alternative to `identify({ getToken })`. */
  readonly tokenUrl: string | null;
  readonly strings: ChatStringOverrides;
}

/** Who the customer is: a short-lived JWT of the host's own backend, a function that fetches one, or both. */
export type ChatIdentity = string | GetChatToken | CustomerCredential;

/** What happens in the chat, by event name. */
export interface ChatEvents {
  readonly open: undefined;
  readonly close: undefined;
  /** How many messages the customer has not seen. */
  readonly unread: number;
  /** A message to the customer arrived. */
  readonly message: { readonly conversationId: string; readonly text: string };
  /** The customer's token is refused: call `identify` with a fresh one. */
  readonly unauthorized: undefined;
}

/** What the loader gives the panel. */
export interface PanelHost {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  readonly launcher: HTMLButtonElement;
  /** Absolute. */
  readonly baseUrl: string;
  readonly inboxId: string;
  settings(): ChatSettings;
  emit<Name extends keyof ChatEvents>(name: Name, detail: ChatEvents[Name]): void;
}

/** What the loader may ask of the panel. */
export interface PanelHandle {
  readonly isOpen: boolean;
  /** `takesFocus` false = restored on a new page: the customer did not ask for it just now. */
  open(takesFocus?: boolean): void;
  close(): void;
  identify(identity: ChatIdentity): void;
  logout(): void;
  /** The settings changed. */
  refresh(): void;
  destroy(): void;
}

/** What `panel.js` exports. */
export interface PanelModule {
  mountPanel(host: PanelHost): PanelHandle;
}
