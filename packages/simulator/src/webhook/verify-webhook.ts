import type { SeededRandom } from '../random/seeded-random.ts';
import type { SimulatorSettings } from '../simulator-options.ts';

/** What came of the verification handshake. */
export interface HandshakeResult {
  /** True when the business answered 200 with exactly the challenge. */
  readonly ok: boolean;
  /** Undefined when there was no answer. */
  readonly status: number | undefined;
  /** What was wrong, in words; undefined when nothing was. */
  readonly problem: string | undefined;
}

/** Asks the business to confirm its webhook: `GET …?hub.mode=subscribe&hub.verify_token=…&hub.challenge=…`, unsigned. */
export async function askForChallenge(
  settings: Pick<SimulatorSettings, 'webhookUrl' | 'verifyToken' | 'fetch' | 'webhookTimeoutMs'>,
  random: SeededRandom,
): Promise<HandshakeResult> {
  const challenge = random.digits(10);
  const url = new URL(settings.webhookUrl);
  url.searchParams.set('hub.mode', 'subscribe');
  url.searchParams.set('hub.verify_token', settings.verifyToken);
  url.searchParams.set('hub.challenge', challenge);
  try {
    const signal = AbortSignal.timeout(settings.webhookTimeoutMs);
    const response = await settings.fetch(new Request(url, { redirect: 'manual', signal }));
    const text = await response.text();
    if (response.status !== 200) {
      const hint = response.status === 403 ? ' Is the verify token the same on both sides?' : '';
      return {
        ok: false,
        status: response.status,
        problem: `It answered ${response.status} instead of 200.${hint}`,
      };
    }
    const ok = text === challenge;
    return {
      ok,
      status: 200,
      problem: ok ? undefined : 'It answered 200, but not with exactly the challenge.',
    };
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return { ok: false, status: undefined, problem: `It could not be reached: ${cause}.` };
  }
}
