import { LARGEST_PAGE, PLACE_AGE } from '../catalogue/catalogue';
import type { Condition, Grant, ResourceName } from '../policy/policy';
import { isEmpty } from '../reach/compile';
import type { GrantedField, ResourceReach } from '../reach/compile';
import { readCondition } from './contradictions';
import { maskOf } from './widening';
import type { StatementCode } from './word-codes';
import type { Statement } from './words';

type Params = Statement['params'];

export const say = (code: StatementCode, params: Params = {}): Statement => ({ code, params });

/** Entries that give the same text, together, in the order in which each text first came. */
export const groupBy = <T>(entries: readonly T[], textOf: (entry: T) => string): (readonly [T, ...T[]])[] => {
  const groups = new Map<string, [T, ...T[]]>();
  for (const entry of entries) {
    const text = textOf(entry);
    const group = groups.get(text);
    if (group) group.push(entry);
    else groups.set(text, [entry]);
  }
  return [...groups.values()];
};

/** A condition as the parameters of its sentence. */
export const conditionParams = (resource: ResourceName, condition: Condition): Params => {
  const { field, operator, values } = readCondition(condition);
  return { resource, field, operator, values: values.map(String) };
};

const sayFields = (code: StatementCode, resource: ResourceName, fields: readonly GrantedField[], more: Params = {}): Statement[] =>
  fields.length === 0 ? [] : [say(code, { resource, count: fields.length, fields: fields.map(({ name }) => name), ...more })];

const READS: Readonly<Record<string, StatementCode>> = {
  'list get': 'lists_and_reads_fields',
  list: 'lists_fields',
  get: 'reads_fields',
};

const WRITES = [
  ['create', 'creates_fields'],
  ['bulk', 'imports_fields'],
  ['update', 'updates_fields'],
] as const;

const sayActions = ({ resource, actions, fields }: ResourceReach): Statement[] => {
  const reads = READS[(['list', 'get'] as const).filter((action) => actions.has(action)).join(' ')];
  const summaries = reads ? [say('also_in_summaries', { resource })] : sayFields('summarises_fields', resource, fields);
  const writes = WRITES.filter(([action]) => actions.has(action)).flatMap(([action, code]) => {
    const taken = fields.filter(({ writeNames }) => writeNames[action] !== undefined);
    return sayFields(code, resource, taken);
  });
  return [
    ...(reads ? sayFields(reads, resource, fields) : []),
    ...(actions.has('summary') ? summaries : []),
    ...writes,
    ...(actions.has('delete') ? [say('deletes', { resource })] : []),
  ];
};

const sayMasks = (resource: ResourceName, fields: readonly GrantedField[]): Statement[] =>
  groupBy(fields, ({ treatment }) => JSON.stringify(treatment)).flatMap((group) => {
    const mask = maskOf(group[0].treatment);
    return mask ? sayFields('masks_fields', resource, group, { ...mask }) : [];
  });

// Writes use live places only, whatever the grant says.
export const READING = ['list', 'get', 'summary'] as const;

const sayPlace = ({ resource, actions }: ResourceReach, placeAge: Grant['placeAge']): Statement[] => {
  if (!READING.some((action) => actions.has(action))) return [];
  if (placeAge === 'live') return [say('place_live', { resource })];
  return placeAge === undefined || placeAge === PLACE_AGE.usual ? [] : [say('place_age', { resource, minutes: placeAge })];
};

const sayRecords = (reach: ResourceReach, { records, placeAge }: Grant): Statement[] => {
  const { resource } = reach;
  const { under, where = [] } = records === 'all' ? {} : records;
  const anywhere = where.length === 0 ? say('records_all', { resource }) : say('records_where', { resource, count: where.length });
  return [
    under ? say('records_under', { resource, count: under.length, roots: under }) : anywhere,
    ...where.map((condition) => say('condition', conditionParams(resource, condition))),
    ...(under ? sayPlace(reach, placeAge) : []),
  ];
};

/** What an empty reach lacks first; a deletion needs no field. */
export const whyNothing = ({ actions, fields }: ResourceReach) => {
  if (actions.size === 0) return 'nothing_without_actions';
  return fields.length === 0 && !actions.has('delete') ? 'nothing_without_fields' : 'nothing_without_roots';
};

interface DescribedGrant {
  /** False where nothing could ever leave. */
  readonly reached: boolean;
  readonly statements: readonly Statement[];
}

/** What one grant reaches, or the one thing that it lacks. `reach` is the grant, compiled. */
export const describeGrant = (grant: Grant, reach: ResourceReach): DescribedGrant => {
  const { resource, fields } = reach;
  if (isEmpty(reach)) return { reached: false, statements: [say(whyNothing(reach), { resource })] };
  const plain = fields.filter(({ treatment }) => treatment === 'show');
  const pageSize = grant.pageSize ?? LARGEST_PAGE;
  return {
    reached: true,
    statements: [
      ...sayActions(reach),
      ...sayMasks(resource, fields),
      ...sayRecords(reach, grant),
      ...sayFields(
        'shows_personal',
        resource,
        plain.filter(({ personal }) => personal),
      ),
      ...sayFields(
        'shows_money',
        resource,
        plain.filter(({ financial }) => financial),
      ),
      ...sayFields(
        'observed_fields',
        resource,
        fields.filter(({ observed }) => observed),
      ),
      ...(pageSize < LARGEST_PAGE ? [say('page_size', { resource, size: pageSize })] : []),
    ],
  };
};
