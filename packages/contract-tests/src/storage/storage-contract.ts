import type { Storage } from '@parley/core';
import { afterAll, beforeAll, describe } from 'vitest';
import { apiKeysContract } from './api-keys-contract.ts';
import { businessHoursContract } from './business-hours-contract.ts';
import { chatContract } from './chat-contract.ts';
import { concurrencyContract } from './concurrency-contract.ts';
import type { ContractSubject, StorageContractOptions } from './contract-options.ts';
import { conversationListContract } from './conversation-list-contract.ts';
import { conversationsContract } from './conversations-contract.ts';
import { customersContract } from './customers-contract.ts';
import { deliveriesContract } from './deliveries-contract.ts';
import { eventsContract } from './events-contract.ts';
import { handoffsContract } from './handoffs-contract.ts';
import { idempotencyContract } from './idempotency-contract.ts';
import { inboxReadsContract } from './inbox-reads-contract.ts';
import { intakeContinuedContract } from './intake-continued-contract.ts';
import { intakeLoadContract } from './intake-load-contract.ts';
import { intakeSaveContract } from './intake-save-contract.ts';
import { jobsContract } from './jobs-contract.ts';
import { mediaContract } from './media-contract.ts';
import { messagesContract } from './messages-contract.ts';
import { notesContract } from './notes-contract.ts';
import { parkedContract } from './parked-contract.ts';
import { peopleContract } from './people-contract.ts';
import { quarantineContract } from './quarantine-contract.ts';
import { storableContract } from './storable-contract.ts';
import { systemContract } from './system-contract.ts';
import { ticketsContract } from './tickets-contract.ts';
import { transactionsContract } from './transactions-contract.ts';
import { wallContract } from './wall-contract.ts';

/**
 * What every storage must do. Call it in a test file of the adapter; add further tests beside it.
 *
 * @param name shown in the report
 * @param create opens an empty storage, ready to use; the suite closes it
 */
export function storageContract(
  name: string,
  create: () => Promise<Storage>,
  options: StorageContractOptions,
): void {
  describe(`${name} storage`, () => {
    let opened: Storage | undefined;
    beforeAll(async () => {
      opened = await create();
    });
    afterAll(async () => {
      await opened?.close();
    });
    const subject: ContractSubject = {
      ...options,
      storage() {
        if (opened === undefined) throw new Error('The storage could not be opened.');
        return opened;
      },
    };
    systemContract(subject);
    peopleContract(subject);
    businessHoursContract(subject);
    customersContract(subject);
    conversationsContract(subject);
    conversationListContract(subject);
    inboxReadsContract(subject);
    messagesContract(subject);
    deliveriesContract(subject);
    parkedContract(subject);
    notesContract(subject);
    mediaContract(subject);
    handoffsContract(subject);
    chatContract(subject);
    quarantineContract(subject);
    apiKeysContract(subject);
    ticketsContract(subject);
    transactionsContract(subject);
    concurrencyContract(subject);
    storableContract(subject);
    idempotencyContract(subject);
    eventsContract(subject);
    intakeLoadContract(subject);
    intakeSaveContract(subject);
    intakeContinuedContract(subject);
    wallContract(subject);
    jobsContract(subject);
  });
}
