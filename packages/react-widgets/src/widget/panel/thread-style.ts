/** The thread: bubbles, lines between them, answers to tap. */
export const threadStyle = `
.thread{position:relative;flex:1;display:flex;min-height:0}
.log{flex:1;min-width:0;overflow-y:auto;overscroll-behavior:contain;overflow-anchor:none;scrollbar-width:thin;scrollbar-color:var(--border) transparent}
.log:focus-visible{outline-offset:-2px}
.rows{display:flex;flex-direction:column;min-height:100%;justify-content:flex-end;padding:16px}
.message{display:flex;flex-direction:column;align-items:flex-start;max-width:84%;margin-block-start:2px}
.message.starts{margin-block-start:12px}
.message.mine{margin-inline-start:auto;align-items:flex-end}
.author{padding-inline-start:12px;color:var(--fg-3);font-size:12px;line-height:16px;margin-block-end:4px}
.bubble{max-width:100%;padding:8px 12px;border-radius:16px;background:var(--in);overflow-wrap:anywhere}
.theirs .bubble{border-end-start-radius:6px}
.mine .bubble{background:var(--accent);color:var(--on-accent);border-end-end-radius:6px}
.bubble.unsent{opacity:.72}
.mine .bubble.failed{background:var(--danger-soft);color:var(--fg);box-shadow:inset 0 0 0 1px var(--danger)}
.text{white-space:pre-wrap}
.heading{font-weight:600}
.quiet{color:var(--fg-3);font-size:13px}
.mine .quiet{color:inherit}
.meta{display:flex;gap:6px;color:var(--fg-3);font-size:12px;line-height:16px;margin-block-start:4px;padding-inline:12px;font-variant-numeric:tabular-nums}
.mine .meta{padding-inline:4px}
.tick{display:inline-flex;align-items:center;gap:3px}
.failure{display:flex;flex-wrap:wrap;justify-content:flex-end;gap:0 4px;margin-block-start:4px;color:var(--danger);font-size:13px}
.failure p{display:flex;text-align:end;align-items:center;gap:4px}
.failure button{padding:4px 6px;border-radius:6px;font-weight:600;text-decoration:underline;text-underline-offset:2px}
.day,.line{margin-block:16px 4px;color:var(--fg-3);font-size:12px;line-height:18px;text-align:center}
.line{text-wrap:balance}
.day{display:flex;align-items:center;gap:12px}
.day::before,.day::after{content:"";flex:1;height:1px;background:var(--border)}
.rows>.day:first-child{margin-block-start:0}
.hint{margin-block-start:8px;color:var(--fg-2);font-size:13px;padding-inline:12px}
.choices{display:flex;flex-wrap:wrap;gap:8px;margin-block-start:8px}
.choice{display:inline-flex;align-items:center;gap:6px;min-height:36px;padding:6px 14px;border:1px solid var(--border-strong);border-radius:18px;background:var(--raised);transition:background .12s}
.choice small{display:block;color:var(--fg-3);font-size:12px;line-height:16px}
.choice:not([aria-disabled=true]):hover{background:var(--in)}
.choice[aria-disabled=true]{color:var(--fg-3);border-color:var(--border)}
.choice.chosen{background:var(--in);color:var(--fg);border-color:transparent;font-weight:500}
.link-button{display:inline-flex;align-items:center;gap:6px;margin-block-start:8px;min-height:24px;font-weight:600}
.chip{display:inline-flex;align-items:center;gap:10px;max-width:100%;padding:4px 0}
.chip-text{display:flex;flex-direction:column;min-width:0;overflow-wrap:anywhere}
.chip-text small{font-size:12px;line-height:16px;opacity:.8}
.chip-link{display:block}
.linked-picture img{display:block;max-width:100%;max-height:240px;border-radius:10px}
.typing{display:flex;align-items:center;gap:8px;margin-block-start:12px;color:var(--fg-3);font-size:12px}
.dots{display:inline-flex;gap:4px;padding:11px 12px;border-radius:16px;border-end-start-radius:6px;background:var(--in)}
.dots i{width:6px;height:6px;border-radius:50%;background:var(--fg-3);animation:dot 1.2s infinite}
.dots i:nth-child(2){animation-delay:.15s}
.dots i:nth-child(3){animation-delay:.3s}
@keyframes dot{0%,60%,100%{opacity:.35}30%{opacity:1}}
.to-end{position:absolute;inset-block-end:12px;inset-inline:0;margin-inline:auto;width:36px;height:36px;display:inline-flex;align-items:center;justify-content:center;gap:6px;border-radius:18px;background:var(--raised);color:var(--fg);box-shadow:var(--shadow);font-size:13px;font-weight:500}
.to-end.with-text{width:max-content;padding-inline:12px}
.state{display:grid;justify-items:center;gap:12px;padding:24px;color:var(--fg-2);text-align:center}
.skeleton{display:grid;gap:12px;animation:appear .12s .15s both}
.skeleton i{display:block;height:36px;width:62%;border-radius:16px;background:var(--in)}
.skeleton i:nth-of-type(2){width:44%;margin-inline-start:auto}
.skeleton i:nth-of-type(3){width:70%}
@keyframes appear{from{opacity:0}}
@media (pointer:coarse){.choice,.failure button{min-height:44px}.choice{border-radius:22px}.to-end{width:44px;height:44px;border-radius:22px}.text a,.link-button{padding-block:4px}}
`;
