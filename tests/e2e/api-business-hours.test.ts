import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiDesk, openApiDesk } from './api-desk.ts';

let desk: ApiDesk;
beforeAll(async () => {
  desk = await openApiDesk();
});
afterAll(() => desk.close());

const office = {
  name: 'Office',
  timeZone: 'Europe/Berlin',
  weekly: [
    { day: 'monday', opens: '09:00', closes: '12:30' },
    { day: 'monday', opens: '13:00', closes: '17:00' },
    { day: 'friday', opens: '22:00', closes: '02:00' },
  ],
  exceptions: [{ date: '2026-12-25', name: 'Christmas', intervals: [] }],
  autoReply: { text: 'We are closed.', byLanguage: { de: 'Wir haben geschlossen.' } },
};
const create = async (given: object = {}) => {
  const body = { ...office, ...given };
  const answer = await desk.call(desk.acme, 'POST', '/v1/business-hours', { body });
  return answer as { readonly status: number; readonly body: { readonly id: string; error?: unknown } };
};

describe('business hours', () => {
  it('are added, read, listed, changed and removed', async () => {
    const { status, body } = await create();
    expect(status).toBe(201);
    const path = `/v1/business-hours/${body.id}`;
    expect(body).toEqual({
      id: expect.stringMatching(/^bhr_[0-9a-f]{32}$/),
      ...office,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect((await desk.call(desk.acme, 'GET', path)).body).toEqual(body);
    const list = (await desk.call(desk.acme, 'GET', '/v1/business-hours')).body;
    expect(list).toEqual({ items: [body], nextCursor: null });
    const changed = await desk.call(desk.acme, 'PATCH', path, {
      body: { timeZone: 'Asia/Kathmandu', exceptions: [], autoReply: null },
    });
    expect([changed.status, changed.body]).toMatchObject([
      200,
      { name: 'Office', timeZone: 'Asia/Kathmandu', weekly: office.weekly, exceptions: [], autoReply: null },
    ]);
    const removed = await desk.call(desk.acme, 'DELETE', path);
    expect([removed.status, removed.body]).toEqual([200, changed.body]);
    expect((await desk.call(desk.acme, 'GET', path)).status).toBe(404);
    const events = (await desk.call(desk.acme, 'GET', '/v1/events?limit=100')).body as {
      items: { type: string; data: unknown }[];
    };
    const data = { businessHoursId: body.id, name: 'Office' };
    expect(events.items.filter(({ type }) => type.startsWith('business_hours.'))).toMatchObject([
      { type: 'business_hours.saved', data },
      { type: 'business_hours.saved', data },
      { type: 'business_hours.removed', data },
    ]);
  });

  it('are refused with every problem named', async () => {
    const problemsOf = async (given: object) => {
      const { status, body } = await create(given);
      const { error } = body as unknown as {
        error: { code: string; details: { problems: { path: string; message: string }[] } };
      };
      return [status, error.code, error.details.problems.map(({ path }) => path)];
    };
    expect(await problemsOf({ timeZone: 'Mars/Olympus' })).toEqual([
      422,
      'invalid_business_hours',
      ['timeZone'],
    ]);
    const twice = { ...office.weekly[0], opens: '12:00' };
    expect(await problemsOf({ weekly: [...office.weekly, twice] })).toEqual([
      422,
      'invalid_business_hours',
      ['weekly.3'],
    ]);
    expect(
      await problemsOf({ weekly: [{ day: 'Monday', opens: '9', closes: '24:01' }], surprise: 1 }),
    ).toEqual([400, 'invalid_request', ['weekly.0.day', 'weekly.0.opens', 'weekly.0.closes', 'surprise']]);
    expect(await problemsOf({ exceptions: [{ date: '2026-02-30', name: 'x', intervals: [] }] })).toEqual([
      400,
      'invalid_request',
      ['exceptions.0.date'],
    ]);
  });

  it('are given to an inbox, and stay while it has them', async () => {
    const { body } = await create();
    const inbox = `/v1/inboxes/${desk.acme.inboxId}`;
    const give = (businessHoursId: string | null) =>
      desk.call(desk.acme, 'PATCH', inbox, { body: { businessHoursId } });
    expect((await give(body.id)).body).toMatchObject({ businessHoursId: body.id });
    const refused = await desk.call(desk.acme, 'DELETE', `/v1/business-hours/${body.id}`);
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { error: { code: 'business_hours_in_use', details: { inboxIds: [desk.acme.inboxId] } } },
    ]);
    expect((await give(null)).body).toMatchObject({ businessHoursId: null });
    expect((await desk.call(desk.acme, 'DELETE', `/v1/business-hours/${body.id}`)).status).toBe(200);
    const gone = await give(body.id);
    expect([gone.status, gone.body]).toMatchObject([404, { error: { code: 'business_hours_not_found' } }]);
  });

  it("of another account are nobody's", async () => {
    const answer = await desk.call(desk.globex, 'POST', '/v1/business-hours', { body: office });
    const { id: businessHoursId } = answer.body as { id: string };
    const inbox = `/v1/inboxes/${desk.acme.inboxId}`;
    const given = await desk.call(desk.acme, 'PATCH', inbox, { body: { businessHoursId } });
    expect([given.status, given.body]).toMatchObject([404, { error: { code: 'business_hours_not_found' } }]);
  });

  it('are added once under one key', async () => {
    const headers = { 'idempotency-key': 'hours-1' };
    const body = { ...office, name: 'Only once' };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => desk.call(desk.acme, 'POST', '/v1/business-hours', { headers, body })),
    );
    for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body);
    expect(answers[0]?.status).toBe(201);
    const list = (await desk.call(desk.acme, 'GET', '/v1/business-hours')).text;
    expect(list.split('Only once')).toHaveLength(2);
  });

  it('that two change at once keep both changes, or refuse one', async () => {
    const { body } = await create();
    const path = `/v1/business-hours/${body.id}`;
    const changes = [{ name: 'New name' }, { timeZone: 'Asia/Tokyo' }];
    const answers = await Promise.all(
      changes.map((change) => desk.call(desk.acme, 'PATCH', path, { body: change })),
    );
    const now = (await desk.call(desk.acme, 'GET', path)).body;
    answers.forEach(({ status, body: answer }, index) => {
      if (status === 200) expect(now).toMatchObject(changes[index] ?? {});
      else expect(answer).toMatchObject({ error: { code: 'stale_write' } });
    });
    expect(answers.some(({ status }) => status === 200)).toBe(true);
  });
});
