export { chatAppCapabilities } from './capabilities.ts';
export { chatAppAdapter } from './chat-app-adapter.ts';
export { createChatAppChannel } from './create-chat-app-channel.ts';
export type {
  ChatAppCredentials,
  ChatAppOptions,
  ChatAppSettings,
  ChatAppTokenSettings,
} from './options.ts';
export type { TokenAlgorithm } from './token/token-keys.ts';
