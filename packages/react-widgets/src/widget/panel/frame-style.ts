/** The window, its header, the list and the notices. */
export const frameStyle = `
.launcher[aria-expanded=true] span{display:none}
.panel{box-sizing:border-box;position:fixed;inset:auto;inset-block-end:calc(88px + env(safe-area-inset-bottom));inset-inline-end:calc(20px + env(safe-area-inset-right));z-index:2147483001;display:none;flex-direction:column;overflow:hidden;width:min(380px,100vw - 40px);height:min(640px,100dvh - 104px);border-radius:var(--radius);background:var(--bg);box-shadow:var(--shadow)}
.panel:is([open],:popover-open){display:flex;animation:enter .18s cubic-bezier(.2,.8,.2,1)}
@keyframes enter{from{opacity:0;transform:translateY(8px) scale(.985)}}
.panel::backdrop{background:transparent}
.panel[data-sheet]{inset:var(--visible-top,0) 0 auto;width:100vw;max-width:none;height:var(--visible-height,100dvh);max-height:none;border-radius:0;box-shadow:none;padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left)}
@media (max-height:480px) and (min-width:640px){.panel{inset-block-end:8px;height:calc(100dvh - 16px);inset-inline-end:88px}}
.header{display:flex;align-items:center;gap:12px;flex:none;min-height:64px;padding:10px 12px 10px 16px;border-block-end:1px solid var(--border);background:var(--raised)}
.header:dir(rtl){padding:10px 16px 10px 12px}
.header>[class=icon-button]:first-child{margin-inline-start:-8px}
.avatar{display:grid;place-items:center;flex:none;width:36px;height:36px;border-radius:50%;background:var(--accent);color:var(--on-accent);font-weight:600;font-size:15px}
.titles{flex:1;min-width:0}
.titles h2{font-size:15px;line-height:20px;font-weight:600;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.titles p{display:flex;align-items:center;gap:6px;color:var(--fg-3);font-size:13px;line-height:18px}
.titles p span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;min-width:0}
.dot{flex:none;width:8px;height:8px;border-radius:50%;border:1.5px solid var(--fg-3)}
.dot.on{background:var(--ok);border-color:var(--ok)}
.notice{display:flex;align-items:center;gap:8px;flex:none;padding:8px 16px;background:var(--subtle);color:var(--fg-2);font-size:13px;line-height:18px;border-block-start:1px solid var(--border)}
.notice.warn{background:var(--warn-soft);color:var(--warn);border-block-start-color:transparent}
.notice p{flex:1;min-width:0}
.notice button{flex:none;padding:4px 8px;border-radius:6px;font-weight:600;text-decoration:underline;text-underline-offset:2px}
.list{flex:1;display:flex;flex-direction:column;min-height:0;overflow-y:auto;overscroll-behavior:contain}
.list ul{flex:1}
.list li{border-block-end:1px solid var(--border)}
.entry{display:block;width:100%;padding:14px 16px;transition:background .12s}
.entry:hover{background:var(--subtle)}
.entry:focus-visible{outline-offset:-2px}
.entry-top,.entry-bottom{display:flex;align-items:baseline;gap:12px;justify-content:space-between}
.entry-top b{font-weight:600;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.entry time{flex:none;color:var(--fg-3);font-size:12px;font-variant-numeric:tabular-nums}
.entry-bottom{color:var(--fg-2);font-size:13px;min-height:20px}
.entry-bottom>span:first-child{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.entry.over b{font-weight:500;color:var(--fg-2)}
.count{flex:none;min-width:20px;padding:0 6px;border-radius:10px;background:var(--accent);color:var(--on-accent);font-size:12px;line-height:20px;font-weight:600;text-align:center;font-variant-numeric:tabular-nums}
.new{margin:16px;align-self:center}
.over-bar{flex:none;display:flex;justify-content:center;padding:12px 16px;border-block-start:1px solid var(--border)}
@media (pointer:coarse){.notice button{min-height:44px}}
@media (forced-colors:active){.panel,.bubble,.field,.choice{border:1px solid CanvasText}.avatar,.dot{border:1px solid CanvasText}}
`;
