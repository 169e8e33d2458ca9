import type { Actor } from './actor.ts';
import type { Principal } from './agents/principal.ts';
import type { RawRequest, RawResponse } from './channels/channel.ts';
import type { ChatDesk } from './chat/customer-desk.ts';
import type { Desk } from './desk.ts';
import type { DomainEvent } from './events/event-envelope.ts';
import type { ResumeClaims } from './handoffs/resume-token.ts';
import type { AccountId, AgentId, InboxId } from './ids.ts';
import type { EngineRealtime } from './realtime/engine-realtime.ts';
import type { IdempotencyClaim, IdempotentAnswer } from './storage/idempotency-store.ts';
import type { Storage } from './storage/storage.ts';

/** What hosts can listen to in this process. Handlers run after the commit and must not throw. */
export interface ParleyHostEvents {
  /** Every event of the log from when `start` was called, of all accounts, in log order, at least once. */
  event: (event: DomainEvent) => void;
}

/** Figures of this process, for metrics. */
export interface ParleyFigures {
  /** Inbound events waiting for a batch. */
  readonly intakeQueued: number;
  /** Batches being committed now. */
  readonly intakeInFlight: number;
  /** Batches committed since the start. */
  readonly intakeBatches: number;
  /** Inbound events committed since the start. */
  readonly intakeEvents: number;
}

/** The engine, wired to its ports. */
export interface Parley {
  readonly storage: Storage;
  /**
   * Takes one webhook request of an inbox and resolves to what the provider is owed, after everything in it is
   * committed.
   * @throws {InboxNotFoundError | SignatureMismatchError | HandshakeRefusedError | StorageUnavailableError | IntakeOverloadedError}
   */
  receiveWebhook(channel: string, inboxId: InboxId, request: RawRequest): Promise<RawResponse>;
  /**
   * The customer's side of an inbox that customers reach directly (web chat, a chat app of the host).
   * @throws {InboxNotFoundError} also for inboxes whose customers write through a provider
   */
  chat(inboxId: InboxId): Promise<ChatDesk>;
  /** Everything `actor` can do in an account. Opens nothing; call it per request. */
  desk(caller: { readonly accountId: AccountId; readonly actor: Actor }): Desk;
  /**
   * Runs `work` at most once per idempotency key: the key, the effect and the answer share one transaction, and a repeat
   * gets the first answer.
   * @throws {IdempotencyKeyReusedError} and whatever `work` throws (then nothing is stored and the key stays free)
   */
  once(
    caller: { readonly accountId: AccountId; readonly actor: Actor },
    claim: Omit<IdempotencyClaim, 'at'>,
    work: (desk: Desk) => Promise<IdempotentAnswer>,
  ): Promise<IdempotentAnswer & { readonly isReplay: boolean }>;
  /** Who holds this API key. @throws {UnauthenticatedError} */
  authenticate(apiKeySecret: string): Promise<Principal>;
  /**
   * The agent whose token was checked, as stored now: a token outlives neither the agent nor their being enabled.
   * @throws {UnauthenticatedError} if there is no such agent, or they are disabled
   */
  authenticateAgent(claims: { readonly accountId: AccountId; readonly agentId: AgentId }): Promise<Principal>;
  /** What a resume token of a hand-off opens: one conversation. @throws {UnauthenticatedError} */
  authenticateTicket(resumeToken: string): Promise<ResumeClaims>;
  /** Listens in this process; returns how to stop. */
  on<Name extends keyof ParleyHostEvents>(name: Name, handler: ParleyHostEvents[Name]): () => void;
  /** What a realtime gateway is built on. */
  readonly realtime: EngineRealtime;
  figures(): ParleyFigures;
  /** Starts job workers and the log follower. Webhooks and desks work without it; nothing is sent without it. */
  start(): Promise<void>;
  /** Stops taking work and waits for what is running, at most `graceMs`. @defaultValue 10_000 */
  stop(graceMs?: number): Promise<void>;
}
