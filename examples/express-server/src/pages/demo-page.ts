import { pageFrame } from './page-frame.ts';

/** A shop's page with the customer chat on it. */
export function demoPage({ chatInboxId }: { readonly chatInboxId: string }): string {
  return pageFrame({
    title: 'Fernweh Outdoor · order 10234',
    bodyClass: 'shop',
    scripts: [
      'src="/assets/demo-page.js"',
      `src="/widget.js" data-inbox="${chatInboxId}" data-accent="#0f6b54" async`,
    ],
    body: `    <header class="bar">
      <strong>Fernweh Outdoor</strong>
      <nav aria-label="Account">
        <button type="button" id="sign-in">Sign in as Sara Kaplan</button>
        <button type="button" id="sign-out" hidden>Sign out</button>
      </nav>
    </header>
    <main>
      <h1>Your order #10234</h1>
      <p class="state">Handed to the carrier on Monday. We expect it with you on Thursday.</p>
      <dl>
        <div><dt>Trail tent, two persons</dt><dd>249.00 €</dd></div>
        <div><dt>Pegs, set of twelve</dt><dd>18.50 €</dd></div>
        <div><dt>Delivery</dt><dd>0.00 €</dd></div>
        <div class="total"><dt>Total</dt><dd>267.50 €</dd></div>
      </dl>
      <p>
        Something wrong with it? <button type="button" class="link" data-parley-open>Ask us in the chat</button>.
        Messages arrive in the <a href="/workbench" target="_blank" rel="noopener">workbench</a>.
      </p>
    </main>`,
  });
}
