import { storagePrefix, wipeStorage } from '../chat-client/storage-prefix.ts';
import type {
  ChatEvents,
  ChatIdentity,
  ChatSettings,
  PanelHandle,
  PanelHost,
  PanelModule,
} from '../panel-contract.ts';
import { createLauncher, type Launcher } from './launcher.ts';

type Listener = (detail: unknown) => void;

/**
 * `<parley-chat inbox base-url accent theme locale launcher token-url>`: a launcher of its own and, once somebody wants
 * it, the chat. `launcher="hidden"` leaves opening to elements with `data-parley-open` and to the API.
 */
export class ParleyChatElement extends HTMLElement {
  static readonly observedAttributes = ['accent', 'theme', 'locale', 'launcher'];
  /** The loader's own address: the panel lies beside it, and so does Parley unless `base-url` says otherwise. */
  static loaderUrl = '';
  /** Called whenever one was put into a page. */
  static onConnected = (): void => {};

  #launcher: Launcher | undefined;
  #panel: Promise<PanelHandle> | undefined;
  #handle: PanelHandle | undefined;
  #credential: ChatIdentity | undefined;
  #given: Partial<ChatSettings> = {};
  readonly #listeners = new Map<string, Set<Listener>>();

  connectedCallback(): void {
    if (this.#launcher !== undefined) return;
    this.#launcher = createLauncher(this.shadowRoot ?? this.attachShadow({ mode: 'open' }));
    const { button } = this.#launcher;
    button.onclick = () => this.toggle();
    // Whoever points at it will probably press it: the code is there by then, the server is not asked yet.
    button.onpointerenter = button.onfocus = () => {
      loadPanel().catch(() => {});
    };
    addEventListener('storage', this.#showStored);
    this.#refresh();
    this.#showStored();
    ParleyChatElement.onConnected();
    // Somebody with a conversation: what comes in shall be seen without a click.
    if (this.#stored !== null) setTimeout(() => this.#ready().catch(() => {}), 2_000);
  }

  disconnectedCallback(): void {
    queueMicrotask(() => {
      // Moved within the page: it goes on.
      if (this.isConnected) return;
      removeEventListener('storage', this.#showStored);
      this.#handle?.destroy();
      this.#handle = this.#panel = this.#launcher = undefined;
      this.shadowRoot?.replaceChildren();
    });
  }

  attributeChangedCallback(): void {
    this.#refresh();
  }

  open(): void {
    // Offline, or forbidden by the page's policy: the next press tries again.
    this.#ready().then(
      (panel) => panel.open(),
      () => {},
    );
  }

  close(): void {
    this.#handle?.close();
  }

  toggle(): void {
    if (this.#handle?.isOpen) this.close();
    else this.open();
  }

  identify(credential: ChatIdentity): void {
    this.#credential = credential;
    this.#handle?.identify(credential);
  }

  logout(): void {
    this.#credential = undefined;
    if (this.#handle !== undefined) {
      this.#handle.logout();
      return;
    }
    try {
      wipeStorage(this.#prefix, localStorage);
    } catch {
      // Nothing may be stored here, so nothing is.
    }
    this.#launcher?.setUnread(0);
  }

  configure(settings: Partial<ChatSettings>): void {
    this.#given = { ...this.#given, ...settings };
    this.#refresh();
  }

  on(name: string, listener: Listener): void {
    this.#listeners.set(name, (this.#listeners.get(name) ?? new Set()).add(listener));
  }

  off(name: string, listener: Listener): void {
    this.#listeners.get(name)?.delete(listener);
  }

  #refresh(): void {
    if (this.#launcher === undefined) return;
    const { button, setLocale } = this.#launcher;
    const { accent, locale } = this.#settings();
    button.hidden = this.getAttribute('launcher') === 'hidden';
    button.style.setProperty('--accent', accent);
    setLocale(locale || document.documentElement.lang || navigator.language);
    this.#handle?.refresh();
  }

  #settings(): ChatSettings {
    return {
      accent: this.getAttribute('accent') ?? '#3d5bf0',
      theme: (this.getAttribute('theme') ?? 'auto') as ChatSettings['theme'],
      locale: this.getAttribute('locale'),
      tokenUrl: this.getAttribute('token-url'),
      strings: {},
      ...this.#given,
    };
  }

  #ready(): Promise<PanelHandle> {
    this.#panel ??= this.#mount().catch((error: unknown) => {
      this.#panel = undefined;
      throw error;
    });
    return this.#panel;
  }

  async #mount(): Promise<PanelHandle> {
    const { mountPanel } = await loadPanel();
    const root = this.shadowRoot;
    if (this.#launcher === undefined || root === null) throw new Error('Removed meanwhile');
    const base = this.getAttribute('base-url') ?? new URL('.', ParleyChatElement.loaderUrl).href;
    const host: PanelHost = {
      element: this,
      root,
      launcher: this.#launcher.button,
      baseUrl: new URL(base, document.baseURI).href,
      inboxId: this.getAttribute('inbox') ?? '',
      settings: () => this.#settings(),
      emit: (name, detail) => this.#emit(name, detail),
    };
    this.#handle = mountPanel(host);
    if (this.#credential !== undefined) this.#handle.identify(this.#credential);
    return this.#handle;
  }

  #emit<Name extends keyof ChatEvents>(name: Name, detail: ChatEvents[Name]): void {
    if (name === 'unread') this.#launcher?.setUnread(Number(detail));
    for (const listener of this.#listeners.get(name) ?? []) listener(detail);
  }

  readonly #showStored = (): void => {
    if (this.#handle === undefined) this.#launcher?.setUnread(Number(this.#stored) || 0);
  };

  get #prefix(): string {
    return storagePrefix(this.getAttribute('inbox') ?? '');
  }

  /** How many messages were unread on the last page; null = this browser never chatted here. */
  get #stored(): string | null {
    try {
      return localStorage.getItem(`${this.#prefix}unread`);
    } catch {
      return null;
    }
  }
}

const loadPanel = (): Promise<PanelModule> =>
  import(new URL('panel.js', ParleyChatElement.loaderUrl).href) as Promise<PanelModule>;
