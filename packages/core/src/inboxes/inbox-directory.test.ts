import { describe, expect, it } from 'vitest';
import type { BusinessHours } from '../business-hours/business-hours.ts';
import type { Channel, ChannelAdapter } from '../channels/channel.ts';
import { createAesGcmCipher } from '../privacy/field-cipher.ts';
import { anInbox, aSchedule } from '../testing/builders.ts';
import type { Inbox } from './inbox.ts';
import { createInboxDirectory } from './inbox-directory.ts';

const accountId = 'acc_00000000000070008000000000000001';
const cipher = createAesGcmCipher([{ id: 'k', bytes: new Uint8Array(32) }]);

async function directoryOf(
  stored: Map<string, Inbox>,
  hoursOf: () => BusinessHours | undefined = () => undefined,
) {
  let now = 0;
  let reads = 0;
  let opens = 0;
  const adapter: ChannelAdapter = {
    kind: 'whatsapp',
    hasWebhook: true,
    credentialNames: [],
    check: (inbox) => inbox,
    open({ credentials }) {
      opens += 1;
      return { kind: 'whatsapp', token: credentials.token } as unknown as Channel;
    },
  };
  const directory = createInboxDirectory({
    adapters: [adapter],
    cipher,
    now: () => now,
    maxAgeMs: 1000,
    system: {
      async findInbox(id) {
        reads += 1;
        const inbox = stored.get(id);
        return inbox === undefined ? undefined : { accountId, inbox, hours: hoursOf() };
      },
    },
  });
  return { directory, counts: () => ({ reads, opens }), pass: (ms: number) => (now += ms) };
}

const sealed = async (version: number): Promise<Inbox> => {
  const inbox = anInbox({ version });
  return {
    ...inbox,
    sealedCredentials: await cipher.seal(JSON.stringify({ token: `t${version}` }), inbox.id),
  };
};

describe('inbox directory', () => {
  it('reads an inbox once for many webhooks, also when they come together', async () => {
    const inbox = await sealed(1);
    const { directory, counts } = await directoryOf(new Map([[inbox.id, inbox]]));
    const found = await Promise.all([
      directory.get(inbox.id),
      directory.get(inbox.id),
      directory.get(inbox.id),
    ]);
    expect(found[0]?.channel).toMatchObject({ token: 't1' });
    expect(counts()).toEqual({ reads: 1, opens: 1 });
  });

  it('keeps the open channel while the inbox stays as it was', async () => {
    const inbox = await sealed(1);
    const { directory, counts, pass } = await directoryOf(new Map([[inbox.id, inbox]]));
    await directory.get(inbox.id);
    pass(5000);
    await directory.get(inbox.id);
    expect(counts()).toEqual({ reads: 2, opens: 1 });
  });

  it('opens a changed inbox anew as soon as it is told', async () => {
    const inbox = await sealed(1);
    const stored = new Map([[inbox.id, inbox]]);
    const { directory } = await directoryOf(stored);
    await directory.get(inbox.id);
    stored.set(inbox.id, await sealed(2));
    directory.forget(inbox.id);
    expect(directory.known(inbox.id)).toBeUndefined();
    expect((await directory.get(inbox.id))?.channel).toMatchObject({ token: 't2' });
  });

  it('remembers ids that do not exist, so that guessing does not reach the database', async () => {
    const { directory, counts } = await directoryOf(new Map());
    await directory.get('inb_00000000000070008000000000000009');
    await directory.get('inb_00000000000070008000000000000009');
    expect(counts().reads).toBe(1);
  });

  it('knows changed business hours as soon as it is told, and keeps the channel open', async () => {
    const inbox = { ...(await sealed(1)), businessHoursId: aSchedule().id };
    let hours = aSchedule();
    const { directory, counts } = await directoryOf(new Map([[inbox.id, inbox]]), () => hours);
    expect((await directory.get(inbox.id))?.hours).toStrictEqual(hours);
    const before = hours;
    hours = aSchedule({ weekly: [], version: 2 });
    expect(directory.known(inbox.id)?.hours).toStrictEqual(before);
    directory.forgetHours('bhr_00000000000070008000000000000009');
    expect(directory.known(inbox.id)?.hours).toStrictEqual(before);
    directory.forgetHours(hours.id);
    expect(directory.known(inbox.id)).toBeUndefined();
    expect((await directory.get(inbox.id))?.hours).toStrictEqual(hours);
    expect(counts()).toEqual({ reads: 2, opens: 1 });
  });

  it('takes hours in a zone this process does not know for none', async () => {
    const inbox = await sealed(1);
    const { directory } = await directoryOf(new Map([[inbox.id, inbox]]), () =>
      aSchedule({ timeZone: 'Mars/Olympus' }),
    );
    expect(await directory.get(inbox.id)).not.toHaveProperty('hours');
  });

  it('names the adapters it has when asked for another', async () => {
    const { directory } = await directoryOf(new Map());
    expect(() => directory.adapter('fax')).toThrow(expect.objectContaining({ code: 'unknown_channel' }));
  });
});
