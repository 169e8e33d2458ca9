import type { WhatsAppSimulator } from '../whatsapp-simulator.ts';
import type { CliIo } from './cli-io.ts';
import type { Command } from './parse-command.ts';
import { textOf, wholeOf } from './parse-command.ts';
import { simulatorOf } from './simulator-of.ts';

/** About what people see on a good connection. */
const realisticTimings = { sentMs: 250, deliveredMs: 700, readMs: 1500, jitterMs: 300 };

const handshakeTries = 60;

function seedCustomers(simulator: WhatsAppSimulator): void {
  simulator.customer({ phone: '+16505551234', name: 'Sheena Nelson', username: 'sheena.n' });
  simulator.customer({ phone: '+5511987654321', name: 'Bruno Costa' });
  simulator.customer({ phone: '+6281234567890', name: 'Dewi Lestari', autoRead: true });
  simulator.customer({
    userId: 'US.13491208655302741918',
    name: 'Mara',
    username: 'mara',
    identity: 'user_id',
  });
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** The business usually starts at the same moment, so the handshake is tried for a minute. */
async function shakeHands(simulator: WhatsAppSimulator, io: CliIo): Promise<void> {
  for (let attempt = 1; attempt <= handshakeTries && !io.stopped.aborted; attempt += 1) {
    const result = await simulator.verifyWebhook();
    if (result.ok) {
      io.say('Webhook verified: the business answered the challenge.');
      return;
    }
    if (result.status !== undefined || attempt === handshakeTries) {
      io.complain(`The webhook is not verified. ${result.problem ?? ''}`);
      return;
    }
    await wait(1000, io.stopped);
  }
}

/** Runs the simulator until the program is asked to stop. */
export async function serve(command: Command, io: CliIo): Promise<number> {
  const templates = command.values['template'];
  const simulator = simulatorOf(command, {
    timings: realisticTimings,
    historyLimit: 10_000,
    approvedTemplates: Array.isArray(templates) ? (templates as string[]) : [],
    // The business's database usually outlives this process, which remembers nothing.
    strangers: command.values['strict'] === true ? 'refuse' : 'trust',
    ...(command.values['limits'] === true ? { limits: { perPair: true, messagesPerSecond: 80 } } : {}),
  });
  seedCustomers(simulator);
  const port = wholeOf(command.values['port'], '--port', 0, 65_535);
  const host = textOf(command, 'host');
  try {
    const listening = await simulator.listen({ port, host });
    const shown = listening.url.replace('127.0.0.1', 'localhost');
    io.say(`WhatsApp simulator   ${shown}  (phone page)`);
    io.say(`Graph API            ${shown}/v25.0`);
    io.say(`Webhooks go to       ${simulator.settings.webhookUrl}`);
    io.say(`Seed                 ${simulator.settings.seed}`);
    const handshake = shakeHands(simulator, io);
    await new Promise<void>((resolve) => {
      if (io.stopped.aborted) resolve();
      else io.stopped.addEventListener('abort', () => resolve(), { once: true });
    });
    await handshake;
    return 0;
  } finally {
    await simulator.close();
  }
}
