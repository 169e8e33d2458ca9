import {
  type AnswerOf,
  agentSchema,
  conversationSchema,
  type EventName,
  errorStatuses,
  type eventDataSchemas,
  type messageContentSchema,
  type sentContentSchema,
} from '@parley/api-contract';
import {
  activeStatuses,
  agentRoles,
  conversationStatuses,
  type DomainEventMap,
  type DomainEventName,
  deliveryStatuses,
  type MessageContent,
  priorities,
} from '@parley/core';
import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';

type DataOf<Name extends EventName> = AnswerOf<(typeof eventDataSchemas)[Name]>;
type Fits = {
  [Name in DomainEventName]: DomainEventMap[Name] extends DataOf<Name> ? true : Name;
}[DomainEventName];

test('the contract knows exactly the events of the engine, with their payloads', () => {
  expectTypeOf<EventName>().toEqualTypeOf<DomainEventName>();
  expectTypeOf<Fits>().toEqualTypeOf<true>();
});

test('what can be sent is content of the engine, and all content of the engine can be shown', () => {
  expectTypeOf<z.output<typeof sentContentSchema>>().toExtend<MessageContent>();
  expectTypeOf<MessageContent>().toExtend<AnswerOf<typeof messageContentSchema>>();
});

test('the words of the contract are the words of the engine', () => {
  expect(conversationSchema.shape.status.options).toEqual([...conversationStatuses]);
  expect(conversationSchema.shape.priority.options).toEqual([...priorities]);
  expect(agentSchema.shape.role.options).toEqual([...agentRoles]);
  expect(activeStatuses.every((status) => conversationSchema.shape.status.options.includes(status))).toBe(
    true,
  );
  expect(deliveryStatuses).toHaveLength(8);
});

test('codes are lower snake case', () => {
  for (const code of Object.keys(errorStatuses)) expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
});
