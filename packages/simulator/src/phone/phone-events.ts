import type { SimulatorChange } from '../change-feed.ts';
import type { JsonObject } from '../json-value.ts';
import type { PhoneContext } from './phone-context.ts';
import { customerView, deliveryView, messageView } from './phone-views.ts';

const keepAliveMs = 15_000;

function dataOf(context: PhoneContext, change: SimulatorChange): JsonObject | undefined {
  switch (change.type) {
    case 'customer':
      return customerView(context, context.customers.get(change.customerId));
    case 'message': {
      const message = context.chats.find(change.messageId);
      return message === undefined ? undefined : messageView(context, message);
    }
    case 'typing':
      return {
        customerId: change.customerId,
        forMs: Math.max(0, change.untilMs - context.simulator.clock.now().getTime()),
      };
    case 'delivery': {
      const delivery = context.simulator.webhooks.deliveries.findLast(
        (item) => item.id === change.deliveryId,
      );
      return delivery === undefined ? undefined : deliveryView(delivery);
    }
    case 'call':
      return change.summary;
  }
}

/** The stream of changes as server-sent events. The page asks for the whole state again after every (re)connection. */
export function streamChanges(context: PhoneContext): Response {
  const encoder = new TextEncoder();
  let stop = (): void => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const end = context.changes.subscribe((change) => {
        const data = dataOf(context, change);
        if (data !== undefined) send(`event: ${change.type}\ndata: ${JSON.stringify(data)}\n\n`);
      });
      const keepAlive = setInterval(() => send(': still here\n\n'), keepAliveMs);
      keepAlive.unref();
      stop = () => {
        end();
        clearInterval(keepAlive);
      };
      context.closed.addEventListener('abort', () => {
        stop();
        controller.close();
      });
      send('retry: 1000\n\n');
    },
    cancel() {
      stop();
    },
  });
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  });
}
