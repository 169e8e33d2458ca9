const dark = `
--bg:#0f1115;--subtle:#15181e;--raised:#1b1f27;--border:#2a2f3a;--border-strong:#6b7484;
--fg:#eef0f4;--fg-2:#b3bac7;--fg-3:#8d95a5;--in:#22262f;
--warn:#f5b35c;--warn-soft:#33230b;--danger:#ff8080;--danger-soft:#3a1618;--ok:#5bd197;--focus:var(--fg);
--shadow:0 0 0 1px rgb(255 255 255/.06),0 1px 2px rgb(0 0 0/.4),0 12px 40px rgb(0 0 0/.5);color-scheme:dark`;

/** Colours, type and the resets everything else stands on. */
export const tokenStyle = `
.panel{all:unset;
--bg:#fff;--subtle:#f7f8fa;--raised:#fff;--border:#e2e5ea;--border-strong:#858d9a;
--fg:#14171f;--fg-2:#4a5160;--fg-3:#636a79;--in:#f0f2f5;
--warn:#8a4b00;--warn-soft:#fff1dc;--danger:#c02626;--danger-soft:#fdecec;--ok:#157347;--focus:var(--fg);
--shadow:0 0 0 1px rgb(16 24 40/.06),0 1px 2px rgb(16 24 40/.06),0 12px 40px rgb(16 24 40/.16);color-scheme:light;
--radius:var(--parley-chat-radius,16px);
font:400 14px/20px var(--parley-chat-font,var(--host-font,Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",sans-serif));
color:var(--fg);text-align:start;-webkit-text-size-adjust:100%}
.panel[data-theme=dark]{${dark}}
@media (prefers-color-scheme:dark){.panel[data-theme=auto]{${dark}}}
:where(.panel *,.panel *::before,.panel *::after){box-sizing:border-box}
:where(.panel) :where(p,h2,ul,li,b,small,i){margin:0;padding:0;font:inherit;list-style:none}
:where(.panel) :where(button,textarea,input:not([hidden])){all:unset;box-sizing:border-box;font:inherit}
:where(.panel) :where(button){cursor:pointer;-webkit-tap-highlight-color:transparent;touch-action:manipulation}
:where(.panel) :where([aria-disabled=true]){cursor:default}
:where(.panel) :focus-visible{outline:2px solid var(--focus);outline-offset:2px}
:where(.panel) :where(a){color:inherit;text-underline-offset:2px;border-radius:3px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.icon{flex:none;display:block}
.panel[dir=rtl] .mirrored{transform:scaleX(-1)}
.button{display:inline-flex;align-items:center;justify-content:center;gap:8px;min-height:36px;padding:0 14px;border-radius:18px;background:var(--accent);color:var(--on-accent);font-weight:500}
.icon-button{display:grid;place-items:center;flex:none;width:36px;height:36px;border-radius:50%;color:var(--fg-2);transition:background .12s}
.icon-button:hover{background:var(--in);color:var(--fg)}
@media (pointer:coarse){.icon-button{width:44px;height:44px}.button{min-height:44px;border-radius:22px;padding:0 18px}}
@media (prefers-reduced-motion:reduce){.panel,.panel *{animation:none!important;transition:none!important}}
`;
