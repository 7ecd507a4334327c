import { audienceOf } from '../src/exposure/catalogue/audiences';
import { CATALOGUE, RESOURCE_NAMES } from '../src/exposure/catalogue/catalogue';
import type { ActionName, AudiencePart, Grant, LeafShape, ObservedShape, ResourceName, Treatment } from '../src/exposure/policy/policy';

/** A view may hold every resource, so the largest part of a policy is a view's. */
export const AUDIENCE = 'view:bench';

const FIELDS = 40;
const ROOTS = ['area-north-sea', 'area-payments', 'area-warehouse'];

/** The caller key that the part asks for: SHA-256 of nothing in particular. */
export const CALLER_KEY = { id: 'k1', hash: 'c0ffee'.repeat(11).slice(0, 64) };

/** Every treatment that a shape takes, in turns. */
const TREATMENTS: Readonly<Record<LeafShape, readonly Treatment[]>> = {
  text: ['show', 'initials', 'show', 'pseudonym'],
  number: ['show', { round: 1_000 }, { bucket: [1_000, 10_000, 100_000] }],
  series: ['show', { round: 100 }],
  date: ['show', 'year'],
  flag: ['show'],
  texts: ['show'],
  id: ['show'],
  ids: ['show'],
};

const OBSERVED: readonly ObservedShape[] = ['text', 'number', 'date', 'flag', 'texts', 'series'];

const fieldsOf = (resource: ResourceName): Pick<Grant, 'fields' | 'observed'> => {
  const known = CATALOGUE[resource].fields.map(({ name, shape }) => ({ name, shape }));
  const seen = Array.from({ length: Math.max(0, FIELDS - known.length) }, (_, index) => {
    const shape = OBSERVED[index % OBSERVED.length] ?? 'text';
    return { name: `site.${shape}${index}`, shape };
  });
  const fields = [...known, ...seen].slice(0, FIELDS).map(({ name, shape }, index): [string, Treatment] => {
    const choices = TREATMENTS[shape];
    return [name, choices[index % choices.length] ?? 'show'];
  });
  return {
    fields: Object.fromEntries(fields),
    ...(seen.length > 0 ? { observed: Object.fromEntries(seen.map(({ name, shape }) => [name, shape])) } : {}),
  };
};

const grantOf = (resource: ResourceName): Grant => ({
  actions: audienceOf(AUDIENCE)?.grantable[resource] ?? [],
  ...fieldsOf(resource),
  records: CATALOGUE[resource].placed ? { under: ROOTS, where: [{ field: 'name', isSet: true }] } : 'all',
  pageSize: 50,
});

/** One audience's part with all eight resources, 40 fields each and three roots. */
export const largePart = (): AudiencePart => ({
  name: 'Bench',
  enabled: true,
  expiresAt: '2099-12-31T00:00:00Z',
  callers: [CALLER_KEY.id],
  grants: Object.fromEntries(RESOURCE_NAMES.map((resource) => [resource, grantOf(resource)])),
});

/** The widest question that every peer can hold: may this field be had by this action? */
export interface Question {
  readonly resource: ResourceName;
  readonly action: ActionName;
  readonly field: string;
}

const ASKED_ACTIONS: readonly ActionName[] = ['list', 'get', 'update', 'delete'];

/** Every granted field and some that are not, by actions that are granted and some that are not. */
export const questionsOf = (part: AudiencePart): readonly Question[] =>
  RESOURCE_NAMES.flatMap((resource) => {
    const fields = [...Object.keys(part.grants[resource]?.fields ?? {}), 'nothing', 'site', 'site.text', 'constructor', '__proto__'];
    return ASKED_ACTIONS.flatMap((action) => fields.map((field): Question => ({ resource, action, field })));
  });
