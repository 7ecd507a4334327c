import fc from 'fast-check';
import { matchRoute, verbsOf } from '../../../local/gateway/match-route';
import type { ApiRoute } from '../../../local/site/read-manifest';
import { route } from './gateway-bench';

/** A plain reading of the rule: every pattern as a regular expression, the winner by a rank for each called segment. */
const naive = (routes: readonly ApiRoute[], verb: string, segments: readonly string[]): string | undefined => {
  const called = segments.join('/');
  const ranked = routes.flatMap((each) => {
    const source = each.path
      .slice(1)
      .split('/')
      .map((part) => (part === '**' ? '.+' : part === '*' ? '[^/]+' : part));
    if (each.operation !== verb || !new RegExp(`^${source.join('/')}$`).test(called)) return [];
    const parts = each.path.slice(1).split('/');
    const rank = segments.map((_segment, index) => {
      const part = parts[Math.min(index, parts.length - 1)];
      return part === '**' ? '2' : part === '*' ? '1' : '0';
    });
    return [{ key: each.key, rank: rank.join('') }];
  });
  ranked.sort((first, second) => (first.rank < second.rank ? -1 : 1));
  return ranked[0]?.key;
};

const literal = fc.constantFrom('a', 'b', 'c');
const path = fc
  .tuple(literal, fc.array(fc.oneof(literal, fc.constant('*')), { maxLength: 3 }), fc.boolean())
  .map(([first, rest, open]) => `/${[first, ...rest, ...(open ? ['**'] : [])].join('/')}`);
const operation = fc.constantFrom('GET' as const, 'POST' as const);
const routes = fc
  .uniqueArray(fc.record({ path, operation }), { minLength: 1, maxLength: 8, selector: (each) => `${each.operation} ${each.path}` })
  .map((all) => all.map((each, index) => route({ ...each, key: `r${index}` })));
const segments = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 5 });

test('The chosen route is the one that a plain reading of the rule chooses, for any routes in any order', () => {
  fc.assert(
    fc.property(routes, operation, segments, (all, verb, called) => {
      const chosen = matchRoute(all, verb, called)?.key;
      expect(chosen).toBe(naive(all, verb, called));
      expect(matchRoute([...all].reverse(), verb, called)?.key).toBe(chosen);
    }),
    { numRuns: 2_000 },
  );
});

test('The hint’s verbs are those under which the same path would be found', () => {
  fc.assert(
    fc.property(routes, segments, (all, called) => {
      const found = (['GET', 'POST'] as const).filter((verb) => matchRoute(all, verb, called) !== undefined);
      expect(verbsOf(all, called).sort()).toEqual(found);
    }),
  );
});

test.each([
  ['/a/*', ['a', '*'], true],
  ['/a/b', ['a', '*'], false],
  ['/a/**', ['a'], false],
  ['/a/*/**', ['a', 'b'], false],
  ['/a/*/**', ['a', 'b', 'c'], true],
])('%s against %j: %s', (pattern, called, expected) => {
  expect(matchRoute([route({ path: pattern })], 'GET', called) !== undefined).toBe(expected);
});
