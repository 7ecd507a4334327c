import type { Page } from '../operations/paging';
import type { State } from '../state/open-state';
import type { Kept, Resource } from '../state/records';
import type { Switches } from '../unknowns';

export type Json = Readonly<Record<string, unknown>>;

/** What an answer may depend on besides the record. */
export interface Setting {
  readonly state: State;
  readonly switches: Switches;
  /** Whether the record stands in a list or alone. */
  readonly where: 'list' | 'alone';
}

/** One way in which Focus may answer. The records are the same in all; only what is sent differs. */
export interface Shape {
  readonly records: { readonly [R in Resource]: (record: Kept[R], setting: Setting) => Json };
  readonly page: (page: Page<Json>) => unknown;
  /** Whether lists come in pages by `limit` and `cursor`, or whole whatever these say. */
  readonly paged: boolean;
  /** The kept id for an id that a caller sent. */
  readonly idOf: (sent: string) => string;
}

/** A number from 0 that only depends on the id (FNV-1a), so that a record is told in the same variant each time. */
export function variantOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
