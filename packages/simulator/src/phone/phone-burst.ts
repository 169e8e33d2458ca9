import { burstName, burstPhone, runBurst } from '../burst/run-burst.ts';
import type { JsonObject } from '../json-value.ts';
import type { PhoneContext } from './phone-context.ts';
import { wholeNumber } from './phone-input.ts';

/** Sends many messages through the simulator; answers with a line of JSON now and then, and the report last. */
export function streamBurst(context: PhoneContext, input: JsonObject): Response {
  const count = wholeNumber(input, 'count', 500, 100_000);
  const customers = wholeNumber(input, 'customers', 50, 10_000);
  const concurrency = wholeNumber(input, 'concurrency', 20, 500);
  const encoder = new TextEncoder();
  const step = Math.max(1, Math.floor(count / 50));
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say = (line: object) => controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      const report = await runBurst({
        count,
        concurrency,
        send: async (index) => {
          const which = index % customers;
          const customer = context.simulator.customer({ phone: burstPhone(which), name: burstName(which) });
          const { delivery } = await customer.text(`Burst message ${index + 1} of ${count}`);
          return delivery.attempts[0] ?? { status: undefined, error: 'held', tookMs: 0 };
        },
        onProgress: (progress) => {
          if (progress.done % step === 0) say({ progress });
        },
      });
      say({ report });
      controller.close();
    },
  });
  return new Response(body, {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
  });
}
