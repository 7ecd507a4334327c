import * as fc from 'fast-check';
import type { Kvs } from '../../../local/kvs/open-kvs';
import { callRaw, openTestKvs } from './kvs-client';

type Version = number;

/** What one wire call asks, over a handful of keys in two spaces: plain, and the entity `policy` with its version. */
type Step =
  | { readonly do: 'get' | 'delete' | 'deletePolicy' | 'getPolicy'; readonly key: string }
  | { readonly do: 'set'; readonly key: string; readonly version: Version; readonly create: boolean }
  | { readonly do: 'setPolicy'; readonly key: string; readonly version: Version; readonly create: boolean }
  | { readonly do: 'batchSet'; readonly keys: readonly string[]; readonly version: Version }
  | { readonly do: 'list'; readonly prefix: string }
  | { readonly do: 'above'; readonly version: Version }
  | {
      readonly do: 'transact';
      readonly sets: readonly Guarded[];
      readonly deletes: readonly Guarded[];
      readonly checks: readonly Guarded[];
    };

interface Guarded {
  readonly key: string;
  readonly version: Version;
  /** The version that must be there; none = no condition. */
  readonly expected?: Version;
}

const key = fc.constantFrom('a', 'ab', 'b', 'ba', 'c');
const version = fc.integer({ min: 0, max: 3 });
const guarded = (conditional: boolean): fc.Arbitrary<Guarded> =>
  conditional
    ? fc.record({ key, version, expected: version })
    : fc.record({ key, version, expected: version }, { requiredKeys: ['key', 'version'] });

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('get', 'delete', 'deletePolicy', 'getPolicy'), key }),
  fc.record({ do: fc.constant('set' as const), key, version, create: fc.boolean() }),
  fc.record({ do: fc.constant('setPolicy' as const), key, version, create: fc.boolean() }),
  fc.record({ do: fc.constant('batchSet' as const), keys: fc.array(key, { maxLength: 3 }), version }),
  fc.record({ do: fc.constant('list' as const), prefix: fc.constantFrom('a', 'b', 'ab', 'z') }),
  fc.record({ do: fc.constant('above' as const), version }),
  fc.record({
    do: fc.constant('transact' as const),
    sets: fc.array(guarded(false), { maxLength: 2 }),
    deletes: fc.array(guarded(false), { maxLength: 2 }),
    checks: fc.array(guarded(true), { maxLength: 1 }),
  }),
);

/** The plain reading: two maps. Answers what the store must answer, as a JSON value. */
const openModel = (): ((asked: Step) => unknown) => {
  const plain = new Map<string, Version>();
  const policy = new Map<string, Version>();
  const sorted = (entries: Iterable<readonly [string, Version]>): readonly (readonly [string, Version])[] =>
    [...entries].sort(([left], [right]) => (left < right ? -1 : 1));
  const put = (map: Map<string, Version>, at: string, value: Version, create: boolean): unknown => {
    if (create && map.has(at)) return 'KEY_CONFLICT';
    map.set(at, value);
    return 'done';
  };
  const transact = (sets: readonly Guarded[], deletes: readonly Guarded[], checks: readonly Guarded[]): unknown => {
    const all = [...sets, ...deletes, ...checks];
    if (all.length === 0) return 'INVALID_TRANSACTION_REQUEST';
    if (new Set(all.map((one) => one.key)).size < all.length) return 'KEY_DUPLICATION_ERROR';
    if (all.some((one) => one.expected !== undefined && policy.get(one.key) !== one.expected)) return 'CONDITIONAL_CHECK_FAILED';
    for (const one of sets) policy.set(one.key, one.version);
    for (const one of deletes) policy.delete(one.key);
    return 'done';
  };
  return (asked) => {
    switch (asked.do) {
      case 'get':
        return plain.get(asked.key) ?? 'KEY_NOT_FOUND';
      case 'getPolicy':
        return policy.get(asked.key) ?? 'KEY_NOT_FOUND';
      case 'delete':
        return plain.delete(asked.key) ? 'done' : 'KEY_NOT_FOUND';
      case 'deletePolicy':
        return policy.delete(asked.key) ? 'done' : 'KEY_NOT_FOUND';
      case 'set':
        return put(plain, asked.key, asked.version, asked.create);
      case 'setPolicy':
        return put(policy, asked.key, asked.version, asked.create);
      case 'batchSet':
        if (asked.keys.length === 0) return 'BAD_REQUEST';
        if (new Set(asked.keys).size < asked.keys.length) return 'KEY_DUPLICATION_ERROR';
        for (const one of asked.keys) plain.set(one, asked.version);
        return [...asked.keys];
      case 'list':
        return sorted(plain).filter(([at]) => at.startsWith(asked.prefix));
      case 'above':
        return sorted(policy)
          .filter(([, value]) => value > asked.version)
          .sort(([, left], [, right]) => left - right);
      case 'transact':
        return transact(asked.sets, asked.deletes, asked.checks);
    }
  };
};

