/** Files: chosen, on their way, and in the thread. */
export const fileStyle = `
.bubble:has(.picture){width:248px;padding:4px}
.bubble:has(.picture) .text{padding:6px 8px 4px}
.picture{display:grid;place-items:center;height:180px;border-radius:12px;overflow:hidden;background:color-mix(in srgb,currentColor 10%,transparent)}
.theirs .picture{border-end-start-radius:3px}
.mine .picture{border-end-end-radius:3px}
.picture a{display:block;width:100%;height:100%}
.picture a:focus-visible{outline-offset:-3px}
.picture img{width:100%;height:100%;object-fit:cover;display:block}
.chip-link[aria-busy=true]{opacity:.6}
button.chip-link{text-align:start;border-radius:6px;max-width:100%}
button.chip-link .chip-text>bdi{text-decoration:underline;text-underline-offset:2px}
.upload{display:flex;align-items:center;gap:4px;margin-block-start:4px;width:248px;max-width:100%}
.upload progress{flex:1;min-width:0;height:4px;border:0;border-radius:2px;overflow:hidden;appearance:none;background:var(--border)}
.upload progress::-webkit-progress-bar{background:var(--border)}
.upload progress::-webkit-progress-value{background:var(--accent);transition:inline-size .2s}
.upload progress::-moz-progress-bar{background:var(--accent)}
.upload .icon-button{width:28px;height:28px}
.strip{display:flex;gap:8px;padding:0 0 8px;overflow-x:auto;scrollbar-width:thin}
.strip li{display:flex;align-items:center;gap:8px;flex:none;max-width:220px;padding:4px 4px 4px 8px;border:1px solid var(--border);border-radius:10px;background:var(--subtle);color:var(--fg-2)}
.strip li:dir(rtl){padding:4px 8px 4px 4px}
.strip img{width:36px;height:36px;margin-inline-start:-4px;object-fit:cover;border-radius:7px}
.strip .chip-text bdi{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;color:var(--fg);font-size:13px;line-height:18px}
.strip .icon-button{width:28px;height:28px}
.composer .excess{white-space:pre-line;padding-block-end:8px}
.camera{display:none}
.drop{position:absolute;inset:8px;z-index:1;display:grid;place-items:center;padding:24px;border:2px dashed var(--accent);border-radius:calc(var(--radius) - 6px);background:color-mix(in srgb,var(--bg) 88%,transparent);color:var(--fg);font-weight:500;text-align:center;pointer-events:none}
@media (pointer:coarse){.camera{display:grid}.upload .icon-button,.strip .icon-button{width:44px;height:44px}button.chip-link{min-height:44px}}
`;
