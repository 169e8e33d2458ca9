import type { AnswerOf, eventSchema } from '@parley/api-contract';
import type { DomainEvent } from '@parley/core';

/** An event as the API shows it. */
export function showEvent(event: DomainEvent): AnswerOf<typeof eventSchema> {
  return { ...event, at: event.at.toISOString() };
}
