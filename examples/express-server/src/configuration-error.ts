import { SupportError } from '@parley/core';

/** One variable that cannot work. Its value is never kept: it may be a secret. */
export interface ConfigurationProblem {
  readonly name: string;
  readonly message: string;
  readonly expected: string;
  readonly example: string;
  readonly where: string;
}

/** The server was started with variables that cannot work; every one is listed. */
export class InvalidConfigurationError extends SupportError {
  readonly code = 'invalid_configuration';
  readonly fix = 'Correct the variables listed in the message; .env.example describes every one.';
  readonly problems: readonly ConfigurationProblem[];
  constructor(problems: readonly ConfigurationProblem[]) {
    super(report(problems), { variables: problems.map((problem) => problem.name) });
    this.problems = problems;
  }
}

/** The demo account would be used in production. */
export class DemoInProductionError extends SupportError {
  readonly code = 'demo_in_production';
  readonly fix = 'Use a database of your own for production; the demo account and its API key are public.';
  constructor() {
    super('This database holds the demo account and its API key is active, so anybody could use it.');
  }
}

/** Another process listens on the port already. */
export class PortTakenError extends SupportError {
  readonly code = 'port_taken';
  readonly fix = 'Stop the other process, or set PORT to a free port.';
  constructor(port: number) {
    super(`Port ${port} is in use by another process.`, { port });
  }
}

function report(problems: readonly ConfigurationProblem[]): string {
  const count = problems.length === 1 ? '1 variable is' : `${problems.length} variables are`;
  const blocks = problems.map(({ name, message, expected, example, where }) =>
    [
      `  ${name}: ${message}`,
      `    expected  ${expected}`,
      `    example   ${name}=${example}`,
      `    where     ${where}`,
    ].join('\n'),
  );
  return [`${count} not as needed.`, ...blocks].join('\n\n');
}
