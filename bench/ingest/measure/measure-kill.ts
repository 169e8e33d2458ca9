import type { BenchContext } from '../bench-context.ts';
import type { Target } from '../targets/target.ts';
import { checkStored, type StoredCheck } from './stored-check.ts';

/** What was left of what a server had acknowledged when it was killed under load. */
export interface KillFigures {
  readonly id: string;
  readonly label: string;
  readonly check: StoredCheck;
}

const connections = 200;
const killAfterMs = 2_500;

/** Kills the server (`kill -9`) in the middle of a closed loop and counts what it had promised. */
export async function measureKill(context: BenchContext, target: Target): Promise<KillFigures> {
  const { options, generator, progress } = context;
  progress.say(`${target.label}: kill -9 under load`);
  const running = await target.start();
  let killed = false;
  try {
    await generator.aim({
      url: running.webhookUrl,
      appSecret: running.appSecret,
      phoneNumberId: running.phoneNumberId,
      runId: context.runId,
      customers: options.customers,
    });
    const result = await generator.run(
      { kind: 'closed', connections, warmupSeconds: 0, seconds: 30, prepare: 30_000 },
      {
        measuring: () => {
          setTimeout(() => {
            killed = true;
            void running.kill().then(() => generator.stopRun());
          }, killAfterMs);
        },
      },
    );
    return {
      id: target.id,
      label: target.label,
      check: checkStored(context.runId, result.acked, await running.storedIds()),
    };
  } finally {
    if (!killed) await running.kill();
    await running.remove();
  }
}
