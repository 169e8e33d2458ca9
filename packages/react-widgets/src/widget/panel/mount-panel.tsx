/** @jsxImportSource preact */
// `panel.js`: the chat itself, loaded once somebody wants it.
import { render } from 'preact';
import { type ChatState, unreadTotal } from '../chat-client/chat-state.ts';
import { createChatClient } from '../chat-client/create-chat-client.ts';
import { textOf } from '../chat-client/message-text.ts';
import { chatLocale, chatTranslator } from '../i18n/chat-translator.ts';
import type { PanelHandle, PanelHost } from '../panel-contract.ts';
import { ChatContextProvider } from './chat-context.ts';
import { ChatPanel } from './chat-panel.tsx';
import type { ComposerHandle } from './composer.tsx';
import { createPanelWindow } from './panel-window.ts';
import { showAppearance } from './show-appearance.ts';

/** Puts the chat beside its launcher; it stays closed until it is opened. */
export function mountPanel(host: PanelHost): PanelHandle {
  const { root, launcher } = host;
  const composer: { current: ComposerHandle | null } = { current: null };
  const client = createChatClient({
    baseUrl: host.baseUrl,
    inboxId: host.inboxId,
    page: () => location.origin + location.pathname,
    language: () => new Intl.Locale(words.locale).baseName,
  });
  const panelWindow = createPanelWindow({ root, launcher, onDismiss: () => close() });
  let words = chatTranslator(chatLocale(host.settings().locale), host.settings().strings);
  let context = { client, words, baseUrl: host.baseUrl };
  let before: ChatState = client.getState();

  const draw = (): void => {
    const isVisible = panelWindow.isOpen && document.visibilityState === 'visible';
    render(
      <ChatContextProvider value={context}>
        <ChatPanel isVisible={isVisible} composer={composer} onClose={close} />
      </ChatContextProvider>,
      panelWindow.element,
    );
    label();
  };
  const label = (): void => {
    const unread = unreadTotal(client.getState());
    launcher.ariaExpanded = String(panelWindow.isOpen);
    launcher.ariaLabel = panelWindow.isOpen
      ? words.text('closeChat')
      : unread > 0
        ? words.plural('openChatUnread', unread)
        : words.text('openChat');
  };
  // The state also changes while a part of the panel renders: what the host does about it has to wait until that is done.
  const emit: PanelHost['emit'] = (name, detail) => queueMicrotask(() => host.emit(name, detail));

  const refresh = (): void => {
    const { locale, strings, tokenUrl } = host.settings();
    words = chatTranslator(chatLocale(locale), strings);
    context = { client, words, baseUrl: host.baseUrl };
    showAppearance(panelWindow.element, launcher, host.settings(), words);
    if (tokenUrl !== knownTokenUrl && tokenUrl !== null)
      client.identify({ getToken: () => fetchToken(new URL(tokenUrl, document.baseURI).href) });
    knownTokenUrl = tokenUrl;
    draw();
  };
  let knownTokenUrl: string | null = null;

  function close(): void {
    if (!panelWindow.isOpen) return;
    panelWindow.close();
    draw();
    emit('close', undefined);
  }

  const unsubscribe = client.subscribe(() => {
    const now = client.getState();
    const unread = unreadTotal(now);
    if (unread !== unreadTotal(before)) {
      queueMicrotask(() => {
        host.emit('unread', unread);
        label();
      });
    }
    if (now.connection.status === 'unauthorized' && before.connection.status !== 'unauthorized')
      emit('unauthorized', undefined);
    for (const [id, thread] of Object.entries(now.threads)) {
      const earlier = before.threads[id];
      if (earlier?.status !== 'ready' || earlier === thread) continue;
      for (const message of thread.messages.filter(({ seq }) => seq > earlier.toSeq))
        if (message.from !== 'customer') emit('message', { conversationId: id, text: textOf(message) });
    }
    before = now;
  });

  document.addEventListener('visibilitychange', draw);
  refresh();
  client.start();

  return {
    get isOpen() {
      return panelWindow.isOpen;
    },
    open: (takesFocus = true) => {
      if (panelWindow.isOpen) return;
      panelWindow.open();
      draw();
      // On a phone the keyboard would cover what one came to read.
      if (takesFocus && !panelWindow.element.hasAttribute('data-sheet')) composer.current?.focus();
      emit('open', undefined);
    },
    close,
    identify: (identity) =>
      client.identify(
        typeof identity === 'string'
          ? { token: identity }
          : typeof identity === 'function'
            ? { getToken: identity }
            : identity,
      ),
    logout: () => client.logout(),
    refresh,
    destroy: () => {
      document.removeEventListener('visibilitychange', draw);
      unsubscribe();
      client.stop();
      render(null, panelWindow.element);
      panelWindow.destroy();
    },
  };
}

/** The host's own backend knows who is signed in by its own cookie. */
async function fetchToken(url: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', credentials: 'same-origin' });
  if (!response.ok) throw new Error(`The token address answered ${response.status}`);
  return (await response.text()).trim();
}
