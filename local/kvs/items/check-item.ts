import { KvsFailure } from '../kvs-failure';
import { LIMITS, PATTERNS } from '../limits';
import type { AttributeType, Entity } from './entity-catalogue';

/** Where an item lives: among plain keys, secrets or the items of one entity. */
export type Space = { readonly kind: 'plain' } | { readonly kind: 'secret' } | { readonly kind: 'entity'; readonly entity: Entity };

/** The space's name in the database; entity names hold no upper-case letter, so spaces never meet. */
export const nameOfSpace = (space: Space): string => (space.kind === 'entity' ? `entity/${space.entity.name}` : space.kind.toUpperCase());

export const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

/** Throws KvsFailure for a key that Forge refuses. */
export const checkKey = (key: string, space: Space): void => {
  if (key.length === 0) throw new KvsFailure(space.kind === 'entity' ? 'EMPTY_KEY' : 'KEY_TOO_SHORT');
  if (key.length > LIMITS.keyCharacters.value) throw new KvsFailure('KEY_TOO_LONG');
  if (!PATTERNS.key.value.test(key)) throw new KvsFailure('INVALID_KEY');
};

const isTooDeep = (value: unknown, levelsLeft: number): boolean => {
  if (levelsLeft === 0) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((member) => isTooDeep(member, levelsLeft - 1));
};

// Only texts can be long; what else an index holds is short however it is counted.
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const isIndexable = (value: unknown, most: number): boolean => typeof value !== 'string' || bytesOf(value) <= most;

const isFloat = (value: unknown): boolean => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  const magnitude = Math.abs(value);
  return magnitude === 0 || (magnitude >= LIMITS.floatLeastMagnitude.value && magnitude <= LIMITS.floatMostMagnitude.value);
};

const isInteger = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= LIMITS.integerLeast.value && Number(value) <= LIMITS.integerMost.value;

/** Whether a value may stand in an attribute of this type. */
export const FITS: Readonly<Record<AttributeType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string' && value.trim() !== '',
  integer: isInteger,
  float: isFloat,
  boolean: (value) => typeof value === 'boolean',
  any: (value) => value !== null,
};

const checkAttributes = (value: unknown, entity: Entity): void => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new KvsFailure('INVALID_ENTITY_VALUE');
  const members: ReadonlyMap<string, unknown> = new Map(Object.entries(value));
  for (const [name, member] of members) {
    const type = entity.attributes.get(name);
    if (type === undefined) throw new KvsFailure('INVALID_ENTITY_VALUE');
    if (!FITS[type](member)) throw new KvsFailure('INCORRECT_PROPERTY_TYPE');
  }
  for (const { partition, range } of entity.indexes.values()) {
    const partitionBytes = partition.reduce((sum, name) => sum + bytesOf(textOf(members.get(name))), 0);
    if (partitionBytes > LIMITS.indexPartitionBytes.value) throw new KvsFailure('MAX_SIZE');
    if (range !== null && !isIndexable(members.get(range), LIMITS.indexRangeBytes.value)) throw new KvsFailure('MAX_SIZE');
  }
};

/** The value as the JSON text to store. Throws KvsFailure when Forge would refuse it. */
export const checkValue = (value: unknown, space: Space): string => {
  if (value === undefined || value === null) throw new KvsFailure(space.kind === 'entity' ? 'INVALID_ENTITY_VALUE' : 'BAD_REQUEST');
  // Depth before size: turning a very deep value into text would overflow the stack.
  if (isTooDeep(value, LIMITS.valueDepth.value)) throw new KvsFailure('MAX_DEPTH');
  const text = JSON.stringify(value);
  const most = space.kind === 'secret' ? LIMITS.secretBytes.value : LIMITS.valueBytes.value;
  if (bytesOf(text) > most) throw new KvsFailure('MAX_SIZE');
  if (space.kind === 'entity') checkAttributes(value, space.entity);
  return text;
};

const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ['SECONDS', 1000],
  ['MINUTES', 60_000],
  ['HOURS', 3_600_000],
  ['DAYS', 86_400_000],
]);

/** When an item with this ttl expires, in ms since epoch; null without a ttl. Throws KvsFailure. */
export const expiryOf = (ttl: { readonly value: unknown; readonly unit: unknown } | undefined, now: number): number | null => {
  if (ttl === undefined) return null;
  const unit = typeof ttl.unit === 'string' ? UNIT_MS.get(ttl.unit) : undefined;
  if (unit === undefined || typeof ttl.value !== 'number' || !Number.isInteger(ttl.value)) throw new KvsFailure('INVALID_TTL');
  const ms = ttl.value * unit;
  if (ms <= 0 || ms > LIMITS.ttl.value) throw new KvsFailure('INVALID_TTL');
  return now + ms;
};
