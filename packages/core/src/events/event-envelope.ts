import type { Actor } from '../actor.ts';
import type { AccountId, EventId, Ids } from '../ids.ts';
import type { DomainEventMap, DomainEventName, DomainFact } from './event-map.ts';

interface Envelope<Name extends DomainEventName> {
  readonly id: EventId;
  readonly type: Name;
  /** Of the payload's shape; grows when it changes incompatibly. */
  readonly version: 1;
  readonly accountId: AccountId;
  readonly actor: Actor;
  readonly at: Date;
  readonly data: DomainEventMap[Name];
}

/** One entry of the event log, before it has a position. */
export type DomainEvent<Name extends DomainEventName = DomainEventName> = { [N in Name]: Envelope<N> }[Name];

/** Puts facts into envelopes. */
export function wrapFacts(
  facts: readonly DomainFact[],
  given: { readonly accountId: AccountId; readonly actor: Actor; readonly at: Date; readonly ids: Ids },
): DomainEvent[] {
  return facts.map(
    (fact) =>
      ({
        id: given.ids.next('evt'),
        type: fact.type,
        version: 1,
        accountId: given.accountId,
        actor: given.actor,
        at: given.at,
        data: fact.data,
      }) as DomainEvent,
  );
}
