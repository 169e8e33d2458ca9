import {
  type AccountId,
  type Agent,
  type ApiKeyId,
  createInProcessBus,
  type Desk,
  IdempotencyKeyReusedError,
  type Parley,
  UnauthenticatedError,
} from '@parley/core';
import type { IdempotentAnswer } from '@parley/core/storage';

/** The account every call of the fake belongs to. */
export const fakeAccountId: AccountId = 'acc_00000000000070008000000000000001';
/** The one key the fake knows. */
export const fakeApiKey = 'pk_fake_000000000000000000000000';

/** What a test wants the engine to do; everything else throws. */
export interface FakeEngine {
  readonly desk?: { readonly [Part in keyof Desk]?: Partial<Desk[Part]> };
  readonly receiveWebhook?: Parley['receiveWebhook'];
  readonly check?: () => Promise<void>;
  /** Agents of the account, as stored; a test may change them while it runs. @defaultValue none */
  readonly agents?: readonly Agent[];
}

const unexpected = (): never => {
  throw new Error('the fake engine has no realtime side');
};
const fakeRealtime: Parley['realtime'] = {
  processId: 'fake',
  bus: createInProcessBus(),
  follow: unexpected,
  issueTicket: unexpected,
  redeemTicket: unexpected,
  checkHolders: unexpected,
  changedHolders: unexpected,
  agentMarks: unexpected,
  findAgent: unexpected,
};

/** An engine for tests of the HTTP layer alone: no storage, one account, one key, real idempotency semantics. */
export function fakeParley(engine: FakeEngine = {}): Parley {
  const answers = new Map<string, { readonly fingerprint: string; readonly answer: IdempotentAnswer }>();
  const actor = { type: 'api_key', id: 'key_00000000000070008000000000000001' as ApiKeyId } as const;
  const desk = () => ({ accountId: fakeAccountId, actor, ...engine.desk }) as unknown as Desk;
  const refuse = (): never => {
    throw new Error('the fake engine was asked for something the test did not expect: secret internals');
  };
  return {
    storage: { check: engine.check ?? (() => Promise.resolve()) } as Parley['storage'],
    receiveWebhook: engine.receiveWebhook ?? refuse,
    desk,
    async once(_caller, claim, work) {
      const name = `${claim.actor} ${claim.key}`;
      const stored = answers.get(name);
      if (stored !== undefined && stored.fingerprint !== claim.fingerprint)
        throw new IdempotencyKeyReusedError();
      if (stored !== undefined) return { ...stored.answer, isReplay: true };
      const answer = await work(desk());
      answers.set(name, { fingerprint: claim.fingerprint, answer });
      return { ...answer, isReplay: false };
    },
    authenticate: (secret) =>
      secret === fakeApiKey
        ? Promise.resolve({ accountId: fakeAccountId, actor, apiKeyId: actor.id })
        : Promise.reject(new UnauthenticatedError()),
    authenticateAgent({ accountId, agentId }) {
      const agent = (engine.agents ?? []).find(({ id }) => id === agentId);
      if (agent === undefined || agent.disabledAt !== undefined || accountId !== fakeAccountId)
        return Promise.reject(new UnauthenticatedError());
      return Promise.resolve({ accountId, actor: { type: 'agent', id: agentId }, agent });
    },
    chat: refuse,
    realtime: fakeRealtime,
    authenticateTicket: () => Promise.reject(new UnauthenticatedError()),
    on: () => () => undefined,
    figures: () => ({ intakeQueued: 0, intakeInFlight: 0, intakeBatches: 0, intakeEvents: 0 }),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}
