import { describe, expect, it } from 'vitest';
import { runSimulatorCli } from '../cli.ts';
import type { FakeBusiness } from '../fake-business.ts';
import { createFakeBusiness } from '../fake-business.ts';
import { gradientPng } from '../media/sample-file.ts';
import type { CliIo } from './cli-io.ts';
import { mimeTypeOf } from './drive-commands.ts';

function refusing(): never {
  throw new TypeError('fetch failed', {
    cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
  });
}

/** A terminal whose network is `fetch`. */
function terminal(fetch: CliIo['fetch'], stopped = new AbortController().signal) {
  const said: string[] = [];
  const complained: string[] = [];
  const progress: string[] = [];
  let heard: (line: string) => void = () => undefined;
  const io: CliIo = {
    say: (line) => {
      said.push(line);
      heard(line);
    },
    complain: (line) => void complained.push(line),
    progress: (line) => void progress.push(line),
    env: {},
    readFile: async (path) => {
      if (path.startsWith('missing')) throw new Error('ENOENT');
      return gradientPng(4, 4, 9);
    },
    fetch,
    stopped,
  };
  const run = (...argv: string[]) => runSimulatorCli(argv, io);
  const onSay = (listener: (line: string) => void) => {
    heard = listener;
  };
  return { run, said, complained, progress, onSay };
}

function driving(business: FakeBusiness) {
  return terminal((url, init) => business.simulator.fetch(url, init));
}

describe('commands that drive a running simulator', () => {
  it('send a text as the customer with that number and name', async () => {
    const business = createFakeBusiness();
    const { run, said } = driving(business);
    expect(await run('text', '--from', '+15550001111', '--name', 'Kim', '--text', 'hello')).toBe(0);
    expect(business.values()[0]).toMatchObject({
      contacts: [{ profile: { name: 'Kim' }, wa_id: '15550001111' }],
      messages: [{ text: { body: 'hello' } }],
    });
    expect(said[0]).toMatch(/^wamid\.\S+: answered 200 in [\d.]+ ms$/);
  });

  it('send pictures, places, reactions, rotations and batches', async () => {
    const business = createFakeBusiness();
    const { run } = driving(business);
    expect(await run('image', '--file', 'photo.jpg', '--caption', 'Look')).toBe(0);
    expect(await run('location', '--place', 'Market Street')).toBe(0);
    const messageId = String(business.items('messages')[0]?.['id']);
    expect(await run('reaction', '--message', messageId, '--emoji', '🎉')).toBe(0);
    expect(await run('rotate-user-id')).toBe(0);
    expect(await run('batch', '--size', '4')).toBe(0);
    expect(business.items('messages').map((message) => message['type'])).toEqual([
      'image',
      'location',
      'reaction',
      'system',
      'text',
      'text',
      'text',
      'text',
    ]);
    expect(business.items('messages')[0]).toMatchObject({
      image: { caption: 'Look', mime_type: 'image/jpeg' },
    });
  });

  it('report statuses of the newest message, and shake hands', async () => {
    const business = createFakeBusiness();
    const { run, said } = driving(business);
    await run('text');
    await business.send({ to: '+16505551234', type: 'text', text: { body: 'hello' } });
    await business.simulator.settled();
    expect(await run('status', '--status', 'failed', '--code', '131026')).toBe(0);
    expect(business.items('statuses').at(-1)).toMatchObject({ status: 'failed', errors: [{ code: 131026 }] });
    expect(await run('verify')).toBe(0);
    expect(said.at(-1)).toBe('The webhook answered the challenge.');
  });

  it('send a burst with progress and figures', async () => {
    const business = createFakeBusiness();
    const { run, said, progress } = driving(business);
    expect(await run('burst', '40', '--customers', '4', '--concurrency', '3')).toBe(0);
    expect(business.items('messages')).toHaveLength(40);
    expect(progress.at(-1)).toBe('100 %  40 of 40 sent, 40 acked');
    expect(said.join('\n')).toMatch(
      /acked {4}40 of 40 in [\d.]+ s\nrate .* msg\/s\nlatency {2}p50 .* ms, p99 .* ms/,
    );
  });

  it('exit with 1 when the webhook does not take it', async () => {
    const business = createFakeBusiness({ answer: () => new Response('', { status: 401 }) });
    const { run, complained } = driving(business);
    expect(await run('text')).toBe(1);
    expect(complained[0]).toContain('answered 401. Is the app secret the same on both sides?');
    expect(await run('burst', '3')).toBe(1);
    expect(complained.at(-1)).toContain('401: 3');
  });

  it('say what to do when no simulator runs, the file is missing, or the words are wrong', async () => {
    const down = terminal(async () => refusing());
    expect(await down.run('text')).toBe(1);
    expect(down.complained[0]).toBe(
      'No simulator is running at http://localhost:3001. Start one with "serve", or add --direct to post straight to the webhook.',
    );
    const { run, complained } = driving(createFakeBusiness());
    expect(await run('image', '--file', 'missing.png')).toBe(1);
    expect(complained.at(-1)).toBe('Could not read missing.png.');
    expect(await run('image')).toBe(2);
    expect(await run('dance')).toBe(2);
    expect(await run('burst', 'lots')).toBe(2);
    expect(await run('text', '--from', 'nobody')).toBe(1);
    expect(complained.at(-1)).toContain('is not a phone number');
  });
});

