import * as v from 'valibot';
import { fieldOf } from '../../exposure/catalogue/catalogue';
import { isObservedPath, observedField } from '../../exposure/catalogue/observed';
import { POLICY_LIMITS, echo } from '../../exposure/policy/findings';
import type { Problem, ResourceName, Scalar } from '../../exposure/policy/policy';
import { leafAt, leafPath } from '../../exposure/reach/leaves/leaf-path';
import type { FocusRecord } from '../../exposure/reach/record';
import type { Focus, FocusAnswer } from '../../focus/open-focus';
import { asAdmin } from '../acting-admin';
import { payloadOf } from '../payload';
import { given, refuse } from '../refusal';
import { FOCUS_REFUSALS, connectedFocus } from './connected-focus';

const PAGE = 100;
const MOST_PAGES = 2;
const MOST_VALUES = 50;
/** Four steps of an observed path at their longest. */
const LONGEST_FIELD = 260;

interface Records {
  readonly records: readonly FocusRecord[];
  readonly next?: string;
}

type ReadRecords = (focus: Focus, cursor: string | undefined) => Promise<FocusAnswer<Records>>;

/** One row for each resource whose records can be read. */
const READERS: Readonly<Partial<Record<ResourceName, ReadRecords>>> = {
  focusArea: (focus, cursor) => focus.listFocusAreas({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
};

const isReadable = (resource: string): resource is ResourceName => Object.hasOwn(READERS, resource);

/** Why values of this field aren't told, if they aren't: nobody knows the field, or it says something about people. */
const problemOf = (resource: ResourceName, name: string): Problem | undefined => {
  const field = fieldOf(resource, name) ?? (isObservedPath(name) ? observedField(resource, name, { [name]: 'text' }) : undefined);
  if (!field) return { path: '/field', code: 'unknown_field', params: { field: echo(name) } };
  return field.personal ? { path: '/field', code: 'personal_values', params: { field: echo(name) } } : undefined;
};

/** What a condition could name: no longer than it may hold, nothing that storage can't give back. */
const isUsable = (value: unknown): value is Scalar => {
  if (typeof value === 'string') return value.trim() !== '' && value.length <= POLICY_LIMITS.text && !/\p{Cs}/u.test(value);
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
};

const inOrder = (one: Scalar, other: Scalar): number =>
  typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other), 'en');

/** The commonest values first chosen, then in their own order. */
const valuesIn = (leaves: readonly unknown[]): { readonly values: readonly Scalar[]; readonly more: boolean } => {
  const counts = new Map<Scalar, number>();
  for (const leaf of leaves.flat(1)) if (isUsable(leaf)) counts.set(leaf, (counts.get(leaf) ?? 0) + 1);
  const common = [...counts].sort(([, one], [, other]) => other - one).slice(0, MOST_VALUES);
  return { values: common.map(([value]) => value).sort(inOrder), more: counts.size > MOST_VALUES };
};

const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest), v.minLength(1));

export const valueCalls = {
  valuesSeen: asAdmin('valuesSeen', payloadOf({ resource: text(64), field: text(LONGEST_FIELD) }), async (acting, { resource, field }) => {
    const read = isReadable(resource) ? READERS[resource] : undefined;
    if (!read || !isReadable(resource)) {
      return refuse('invalid', [{ path: '/resource', code: 'unknown_resource', params: { resource: echo(resource) } }]);
    }
    const problem = problemOf(resource, field);
    if (problem) return refuse('invalid', [problem]);
    // One more for a bearer that turns out to have ended.
    const opened = await connectedFocus(acting, MOST_PAGES + 1);
    if (!opened) return refuse('storage_failed');
    const path = leafPath(field);
    const leaves: unknown[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const page = await read(opened.focus, cursor);
      // What the first page told is worth telling although the second failed.
      if (!page.ok && pages === 0) return refuse(FOCUS_REFUSALS[page.failure]);
      if (!page.ok) break;
      leaves.push(...page.value.records.map((record) => leafAt(record.fields, path)));
      cursor = page.value.next;
      if (cursor === undefined) break;
    }
    const { values, more } = valuesIn(leaves);
    return given({ values, more: more || cursor !== undefined });
  }),
} as const;
