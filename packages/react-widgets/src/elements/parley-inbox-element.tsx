import { createRoot, type Root } from 'react-dom/client';
import type { Appearance } from '../appearance/appearance.ts';
import { ar } from '../i18n/ar.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import { de } from '../i18n/de.ts';
import { en } from '../i18n/en.ts';
import { pseudoLocale } from '../i18n/pseudo-locale.ts';
import {
  createHashRouter,
  createMemoryRouter,
  createSearchRouter,
  type InboxRouter,
} from '../inbox/inbox-router.ts';
import { Inbox } from '../inbox/inbox-view.tsx';
import { SupportProvider } from '../provider/support-provider.tsx';

const catalogues: readonly Catalogue[] = [en, de, ar];
const routers = { hash: createHashRouter, search: createSearchRouter, none: createMemoryRouter } as const;

/** On a server there are no elements; the class can be loaded there all the same. */
const ElementBase = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/**
 * `<parley-inbox>`: the agents' inbox for pages without React, which it brings along. It stands in the page's own tree, so
 * `styles.css` must be linked there.
 *
 * Attributes: `base-url` (of the server), `token-url` (answers a POST with an agent token as text), `theme`
 * (`auto`, `light`, `dark`), `locale` (`en`, `de`, `ar`, with or without a country; `pseudo` = every text longer and accented,
 * to see what is cut off), `fill="viewport"`, `shortcuts="false"` (no keys), and `routing` (`hash`, which is the default,
 * `search` or `none`). Without `token-url`, set the property `getToken` before the element is put into the page.
 */
export class ParleyInboxElement extends ElementBase {
  static readonly observedAttributes = ['base-url', 'token-url', 'theme', 'locale', 'fill', 'shortcuts'];

  /** Where tokens come from, instead of `token-url`. */
  getToken: (() => string | Promise<string>) | undefined;
  private root: Root | undefined;
  private router: InboxRouter | undefined;
  private leaving: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    clearTimeout(this.leaving);
    this.root ??= createRoot(this);
    this.router ??= routers[routingOf(this)]();
    this.draw();
  }

  disconnectedCallback(): void {
    // Moving an element takes it out and puts it back in.
    this.leaving = setTimeout(() => {
      this.root?.unmount();
      this.root = undefined;
    }, 0);
  }

  attributeChangedCallback(): void {
    if (this.root !== undefined) this.draw();
  }

  private draw(): void {
    const locale = this.getAttribute('locale') ?? 'en';
    const catalogue = catalogueOf(locale);
    this.root?.render(
      <SupportProvider
        baseUrl={this.getAttribute('base-url') ?? ''}
        getToken={() => this.token()}
        catalogue={catalogue}
        // A language alone is written as the reader's browser writes it.
        {...(/^[a-z]{2}-/i.test(locale) ? { locale } : {})}
        {...(this.getAttribute('shortcuts') === 'false' ? { shortcuts: false } : {})}
        appearance={{ theme: themeOf(this.getAttribute('theme')) }}
      >
        <Inbox
          fill={this.getAttribute('fill') === 'viewport' ? 'viewport' : 'parent'}
          router={this.router ?? createMemoryRouter()}
        />
      </SupportProvider>,
    );
  }

  private async token(): Promise<string> {
    if (this.getToken !== undefined) return await this.getToken();
    const url = this.getAttribute('token-url');
    if (url === null) throw new Error('Set the attribute token-url, or the property getToken.');
    const answer = await fetch(url, { method: 'POST', credentials: 'same-origin' });
    if (!answer.ok) throw new Error(`${url} answered ${answer.status} instead of a token.`);
    return await answer.text();
  }
}

/** Longer texts, made when somebody asks for them, and then once. */
let pseudo: Catalogue | undefined;

function catalogueOf(locale: string): Catalogue {
  if (locale === 'pseudo') {
    pseudo ??= pseudoLocale(en);
    return pseudo;
  }
  return catalogues.find((one) => one.locale === locale.split('-')[0]) ?? en;
}

function themeOf(name: string | null): NonNullable<Appearance['theme']> {
  return name === 'light' || name === 'dark' ? name : 'auto';
}

function routingOf(element: HTMLElement): keyof typeof routers {
  const name = element.getAttribute('routing');
  return name === 'search' || name === 'none' ? name : 'hash';
}
