import { createElement, forwardRef, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { CustomerCredential } from './chat-client/chat-credentials.ts';
import type { ParleyChatElement } from './loader/parley-chat-element.ts';
import type { ChatEvents, ChatSettings } from './panel-contract.ts';

/** What a {@link ChatWidget} can be told to do. */
export type ChatWidgetHandle = Pick<ParleyChatElement, 'open' | 'close' | 'toggle' | 'logout'>;

/** What a {@link ChatWidget} takes. */
export interface ChatWidgetProps extends Partial<Omit<ChatSettings, 'tokenUrl'>> {
  /** Where Parley is mounted, e.g. `/support`; `widget.js` is served there. */
  readonly baseUrl: string;
  /** `inb_…` */
  readonly inbox: string;
  /** Fetches a token of the signed-in customer from the host's own backend; absent = anonymous. */
  readonly getToken?: CustomerCredential['getToken'];
  /** `hidden` = opened by elements with `data-parley-open`, or by the handle. */
  readonly launcher?: 'hidden';
  readonly onUnread?: (count: ChatEvents['unread']) => void;
}

/**
 * The customer chat as a React component: a thin shell around `<parley-chat>`, whose code comes from the server as on any
 * other page. Renders nothing on a server.
 */
export const ChatWidget = forwardRef<ChatWidgetHandle, ChatWidgetProps>(function ChatWidget(props, ref) {
  const { baseUrl, inbox, launcher, accent, theme, locale, strings, getToken } = props;
  const element = useRef<ParleyChatElement>(null);
  const newest = useRef(props);
  useEffect(() => {
    newest.current = props;
  });
  const [isDefined, setIsDefined] = useState(false);
  const isSignedIn = getToken !== undefined;

  useEffect(() => {
    let isGone = false;
    const address = new URL(`${baseUrl.replace(/\/+$/, '')}/widget.js`, document.baseURI).href;
    import(/* @vite-ignore */ /* webpackIgnore: true */ address).then(
      () => {
        if (!isGone) setIsDefined(true);
      },
      // The page goes on without a chat; the browser's console says what could not be loaded.
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [baseUrl]);

  useEffect(() => {
    const chat = element.current;
    if (chat === null || !isDefined) return;
    const tell = (count: unknown): void => newest.current.onUnread?.(Number(count));
    chat.on('unread', tell);
    return () => chat.off('unread', tell);
  }, [isDefined]);

  const wasSignedIn = useRef(false);
  useEffect(() => {
    if (!isDefined) return;
    // Leaving the page is no sign-out; having no token any more is one.
    if (wasSignedIn.current && !isSignedIn) element.current?.logout();
    wasSignedIn.current = isSignedIn;
    if (!isSignedIn) return;
    // The function may be a new one on every render; the customer is the same.
    const ask = async (): Promise<string> => {
      const current = newest.current.getToken;
      if (current === undefined) throw new Error('The customer signed out');
      return current();
    };
    element.current?.identify({ getToken: ask });
  }, [isDefined, isSignedIn]);

  useEffect(() => {
    if (isDefined && strings !== undefined) element.current?.configure({ strings });
  }, [isDefined, strings]);

  useImperativeHandle(
    ref,
    () => ({
      open: () => element.current?.open(),
      close: () => element.current?.close(),
      toggle: () => element.current?.toggle(),
      logout: () => element.current?.logout(),
    }),
    [],
  );

  if (!isDefined) return null;
  return createElement('parley-chat', {
    ref: element,
    inbox,
    'base-url': baseUrl,
    ...(accent === undefined ? {} : { accent }),
    ...(theme === undefined ? {} : { theme }),
    ...(locale === undefined || locale === null ? {} : { locale }),
    ...(launcher === undefined ? {} : { launcher }),
  });
});
