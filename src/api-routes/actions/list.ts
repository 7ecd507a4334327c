import type { FocusRecord } from '../../exposure/reach/record';
import { shaper } from '../../exposure/reach/shape';
import { listReached } from '../../focus/walk/list-reached';
import type { Asked } from '../../focus/walk/walk';
import { openCursor, sealCursor } from '../cursor';
import { SEARCHED, nextQuery } from '../query';
import { stopOf } from './call';
import type { Call, Outcome } from './call';

const holds = (leaf: unknown, part: string): boolean => typeof leaf === 'string' && leaf.toLowerCase().includes(part.toLowerCase());

/** Compares what was asked with what leaves of a record, so that nothing hidden can be asked for. */
const comparison = ({ decision, route, now }: Call, search: Asked): ((record: FocusRecord) => boolean) => {
  const { nameContains, externalId, parentId } = search;
  const shape = shaper(decision.reach, route.resource, { wanted: new Set(Object.values(SEARCHED)), now: now() });
  return (record) => {
    const leaves = shape(record);
    return (
      (nameContains === undefined || holds(leaves['name'], nameContains)) &&
      (externalId === undefined || leaves['externalId'] === externalId) &&
      (parentId === undefined || leaves['parentId'] === parentId)
    );
  };
};

/** A page of a list: the reached records from the cursor's position on. */
export const list = async (call: Call): Promise<Outcome> => {
  const { decision, query, focus, budget, tree, binding, shape, tagOf, now } = call;
  const { reach, revision } = decision;
  const { limit, search } = query;
  const from = query.cursor === undefined ? undefined : openCursor(binding, query.cursor, now());
  if (from && !from.ok) return { code: from.code, revision, problems: [{ path: '/query/cursor', code: from.code, params: {} }] };

  const means = { focus, budget, ...(tree ? { tree } : {}) };
  const wanted = { reach, limit, now: now(), ...(search ? { asked: search, keeps: comparison(call, search) } : {}) };
  const found = await listReached(means, wanted, from?.position);
  if (!found.ok) {
    if (found.failure === 'hierarchy_stale') return { code: found.failure, revision };
    if (found.failure !== 'sort_unavailable') return stopOf(found, revision);
    return { code: found.failure, revision, problems: [{ path: '/query/sort', code: found.failure, params: {} }] };
  }

  const { records, next, asOf } = found.value;
  const data = records.map(shape);
  const aged = asOf === undefined ? {} : { asOf };
  // The cursor is another each time; that there is one is what counts.
  const tag = tagOf([data, limit, next !== undefined]);
  if (!next) return { revision, data, tag, page: { limit }, ...aged };
  const nextCursor = sealCursor(binding, next, now());
  return { revision, data, tag, page: { limit, nextCursor }, link: `<${nextQuery(query, nextCursor)}>; rel="next"`, ...aged };
};
