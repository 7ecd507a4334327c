import * as v from 'valibot';
import { BadEnvironment } from '../../site/read-yaml';
import { KvsFailure } from '../kvs-failure';
import { KEY_INDEX, LIMITS, PATTERNS } from '../limits';

const ATTRIBUTE_TYPES = ['string', 'integer', 'float', 'boolean', 'any'] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

/** An index of an entity. `range: null` stands for the item's key, which only the built-in index uses. */
export interface EntityIndex {
  readonly name: string;
  readonly partition: readonly string[];
  readonly range: string | null;
}

export interface Entity {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, AttributeType>;
  readonly indexes: ReadonlyMap<string, EntityIndex>;
}

export interface EntityCatalogue {
  readonly all: readonly Entity[];
  /** The entity that the manifest declares under this name. Throws KvsFailure. */
  find(name: string): Entity;
}

const between = (least: number, most: number, what: string) =>
  v.pipe(
    v.string(),
    v.minLength(least, `${what} is shorter than ${String(least)} characters`),
    v.maxLength(most, `${what} is longer than ${String(most)} characters`),
  );

const indexName = v.pipe(
  between(LIMITS.indexNameShortest.value, LIMITS.indexNameCharacters.value, 'an index name'),
  v.notValue(KEY_INDEX, `the index name ${KEY_INDEX} is reserved`),
);

const manifestEntity = v.strictObject({
  name: v.pipe(
    between(LIMITS.entityNameShortest.value, LIMITS.entityNameCharacters.value, 'an entity name'),
    v.regex(PATTERNS.entityName.value, 'an entity name has a character that is not allowed'),
  ),
  attributes: v.pipe(
    v.record(
      v.pipe(
        between(1, LIMITS.attributeNameCharacters.value, 'an attribute name'),
        v.regex(PATTERNS.attributeName.value, 'an attribute name has a character that is not allowed'),
      ),
      v.strictObject({ type: v.picklist(ATTRIBUTE_TYPES) }),
    ),
    v.check((names) => Object.keys(names).length <= LIMITS.entityAttributes.value, 'an entity has too many attributes'),
  ),
  indexes: v.optional(
    v.pipe(
      v.array(
        v.union([
          v.string(),
          v.strictObject({
            name: indexName,
            range: v.array(v.string()),
            partition: v.optional(v.pipe(v.array(v.string()), v.minLength(1))),
          }),
        ]),
      ),
      v.maxLength(LIMITS.entityIndexes.value, 'an entity has too many indexes'),
    ),
  ),
});

type ManifestEntity = v.InferOutput<typeof manifestEntity>;

const manifestEntities = v.optional(v.pipe(v.array(manifestEntity), v.maxLength(LIMITS.entities.value, 'there are too many entities')), []);

const broken = (entity: string, what: string): BadEnvironment => new BadEnvironment(`The manifest's entity ${entity} ${what}.`);

const readIndexes = (entity: ManifestEntity): Map<string, EntityIndex> => {
  const indexes = new Map<string, EntityIndex>([[KEY_INDEX, { name: KEY_INDEX, partition: [], range: null }]]);
  for (const declared of entity.indexes ?? []) {
    const { name, range, partition = [] } = typeof declared === 'string' ? { name: declared, range: [declared] } : declared;
    const [first, ...more] = range;
    if (first === undefined || more.length > 0) throw broken(entity.name, `has an index ${name} whose range is not one attribute`);
    for (const attribute of [...partition, first]) {
      const type = entity.attributes[attribute]?.type;
      if (type === undefined) throw broken(entity.name, `has an index ${name} on ${attribute}, which is no attribute of it`);
      if (type === 'any') throw broken(entity.name, `has an index ${name} on ${attribute}, whose type any has no order`);
    }
    if (indexes.has(name)) throw broken(entity.name, `declares the index ${name} twice`);
    indexes.set(name, { name, partition, range: first });
  }
  return indexes;
};

/** Reads the manifest's `app.storage.entities`; undefined = no entities. Throws BadEnvironment with what the platform would refuse. */
export const readEntities = (entities: unknown): EntityCatalogue => {
  const parsed = v.safeParse(manifestEntities, entities);
  if (!parsed.success) {
    const path = (parsed.issues[0].path ?? []).map((item) => String(item.key)).join('.');
    throw new BadEnvironment(`The manifest's app.storage.entities is broken at ${path || 'its top'}: ${parsed.issues[0].message}.`);
  }
  const byName = new Map<string, Entity>();
  for (const entity of parsed.output) {
    if (byName.has(entity.name)) throw broken(entity.name, 'is declared twice');
    const attributes = new Map(Object.entries(entity.attributes).map(([name, { type }]) => [name, type]));
    byName.set(entity.name, { name: entity.name, attributes, indexes: readIndexes(entity) });
  }
  const find = (name: string): Entity => {
    if (name.length < LIMITS.entityNameShortest.value) throw new KvsFailure('ENTITY_TYPE_TOO_SHORT');
    if (name.length > LIMITS.entityNameCharacters.value) throw new KvsFailure('ENTITY_TYPE_TOO_LARGE');
    if (!PATTERNS.entityName.value.test(name)) throw new KvsFailure('INVALID_ENTITY_TYPE');
    const entity = byName.get(name);
    if (!entity) throw new KvsFailure('SCHEMA_NOT_FOUND');
    return entity;
  };
  return { all: [...byName.values()], find };
};
