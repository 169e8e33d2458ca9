'use client';
import { MessagesSquare } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import type { TemplateOption } from '../composer/template-option.ts';
import { ConnectionBar } from '../connection/connection-bar.tsx';
import { ContextPanel } from '../context-panel/context-panel.tsx';
import { ConversationList } from '../conversation-list/conversation-list.tsx';
import { ConversationPane } from '../conversations/conversation-pane.tsx';
import { useUnread } from '../conversations/use-unread.ts';
import { useT } from '../i18n/use-t.ts';
import { useSupport } from '../provider/support-context.ts';
import { useShortcut } from '../shortcuts/use-shortcut.ts';
import { EmptyNotice } from './empty-notice.tsx';
import type { InboxLocation } from './inbox-location.ts';
import { closed, opened, startLocation } from './inbox-location.ts';
import { InboxRoot, type InboxRootProps } from './inbox-root.tsx';
import { createMemoryRouter, type InboxRouter } from './inbox-router.ts';
import { nextAfter } from './next-after.ts';
import { PaneBoundary } from './pane-boundary.tsx';
import { keepPaneWidths, type PaneWidths, paneLimits, readPaneWidths } from './pane-widths.ts';
import { Splitter } from './splitter.tsx';
import { ViewNav } from './view-nav.tsx';
import { viewQuery } from './view-query.ts';

/** Props of {@link Inbox}. */
export interface InboxProps extends Omit<InboxRootProps, 'children'> {
  /**
   * Where the view and the open conversation are kept: `createHashRouter()`, `createSearchRouter()` or your own. Make it
   * once, outside of the component. @defaultValue in memory
   */
  readonly router?: InboxRouter;
  /** Provider-approved messages agents may choose when the window is closed. */
  readonly templates?: readonly TemplateOption[];
  /** What "Sign in again" does. @defaultValue asks for a token again */
  readonly onSignIn?: () => void;
  /** Shows unread messages in the page's title. @defaultValue true with `fill="viewport"` */
  readonly titleBadge?: boolean;
}

/**
 * The agents' inbox: views, conversations, thread with composer, and the customer's context. Composed only of exported
 * parts, so a host can build its own.
 */
export function Inbox({ components, fill = 'parent', ...props }: InboxProps): ReactNode {
  return (
    <InboxRoot fill={fill} {...(components === undefined ? {} : { components })}>
      <Panes isWholePage={fill === 'viewport'} titleBadge={fill === 'viewport'} {...props} />
    </InboxRoot>
  );
}

