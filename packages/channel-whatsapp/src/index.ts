export { whatsAppCapabilities } from './capabilities.ts';
export { createWhatsAppChannel } from './create-whatsapp-channel.ts';
export type {
  WhatsAppChannelOptions,
  WhatsAppCredentials,
  WhatsAppOptions,
  WhatsAppSettings,
} from './options.ts';
export { splitText } from './split-text.ts';
export { whatsAppAdapter } from './whatsapp-adapter.ts';
