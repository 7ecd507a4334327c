import { full } from './full';
import type { Json, Setting, Shape } from './shape';
import { variantOf } from './shape';

/** No list of statuses is complete (fact sheet 6): one of an admin's own, other cases and letters, blanks, one that looks like a member. */
const STRANGE_STATUSES = ['HALF_ASLEEP', 'in progress', '', ' ', 'Ünterwegs 🛶', '__proto__', 'null', 'DONE\nDONE'] as const;

const GHOST = { id: 'ghost', name: 'ghost', status: 'GHOST', parentId: null, path: [] };

const nested = (depth: number): Json => (depth === 0 ? {} : { deeper: nested(depth - 1), list: [[depth], [{ id: `x${depth}` }]] });

/** Names that JavaScript objects inherit, some carrying a record of their own. */
const INHERITED_NAMES: Json = Object.fromEntries<unknown>([
  // As pairs, because `__proto__` in a literal would set the prototype and never be sent.
  ['__proto__', GHOST],
  ['constructor', { prototype: null }],
  ['toString', null],
]);

/** Members that no document names, beside every known one. */
const ODDITIES: Json = {
  ...INHERITED_NAMES,
  prototype: GHOST,
  hasOwnProperty: 'ghost',
  '': 'nameless',
  'id ': 'ghost',
  ID: 'ghost',
  parentFocusArea: { __typename: 'FocusArea', uuid: 'ghost' },
  nested: nested(12),
};

const nullIn = (variant: number, one: number, value: unknown): unknown => (variant % one === 0 ? null : value);

function stranger(told: Json, id: string): Json {
  return { ...ODDITIES, ...told, ...('name' in told ? { name: nullIn(variantOf(id), 7, told['name']) } : {}) };
}

const estranged =
  <T extends { readonly id: string }>(tell: (record: T, setting: Setting) => Json) =>
  (record: T, setting: Setting): Json =>
    stranger(tell(record, setting), record.id);

/**
 * What a reader must not stumble over: unknown statuses, members nobody knows at every depth, names that objects inherit, null where text is
 * expected, no total, and lists whose last page names the cursor of an earlier one. Ids, parents and the ids of a path stay true.
 */
export const strange: Shape = {
  ...full,
  records: {
    focusArea: (area, setting) => {
      const told = full.records.focusArea(area, setting);
      const variant = variantOf(area.id);
      const status = variant % 3 === 0 ? STRANGE_STATUSES[variant % STRANGE_STATUSES.length] : told['status'];
      const steps = (told['path'] as readonly { readonly id: string; readonly name: string }[]).map((step) => ({
        ...INHERITED_NAMES,
        ...step,
        name: nullIn(variantOf(step.id), 7, step.name),
      }));
      return {
        ...stranger(told, area.id),
        status: nullIn(variant, 13, status),
        description: nullIn(variant, 2, told['description']),
        focusAreaTypeId: nullIn(variant, 11, told['focusAreaTypeId']),
        owner: variant % 5 === 0 || area.owner === null ? null : { ...INHERITED_NAMES, id: area.owner, displayName: null },
        path: steps,
      };
    },
    costItem: estranged(full.records.costItem),
    benefitItem: estranged(full.records.benefitItem),
    costType: estranged(full.records.costType),
    costSubtype: estranged(full.records.costSubtype),
    benefitType: estranged(full.records.benefitType),
    investmentCategory: estranged(full.records.investmentCategory),
    organization: estranged(full.records.organization),
  },
  page: ({ values, cursor, nextPageCursor, earlierCursor }) => ({
    ...ODDITIES,
    values,
    cursor: cursor ?? null,
    // Of a list without parameters there is no cursor to name again.
    last: nextPageCursor === undefined && earlierCursor === undefined,
    totalCount: null,
    nextPageCursor: nextPageCursor ?? earlierCursor ?? null,
  }),
};
