/** One record of Focus, read with tolerance into our vocabulary. Ids are bare: the last part of an ARI. */
export interface FocusRecord {
  readonly id: string;
  /** Nested by our leaf paths, as Focus sent the values. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** For a focus area or an organization the one above; for an item the focus area it hangs on. Absent at the top, and when Focus doesn't tell. */
  readonly parentId?: string;
  /** Ids of focus areas from the top down to `parentId`, which is the last; empty at the top, absent when the chain isn't known whole. */
  readonly ancestors?: readonly string[];
  /** When the stored chain was read, ms since the epoch; absent = in this call. */
  readonly placeReadAt?: number;
}
