import { z } from 'zod';
import { actorSchema } from './actor.ts';
import { type EventName, eventDataSchemas, eventNames } from './event-data.ts';
import { accountIdSchema, eventIdSchema } from './ids.ts';
import { instantSchema } from './instant.ts';
import { cursorSchema, limitSchema, listOf } from './page.ts';

function eventSchemaOf<Name extends EventName>(name: Name) {
  return z.object({
    id: eventIdSchema,
    type: z.literal(name),
    version: z
      .int()
      .positive()
      .meta({ description: "Of the payload's shape; grows when it changes incompatibly." }),
    accountId: accountIdSchema,
    actor: actorSchema,
    at: instantSchema,
    data: eventDataSchemas[name],
  });
}

type EventSchema = { [Name in EventName]: ReturnType<typeof eventSchemaOf<Name>> }[EventName];

/** One entry of the event log. */
export const eventSchema = z
  .discriminatedUnion(
    'type',
    eventNames.map((name) => eventSchemaOf(name)) as unknown as [EventSchema, ...EventSchema[]],
  )
  .meta({
    id: 'Event',
    description: 'One entry of the event log. Expect types you do not know and ignore them.',
  });

/** `GET /v1/events`. */
export const eventListQuerySchema = z.strictObject({
  limit: limitSchema,
  after: z
    .union([z.literal('latest'), cursorSchema])
    .meta({
      description:
        'The `nextCursor` of the answer before; absent = from the beginning; `latest` = only what comes from now on.',
    })
    .exactOptional(),
});

/** `GET /v1/conversations/:id/events`: a page of what happened to a conversation, oldest first. */
export const timelineSchema = listOf(eventSchema, 'Timeline');

/** A stretch of the event log, in order. */
export const eventListSchema = z
  .object({
    items: z.array(eventSchema),
    nextCursor: z.string().meta({
      description: 'Where to go on, also when `items` is empty. Keep it, and ask again with it as `after`.',
    }),
  })
  .meta({ id: 'EventList' });
