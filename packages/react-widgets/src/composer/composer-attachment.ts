import type { ClientError } from '../client/client-error.ts';
import type { SentFile } from '../client/support-client.ts';
import type { AttachmentProblem, UploadRule } from './upload-rule.ts';

/** A file beside the text that is being written. */
export interface ComposerAttachment {
  readonly id: string;
  /** Whose channel carries it. */
  readonly inboxId: string;
  readonly name: string;
  /** As the browser calls it; may be empty. */
  readonly type: string;
  readonly sizeBytes: number;
  /**
   * `refused` before anything was sent; `lost` = the page was left before it was uploaded, and the browser does not keep
   * files: it must be chosen again.
   */
  readonly state: 'refused' | 'waiting' | 'uploading' | 'ready' | 'failed' | 'lost';
  /** The part that is uploaded, from 0 to 1. */
  readonly progress: number;
  /** Absent once the page was left. */
  readonly file?: File | undefined;
  readonly problem?: AttachmentProblem | undefined;
  readonly error?: ClientError | undefined;
  readonly media?: SentFile | undefined;
  readonly sentAs: UploadRule['sentAs'];
  /** 0 = it is sent without words. */
  readonly maxCaptionLength: number;
  /** What the customer reads below it. */
  readonly caption: string;
  /** What a picture shows, for people who cannot see it. */
  readonly altText: string;
}

/** What is kept of attachments over a reload: everything but the bytes. */
export function keptText(items: readonly ComposerAttachment[]): string {
  const kept = items.filter(({ state }) => state !== 'refused');
  if (kept.length === 0) return '';
  return JSON.stringify(kept.map((item) => ({ ...item, file: undefined, error: undefined, progress: 0 })));
}

/** What an earlier page kept. A file that was uploaded can be sent; another one is lost, and says so. */
export function keptItems(text: string): readonly ComposerAttachment[] {
  try {
    const kept = JSON.parse(text) as readonly ComposerAttachment[];
    return kept.map((item) => ({ ...item, state: item.media === undefined ? 'lost' : 'ready' }));
  } catch {
    return [];
  }
}
