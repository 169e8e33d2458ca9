/** Whether one writes to the customer or to colleagues. */
export type ComposerMode = 'reply' | 'note';

/** The mode of each conversation, so that going elsewhere and back does not turn a note into a reply. */
export interface ComposerModes {
  get(conversationId: string): ComposerMode | undefined;
  set(conversationId: string, mode: ComposerMode): void;
}

/** Modes for the life of one provider. */
export function createComposerModes(): ComposerModes {
  const modes = new Map<string, ComposerMode>();
  return { get: (id) => modes.get(id), set: (id, mode) => void modes.set(id, mode) };
}
