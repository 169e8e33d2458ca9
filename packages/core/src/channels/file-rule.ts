/** Files of some types that staff may send over a channel. Of several rules, the first that covers a type decides. */
export interface FileRule {
  /** The `type` of content it is sent as. */
  readonly sentAs: 'image' | 'video' | 'audio' | 'document';
  /** Lower case, without parameters: exact, or a whole class as `video/*`; `*` alone is any. */
  readonly mimeTypes: readonly string[];
  /** Types the channel refuses although {@link FileRule.mimeTypes} covers them. @defaultValue none */
  readonly exceptMimeTypes?: readonly string[];
  readonly maxBytes: number;
  /** In UTF-16 units; 0 = such a file is sent without words. */
  readonly maxCaptionLength: number;
}
