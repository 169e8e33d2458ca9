import { createInProcessBus } from '@parley/core';
import { busContract } from './bus-contract.ts';

busContract('in-process', async () => {
  const bus = createInProcessBus();
  return { ends: [bus, bus], close: () => Promise.resolve() };
});
