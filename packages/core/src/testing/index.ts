export {
  aConversation,
  aCustomer,
  anIdentity,
  anInboundMessage,
  anInbox,
  anOutboundMessage,
  aSchedule,
} from './builders.ts';
export { createFakeClock, type FakeClock } from './fake-clock.ts';
export { anInboundText, anItem, aParty } from './inbound-items.ts';
export { createSequentialIds } from './sequential-ids.ts';
