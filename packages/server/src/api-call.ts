import type { AnswerOf, OperationId, RouteOf } from '@parley/api-contract';
import type { Desk, InboxId } from '@parley/core';
import type { z } from 'zod';
import type { Cursors } from './cursors.ts';

/** Routes that need an API key. */
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
  readonly params: PartOf<Id, 'params'>;
  readonly query: PartOf<Id, 'query'>;
  readonly body: PartOf<Id, 'body'>;
  readonly cursors: Cursors;
  readonly inboxFacts: InboxFacts;
}

type ResponsesOf<Id extends OperationId> = RouteOf<Id>['responses'];

/** What a route answers, by its status. */
export type ApiReply<Id extends OperationId> = {
  [Status in keyof ResponsesOf<Id> & number]: ResponsesOf<Id>[Status] extends {
    readonly schema: infer Schema extends z.ZodType;
  }
    ? { readonly status: Status; readonly body: AnswerOf<Schema> }
    : never;
}[keyof ResponsesOf<Id> & number];

/** Does the work of one route. */
export type ApiHandler<Id extends OperationId> = (call: ApiCall<Id>) => Promise<ApiReply<Id>>;

/** One handler for every route that needs an API key. */
export type ApiHandlers = { readonly [Id in ApiOperation]: ApiHandler<Id> };
