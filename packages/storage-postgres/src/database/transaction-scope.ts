import { translateError } from '../pg-errors.ts';
import { TransactionOverError } from '../storage-postgres-errors.ts';
import type { Session, Statement } from './session.ts';

/** A transaction's session, and what its driver must know about it. */
export interface TransactionScope {
  readonly session: Session;
  /** Ends the session. @throws the first failure of the transaction, if there was one: it can only be rolled back */
  finish(): void;
  /** Ends the session after a failure. */
  abandon(): void;
}

/** Wraps how a driver sends a statement inside a transaction. */
export function createTransactionScope(
  send: <Row>(statement: Statement) => Promise<readonly Row[]>,
): TransactionScope {
  let failure: { readonly error: unknown } | undefined;
  let isOver = false;
  const noted = (error: unknown): unknown => {
    const translated = translateError(error);
    failure ??= { error: translated };
    return translated;
  };
  const session: Session = {
    async run<Row>(statement: Statement): Promise<readonly Row[]> {
      if (isOver) throw new TransactionOverError();
      try {
        return await send<Row>(statement);
      } catch (error) {
        throw noted(error);
      }
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
      if (failure !== undefined) throw failure.error;
    },
    abandon() {
      isOver = true;
    },
  };
}
