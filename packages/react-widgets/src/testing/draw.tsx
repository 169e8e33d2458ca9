import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { SupportClient } from '../client/support-client.ts';
import {
  createMockClient,
  type FakeDeskSeed,
  type MockClient,
  type MockClientOptions,
} from '../client/testing/index.ts';
import { InboxRoot } from '../inbox/inbox-root.tsx';
import { SupportProvider } from '../provider/support-provider.tsx';

/** Something drawn into the page of a test. */
export interface Drawn {
  readonly client: MockClient;
  readonly element: HTMLElement;
  /** Runs something that changes what is drawn, and waits until it is. */
  run(work: () => unknown): Promise<void>;
  /** Waits until `check` stops throwing. */
  until(check: () => void): Promise<void>;
  close(): Promise<void>;
}

/** Draws `children` inside a provider and an inbox root, on a server in memory. */
export async function draw(
  children: ReactNode,
  seed: FakeDeskSeed = {},
  options: {
    readonly now?: () => number;
    readonly fate?: MockClientOptions['fate'];
    readonly extend?: (client: MockClient) => SupportClient;
  } = {},
): Promise<Drawn> {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  const { now, fate } = options;
  const client = createMockClient(seed, {
    ...(now === undefined ? {} : { now }),
    ...(fate === undefined ? {} : { fate }),
  });
  const element = document.body.appendChild(document.createElement('div'));
  const root = createRoot(element);
  client.start();
  const shown = options.extend?.(client) ?? client;
  const run = (work: () => unknown): Promise<void> =>
    act(async () => {
      await work();
    });
  await run(() =>
    root.render(
      <SupportProvider client={shown} {...(options.now === undefined ? {} : { now: options.now })}>
        <InboxRoot>{children}</InboxRoot>
      </SupportProvider>,
    ),
  );
  return {
    client,
    element,
    run,
    async until(check) {
      const end = Date.now() + 3000;
      for (;;) {
        await run(() => new Promise((resolve) => setTimeout(resolve, 5)));
        try {
          check();
          return;
        } catch (error) {
          if (Date.now() > end) throw error;
        }
      }
    },
    async close() {
      await run(() => root.unmount());
      client.stop();
      element.remove();
    },
  };
}
