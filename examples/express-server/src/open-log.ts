import { type Logger, pino } from 'pino';

const bufferBytes = 8 * 1024;
const flushEveryMs = 200;

/**
 * The server's log on standard output. Lines gather for at most {@link flushEveryMs}: writing each by itself would cost a
 * webhook as much as reading it. What gathered is written at a normal end and after an uncaught error; `kill -9` may
 * take the last lines with it, never a message.
 */
export function openLog(level: string): { readonly log: Logger; readonly flush: () => void } {
  const destination = pino.destination({ dest: 1, sync: false, minLength: bufferBytes });
  const flush = (): void => destination.flushSync();
  const timer = setInterval(() => destination.flush(), flushEveryMs);
  timer.unref();
  process.on('exit', () => {
    try {
      flush();
    } catch {
      // The other end of the pipe is gone already: nobody reads any more.
    }
  });
  return { log: pino({ level }, destination), flush };
}
