import { describe, expect, it } from 'vitest';
import type { CommandName } from './command-table.ts';
import { commandTable, envNameOf } from './command-table.ts';
import { helpText } from './help-text.ts';
import { parseCommand, UsageError } from './parse-command.ts';

describe('the command line', () => {
  it('fits the reference server without any option', () => {
    const command = parseCommand(['serve'], {});
    expect(command.values).toMatchObject({
      port: 3001,
      host: '127.0.0.1',
      'webhook-url': 'http://localhost:3000/webhooks/whatsapp/inb_00000000000070008000000000000001',
      'app-secret': 'parley-demo-app-secret',
      'verify-token': 'parley-demo-verify-token',
      'access-token': 'parley-demo-access-token',
      'phone-number-id': '106540352242922',
      'waba-id': '102290129340398',
      'display-phone': '15550783881',
      limits: false,
      template: [],
    });
  });

  it('takes options from the line before the environment, and that before the default', () => {
    const env = {
      PARLEY_SIMULATOR_PORT: '4000',
      PARLEY_SIMULATOR_LIMITS: 'true',
      PARLEY_SIMULATOR_HOST: '0.0.0.0',
      PARLEY_SIMULATOR_TEMPLATE: 'a, b',
    };
    expect(parseCommand(['serve'], env).values).toMatchObject({
      port: 4000,
      host: '0.0.0.0',
      limits: true,
      template: ['a', 'b'],
    });
    expect(parseCommand(['serve', '--port', '5000', '--template', 'c'], env).values).toMatchObject({
      port: 5000,
      template: ['c'],
    });
    expect(parseCommand(['serve'], { PARLEY_SIMULATOR_PORT: '' }).values['port']).toBe(3001);
  });

  it('finds the simulator where the environment moved it', () => {
    const url = (argv: string[], env: Record<string, string>) =>
      parseCommand(['text', ...argv], env).values['url'];
    expect(url([], {})).toBe('http://localhost:3001');
    expect(url([], { PARLEY_SIMULATOR_PORT: '4001' })).toBe('http://localhost:4001');
    expect(url([], { PARLEY_SIMULATOR_PORT: '4001', PARLEY_SIMULATOR_URL: 'http://sim:1' })).toBe(
      'http://sim:1',
    );
    expect(url(['--url', 'http://other:2'], { PARLEY_SIMULATOR_PORT: '4001' })).toBe('http://other:2');
  });

  it('reads text, switches and the argument', () => {
    const command = parseCommand(['text', '--from', '+15550001111', '--text', 'hi there', '--direct'], {});
    expect(command).toMatchObject({
      name: 'text',
      values: { from: '+15550001111', text: 'hi there', direct: true },
    });
    expect(parseCommand(['burst', '2000', '--customers=7'], {})).toMatchObject({
      argument: '2000',
      values: { customers: 7 },
    });
    expect(parseCommand(['location', '--latitude=-37.5'], {}).values['latitude']).toBe(-37.5);
  });

  it('shows help when asked for, also for one command', () => {
    expect(parseCommand([], {})).toMatchObject({ name: 'help' });
    expect(parseCommand(['--help'], {})).toMatchObject({ name: 'help' });
    expect(parseCommand(['text', '--help'], {})).toMatchObject({ name: 'help', argument: 'text' });
    expect(parseCommand(['help', 'burst'], {})).toMatchObject({ name: 'help', argument: 'burst' });
  });

  it('refuses what it does not know', () => {
    const wrong = [
      ['dance'],
      ['text', '--volume', '11'],
      ['serve', '--port', 'many'],
      ['text', 'stray'],
      ['burst', '1', '2'],
    ];
    for (const argv of wrong) expect(() => parseCommand(argv, {}), argv.join(' ')).toThrow(UsageError);
    expect(() => parseCommand(['serve'], { PARLEY_SIMULATOR_PORT: 'x' })).toThrow(/PARLEY_SIMULATOR_PORT/);
  });

  it('documents every command, option, default and environment variable', () => {
    const overview = helpText(undefined);
    for (const name of Object.keys(commandTable) as CommandName[]) {
      expect(overview).toContain(name);
      const details = helpText(name);
      for (const option of Object.keys(commandTable[name].options)) {
        expect(details).toContain(`--${option}`);
        expect(details).toContain(envNameOf(option));
      }
    }
    expect(helpText('serve')).toContain('default: 3001');
  });
});
