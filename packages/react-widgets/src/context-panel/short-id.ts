/** Longer ones say nothing to people. */
const readable = 16;

/**
 * A channel's id of a person as people can read it: phone numbers, addresses and names as they are, of a long id of a
 * machine, such as WhatsApp's `DE.13491208655302741918`, its beginning and its end.
 */
export function shortId(value: string): string {
  const isOfMachine = /^[\w.:-]+$/.test(value) && /\d{6}/.test(value);
  return value.length <= readable || !isOfMachine ? value : `${value.slice(0, 6)}…${value.slice(-4)}`;
}
