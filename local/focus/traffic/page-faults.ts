import type { Fault } from '../faults';
import { querySaidBy, renewed } from '../operations/paging';
import { idFor } from '../seed/random';

type PageFault = Extract<Fault, { readonly kind: 'endless' | 'circle' }>;
type Members = Readonly<Record<string, unknown>>;

interface PageFaults {
  /** The answer, with its cursors (and records) changed as the fault says; as it is when it is no page with a cursor. */
  after(fault: PageFault, answer: Response): Promise<Response>;
}

const ID_NAMES = ['id', 'costItemId', 'benefitItemId'] as const;

/** Opens what faults of pages remember: the first page that they saw of each query, and how many cursors they made. */
export function openPageFaults(): PageFaults {
  const firstOf = new Map<string, string>();
  let made = 0;

  const goingOn = (fault: PageFault, page: Members, cursor: string, first: string): Members => {
    const next = page['last'] !== true && typeof page['nextPageCursor'] === 'string' ? page['nextPageCursor'] : undefined;
    const leadingTo = (nextPageCursor: string, values = page['values']): Members => ({ ...page, values, last: false, nextPageCursor });
    if (fault.kind === 'circle') return fault.to === 'itself' ? leadingTo(cursor) : leadingTo(next ?? first);
    made += 1;
    if (fault.records === 'none') return leadingTo(renewed(cursor, made), []);
    const values = fault.records === 'new' ? anew(page['values'], made) : page['values'];
    return leadingTo(renewed(next ?? first, made), values);
  };

  return {
    async after(fault, answer) {
      if (answer.status !== 200) return answer;
      const page: unknown = await answer.clone().json();
      if (typeof page !== 'object' || page === null || !('cursor' in page) || typeof page.cursor !== 'string') return answer;
      const query = querySaidBy(page.cursor);
      const first = firstOf.get(query) ?? page.cursor;
      firstOf.set(query, first);
      return Response.json(goingOn(fault, page, page.cursor, first));
    },
  };
}

/** The same records under ids that were never told before; in whatever form the ids are. */
function anew(values: unknown, round: number): readonly unknown[] {
  return (Array.isArray(values) ? values : []).map((record: Members, index) => {
    const name = ID_NAMES.find((one) => typeof record[one] === 'string');
    if (name === undefined) return record;
    const id = String(record[name]);
    return { ...record, [name]: `${id.slice(0, id.lastIndexOf('/') + 1)}${idFor(`endless ${String(round)} ${String(index)}`)}` };
  });
}
