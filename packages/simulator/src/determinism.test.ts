import { describe, expect, it } from 'vitest';
import { createFakeBusiness, textTo } from './fake-business.ts';

/** A day with a bit of everything that the seed decides. */
async function playDay(seed: string) {
  const business = createFakeBusiness({
    seed,
    timings: { sentMs: 100, deliveredMs: 400, readMs: 900, jitterMs: 250 },
    answer: (_webhook, count) => new Response('', { status: count % 5 === 0 ? 503 : 200 }),
  });
  const { simulator } = business;
  simulator.faults.sometimes({ kind: 'http_error', status: 503 }, 0.3);
  simulator.faults.sometimes({ kind: 'shuffle_statuses' }, 0.5);
  simulator.faults.sometimes({ kind: 'duplicate_webhook' }, 0.3);
  const people = ['+16505551234', '+5511987654321', '+6281234567890'].map((phone) =>
    simulator.customer({ phone, autoRead: true }),
  );
  for (const [index, person] of people.entries()) {
    await person.text(`Hello from ${index}`);
    await person.image();
    await business.send(textTo(person.phone ?? '', `Reply to ${index}`));
  }
  await simulator.batch(people.map((person) => person.draft.text('together')));
  await simulator.reorder(people.map((person) => person.draft.text('in any order')));
  await people[0]?.rotateUserId();
  await simulator.settled();
  const answers = simulator.outbox.map((message) => message.id);
  const trace = simulator.traceText();
  await simulator.close();
  return { trace, raw: business.received.map((webhook) => webhook.raw), answers };
}

describe('the seed', () => {
  it('gives the same trace, the same webhooks byte by byte and the same ids again', async () => {
    const first = await playDay('monday');
    const second = await playDay('monday');
    expect(second.trace).toBe(first.trace);
    expect(second.raw).toEqual(first.raw);
    expect(second.answers).toEqual(first.answers);
    expect(first.trace.split('\n').length).toBeGreaterThan(60);
  });

  it('gives another trace when it is another', async () => {
    const monday = await playDay('monday');
    const tuesday = await playDay('tuesday');
    expect(tuesday.trace).not.toBe(monday.trace);
    expect(tuesday.answers.some((id) => monday.answers.includes(id))).toBe(false);
  });

  it('gives the same trace whenever the run starts', async () => {
    const run = async (start: string) => {
      const business = createFakeBusiness({ now: () => new Date(start) });
      await business.simulator.customer('+16505551234').text('hi');
      await business.send(textTo('+16505551234', 'hello'));
      await business.simulator.settled();
      return business.simulator.traceText();
    };
    expect(await run('2026-01-05T09:00:00Z')).toBe(await run('2031-07-01T23:59:59Z'));
  });

  it('keeps secrets and tokens out of the trace', async () => {
    const { trace } = await playDay('monday');
    expect(trace).not.toContain('parley-demo');
  });
});
