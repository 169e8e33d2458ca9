import { expect, test } from 'vitest';
import { demoAccount } from './demo-account.ts';
import { landingPage } from './landing-page.ts';

test('the start page says where everything is, and the public keys of the demo', () => {
  const page = landingPage({ demo: true, simulatorUrl: 'http://localhost:3001' });
  for (const part of [
    '/docs',
    '/openapi.json',
    '/readyz',
    'http://localhost:3001',
    demoAccount.apiKey,
    demoAccount.inboxId,
  ]) {
    expect(page).toContain(part);
  }
});

test('without the demo it shows no keys and no simulator', () => {
  const page = landingPage({ demo: false, simulatorUrl: undefined });
  expect(page).not.toMatch(/pk_|secret|simulator|undefined/i);
});
