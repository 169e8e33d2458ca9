import { createHash } from 'node:crypto';
import type { SeededRandom } from '../random/seeded-random.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A file the simulator holds. */
export interface StoredMedia {
  /** Digits. */
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  /** Lowercase hex. */
  readonly sha256: string;
  readonly fileName: string | undefined;
  /** `upload`: by the business, kept 30 days. `webhook`: from a customer, kept 7 days. */
  readonly source: 'upload' | 'webhook';
  readonly expiresAt: Date;
}

interface Ticket {
  readonly mediaId: string;
  readonly expiresAtMs: number;
}

/** Files by id and the short-lived addresses to download them. WhatsApp Cloud API, media. */
export class MediaStore {
  readonly #files = new Map<string, StoredMedia>();
  readonly #tickets = new Map<string, Ticket>();
  readonly #now: () => Date;
  readonly #random: SeededRandom;

  constructor(now: () => Date, random: SeededRandom) {
    this.#now = now;
    this.#random = random;
  }

  /** Keeps a file and gives it an id. */
  add(input: {
    bytes: Uint8Array;
    mimeType: string;
    fileName?: string | undefined;
    source: 'upload' | 'webhook';
  }): StoredMedia {
    const lifeMs = input.source === 'upload' ? 30 * dayMs : 7 * dayMs;
    const media: StoredMedia = {
      id: this.#random.digits(16),
      bytes: input.bytes,
      mimeType: input.mimeType,
      sha256: createHash('sha256').update(input.bytes).digest('hex'),
      fileName: input.fileName,
      source: input.source,
      expiresAt: new Date(this.#now().getTime() + lifeMs),
    };
    this.#files.set(media.id, media);
    return media;
  }

  /** The file, or undefined when there is none or its life is over. */
  find(id: string): StoredMedia | undefined {
    const media = this.#files.get(id);
    return media !== undefined && media.expiresAt > this.#now() ? media : undefined;
  }

  /** The file even after its id expired: what is on the phone stays on the phone. */
  onPhone(id: string): StoredMedia | undefined {
    return this.#files.get(id);
  }

  /** False when there was nothing to delete. */
  delete(id: string): boolean {
    return this.find(id) !== undefined && this.#files.delete(id);
  }

  /** A ticket for one address, valid 5 minutes. */
  issueTicket(mediaId: string): { ticket: string; expiresAt: Date } {
    const ticket = this.#random.characters(32, '0123456789abcdef');
    const expiresAtMs = this.#now().getTime() + 5 * minuteMs;
    this.#tickets.set(ticket, { mediaId, expiresAtMs });
    return { ticket, expiresAt: new Date(expiresAtMs) };
  }

  /** The file behind a ticket that is still valid. */
  redeemTicket(ticket: string): StoredMedia | undefined {
    const issued = this.#tickets.get(ticket);
    if (issued === undefined) return undefined;
    if (issued.expiresAtMs <= this.#now().getTime()) {
      this.#tickets.delete(ticket);
      return undefined;
    }
    return this.find(issued.mediaId);
  }
}
