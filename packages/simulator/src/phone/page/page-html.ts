/** The phone page. All that moves is put in by the scripts, as text. */
export const pageHtml = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>WhatsApp simulator</title>
<link rel="icon" href="/page/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page/base.css">
<link rel="stylesheet" href="/page/chat.css">
<script type="module" src="/page/app.js"></script>
</head>
<body data-view="list">
<div class="banner" id="banner" role="status" hidden></div>
<div class="layout">
  <aside class="side" aria-label="Customers">
    <header class="side-head">
      <div>
        <h1>Customers</h1>
        <p class="quiet" id="business-line"></p>
      </div>
      <button class="icon-button" id="theme" type="button" aria-label="Switch between light and dark"></button>
      <button class="icon-button" id="new-customer" type="button" aria-label="New customer"></button>
    </header>
    <ul class="people" id="people"></ul>
    <footer class="side-foot">
      <p><span class="dot" id="dot"></span><span id="target-state">Webhooks go to</span></p>
      <p class="mono" id="target"></p>
    </footer>
  </aside>
  <main class="stage">
    <p class="owner" id="owner"></p>
    <div class="device" id="device">
      <header class="device-head">
        <button class="icon-button only-small" id="back" type="button" aria-label="Back to the customers"></button>
        <span class="avatar business" id="business-avatar" aria-hidden="true"></span>
        <div class="grow">
          <h2 id="business-name"></h2>
          <p class="quiet" id="presence"></p>
        </div>
        <button class="icon-button" id="menu" type="button" aria-label="More actions" aria-haspopup="menu"></button>
      </header>
      <div class="log" id="log" role="log" aria-live="polite" tabindex="0" aria-label="Chat"></div>
      <form class="composer" id="composer" autocomplete="off">
        <div class="strip" id="strip" hidden></div>
        <div class="row">
          <button class="icon-button" id="attach" type="button" aria-label="Attach a picture or file"></button>
          <textarea id="words" rows="1" placeholder="Message" aria-label="Message" maxlength="4096"></textarea>
          <button class="send" id="send" type="submit" aria-label="Send" disabled></button>
        </div>
        <input id="file" type="file" hidden>
      </form>
    </div>
  </main>
  <aside class="wire" aria-label="Traffic">
    <header class="wire-head">
      <h2>Traffic</h2>
      <p class="quiet">Between simulator and your server</p>
    </header>
    <ol class="wire-list" id="wire"></ol>
  </aside>
</div>
<dialog id="dialog"></dialog>
<div class="menu" id="popup" role="menu" hidden></div>
</body>
</html>
`;

/** The page's icon. */
export const pageIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#3d5bf0"/><path d="M10 22.5 8 26l4.4-1.4A8.6 8.6 0 1 0 9 21" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
