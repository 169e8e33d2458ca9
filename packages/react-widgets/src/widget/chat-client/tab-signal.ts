/**
 * Calls back when another tab of this browser signs out, or when somebody clears the site's storage.
 * @param prefix of the inbox's keys
 * @returns how to stop
 */
export function listenForSignOut(prefix: string, onSignOut: () => void): () => void {
  const onStorage = ({ key, newValue }: StorageEvent): void => {
    if (key === null || (key === `${prefix}logout` && newValue !== null)) onSignOut();
  };
  addEventListener('storage', onStorage);
  return () => removeEventListener('storage', onStorage);
}