const wireOf = (asked: Step): readonly [string, unknown] => {
  const options = (create: boolean): object => (create ? { options: { keyPolicy: 'FAIL_IF_EXISTS' } } : {});
  const value = (of: Version): object => ({ version: of, body: 'b' });
  const guard = ({ key: at, expected }: Guarded): object => ({
    key: at,
    entityName: 'policy',
    ...(expected === undefined ? {} : { conditions: { and: [{ property: 'version', condition: 'EQUAL_TO', values: [expected] }] } }),
  });
  switch (asked.do) {
    case 'get':
    case 'delete':
      return [asked.do, { key: asked.key }];
    case 'getPolicy':
    case 'deletePolicy':
      return [`entity/${asked.do === 'getPolicy' ? 'get' : 'delete'}`, { entityName: 'policy', key: asked.key }];
    case 'set':
      return ['set', { key: asked.key, value: value(asked.version), ...options(asked.create) }];
    case 'setPolicy':
      return ['entity/set', { entityName: 'policy', key: asked.key, value: value(asked.version), ...options(asked.create) }];
    case 'batchSet':
      return ['batch/set', asked.keys.map((at) => ({ key: at, value: value(asked.version) }))];
    case 'list':
      return ['query', { where: [{ property: 'key', condition: 'BEGINS_WITH', values: [asked.prefix] }] }];
    case 'above':
      return [
        'entity/query',
        { entityName: 'policy', indexName: 'version', range: { condition: 'GREATER_THAN', values: [asked.version] } },
      ];
    case 'transact':
      return [
        'transaction',
        {
          set: asked.sets.map((one) => ({ ...guard(one), value: value(one.version) })),
          delete: asked.deletes.map(guard),
          check: asked.checks.map(guard),
        },
      ];
  }
};

interface Answer {
  readonly value?: { readonly version: Version };
  readonly data?: readonly { readonly key: string; readonly value: { readonly version: Version } }[];
  readonly successfulKeys?: readonly { readonly key: string }[];
}

/** The store's answer in the model's terms. */
const read = async (store: Kvs, asked: Step): Promise<unknown> => {
  const [operation, body] = wireOf(asked);
  const { code, json } = await callRaw(store, operation, body);
  if (code !== undefined) return code;
  const answer = (json ?? {}) as Answer;
  if (answer.value) return answer.value.version;
  if (answer.data) return answer.data.map((item) => [item.key, item.value.version]);
  return answer.successfulKeys ? answer.successfulKeys.map((item) => item.key) : 'done';
};

it('agrees with a plain model in memory on every answer of a random sequence of operations and transactions', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      const store = openTestKvs({
        entities: [{ name: 'policy', attributes: { version: { type: 'integer' }, body: { type: 'any' } }, indexes: ['version'] }],
      });
      const model = openModel();
      for (const asked of steps) expect(await read(store, asked)).toEqual(model(asked));
    }),
    { numRuns: 150 },
  );
}, 30_000);