describe('commands that post straight to the webhook', () => {
  function direct(business: FakeBusiness) {
    const seen: string[] = [];
    const cli = terminal(async (url, init) => {
      seen.push(url);
      return business.simulator.settings.fetch(new Request(url, init));
    });
    return {
      ...cli,
      seen,
      run: (...argv: string[]) => cli.run(...argv, '--direct', '--webhook-url', 'http://business.test/hook'),
    };
  }

  it('need no simulator', async () => {
    const business = createFakeBusiness();
    const { run, seen, said } = direct(business);
    expect(await run('text', '--text', 'hello')).toBe(0);
    expect(await run('location')).toBe(0);
    expect(await run('reaction', '--message', 'wamid.1')).toBe(0);
    expect(await run('rotate-user-id')).toBe(0);
    expect(await run('status', '--message', 'wamid.1', '--status', 'read')).toBe(0);
    expect(await run('batch', '--size', '3')).toBe(0);
    expect(await run('burst', '10')).toBe(0);
    expect(await run('verify')).toBe(0);
    expect(new Set(seen.map((url) => new URL(url).host))).toEqual(new Set(['business.test']));
    expect(business.items('messages')).toHaveLength(4 + 3 + 10);
    expect(business.items('statuses')).toMatchObject([
      { id: 'wamid.1', status: 'read', recipient_id: '16505551234' },
    ]);
    expect(said[0]).toMatch(/answered 200/);
  });

  it('use new message ids every time, but the same user id for the same number', async () => {
    const business = createFakeBusiness();
    const { run } = direct(business);
    await run('text');
    await run('text');
    const [first, second] = business.items('messages');
    expect(first?.['id']).not.toBe(second?.['id']);
    expect(first?.['from_user_id']).toBe(second?.['from_user_id']);
    await run('text', '--seed', 'fixed');
    await run('text', '--seed', 'fixed');
    expect(business.items('messages')[2]?.['id']).toBe(business.items('messages')[3]?.['id']);
  });

  it('exit with 1 when the webhook cannot be reached, 2 when they cannot work that way', async () => {
    const down = terminal(async () => refusing());
    expect(await down.run('text', '--direct')).toBe(1);
    expect(down.complained[0]).toContain('could not be reached (ECONNREFUSED)');
    expect(await down.run('image', '--direct', '--file', 'photo.jpg')).toBe(2);
    expect(await down.run('reaction', '--direct')).toBe(2);
    expect(await down.run('text', '--direct', '--webhook-url', 'nowhere')).toBe(2);
  });
});

describe('serve', () => {
  it('runs until it is asked to stop', async () => {
    const stop = new AbortController();
    const cli = terminal(async () => refusing(), stop.signal);
    let url = '';
    const listening = new Promise<void>((resolve) => {
      cli.onSay((line) => {
        url ||= /http:\/\/localhost:\d+/.exec(line)?.[0] ?? '';
        if (line.startsWith('Seed')) resolve();
      });
    });
    const running = cli.run('serve', '--port', '0', '--webhook-url', 'http://127.0.0.1:9/hook');
    await listening;
    const state = (await (await fetch(`${url}/phone/state`)).json()) as { customers: { name: string }[] };
    expect(state.customers.map((customer) => customer.name)).toEqual([
      'Sheena Nelson',
      'Bruno Costa',
      'Dewi Lestari',
      'Mara',
    ]);
    stop.abort();
    expect(await running).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });
});

describe('the type of a file', () => {
  it('is told by its name', () => {
    expect(mimeTypeOf('a/b/PHOTO.JPG')).toBe('image/jpeg');
    expect(mimeTypeOf('voice.ogg')).toBe('audio/ogg; codecs=opus');
    expect(mimeTypeOf('thing')).toBe('application/octet-stream');
  });
});
