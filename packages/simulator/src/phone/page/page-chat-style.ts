/** The phone and what is on its screen. */
export const pageChatStyle = `
.stage{display:flex;flex-direction:column;align-items:center;justify-content:center;min-height:0;padding:16px;gap:10px}
.owner{font-size:13px;color:var(--fg-2);display:flex;gap:8px;align-items:center;min-height:20px;max-width:100%}
.owner b{font-weight:600;color:var(--fg)}
.device{width:min(400px,100%);flex:1;max-height:800px;min-height:0;background:var(--bg);border:10px solid var(--frame);border-radius:40px;box-shadow:var(--shadow);display:flex;flex-direction:column;overflow:hidden}
.device-head{display:flex;gap:10px;align-items:center;padding:10px 8px 10px 14px;border-bottom:1px solid var(--border);background:var(--bg);min-height:60px}
.device-head h2{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.log{flex:1;overflow-y:auto;background:var(--wall);padding:12px 10px 14px;display:flex;flex-direction:column;overscroll-behavior:contain}
.log:focus-visible{outline-offset:-2px}
.log>:first-child{margin-top:auto}
.day{align-self:center;background:var(--raised);color:var(--fg-2);font-size:12px;line-height:16px;padding:3px 10px;border-radius:99px;margin:8px 0 4px;box-shadow:0 1px 1px rgb(16 24 40/.06)}
.bubble-row{display:flex;gap:4px;margin-top:8px;align-items:flex-start}
.bubble-row.same{margin-top:2px}
.bubble-row.customer{flex-direction:row-reverse}
.bubble{position:relative;max-width:82%;min-width:72px;border-radius:12px;padding:6px 10px 5px;background:var(--in);color:var(--fg);box-shadow:0 1px 1px rgb(16 24 40/.08)}
.customer .bubble{background:var(--out);color:var(--on-out)}
.bubble-row.business:not(.same) .bubble{border-top-left-radius:4px}
.bubble-row.customer:not(.same) .bubble{border-top-right-radius:4px}
.bubble.reacted{margin-bottom:14px}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
.head{font-weight:600;margin-bottom:2px}
.foot{font-size:12px;line-height:16px;color:var(--fg-3);margin-top:2px}
.meta{display:flex;gap:4px;align-items:center;justify-content:flex-end;font-size:11px;line-height:14px;margin-top:1px;color:var(--fg-3);font-variant-numeric:tabular-nums}
.customer .meta{color:var(--out-quiet)}
.meta .read{color:var(--accent-text)}
.meta .failed,.customer .meta .failed{color:var(--danger)}
.customer .meta .read{color:var(--out-read)}
.gone{font-style:italic;opacity:.75}
.more{opacity:0;width:28px;height:28px}
.bubble-row:hover .more,.more:focus-visible,.more[aria-expanded=true]{opacity:1}
@media (hover:none){.more{opacity:.6}}
.quote{border-left:3px solid var(--accent);background:var(--sunken);border-radius:6px;padding:4px 8px;margin:0 0 4px -2px;font-size:12px;line-height:16px;color:var(--fg-2);overflow:hidden;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical}
.customer .quote{background:rgb(127 140 200/.18);color:var(--on-out)}
.picture{display:block;width:100%;min-width:180px;max-height:260px;object-fit:cover;border-radius:8px;margin:-1px 0 4px;background:var(--sunken)}
video.picture{background:#000}
.sticker{width:120px;height:120px;object-fit:contain}
audio{display:block;width:230px;height:40px;margin:2px 0 4px}
.file{display:flex;gap:10px;align-items:center;background:var(--sunken);color:var(--fg);border-radius:8px;padding:10px;margin:0 0 4px;text-decoration:none;min-width:180px;overflow-wrap:anywhere}
.customer .file{background:rgb(127 140 200/.18);color:var(--on-out)}
.file b{font-weight:500;display:block}
.file small{font-size:12px;opacity:.8}
.choices{display:flex;flex-direction:column;gap:4px;margin:6px -4px 0}
.choice{display:flex;align-items:center;justify-content:center;gap:6px;min-height:36px;border:1px solid var(--border);background:var(--bg);color:var(--accent-text);border-radius:8px;font-weight:500;padding:6px 10px;text-align:center;text-decoration:none}
.choice:hover{background:var(--accent-soft)}
.reactions{position:absolute;bottom:-14px;left:8px;background:var(--raised);border:1px solid var(--border);border-radius:99px;padding:0 6px;font-size:13px;line-height:20px}
.customer .reactions{left:auto;right:8px}
.failure{align-self:flex-end;display:flex;gap:8px;align-items:center;font-size:12px;line-height:16px;color:var(--danger);margin-top:4px;max-width:92%;text-align:right}
.failure button{border:1px solid currentColor;background:none;color:inherit;border-radius:6px;padding:3px 10px;min-height:26px;font-weight:500}
.failure button:hover{background:var(--danger-soft)}
.empty{margin:auto;text-align:center;color:var(--fg-2);max-width:260px;display:flex;flex-direction:column;gap:8px;align-items:center}
.empty svg{color:var(--fg-3)}
.empty b{color:var(--fg);font-weight:600}
.typing{display:flex;gap:4px;padding:12px}
.typing i{width:6px;height:6px;border-radius:50%;background:var(--fg-3);animation:blink 1.2s infinite}
.typing i:nth-child(2){animation-delay:.2s}.typing i:nth-child(3){animation-delay:.4s}
@keyframes blink{0%,60%,100%{opacity:.3}30%{opacity:1}}
.composer{border-top:1px solid var(--border);background:var(--bg);padding:8px}
.composer .row{display:flex;gap:4px;align-items:flex-end}
.composer textarea{flex:1;min-width:0;resize:none;border:1px solid var(--border);background:var(--subtle);border-radius:18px;padding:7px 14px;max-height:132px;line-height:20px}
.composer textarea:focus-visible{outline-offset:0}
.send{width:36px;height:36px;border:0;border-radius:50%;background:var(--accent);color:var(--on-accent);display:grid;place-items:center;flex:none;padding:0}
.send:disabled{background:var(--sunken);color:var(--fg-3);cursor:default}
.strip{display:flex;gap:10px;align-items:center;border-radius:10px;background:var(--sunken);padding:8px 8px 8px 12px;margin-bottom:8px;font-size:13px}
.strip img{width:44px;height:44px;object-fit:cover;border-radius:6px}
.strip .grow{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.strip .label{display:block;font-size:12px;line-height:16px;color:var(--accent-text);font-weight:500}
@media (max-height:620px) and (min-width:761px){.owner{display:none}.stage{padding:8px}.device{border-width:6px;border-radius:28px}}
@media (max-width:760px){.stage{padding:0;gap:0}.owner{display:none}
.device{width:100%;max-height:none;border:0;border-radius:0;box-shadow:none}
.composer{padding-bottom:calc(8px + env(safe-area-inset-bottom))}}
`;
