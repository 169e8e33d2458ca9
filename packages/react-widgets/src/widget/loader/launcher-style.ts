/**
 * The host element and the launcher. `!important` inside a shadow root wins over everything the page says about the host
 * element, its own `!important` included. Until the panel has measured it, the icon's colour is black or white by the
 * lightness of the accent.
 */
export const launcherStyle = `
:host{all:initial!important;display:block!important;width:0!important;height:0!important}
:host([hidden]){display:none!important}
@media print{:host{display:none!important}}
.launcher{all:unset;box-sizing:border-box;position:fixed;inset:auto;inset-block-end:calc(20px + env(safe-area-inset-bottom));inset-inline-end:calc(20px + env(safe-area-inset-right));width:56px;height:56px;z-index:2147483000;display:grid;place-items:center;border:1px solid #ffffff2e;border-radius:50%;background:var(--accent);color:var(--on-accent,#fff);cursor:pointer;box-shadow:0 1px 2px #10182829,0 8px 24px #1018282e}
@supports(color:oklch(from red l c h)){.launcher{color:var(--on-accent,oklch(from var(--accent) clamp(0,(.7 - l)*999,1) 0 0))}}
.launcher:focus-visible{outline:2px solid #14171f;outline-offset:2px;box-shadow:0 0 0 6px #fff}
.launcher svg{width:24px;height:24px;grid-area:1/1;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round;transition:.18s}
.launcher[aria-expanded=true] svg:first-child,.launcher[aria-expanded=false] svg+svg{opacity:0;transform:rotate(-45deg) scale(.7)}
.launcher span{position:absolute;inset-block-start:-4px;inset-inline-end:-4px;min-width:20px;box-sizing:border-box;padding:0 6px;border:2px solid #fff;border-radius:10px;background:#c02626;color:#fff;font:600 12px/16px system-ui;text-align:center}
.launcher[hidden],.launcher [hidden]{display:none}
@media (prefers-reduced-motion:reduce){svg{transition:none!important}}
@media (forced-colors:active){.launcher{border-color:ButtonText;color:ButtonText}}
`;
