// @vitest-environment happy-dom
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeAgent, fakeConversation, fakeId } from '../client/testing/index.ts';
import { type Drawn, draw } from '../testing/draw.tsx';
import { AssignmentNotice } from './assignment-notice.tsx';
import { type Assignment, useAssignment } from './use-assignment.ts';

const id = fakeId('cnv', 1);
let drawn: Drawn;
afterEach(() => drawn.close());

let shown: Assignment;
function Desk(): ReactNode {
  shown = useAssignment(id);
  return <AssignmentNotice assignment={shown} />;
}

describe('assigning', () => {
  it('names who was first instead of overwriting them, and lets the person decide', async () => {
    const agents = [fakeAgent(1, { name: 'Ana' }), fakeAgent(2, { name: 'Ben' })];
    drawn = await draw(<Desk />, { agents, conversations: [fakeConversation(1)] });
    const { desk } = drawn.client.server;
    await drawn.until(() => expect(drawn.client.conversation(id).get().status).toBe('ready'));
    await drawn.until(() => expect(drawn.client.me.get().status).toBe('ready'));
    // Ben takes it in the moment in which Ana, who still sees nobody, does.
    await drawn.run(() => {
      desk.conversations.set(id, { ...desk.conversation(id), assigneeId: fakeId('agt', 2) });
      shown.assignToMe();
    });
    await drawn.until(() => expect(drawn.element.textContent).toContain('Ben took this conversation first.'));
    expect(desk.conversation(id).assigneeId).toBe(fakeId('agt', 2));
    await drawn.run(() => shown.takeOver());
    await drawn.until(() => expect(desk.conversation(id).assigneeId).toBe(fakeId('agt', 1)));
    await drawn.until(() => expect(shown.isMine).toBe(true));
    expect(shown.conflict).toBeUndefined();
  });
});
