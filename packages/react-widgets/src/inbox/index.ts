export { Announcer, useAnnounce } from '../announcer/announcer.tsx';
export { type PartName, partNames } from '../appearance/part-names.ts';
export { AssigneePicker } from '../assignment/assignee-picker.tsx';
export { AssignmentNotice } from '../assignment/assignment-notice.tsx';
export { Composer, type ComposerHandle, type ComposerProps } from '../composer/composer.tsx';
export { TemplateForm, type TemplateFormProps } from '../composer/template-form.tsx';
export type { TemplateOption } from '../composer/template-option.ts';
export { ConnectionBar } from '../connection/connection-bar.tsx';
export type { ContextExtraProps } from '../context-panel/context-extra.ts';
export { ContextPanel, type ContextPanelProps } from '../context-panel/context-panel.tsx';
export { ContextSection, Fact } from '../context-panel/context-section.tsx';
export { ConversationList, type ConversationListProps } from '../conversation-list/conversation-list.tsx';
export {
  ConversationListbox,
  type ConversationListboxProps,
} from '../conversation-list/conversation-listbox.tsx';
export { ConversationRow, type ConversationRowProps } from '../conversation-list/conversation-row.tsx';
export { ConversationHeader, type ConversationHeaderProps } from '../conversations/conversation-header.tsx';
export { ConversationPane, type ConversationPaneProps } from '../conversations/conversation-pane.tsx';
export { SnoozeMenu } from '../conversations/snooze-menu.tsx';
export { Avatar } from '../icons/avatar.tsx';
export { ChannelMark } from '../icons/channel-mark.tsx';
export { MediaViewer, type MediaViewerProps } from '../media/media-viewer.tsx';
export { FormattedText } from '../message/formatted-text.tsx';
export { MessageBody, type MessageBodyProps } from '../message/message-body.tsx';
export { MessageStatus, type ShownStatus } from '../message/message-status.tsx';
export { Message, type MessageProps } from '../message/message-view.tsx';
export { Dialog, type DialogProps } from '../overlay/dialog.tsx';
export { Menu, type MenuItem, type MenuProps } from '../overlay/menu.tsx';
export { CollisionBar } from '../presence/collision-bar.tsx';
export { Time } from '../provider/time.tsx';
export { WindowBar } from '../reply-window/window-bar.tsx';
export { ShortcutSheet } from '../shortcuts/shortcut-sheet.tsx';
export { DaySeparator, UnreadMarker } from '../thread/thread-row-view.tsx';
export { Thread, type ThreadProps } from '../thread/thread-view.tsx';
export { AgentMenu } from './agent-menu.tsx';
export { EmptyNotice } from './empty-notice.tsx';
export { ErrorNotice } from './error-notice.tsx';
export { type InboxLocation, readLocation, type ViewId, viewIds, writeLocation } from './inbox-location.ts';
export { InboxRoot, type InboxRootProps } from './inbox-root.tsx';
export {
  createHashRouter,
  createMemoryRouter,
  createSearchRouter,
  type InboxRouter,
} from './inbox-router.ts';
export { Inbox, type InboxProps } from './inbox-view.tsx';
export { PaneBoundary } from './pane-boundary.tsx';
export type { Slots } from './slots.ts';
export { Splitter, type SplitterProps } from './splitter.tsx';
export { ViewNav, type ViewNavProps } from './view-nav.tsx';
