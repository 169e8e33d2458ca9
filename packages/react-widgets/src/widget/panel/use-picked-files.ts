import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { ChatInbox } from '../chat-client/chat-types.ts';
import { useChatContext } from './chat-context.ts';
import { fileProblem } from './check-file.ts';
import { failureText } from './failure-text.ts';

/** As many as one sends at once. */
const mostFiles = 10;

/** A file that is chosen and not sent. */
export interface PickedFile {
  readonly key: number;
  readonly file: File;
}

/** What is chosen to be sent along. */
export interface PickedFiles {
  readonly files: readonly PickedFile[];
  /** Why something was not attached, in words. */
  readonly problem: string | null;
  add(files: Iterable<File>): void;
  remove(key: number): void;
  clear(): void;
}

let keys = 0;

/**
 * Files of the composer; what the server would refuse is refused here, with the reason.
 * @param kept outlives the composer while another view is shown
 */
export function usePickedFiles(
  limits: ChatInbox['files'],
  kept: RefObject<readonly PickedFile[]>,
): PickedFiles {
  const { words } = useChatContext();
  const [files, setFiles] = useState(kept.current);
  const [problem, setProblem] = useState<string | null>(null);
  const change = (next: readonly PickedFile[]): void => {
    kept.current = next;
    setFiles(next);
  };
  return {
    files,
    problem,
    add(added) {
      if (limits === null) return;
      const problems: string[] = [];
      const taken = [...kept.current];
      for (const file of added) {
        const code = fileProblem(file, limits);
        if (code !== null)
          problems.push(
            `${words.text('fileProblem', { name: file.name })} ${failureText(code, words, limits.maxBytes)}`,
          );
        else if (taken.length >= mostFiles) {
          problems.push(words.plural('tooManyFiles', mostFiles));
          break;
        } else {
          keys += 1;
          taken.push({ key: keys, file });
        }
      }
      change(taken);
      setProblem(problems.length === 0 ? null : problems.join('\n'));
    },
    remove(key) {
      change(kept.current.filter((picked) => picked.key !== key));
      setProblem(null);
    },
    clear() {
      change([]);
      setProblem(null);
    },
  };
}
