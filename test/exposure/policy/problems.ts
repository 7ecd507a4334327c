import { parsePart, parsePolicy } from '../../../src/exposure/policy/parse-policy';
import type { AudienceKey, Parsed, ResourceName } from '../../../src/exposure/policy/policy';

/** Every problem as one line: its place, its code, its parameters. */
const linesOf = (result: Parsed<unknown>): readonly string[] =>
  result.ok
    ? []
    : result.problems.map(({ path, code, params }) =>
        [path, code, ...Object.entries(params).map(([name, value]) => `${name}=${String(value)}`)].join(' '),
      );

export const problemsOf = (value: unknown): readonly string[] => linesOf(parsePolicy(value));

export const problemsOfPart = (value: unknown, audience: AudienceKey): readonly string[] => linesOf(parsePart(value, audience));

/** A grant with everything it needs, closed enough to be legal in any reading audience. */
export const grant = (overrides: Record<string, unknown> = {}) => ({ actions: [], fields: {}, records: 'all', ...overrides });

/** Problems of one grant in a view, which reads every resource; places start at the grant. */
export const problemsOfGrant = (overrides: Record<string, unknown>, resource: ResourceName = 'focusArea'): readonly string[] =>
  problemsOfPart({ enabled: true, name: 'A view', grants: { [resource]: grant(overrides) } }, 'view:a').map((line) =>
    line.replace(`/grants/${resource}`, ''),
  );
