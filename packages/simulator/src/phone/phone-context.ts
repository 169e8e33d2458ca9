import type { ChangeFeed } from '../change-feed.ts';
import type { ChatLog } from '../chat/chat-log.ts';
import type { CustomerDirectory } from '../customer/customer-directory.ts';
import type { PhoneBook } from '../customer/phone-book.ts';
import type { MediaStore } from '../media/media-store.ts';
import type { WhatsAppSimulator } from '../whatsapp-simulator.ts';

/** What the phone page and its endpoints work with. */
export interface PhoneContext {
  readonly simulator: WhatsAppSimulator;
  readonly phones: PhoneBook;
  readonly customers: CustomerDirectory;
  readonly chats: ChatLog;
  readonly changes: ChangeFeed;
  readonly media: MediaStore;
  /** Aborts when the simulator closes. */
  readonly closed: AbortSignal;
}
