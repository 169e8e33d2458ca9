import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { eventSchema } from './event.ts';
import { eventDataSchemas, eventNames } from './event-data.ts';

const page = join(dirname(fileURLToPath(import.meta.url)), '../../../docs/events.md');

test('docs/events.md has a row for every event, with the fields of its payload, and no other', () => {
  const rows = readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const written = Object.fromEntries(rows.map(([, name, data]) => [name?.replaceAll('`', ''), data]));
  const fields = (name: keyof typeof eventDataSchemas): string =>
    Object.entries(eventDataSchemas[name].shape)
      .map(([field, schema]) => `\`${field}${schema.safeParse(undefined).success ? '?' : ''}\``)
      .join(', ');
  expect(written).toEqual(Object.fromEntries(eventNames.map((name) => [name, fields(name)])));
  for (const [, name, , when] of rows) expect(when, name).toMatch(/\.$/);
});

test('an event is read by its type, and one with the payload of another is not an event', () => {
  const one = '00000000000070008000000000000001';
  const note = { noteId: `not_${one}`, conversationId: `cnv_${one}` };
  const event = {
    id: `evt_${one}`,
    version: 1,
    accountId: `acc_${one}`,
    actor: { type: 'system' },
    at: '2026-01-05T12:00:00.000Z',
  };
  expect(eventSchema.safeParse({ ...event, type: 'note.added', data: note }).success).toBe(true);
  expect(eventSchema.safeParse({ ...event, type: 'message.received', data: note }).success).toBe(false);
  expect(
    eventSchema.safeParse({ ...event, type: 'note.added', data: note, at: '2026-01-05T12:00:00Z' }).success,
  ).toBe(false);
});
