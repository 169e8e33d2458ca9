/** The box to write in, and what is asked above it while nobody is there. */
export const composerStyle = `
.composer{flex:none;padding:8px 12px 12px;border-block-start:1px solid var(--border)}
.notice+.composer,.away-form+.composer,.away-note+.composer{border-block-start:0}
.away-form{flex:0 1 auto;min-height:0;overflow-y:auto;padding:12px 16px 4px;border-block-start:1px solid var(--border)}
.away-form p,.away-note{color:var(--fg-2);font-size:13px;line-height:18px}
.away-note{flex:none;padding:10px 16px 2px;border-block-start:1px solid var(--border);overflow-wrap:anywhere}
.away-fields{display:flex;flex-wrap:wrap;gap:8px;margin-block-start:8px}
.away-fields input{flex:1 1 120px;min-width:0;height:36px;padding:0 12px;border:1px solid var(--border-strong);border-radius:18px;background:var(--raised);color:var(--fg);cursor:text}
.away-fields input::placeholder{color:var(--fg-3);opacity:1}
.away-fields input:focus-visible{outline:none;border-color:var(--focus);box-shadow:0 0 0 1px var(--focus)}
.away-fields input[aria-invalid=true]{border-color:var(--danger)}
@media (max-height:420px){.away-form{padding-block:6px 0}#parley-contact-hint{display:none}.away-fields{flex-wrap:nowrap;margin:0}.away-fields input,.away-fields .button{flex-basis:60px;height:32px;min-height:0}}
.away-form .wrong{padding-block-start:4px;color:var(--danger);font-size:12px}
.field{display:flex;align-items:flex-end;gap:4px;padding:4px;border:1px solid var(--border-strong);border-radius:22px;background:var(--raised);transition:border-color .12s,box-shadow .12s}
.field:focus-within{border-color:var(--focus);box-shadow:0 0 0 1px var(--focus)}
.field textarea{flex:1;min-width:0;min-height:36px;max-height:140px;padding:8px 4px 8px 12px;overflow-y:auto;white-space:pre-wrap;overflow-wrap:anywhere;resize:none;line-height:20px;color:var(--fg);cursor:text;scrollbar-width:thin}
.field textarea:dir(rtl){padding:8px 12px 8px 4px}
.field textarea:focus-visible{outline:none}
.field textarea::placeholder{color:var(--fg-3);opacity:1}
.field textarea:disabled{cursor:not-allowed;color:var(--fg-3)}
.field>.icon-button{color:var(--fg-3)}
.field>.icon-button+textarea,.field>input+textarea{padding-inline-start:4px}
.send{display:grid;place-items:center;flex:none;width:36px;height:36px;border-radius:50%;background:var(--accent);color:var(--on-accent);transition:opacity .12s,background .12s}
.send[aria-disabled=true]{background:var(--in);color:var(--fg-3)}
.excess{padding:4px 12px 0;color:var(--danger);font-size:12px}
@media (pointer:coarse){.away-fields input{font-size:16px;height:44px;border-radius:22px}.field textarea{font-size:16px;line-height:22px;min-height:44px;padding-block:11px}.send{width:44px;height:44px}.field{border-radius:27px}}
`;
