import type { AudienceKey, Condition, Grant, ResourceName } from '../../../src/exposure/policy/policy';
import { compileReach } from '../../../src/exposure/reach/compile';
import type { Reach } from '../../../src/exposure/reach/compile';
import type { FocusRecord } from '../../../src/exposure/reach/record';

export const NOW = Date.parse('2026-06-01T00:00:00Z');
export const MINUTE = 60_000;

/** Every record's id, unless said otherwise. */
export const grant = (overrides: Partial<Grant> = {}): Grant => ({
  actions: ['list'],
  fields: { id: 'show' },
  records: 'all',
  ...overrides,
});

export const reachOf = (grants: Partial<Record<ResourceName, Grant>>, audience: AudienceKey = 'view:partnerx'): Reach =>
  compileReach(audience, { grants });

export const record = (overrides: Partial<FocusRecord> = {}): FocusRecord => ({ id: 'x', fields: {}, ...overrides });

export const where = (...conditions: readonly Condition[]): Grant => grant({ records: { where: conditions } });
