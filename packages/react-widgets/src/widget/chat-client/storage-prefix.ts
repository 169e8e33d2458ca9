/** Every key of one inbox in this browser's storage begins with this. */
export function storagePrefix(inboxId: string): string {
  return `parley-chat:${inboxId}:`;
}

/**
 * Removes everything of one inbox and tells the other tabs of this browser: they see the key `logout` come and go.
 * @param prefix see {@link storagePrefix}
 */
export function wipeStorage(
  prefix: string,
  storage: Pick<Storage, 'key' | 'length' | 'setItem' | 'removeItem'>,
): void {
  for (let index = storage.length; index-- > 0; ) {
    const key = storage.key(index);
    if (key?.startsWith(prefix)) storage.removeItem(key);
  }
  storage.setItem(`${prefix}logout`, '1');
  storage.removeItem(`${prefix}logout`);
}
