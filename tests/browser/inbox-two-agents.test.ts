import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';
import { type InboxWindow, openInbox } from './inbox-parts.ts';

const soon = { timeout: 15_000 };

describe.runIf(hasBrowser())('two agents at their inboxes', () => {
  let desk: DeskPages;
  let ana: InboxWindow;
  let ben: InboxWindow;

  beforeAll(async () => {
    desk = await openDeskPages();
    [ana, ben] = await Promise.all([openInbox(desk, 'Ana Souza'), openInbox(desk, 'Ben Carter')]);
  });
  afterAll(() => desk?.close());

  it('and a customer write to each other, with ticks, unread counts and the title, and no page is loaded again', async () => {
    const loads: string[] = [];
    ana.page.on('load', () => loads.push('Ana'));
    ben.page.on('load', () => loads.push('Ben'));
    const sara = desk.whatsapp.customer({ phone: '+491510000001', name: 'Sara Kaplan' });
    await ana.view('All open');
    await ben.view('All open');
    await sara.text('My parcel is late');
    await ben.row('Sara Kaplan').getByText('1 unread message').waitFor();
    await ana.openConversation('Sara Kaplan');
    await ana.message('My parcel is late').waitFor();

    await ana.write('I am looking into it');
    const answer = ana.message('I am looking into it');
    await answer.getByText('Delivered').waitFor();
    await sara.openChat();
    await answer.getByText('Read', { exact: true }).waitFor();
    expect(sara.lastReply?.content).toMatchObject({ text: 'I am looking into it' });
    await ben.row('I am looking into it').getByText('Sara Kaplan').waitFor();
    // Ana has read it, so it is not unread for the team any more.
    await expect.poll(() => ben.row('Sara Kaplan').getByText('unread message').count(), soon).toBe(0);

    await ana.log.focus();
    await ana.page.keyboard.press('m');
    await ana.part('assignee-picker').getByText('You').waitFor();
    await ana.page.keyboard.press('Escape');
    await ana.part('conversation-header').waitFor({ state: 'detached' });
    await sara.text('Thank you');
    await expect.poll(() => ana.page.title(), soon).toBe('(1) Parley workbench');
    await ana.row('Thank you').click();
    await ana.message('Thank you').waitFor();
    await expect.poll(() => ana.page.title(), soon).toBe('Parley workbench');
    expect(loads).toEqual([]);
    expect([...ana.complaints, ...ben.complaints]).toEqual([]);
  });

  it('see that the other one is replying, and an answer given meanwhile is asked about first', async () => {
    const omar = desk.whatsapp.customer({ phone: '+491510000002', name: 'Omar Haddad' });
    await omar.text('Which size fits me?');
    await ana.openConversation('Omar Haddad');
    await ben.openConversation('Omar Haddad');
    await ana.part('collision-bar').getByText('Ben Carter is viewing').waitFor();
    await ana.input.pressSequentially('I would take');
    await ben.input.pressSequentially('Take the');
    await ana.part('collision-bar').getByText('Ben Carter is replying').waitFor();
    await ben.write('Take the large one');
    await ana.message('Take the large one').waitFor();

    await ana.input.pressSequentially(' the small one');
    await ana.send.click();
    const question = ana.part('composer-warning');
    await question.getByText('Ben Carter answered while you were writing.').waitFor();
    expect(await ana.input.inputValue()).toBe('I would take the small one');
    expect(desk.whatsapp.outbox.map(({ text }) => text)).not.toContain('I would take the small one');

    await question.getByRole('button', { name: 'Do not send' }).click();
    await question.waitFor({ state: 'detached' });
    await ana.send.click();
    await question.getByRole('button', { name: 'Send anyway' }).click();
    await desk.whatsapp.waitForMessage(({ text }) => text === 'I would take the small one');
    expect([...ana.complaints, ...ben.complaints]).toEqual([]);
  });

  it('claim the same conversation: one gets it, the other is told who', async () => {
    const mia = desk.whatsapp.customer({ phone: '+491510000003', name: 'Mia Chen' });
    await mia.text('Hello?');
    await ana.openConversation('Mia Chen');
    await ben.openConversation('Mia Chen');
    // Both claims leave before either answer is back.
    const held: (() => void)[] = [];
    for (const { page, part } of [ana, ben]) {
      await page.route('**/v1/conversations/*', async (route) => {
        if (!(route.request().postData() ?? '').includes('assigneeId')) return route.continue();
        held.push(() => void route.continue());
        if (held.length === 2) for (const go of held) go();
      });
      await part('assignee-picker').getByRole('button').click();
      await page.getByRole('menuitemradio', { name: 'Me' }).click();
    }
    const told = [
      ana.page.getByText('Ben Carter took this conversation first.'),
      ben.page.getByText('Ana Souza took this conversation first.'),
    ] as const;
    await expect.poll(async () => (await told[0].count()) + (await told[1].count()), soon).toBe(1);
    const winner = (await told[0].count()) === 1 ? ben : ana;
    const { body } = await desk.api<{ items: { customerName: string; assigneeId: string }[] }>(
      'GET',
      '/v1/conversations',
    );
    const agents = await desk.api<{ items: { id: string; name: string }[] }>('GET', '/v1/agents');
    const holder = body.items.find(({ customerName }) => customerName === 'Mia Chen')?.assigneeId;
    expect(agents.body.items.find(({ id }) => id === holder)?.name).toBe(
      winner === ana ? 'Ana Souza' : 'Ben Carter',
    );
    expect([...ana.realComplaints(), ...ben.realComplaints()]).toEqual([]);
    for (const { page } of [ana, ben]) await page.unrouteAll();
  });

  it('note something for each other that never reaches the customer', async () => {
    const noa = desk.whatsapp.customer({ phone: '+491510000004', name: 'Noa Levi' });
    await noa.text('Can I get a discount?');
    await ana.openConversation('Noa Levi');
    await ben.openConversation('Noa Levi');
    const before = desk.whatsapp.outbox.length;
    await ana.part('composer-mode').getByRole('button', { name: 'Note' }).click();
    await ana.write('Only 5 %, see the list');
    await ben.part('note').getByText('Only 5 %, see the list').waitFor();
    await ana.part('note').getByText('Only 5 %, see the list').waitFor();

    // An answer after it is the only thing the customer gets.
    await ben.write('We can give you something off');
    await desk.whatsapp.waitForMessage(({ text }) => text === 'We can give you something off');
    expect(desk.whatsapp.outbox.slice(before).map(({ text }) => text)).toEqual([
      'We can give you something off',
    ]);
    expect(noa.messages.map(({ content }) => content)).not.toContainEqual(
      expect.objectContaining({ text: 'Only 5 %, see the list' }),
    );
    expect([...ana.realComplaints(), ...ben.realComplaints()]).toEqual([]);
  });
});
