export type { SocketConstructor, SocketLike } from '../environment.ts';
export type { ClientFrame, ServerFrame } from '../wire-types.ts';
export { createMockClient, type MockClient, type MockClientOptions } from './create-mock-client.ts';
export type { FakeDesk, FakeEntry, FakePatch } from './fake-desk.ts';
export {
  type FakeDeskSeed,
  fakeAgent,
  fakeConversation,
  fakeCustomer,
  fakeId,
  fakeInbox,
  fakeStart,
  textOf,
} from './fake-desk-seed.ts';
export { type FakeMessageInput, fakeMessage, withMessage } from './fake-message.ts';
export { FakeRefusal } from './fake-refusal.ts';
export type { FakeAnswer, FakeCall } from './fake-routes.ts';
export { createFakeServer, type FakeFate, type FakeNetwork, type FakeServer } from './fake-server.ts';
export type { FakeSession } from './fake-session.ts';