function Panes({
  router: given,
  templates,
  onSignIn,
  titleBadge = false,
  isWholePage,
}: Omit<InboxProps, 'components' | 'fill'> & { readonly isWholePage: boolean }): ReactNode {
  const part = useParts();
  const t = useT();
  const [own] = useState(createMemoryRouter);
  const router = given ?? own;
  const location = useSyncExternalStore(router.subscribe, router.get, () => startLocation);
  const { conversationId, messageId } = location;
  const panes = usePanes();
  const goNext = useGoNext(location, router);
  useUnread({ title: titleBadge });
  const navigate = (next: InboxLocation): void => {
    panes.showContext(false);
    router.go(next);
  };
  useShortcut(
    'back',
    () => (panes.isContextShown ? panes.showContext(false) : router.go(closed(location))),
    conversationId !== undefined,
  );
  // Where the inbox is the page, it is its main part and has its heading.
  const Frame = isWholePage ? 'main' : 'section';
  const Title = isWholePage ? 'h1' : 'strong';
  return (
    <Frame data-part="frame-of-panes" aria-label={t('inbox.title')}>
      <Title data-part="only-read">{t('inbox.title')}</Title>
      <ConnectionBar {...(onSignIn === undefined ? {} : { onSignIn })} />
      <div
        {...part('panes', {
          open: conversationId === undefined ? 'list' : 'thread',
          overlay: panes.isContextShown,
          'no-context': panes.isContextHidden,
        })}
        ref={panes.setElement}
      >
        <PaneBoundary>
          <ViewNav location={location} onNavigate={navigate} />
        </PaneBoundary>
        <PaneBoundary>
          <ConversationList location={location} onNavigate={navigate} />
        </PaneBoundary>
        <Splitter
          pane="list"
          width={panes.widths.list}
          onChange={(width, isFinal) => panes.pull({ list: width }, isFinal)}
        />
        {conversationId === undefined ? (
          <section {...part('conversation-pane', { state: 'empty' })} aria-label={t('conversation.label')}>
            <EmptyNotice icon={MessagesSquare} text={t('conversation.none')} />
          </section>
        ) : (
          <>
            <PaneBoundary key={conversationId}>
              <ConversationPane
                conversationId={conversationId}
                messageId={messageId}
                onBack={() => navigate(closed(location))}
                onToggleContext={panes.toggleContext}
                onNext={() => goNext(conversationId)}
                {...(templates === undefined ? {} : { templates })}
              />
            </PaneBoundary>
            <Splitter
              pane="context"
              width={panes.widths.context}
              onChange={(width, isFinal) => panes.pull({ context: width }, isFinal)}
            />
            <PaneBoundary key={`context ${conversationId}`}>
              <ContextPanel
                conversationId={conversationId}
                onOpen={(id) => navigate(opened(location, id))}
                onClose={panes.toggleContext}
              />
            </PaneBoundary>
          </>
        )}
      </div>
    </Frame>
  );
}

/** Opens the conversation after one in the list, else closes it. */
function useGoNext(location: InboxLocation, router: InboxRouter): (conversationId: string) => void {
  const { client } = useSupport();
  return (conversationId) => {
    const list = client.conversations(viewQuery(location)).get();
    const next = list.status === 'ready' ? nextAfter(list.items, conversationId) : undefined;
    router.go(next === undefined ? closed(location) : opened(location, next));
  };
}

/** From this width on the context stands beside the thread, below it over it. Also in the style sheet. */
const contextBesidePx = 1180;

interface Panes {
  readonly setElement: (element: HTMLElement | null) => void;
  readonly widths: PaneWidths;
  readonly pull: (change: Partial<PaneWidths>, isFinal: boolean) => void;
  /** Over the thread, where there is no room beside it. */
  readonly isContextShown: boolean;
  /** Put away, where there is room. */
  readonly isContextHidden: boolean;
  readonly showContext: (isShown: boolean) => void;
  readonly toggleContext: () => void;
}

function usePanes(): Panes {
  const [widths, setWidths] = useState<PaneWidths>({
    list: paneLimits.list.start,
    context: paneLimits.context.start,
  });
  const [isContextShown, showContext] = useState(false);
  const [isContextHidden, hideContext] = useState(false);
  const element = useRef<HTMLElement | null>(null);
  useEffect(() => setWidths(readPaneWidths()), []);
  useEffect(() => {
    element.current?.style.setProperty('--parley-list-width', `${widths.list}px`);
    element.current?.style.setProperty('--parley-context-width', `${widths.context}px`);
  }, [widths]);
  const isBeside = (): boolean => (element.current?.clientWidth ?? 0) >= contextBesidePx;
  const toggleContext = (): void => {
    if (isBeside()) hideContext(!isContextHidden);
    else showContext(!isContextShown);
  };
  useShortcut('pane.next', toggleContext);
  useShortcut('pane.previous', () => element.current?.querySelector<HTMLElement>('[role=listbox]')?.focus());
  return {
    setElement: (next) => {
      element.current = next;
    },
    widths,
    pull(change, isFinal) {
      const next = { ...widths, ...change };
      setWidths(next);
      if (isFinal) keepPaneWidths(next);
    },
    isContextShown,
    isContextHidden,
    showContext,
    toggleContext,
  };
}
