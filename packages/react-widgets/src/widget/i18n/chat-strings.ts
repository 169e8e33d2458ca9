/** A text that depends on a number; `other` is the fallback for every plural form of the language. */
export interface PluralText {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

/** Every text of the customer chat. `{name}`, `{n}`, `{time}`, `{day}` are filled in. */
export interface ChatStrings {
  readonly openChat: string;
  readonly openChatUnread: PluralText;
  readonly closeChat: string;
  readonly back: string;
  readonly title: string;
  readonly conversations: string;
  readonly newConversation: string;
  readonly noConversations: string;
  readonly messages: string;
  readonly repliesInMinutes: PluralText;
  readonly repliesInHours: PluralText;
  readonly repliesInDays: PluralText;
  readonly online: string;
  readonly away: string;
  readonly awayHint: string;
  readonly backAt: string;
  readonly backTomorrow: string;
  readonly backOn: string;
  readonly closedNow: string;
  readonly contactHint: string;
  readonly contactEmail: string;
  readonly contactName: string;
  readonly contactSave: string;
  readonly contactInvalid: string;
  readonly contactWaiting: string;
  readonly contactSaved: string;
  readonly contactFailed: string;
  readonly talkingTo: string;
  readonly someone: string;
  readonly assistant: string;
  readonly you: string;
  readonly joined: string;
  readonly handedOver: string;
  readonly nextInLine: string;
  readonly placeInLine: PluralText;
  readonly isTyping: string;
  readonly resolved: string;
  readonly closed: string;
  readonly write: string;
  readonly send: string;
  readonly tooLong: PluralText;
  readonly sending: string;
  readonly waiting: string;
  readonly sent: string;
  readonly read: string;
  readonly notSent: string;
  readonly retry: string;
  readonly discard: string;
  readonly refusedContent: string;
  readonly conversationGone: string;
  readonly noAnswer: string;
  readonly unknownFailure: string;
  readonly newMessages: PluralText;
  readonly loading: string;
  readonly loadFailed: string;
  readonly unreachable: string;
  readonly reconnecting: string;
  readonly offline: string;
  readonly offlineQueued: PluralText;
  readonly slowDown: PluralText;
  readonly signInNeeded: string;
  readonly tryAgain: string;
  readonly saidBy: string;
  readonly chosen: string;
  readonly choices: string;
  readonly attachment: string;
  readonly openAttachment: string;
  readonly image: string;
  readonly location: string;
  readonly contact: string;
  readonly deleted: string;
  readonly edited: string;
  readonly unsupported: string;
}

/** Texts of the host, by key. */
export type ChatStringOverrides = { readonly [Key in keyof ChatStrings]?: ChatStrings[Key] };
