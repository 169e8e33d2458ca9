import type { ReferralInput } from '../webhook/inbound-message.ts';

/** What any message of a customer can carry beside its content. */
export interface MessageOptions {
  /** The message it answers, `wamid.…`; an empty text stands for a quoted message that is too old. */
  readonly replyTo?: string;
  /** It was forwarded. `often`: more than five times. */
  readonly forwarded?: 'once' | 'often';
  /** The customer asks about this product of the catalogue. Needs `replyTo`. */
  readonly product?: { readonly catalogId: string; readonly productRetailerId: string };
  /** The ad the customer came from; `true` for a sample. */
  readonly referral?: ReferralInput | true;
  /** The provider's time. @defaultValue the simulator's clock */
  readonly at?: Date;
  /** Its id, e.g. to send one twice. @defaultValue one by the seed */
  readonly id?: string;
}

/** A media message. Without `bytes` a small sample file is sent. */
export interface MediaOptions extends MessageOptions {
  readonly bytes?: Uint8Array;
  /** With parameters, e.g. `audio/ogg; codecs=opus`. */
  readonly mimeType?: string;
  /** Told to the business for documents only. */
  readonly fileName?: string;
  readonly caption?: string;
  /** Audio only. @defaultValue true */
  readonly voice?: boolean;
  /** Stickers only. @defaultValue false */
  readonly animated?: boolean;
  /** The provider could not fetch the file: error 131052 on the message and no id. @defaultValue false */
  readonly downloadFailed?: boolean;
}

/** A sample click-to-WhatsApp ad. */
export const sampleReferral: ReferralInput = {
  sourceUrl: 'https://fb.me/sample-ad',
  sourceId: '120208391203940123',
  headline: 'Chat with us',
  body: 'Spring sale',
  imageUrl: 'https://scontent.xx.fbcdn.net/v/sample.jpg',
  clickId: 'ARAkLkA8rmlFeiCktEJQ-QTwRiyYHAFDLMNDBH0CD3qpjd0HR4irJ6LEkR7JwFF4',
};
