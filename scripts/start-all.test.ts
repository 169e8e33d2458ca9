import { expect, test } from 'vitest';
import { demoSettings } from '../packages/simulator/src/simulator-options.ts';
import { demoWebhookPath } from './start-all.mjs';

test('the simulator that npm start runs writes to the demo inbox', () => {
  expect(new URL(demoSettings.webhookUrl).pathname).toBe(demoWebhookPath);
});
