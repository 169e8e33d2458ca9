import type { Environment } from './environment.ts';

/** An environment whose timers all end with the client that uses it. */
export function stoppableEnvironment(env: Environment): {
  readonly env: Environment;
  readonly stop: () => void;
} {
  let life = 0;
  return {
    env: {
      ...env,
      setTimer(run, delayMs) {
        const mine = life;
        return env.setTimer(() => {
          if (mine === life) run();
        }, delayMs);
      },
    },
    stop() {
      life += 1;
    },
  };
}
