export type FileRules = {
  readonly maxBytes: number;
  /** Such as `image/png`; what counts is what the bytes say. */
  readonly contentTypes: readonly string[];
};

export type StoredFile = {
  /** A random UUID that is never used again, so what it names never changes. */
  readonly id: string;
  readonly contentType: string;
  readonly bytes: number;
  /** Of the content, hexadecimal. */
  readonly sha256: string;
};

/** From the first to the last byte, counted from 0, both included. */
export type ByteRange = { readonly start: number; readonly end: number };

/**
 * Files that belong to something else, such as a product. A file that belongs to nothing yet, or no more, is found by
 * nobody and is removed by the next `sweep` that finds it due: nothing has to be cleaned up by who crashes.
 */
export type FileStore = {
  /**
   * Stores a stream while it comes in; at most one chunk of it is in memory. The file belongs to nothing until `keep`.
   *
   * @throws AppError BAD_USER_INPUT: FILE_EMPTY, FILE_TOO_LARGE, UNSUPPORTED_TYPE, UPLOAD_INCOMPLETE. Nothing is left of it
   * then.
   */
  write(stream: AsyncIterable<Buffer>, rules: FileRules): Promise<StoredFile>;
  /** Makes written files belong to something, in the surrounding transaction. @throws AppError CONFLICT (FILE_GONE). */
  keep(ids: readonly string[]): Promise<void>;
  /** Makes files belong to nothing any more, in the surrounding transaction. */
  discard(ids: readonly string[]): Promise<void>;
  find(id: string): Promise<StoredFile | null>;
  /** Reads from the database as fast as it is consumed. */
  read(file: StoredFile, range?: ByteRange): AsyncIterable<Buffer>;
  /** Removes what is due. Repeatable; several may do it at once. */
  sweep(): Promise<void>;
};
