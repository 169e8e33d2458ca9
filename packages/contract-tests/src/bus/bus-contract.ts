import { type JsonObject, maxBusMessageBytes, type RealtimeBus } from '@parley/core';
import { afterEach, describe, expect, it } from 'vitest';

/** What the suite needs of a bus. */
export interface BusContractSetup {
  /** One installation's bus as two processes see it; the same object twice where the bus is within one process. */
  readonly ends: readonly [RealtimeBus, RealtimeBus];
  close(): Promise<void>;
}

let channels = 0;

/**
 * What every bus must do while it is well. What it loses when it is not is nobody's business: nothing depends on it.
 *
 * @param name shown in the report
 */
export function busContract(name: string, create: () => Promise<BusContractSetup>): void {
  describe(`${name} bus`, () => {
    const opened: BusContractSetup[] = [];
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((setup) => setup.close()));
    });
    const open = async (): Promise<BusContractSetup['ends']> => {
      const setup = await create();
      opened.push(setup);
      return setup.ends;
    };
    const newChannel = (): string => {
      channels += 1;
      return `contract:${channels}:${Math.random().toString(36).slice(2)}`;
    };
    /** Everything heard, and a promise of the first `count` of it. */
    const hear = async (bus: RealtimeBus, channel: string, count: number) => {
      const heard: JsonObject[] = [];
      let done = (): void => {};
      const all = new Promise<void>((resolve) => {
        done = resolve;
      });
      const stop = await bus.subscribe(channel, (message) => {
        heard.push(message);
        if (heard.length === count) done();
      });
      return { heard, all, stop };
    };

    it('brings a message to every subscriber, here and there', async () => {
      const [here, there] = await open();
      const channel = newChannel();
      const ears = await Promise.all([
        hear(here, channel, 1),
        hear(here, channel, 1),
        hear(there, channel, 1),
      ]);
      const message = { kind: 'typing', text: 'héllo 👋', nested: { n: 1, list: [true, null] } };
      await here.publish(channel, message);
      await Promise.all(ears.map(({ all }) => all));
      for (const { heard } of ears) expect(heard).toStrictEqual([message]);
    });

    it('keeps the order of one publisher', async () => {
      const [here, there] = await open();
      const channel = newChannel();
      const ear = await hear(there, channel, 100);
      await Promise.all(Array.from({ length: 100 }, (_, n) => here.publish(channel, { n })));
      await ear.all;
      expect(ear.heard.map(({ n }) => n)).toStrictEqual(Array.from({ length: 100 }, (_, n) => n));
    });

    it('keeps channels apart', async () => {
      const [here, there] = await open();
      const [one, other] = [newChannel(), newChannel()];
      const [ear, otherEar] = await Promise.all([hear(there, one, 2), hear(there, other, 1)]);
      await here.publish(one, { n: 1 });
      await here.publish(other, { n: 2 });
      await here.publish(one, { n: 3 });
      await Promise.all([ear.all, otherEar.all]);
      expect(ear.heard).toStrictEqual([{ n: 1 }, { n: 3 }]);
      expect(otherEar.heard).toStrictEqual([{ n: 2 }]);
    });

    it('brings nothing within the call that publishes', async () => {
      const [here] = await open();
      const channel = newChannel();
      const ear = await hear(here, channel, 1);
      const published = here.publish(channel, {});
      expect(ear.heard).toStrictEqual([]);
      await published;
      await ear.all;
    });

    it('gives everybody a message of their own', async () => {
      const [here, there] = await open();
      const channel = newChannel();
      await here.subscribe(channel, (message) => {
        (message as Record<string, unknown>)['mine'] = true;
      });
      const ear = await hear(here, channel, 1);
      const far = await hear(there, channel, 1);
      await here.publish(channel, { n: 1 });
      await Promise.all([ear.all, far.all]);
      expect([...ear.heard, ...far.heard]).toStrictEqual([{ n: 1 }, { n: 1 }]);
    });

    it('brings nothing any more to who has stopped listening, and goes on for the others', async () => {
      const [here, there] = await open();
      const channel = newChannel();
      const [gone, ear] = await Promise.all([hear(there, channel, 1), hear(there, channel, 2)]);
      await here.publish(channel, { n: 1 });
      await gone.all;
      await gone.stop();
      await gone.stop();
      await here.publish(channel, { n: 2 });
      await ear.all;
      expect(gone.heard).toStrictEqual([{ n: 1 }]);
    });

    it('goes on when a listener throws', async () => {
      const [here, there] = await open();
      const channel = newChannel();
      await there.subscribe(channel, () => {
        throw new Error('a listener of the test');
      });
      const ear = await hear(there, channel, 2);
      await here.publish(channel, { n: 1 });
      await here.publish(channel, { n: 2 });
      await ear.all;
      expect(ear.heard).toStrictEqual([{ n: 1 }, { n: 2 }]);
    });

    it('takes messages up to the limit and refuses larger ones', async () => {
      const [here, there] = await open();
      const channel = newChannel();
      const ear = await hear(there, channel, 1);
      const rest = maxBusMessageBytes - JSON.stringify({ text: '' }).length;
      await expect(here.publish(channel, { text: 'x'.repeat(rest + 1) })).rejects.toThrow(RangeError);
      await expect(here.publish(channel, { text: '€'.repeat(rest / 2) })).rejects.toThrow(RangeError);
      await here.publish(channel, { text: 'x'.repeat(rest) });
      await ear.all;
      expect(ear.heard).toStrictEqual([{ text: 'x'.repeat(rest) }]);
    });
  });
}
