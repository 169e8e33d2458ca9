/** Tokens, the three columns, the list of customers, dialogs and menus. */
export const pageBaseStyle = `
:root{color-scheme:light;
--bg:#fff;--subtle:#f7f8fa;--sunken:#eef0f3;--raised:#fff;--border:#e2e5ea;--border-strong:#858d9a;
--fg:#14171f;--fg-2:#4a5160;--fg-3:#636a79;--accent:#3d5bf0;--on-accent:#fff;--accent-soft:#eef1ff;--accent-text:#2f48c9;
--wall:#eceff6;--in:#fff;--out:#dbe3ff;--on-out:#14171f;--out-quiet:#56608a;--out-read:#2f48c9;
--ok:#157347;--warn:#8a4b00;--danger:#c02626;--danger-soft:#fdecec;--frame:#1b1f27;
--shadow:0 1px 2px rgb(16 24 40/.06),0 8px 24px rgb(16 24 40/.1);--focus:#3d5bf0}
:root[data-theme=dark]{color-scheme:dark;
--bg:#0f1115;--subtle:#15181e;--sunken:#0b0d10;--raised:#1b1f27;--border:#2a2f3a;--border-strong:#6b7484;
--fg:#eef0f4;--fg-2:#b3bac7;--fg-3:#8d95a5;--accent:#4661ee;--accent-soft:#1c2342;--accent-text:#9db0ff;
--wall:#0c0e13;--in:#22262f;--out:#2a3876;--on-out:#eef0f4;--out-quiet:#b0bae6;--out-read:#7fdcff;
--ok:#5bd197;--warn:#f5b35c;--danger:#ff8080;--danger-soft:#3a1618;--frame:#2f3541;
--shadow:0 1px 2px rgb(0 0 0/.4),0 8px 24px rgb(0 0 0/.4);--focus:#9db0ff}
*{box-sizing:border-box}
[hidden]{display:none!important}
html,body{height:100%;margin:0}
body{font:14px/20px Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--fg);background:var(--subtle);
-webkit-font-smoothing:antialiased;display:flex;flex-direction:column}
h1,h2,p,ul,ol{margin:0;padding:0}
h1{font-size:16px;line-height:24px;font-weight:600}
h2{font-size:14px;line-height:20px;font-weight:600}
ul,ol{list-style:none}
button,input,textarea{font:inherit;color:inherit}
button{cursor:pointer}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
svg{display:block;flex:none}
*{scrollbar-width:thin;scrollbar-color:var(--border-strong) transparent}
.grow{flex:1;min-width:0}
.quiet{color:var(--fg-3);font-size:12px;line-height:16px}
.mono{font:12px/16px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--fg-3);overflow-wrap:anywhere}
.banner{background:var(--danger-soft);color:var(--danger);padding:8px 16px;font-size:13px;text-align:center;border-bottom:1px solid var(--border)}
.layout{flex:1;min-height:0;display:grid;grid-template-columns:296px minmax(0,1fr) 320px}
.side,.wire{background:var(--bg);display:flex;flex-direction:column;min-height:0}
.side{border-right:1px solid var(--border)}
.wire{border-left:1px solid var(--border)}
.side-head,.wire-head{padding:12px 12px 12px 16px;border-bottom:1px solid var(--border);display:flex;gap:4px;align-items:center;height:64px;flex:none}
.side-head>div{flex:1;min-width:0}
.side-head p{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.wire-head{display:flex;flex-direction:column;align-items:flex-start;justify-content:center;gap:0;padding:12px 16px}
.side-foot{border-top:1px solid var(--border);padding:12px 16px;font-size:12px;line-height:16px;color:var(--fg-2)}
.side-foot .mono{margin-top:4px}
.dot{display:inline-block;width:8px;height:8px;border-radius:50%;background:var(--border-strong);margin-right:8px}
.dot.ok{background:var(--ok)}.dot.bad{background:var(--danger)}
.icon-button{width:36px;height:36px;border:0;background:none;border-radius:8px;display:grid;place-items:center;color:var(--fg-2);flex:none;padding:0}
.icon-button:hover{background:var(--sunken);color:var(--fg)}
.people{flex:1;overflow:auto;padding:8px}
.person{width:100%;display:flex;gap:12px;align-items:center;text-align:left;border:0;background:none;border-radius:10px;padding:10px 8px;position:relative}
.person:hover{background:var(--subtle)}
.person[aria-current=true]{background:var(--accent-soft)}
.person .top{display:flex;gap:8px;align-items:baseline}
.person .name{font-weight:600;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;flex:1}
.person time{font-size:12px;color:var(--fg-3);font-variant-numeric:tabular-nums}
.person .preview{display:flex;gap:8px;color:var(--fg-2);font-size:13px}
.person .preview span:first-child{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;flex:1}
.badge{background:var(--accent);color:var(--on-accent);font-size:12px;line-height:18px;min-width:18px;padding:0 5px;border-radius:9px;text-align:center;font-variant-numeric:tabular-nums}
.warn-mark{color:var(--danger)}
.avatar{width:40px;height:40px;border-radius:50%;display:grid;place-items:center;font-weight:600;font-size:14px;flex:none;border:1px solid rgb(0 0 0/.06)}
.avatar.business{width:36px;height:36px;background:var(--accent);color:var(--on-accent)}
.hue-0{background:#dbe4ff;color:#2b3f9e}.hue-1{background:#d3f3e4;color:#0b5d40}.hue-2{background:#ffe6cf;color:#84420a}
.hue-3{background:#f6dcfa;color:#7a1b83}.hue-4{background:#d5f0f6;color:#0b566a}.hue-5{background:#ffdde3;color:#98143a}
.wire-list{flex:1;overflow:auto;padding:8px 8px 16px}
.wire-item{display:grid;grid-template-columns:18px minmax(0,1fr) auto;gap:8px;padding:6px 8px;border-radius:6px;font-size:12px;line-height:16px;align-items:start}
.wire-item:hover{background:var(--subtle)}
.wire-item svg{color:var(--fg-3)}
.wire-item .what{overflow-wrap:anywhere}
.wire-item .what span{display:block;color:var(--fg-3)}
.wire-item .code{font-variant-numeric:tabular-nums;font-weight:600;color:var(--ok)}
.wire-item.bad .code{color:var(--danger)}
.wire-empty{color:var(--fg-3);padding:16px 8px;font-size:13px}
.button{border:1px solid var(--border);background:var(--raised);border-radius:6px;padding:6px 12px;min-height:32px;font-weight:500}
.button:hover{background:var(--sunken)}
.button.primary{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
.button.primary:hover{filter:brightness(1.08)}
dialog{border:1px solid var(--border);border-radius:12px;padding:20px;width:min(380px,calc(100vw - 32px));color:var(--fg);background:var(--raised);box-shadow:var(--shadow)}
dialog::backdrop{background:rgb(10 12 18/.45)}
dialog h2{font-size:16px;line-height:24px;margin-bottom:4px}
.field{display:block;margin-top:12px;font-size:13px;font-weight:500}
.field input{display:block;width:100%;margin-top:4px;border:1px solid var(--border-strong);border-radius:6px;background:var(--bg);padding:7px 10px;font-weight:400;font-size:14px}
.check{display:flex;gap:8px;margin-top:14px;font-size:13px;align-items:flex-start}
.check input{margin:2px 0 0;accent-color:var(--accent);width:16px;height:16px;flex:none}
.dialog-foot{display:flex;justify-content:flex-end;gap:8px;margin-top:20px}
.problem{color:var(--danger);font-size:13px;margin-top:10px}
.menu{position:fixed;z-index:10;min-width:184px;background:var(--raised);border:1px solid var(--border);border-radius:10px;box-shadow:var(--shadow);padding:4px}
.menu button{display:block;width:100%;text-align:left;border:0;background:none;border-radius:6px;padding:7px 10px}
.menu button:hover,.menu button:focus-visible{background:var(--sunken)}
.menu .danger{color:var(--danger)}
.menu .faces{display:flex;padding:2px;border-bottom:1px solid var(--border);margin-bottom:4px}
.menu .faces button{width:36px;height:36px;padding:0;text-align:center;font-size:18px}
.only-small{display:none}
@media (max-width:1180px){.layout{grid-template-columns:280px minmax(0,1fr)}.wire{display:none}}
@media (max-width:760px){
.layout{grid-template-columns:minmax(0,1fr)}
body[data-view=list] .stage,body[data-view=chat] .side{display:none}
.side{border:0}.only-small{display:grid}
input,textarea,.field input{font-size:16px!important}}
@media (prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}
`;
