import { isAfterFailure, translateError } from '../pg-errors.ts';
import { TransactionOverError } from '../storage-postgres-errors.ts';
import type { Session, Statement } from './session.ts';

/** A transaction's session, and what its driver must know about it. */
export interface TransactionScope {
  readonly session: Session;
  /** Ends the session. @throws the first failure that is known: the transaction can only be rolled back */
  finish(): void;
  /**
   * Resolves when everything that was sent has been answered, also what nobody waits for.
   * @throws the first failure of the transaction
   */
  settle(): Promise<void>;
  /** Ends the session after a failure. */
  abandon(): void;
}

const ignore = (): void => {};

/** Wraps how a driver sends a statement inside a transaction. */
export function createTransactionScope(
  send: <Row>(statement: Statement) => Promise<readonly Row[]>,
): TransactionScope {
  const unanswered = new Set<Promise<unknown>>();
  let failure: { readonly error: unknown } | undefined;
  let isOver = false;
  const assertOpen = (): void => {
    if (isOver) throw new TransactionOverError();
  };
  const assertSound = (): void => {
    if (failure !== undefined) throw failure.error;
  };
  const noted = (error: unknown): unknown => {
    // After the first failure the database only says that there was one.
    if (failure !== undefined && isAfterFailure(error)) return failure.error;
    const translated = translateError(error);
    failure ??= { error: translated };
    return translated;
  };
  const sendNoted = <Row>(
    statement: Statement,
    explain: (error: unknown) => unknown,
  ): Promise<readonly Row[]> => {
    const before = [...unanswered];
    const answer = send<Row>(statement).catch(async (error: unknown) => {
      if (isAfterFailure(error)) await Promise.allSettled(before);
      throw noted(explain(error));
    });
    unanswered.add(answer);
    answer.catch(ignore).finally(() => unanswered.delete(answer));
    return answer;
  };
  const session: Session = {
    async run<Row>(statement: Statement): Promise<readonly Row[]> {
      assertOpen();
      return sendNoted<Row>(statement, (error) => error);
    },
    async defer(statement, explain = (error) => error) {
      assertOpen();
      sendNoted(statement, explain).catch(ignore);
    },
    async atomic(work) {
      try {
        return await work(session);
      } catch (error) {
        throw noted(error);
      }
    },
  };
  return {
    session,
    finish() {
      isOver = true;
      assertSound();
    },
    async settle() {
      await Promise.allSettled(unanswered);
      assertSound();
    },
    abandon() {
      isOver = true;
    },
  };
}
