import type { FocusAreaRecord } from '../../focus/read-answer';
import type { Told } from '../../portfolio/gather-parents';
import { markOf } from '../../store/reading/collected';
import type { Untold } from '../../store/reading/collected';

/** What an answer tells of an area's place: its chain, its parent alone, or nothing. */
export const toldOf = ({ id, parentId, ancestors }: FocusAreaRecord): Told | Untold => {
  if (ancestors !== undefined) return { id, parent: ancestors.at(-1) ?? null, chain: markOf(ancestors) };
  return { id, parent: parentId };
};

export const isTold = (each: Told | Untold): each is Told => each.parent !== undefined;
