import { type Logger, pino } from 'pino';

const gatherCharacters = 64 * 1024;
const flushEveryMs = 200;

/**
 * The server's log on standard output. Lines gather for at most {@link flushEveryMs}: writing each by itself would cost a
 * webhook as much as reading it. What gathered is written at a normal end and after an uncaught error; `kill -9` may
 * take the last lines with it, never a message.
 */
export function openLog(level: string): { readonly log: Logger; readonly flush: () => void } {
  const destination = pino.destination({ dest: 1, sync: false, contentMode: 'buffer' });
  // Not left to the destination: it would measure all that gathered anew with each line.
  let lines: string[] = [];
  let characters = 0;
  const pass = (): void => {
    if (lines.length === 0) return;
    destination.write(Buffer.from(lines.join('')) as unknown as string);
    lines = [];
    characters = 0;
  };
  const gathering = {
    write(line: string): void {
      lines.push(line);
      characters += line.length;
      if (characters >= gatherCharacters) pass();
    },
  };
  const flush = (): void => {
    pass();
    destination.flushSync();
  };
  const timer = setInterval(pass, flushEveryMs);
  timer.unref();
  process.on('exit', () => {
    try {
      flush();
    } catch {
      // The other end of the pipe is gone already: nobody reads any more.
    }
  });
  return { log: pino({ level }, gathering), flush };
}
