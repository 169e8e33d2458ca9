import type { Agent } from '@parley/core';
import { escapeHtml, pageFrame } from './page-frame.ts';

const roles = { agent: 'Agent', supervisor: 'Supervisor', admin: 'Administrator' } as const;

/** Who do you want to be? The demo's agents need no password. */
export function signInPage(agents: readonly Agent[]): string {
  const choices = agents.map(
    ({ id, name, role }) => `        <li>
          <button type="submit" name="agent" value="${escapeHtml(id)}">
            <span class="avatar" aria-hidden="true">${escapeHtml(initials(name))}</span>
            <span><strong>${escapeHtml(name)}</strong><small>${roles[role]}</small></span>
          </button>
        </li>`,
  );
  return pageFrame({
    title: 'Sign in · Parley workbench',
    bodyClass: 'sign-in',
    body: `    <main>
      <h1>Parley workbench</h1>
      <p>Choose an agent of the demo account. Open a second browser window to be the other one.</p>
      <form method="post" action="/workbench/sign-in">
        <ul>
${choices.join('\n')}
        </ul>
      </form>
      <p class="hint">This sign-in has no passwords and exists only in the demo; it is off in production.</p>
    </main>`,
  });
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((part) => Array.from(part)[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
}
