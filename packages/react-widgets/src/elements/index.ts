import { ParleyInboxElement } from './parley-inbox-element.tsx';

export { ParleyInboxElement };

/** Makes `<parley-inbox>` known to the page. Does nothing the second time, or on a server. */
export function defineParleyInbox(): void {
  if (typeof customElements === 'undefined' || customElements.get('parley-inbox') !== undefined) return;
  customElements.define('parley-inbox', ParleyInboxElement);
}
