import type { ChatTranslator } from '../i18n/chat-translator.ts';

/**
 * Why a message or file was not taken, in words.
 * @param maxBytes largest file, where it is known
 */
export function failureText(code: string | undefined, words: ChatTranslator, maxBytes?: number): string {
  switch (code) {
    case 'content_refused':
    case 'bad_frame':
      return words.text('refusedContent');
    case 'conversation_not_found':
      return words.text('conversationGone');
    case 'no_answer':
      return words.text('noAnswer');
    case 'file_lost':
      return words.text('fileLost');
    case 'media_empty':
      return words.text('fileEmpty');
    case 'media_type_refused':
    case 'media_type_mismatch':
    case 'media_not_supported':
      return words.text('fileRefused');
    case 'media_too_large':
    case 'body_too_large':
      if (maxBytes !== undefined) return words.text('fileTooLarge', { name: words.fileSize(maxBytes) });
      return words.text('refusedContent');
    default:
      return words.text('unknownFailure');
  }
}

/** Whether the same file would be refused again. */
export function isFinal(code: string | undefined): boolean {
  return code === 'file_lost' || code === 'body_too_large' || code?.startsWith('media_') === true;
}
