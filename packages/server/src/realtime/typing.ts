import { type ConversationId, typingForMs } from '@parley/core';

/** Decides which typing frames of one connection are passed on. */
export interface TypingFilter {
  /** Whether this one is; `at` is a time in milliseconds that only grows. */
  passes(conversationId: ConversationId, isTyping: boolean, at: number): boolean;
}

const everyMs = 3000;

/**
 * At most one «is typing» per three seconds and conversation; a «has stopped» only after one that has passed and still
 * holds.
 */
export function createTypingFilter(): TypingFilter {
  const passedAt = new Map<ConversationId, { at: number; isTyping: boolean }>();
  return {
    passes(conversationId, isTyping, at) {
      for (const [id, passed] of passedAt) if (at - passed.at >= typingForMs) passedAt.delete(id);
      const passed = passedAt.get(conversationId);
      if (!isTyping) {
        if (passed === undefined || !passed.isTyping) return false;
        passed.isTyping = false;
        return true;
      }
      if (passed !== undefined && at - passed.at < everyMs) return false;
      passedAt.set(conversationId, { at, isTyping });
      return true;
    },
  };
}
