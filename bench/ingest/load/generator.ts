// The load generator: a process of its own, so that what it costs is seen apart from the server.
import type { FromGenerator, ToGenerator } from './load-order.ts';
import { runOrder } from './run-order.ts';
import { WebhookSource } from './webhook-source.ts';

let target: { readonly url: string; readonly source: WebhookSource } | undefined;
let stopping = new AbortController();

const tell = (message: FromGenerator): void => {
  process.send?.(message);
};

process.on('message', (message: ToGenerator) => {
  if (message.type === 'target') {
    target = { url: message.source.url, source: new WebhookSource(message.source) };
    tell({ type: 'ready' });
  } else if (message.type === 'stop') {
    stopping.abort();
  } else if (target !== undefined) {
    stopping = new AbortController();
    void runOrder(target.url, message.order, target.source, {
      stop: stopping.signal,
      measuring: () => tell({ type: 'measuring' }),
      measured: () => tell({ type: 'measured' }),
      progress: (acks) => tell({ type: 'progress', acks }),
    }).then((result) => tell({ type: 'result', result }));
  }
});
process.on('disconnect', () => process.exit(0));
