import type { AccountId, AgentId, ApiKeyId, BusinessHoursId, InboxId } from '@parley/core';

const one = '00000000000070008000000000000001';
const two = '00000000000070008000000000000002';

/** The demo account. Its secrets are public, so it is refused in production; the simulator knows the same values. */
export const demoAccount = {
  accountId: `acc_${one}` as AccountId,
  inboxId: `inb_${one}` as InboxId,
  apiKeyId: `key_${one}` as ApiKeyId,
  apiKey: `pk_parley_demo_${'0'.repeat(40)}`,
  agents: [
    { id: `agt_${one}` as AgentId, name: 'Ana Souza', email: 'ana@parley.example', role: 'supervisor' },
    { id: `agt_${two}` as AgentId, name: 'Ben Carter', email: 'ben@parley.example', role: 'agent' },
  ],
  whatsApp: {
    phoneNumberId: '106540352242922',
    wabaId: '102290129340398',
    displayPhoneNumber: '15550783881',
    appSecret: 'parley-demo-app-secret',
    verifyToken: 'parley-demo-verify-token',
    accessToken: 'parley-demo-access-token',
  },
  businessHours: {
    /** Of the web chat. */
    always: `bhr_${one}` as BusinessHoursId,
    /** Of no inbox. */
    office: `bhr_${two}` as BusinessHoursId,
  },
  /** The web chat of the demo shop. `tokenSecret` signs its customers' tokens (HS256). */
  chat: {
    inboxId: `inb_${two}` as InboxId,
    issuer: 'https://shop.parley.example',
    audience: 'parley-demo-chat',
    tokenSecret: 'parley-demo-chat-token-secret-0000000000',
    appKey: 'parley-demo-chat-app-key-000000000000000',
  },
  /** 32 bytes; everybody knows them. */
  encryptionKey: new TextEncoder().encode('parley-demo-encryption-key-00000'),
} as const;
