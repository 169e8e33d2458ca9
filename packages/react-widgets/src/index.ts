export type {
  Appearance,
  AppearanceVariables,
  PartClass,
  PartState,
} from './appearance/appearance.ts';
export type { PartName } from './appearance/part-names.ts';
export { type Assignment, useAssignment } from './assignment/use-assignment.ts';
export type { ClientError } from './client/client-error.ts';
export type {
  ConnectionState,
  ConversationChange,
  ConversationListState,
  ConversationQuery,
  Loadable,
  Me,
  OutboxItem,
  SentFile,
  SupportClient,
  ThreadItem,
  ThreadState,
} from './client/support-client.ts';
export type { AnsweredMeanwhile } from './composer/answered-meanwhile.ts';
export type { ComposerAttachment } from './composer/composer-attachment.ts';
export type { UploadRule } from './composer/upload-rule.ts';
export type { Attachments } from './composer/use-attachments.ts';
export { type ComposerState, useComposer } from './composer/use-composer.ts';
export { useConnection } from './connection/use-connection.ts';
export { useOutbox } from './connection/use-outbox.ts';
export { useCustomer } from './context-panel/use-customer.ts';
export { useConversation } from './conversations/use-conversation.ts';
export {
  type ConversationActions,
  useConversationActions,
} from './conversations/use-conversation-actions.ts';
export { type ConversationsActions, useConversations } from './conversations/use-conversations.ts';
export { useCounts } from './conversations/use-counts.ts';
export { useUnread } from './conversations/use-unread.ts';
export type {
  Catalogue,
  PluralText,
  TextKey,
  TextOverrides,
  TextValues,
  Translate,
} from './i18n/catalogue.ts';
export { useT } from './i18n/use-t.ts';
export { useAgents } from './presence/use-agents.ts';
export { useInboxes } from './presence/use-inboxes.ts';
export { useMe } from './presence/use-me.ts';
export { usePresence } from './presence/use-presence.ts';
export { useTyping } from './presence/use-typing.ts';
export { useViewers, useViewing } from './presence/use-viewers.ts';
export type { ComposerMode } from './provider/composer-modes.ts';
export {
  type ConnectedProviderProps,
  type GivenClientProviderProps,
  SupportProvider,
  type SupportProviderProps,
} from './provider/support-provider.tsx';
export { useNow } from './provider/use-now.ts';
export type { ReplyWindow } from './reply-window/reply-window.ts';
export { useReplyWindow } from './reply-window/use-reply-window.ts';
export {
  defaultKeymap,
  type Keymap,
  type KeymapOverrides,
  type ShortcutId,
  shortcutIds,
} from './shortcuts/keymap.ts';
export { useShortcut } from './shortcuts/use-shortcut.ts';
export { type ThreadActions, useMessages } from './thread/use-messages.ts';
