import type { Page } from './api.ts';
import type { ClientContext } from './client-context.ts';
import type { ConversationStore } from './conversation-store.ts';
import { type FrozenRows, freezeRows } from './frozen-rows.ts';
import type { Watched } from './keyed-cache.ts';
import { comparePlaces, createListRows, placeOf, type RowPlace } from './list-rows.ts';
import { matchesQuery } from './matches-query.ts';
import { createResource } from './resource.ts';
import type { ConversationList, ConversationListState, ConversationQuery } from './support-client.ts';
import type { Conversation } from './wire-types.ts';

const pageSize = 50;
const largestPage = 100;
const mostReloaded = 1_000;

/** A list as the client keeps it. */
export interface KeptList extends ConversationList, Watched {
  /** A conversation is shown differently now. */
  changed(id: string): void;
  /** What it shows may be old. */
  refresh(): void;
}

/**
 * One list of conversations: pages read from the server, kept right by events between them. What is known lies above
 * `floor`, the end of the last page; below it nothing is shown, since nobody read what else is there.
 *
 * @param me - Id of the signed-in agent, once it is known.
 */
export function createConversationList(
  ctx: ClientContext,
  store: ConversationStore,
  query: ConversationQuery,
  me: { now(): string | undefined; later(): Promise<string> },
): KeptList {
  const rows = createListRows();
  /** The rows as they are shown while the list is frozen; undefined = live. */
  let frozen: FrozenRows | undefined;
  let floor: RowPlace | undefined;
  let cursor: string | null = null;
  let hasLoaded = false;
  let isLoadingMore = false;
  let isReloading = false;
  let reloads = 0;
  /** Changed while a page was on its way: the page may show them as they were. */
  const changedMeanwhile = new Set<string>();

  const isKnownRange = (conversation: Conversation): boolean =>
    cursor === null || (floor !== undefined && comparePlaces(placeOf(conversation), floor) <= 0);

  const place = (id: string): void => {
    const conversation = store.get(id);
    const belongs =
      conversation !== undefined && matchesQuery(conversation, query, me.now()) && isKnownRange(conversation);
    if (belongs) rows.put(conversation);
    else rows.remove(id);
    frozen?.note(id, conversation, belongs);
  };

  const take = (page: Page<Conversation>, startedAt: number): void => {
    for (const conversation of page.items) store.read(conversation, startedAt);
    const last = page.items.at(-1);
    cursor = page.nextCursor;
    if (last !== undefined) floor = placeOf(last);
  };
  const settle = (ids: Iterable<string>): void => {
    for (const id of ids) place(id);
    for (const id of changedMeanwhile) place(id);
  };

  const read = async (limit: number, after?: string) => {
    const startedAt = ctx.ticks.next();
    return { page: await ctx.api.conversations(query, limit, after), startedAt };
  };

  /** Reads as many pages as were shown and puts them in place of what is there. */
  const reload = async (): Promise<void> => {
    if (query.assignee === 'me') await me.later();
    changedMeanwhile.clear();
    reloads += 1;
    const wanted = Math.min(Math.max(rows.size(), pageSize), mostReloaded);
    const answers = [await read(wanted > pageSize ? largestPage : pageSize)];
    for (let count = answers[0]?.page.items.length ?? 0; count < wanted; ) {
      const after = answers.at(-1)?.page.nextCursor;
      if (after == null) break;
      const answer = await read(largestPage, after);
      answers.push(answer);
      count += answer.page.items.length;
    }
    rows.clear();
    floor = undefined;
    hasLoaded = true;
    isReloading = true;
    for (const { page, startedAt } of answers) take(page, startedAt);
    isReloading = false;
    settle(answers.flatMap(({ page }) => page.items.map(({ id }) => id)));
  };

  const more = async (after: string): Promise<void> => {
    if (!loader.isLoading()) changedMeanwhile.clear();
    const round = reloads;
    const { page, startedAt } = await read(largestPage, after);
    // A reload came between: this page continues a list that is no more.
    if (reloads !== round) return;
    take(page, startedAt);
    settle(page.items.map(({ id }) => id));
    frozen?.append(page.items.flatMap(({ id }) => (rows.has(id) ? (store.get(id) ?? []) : [])));
  };

  const state = (): ConversationListState | undefined =>
    hasLoaded
      ? {
          items: (frozen ?? rows).snapshot(),
          hasMore: cursor !== null,
          isLoadingMore,
          newCount: frozen?.waiting() ?? 0,
        }
      : undefined;
  const { cell, loader, refresh } = createResource(ctx, state, reload);

  const show = (isFrozen: boolean): void => {
    frozen = isFrozen ? freezeRows(rows.snapshot()) : undefined;
    cell.invalidate();
  };

  return {
    get: cell.get,
    subscribe: cell.subscribe,
    isWatched: cell.isWatched,
    changed(id) {
      if (isReloading) return;
      if (loader.isLoading() || isLoadingMore) changedMeanwhile.add(id);
      if (!hasLoaded) return;
      place(id);
      cell.invalidate();
    },
    refresh,
    loadMore() {
      if (isLoadingMore || cursor === null) return;
      isLoadingMore = true;
      cell.invalidate();
      more(cursor)
        .catch(ctx.report)
        .finally(() => {
          isLoadingMore = false;
          cell.invalidate();
        });
    },
    setFrozen(isFrozen) {
      if (isFrozen === (frozen !== undefined)) return;
      show(isFrozen);
      ctx.batch.hurry();
    },
    applyNew() {
      show(frozen !== undefined);
      ctx.batch.hurry();
    },
  };
}
