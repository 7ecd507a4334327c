import type { AudienceKey, AudiencePart, Grant, Policy, ResourceName } from '../../../src/exposure/policy/policy';
import { parsePolicy } from '../../../src/exposure/policy/parse-policy';
import type { Statement } from '../../../src/exposure/words/words';

export const READ = 'read:focus-area:custom';
export const WRITE = 'write:cost-item:custom';
export const NOW = Date.parse('2026-06-01T00:00:00Z');
export const [PAST, SOON, LATER] = ['2026-01-01T00:00:00Z', '2026-09-01T00:00:00Z', '2027-01-01T00:00:00Z'] as const;

const GRANT: Grant = { actions: ['list', 'get'], fields: { id: 'show', name: 'show' }, records: { under: ['a', 'b'] } };

export const grant = (overrides: Partial<Grant> = {}): Grant => ({ ...GRANT, ...overrides });

export const part = (grants: Partial<Record<ResourceName, Grant>>, overrides: Partial<AudiencePart> = {}): AudiencePart => ({
  enabled: true,
  grants,
  ...overrides,
});

/** A part that lists and reads focus areas. */
export const areas = (overrides: Partial<Grant> = {}, more: Partial<AudiencePart> = {}): AudiencePart =>
  part({ focusArea: grant(overrides) }, more);

/** A policy that the parser takes: what can't be published needs no words. */
export const policy = (audiences: Readonly<Partial<Record<AudienceKey, AudiencePart>>>, serving = true): Policy => {
  const parsed = parsePolicy({ format: 1, serving, audiences });
  if (!parsed.ok) throw new Error(`This test's policy is none: ${JSON.stringify(parsed.problems)}`);
  return parsed.value;
};

const COUNTED = ['fields', 'roots', 'actions', 'callers', 'groups', 'audiences'];

/** That a statement has the parameters of its code's row, and counts the first list that it has. */
export const expectDocumented = (codes: Readonly<Record<string, readonly string[]>>, { code, params }: Statement): void => {
  expect({ code, params: Object.keys(params).sort() }).toEqual({ code, params: [...(codes[code] ?? ['no such row'])].sort() });
  const list = COUNTED.map((name) => params[name]).find((value) => typeof value === 'object');
  if (list !== undefined) expect(params['count']).toBe(list.length);
};
