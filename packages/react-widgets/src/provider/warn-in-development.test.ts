import { afterEach, expect, it, vi } from 'vitest';
import { warnInDevelopment } from './warn-in-development.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it('tells developers, and nobody in production', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  warnInDevelopment('Give it a height.');
  expect(warn).toHaveBeenCalledExactlyOnceWith('[parley] Give it a height.');
  vi.stubEnv('NODE_ENV', 'production');
  warnInDevelopment('Give it a height.');
  expect(warn).toHaveBeenCalledOnce();
});
