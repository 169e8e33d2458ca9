import type { AnswerOf, OperationId, RouteOf } from '@parley/api-contract';
import type { Desk, InboxId, Principal } from '@parley/core';
import type { z } from 'zod';
import type { AgentTokens } from './agent-tokens.ts';
import type { Cursors } from './cursors.ts';
import type { SentFile } from './read-file.ts';
import type { RealtimeCalls } from './realtime/realtime-calls.ts';
import type { ServerSettings } from './server-options.ts';

/** Routes that need credentials. */
export type ApiOperation = {
  [Id in OperationId]: RouteOf<Id>['auth'] extends 'apiKey' ? Id : never;
}[OperationId];

type PartOf<Id extends OperationId, Name extends string> =
  RouteOf<Id> extends Readonly<Record<Name, infer Schema extends z.ZodType>> ? z.output<Schema> : undefined;

/** What a handler may ask about inboxes without reading them again: facts that never change. */
export interface InboxFacts {
  /** The channel of an inbox of this account. */
  channelOf(desk: Desk, inboxId: InboxId): Promise<string>;
}

/** A validated call of a route. */
export interface ApiCall<Id extends OperationId> {
  /** Of the caller; inside the idempotency transaction where the call has a key. */
  readonly desk: Desk;
  /** Who calls, and may call this route. */
  readonly principal: Principal;
  readonly params: PartOf<Id, 'params'>;
  readonly query: PartOf<Id, 'query'>;
  readonly body: PartOf<Id, 'body'>;
  readonly cursors: Cursors;
  readonly inboxFacts: InboxFacts;
  readonly tokens: AgentTokens;
  readonly realtime: RealtimeCalls;
  readonly settings: ServerSettings;
  /** Of a route that takes a file. */
  readonly file: RouteOf<Id> extends { readonly takesFile: true } ? SentFile : undefined;
  /** Aborted when the caller is not kept waiting any more. */
  readonly signal: AbortSignal;
}

/** A file as an answer: passed on as it comes. */
export interface FileReply<Status> {
  readonly status: Status;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReadableStream<Uint8Array>;
}

type ResponsesOf<Id extends OperationId> = RouteOf<Id>['responses'];

/** What a route answers, by its status: JSON where it has a schema, else a file. */
export type ApiReply<Id extends OperationId> = {
  [Status in keyof ResponsesOf<Id> & number]: ResponsesOf<Id>[Status] extends {
    readonly schema: infer Schema extends z.ZodType;
  }
    ? { readonly status: Status; readonly body: AnswerOf<Schema> }
    : FileReply<Status>;
}[keyof ResponsesOf<Id> & number];

/** Does the work of one route. */
export type ApiHandler<Id extends OperationId> = (call: ApiCall<Id>) => Promise<ApiReply<Id>>;

/** One handler for every route that needs credentials. */
export type ApiHandlers = { readonly [Id in ApiOperation]: ApiHandler<Id> };
