// The customer chat: the React component, and the types of its script.
export type { CustomerCredential, GetChatToken } from './chat-client/chat-credentials.ts';
export { ChatWidget, type ChatWidgetHandle, type ChatWidgetProps } from './chat-widget.tsx';
export type { ChatStringOverrides, ChatStrings, PluralText } from './i18n/chat-strings.ts';
export type { ChatEvents, ChatIdentity, ChatSettings } from './panel-contract.ts';
export type { ParleyChatApi, QueuedChatCall } from './parley-chat-api.ts';
