import { errorStatuses } from '@parley/api-contract';

const statuses = new Map<string, number>(Object.entries(errorStatuses));

/** The HTTP status of an error code; undefined for codes the API does not show. */
export function errorStatus(code: string): number | undefined {
  return statuses.get(code);
}
