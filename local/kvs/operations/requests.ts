import * as v from 'valibot';
import { KvsFailure, type KvsCode } from '../kvs-failure';

const metadataFields = v.array(v.picklist(['CREATED_AT', 'UPDATED_AT', 'EXPIRE_TIME']));
export type MetadataField = v.InferOutput<typeof metadataFields>[number];

// The members are checked by expiryOf, which knows the code for them.
const ttl = v.strictObject({ value: v.unknown(), unit: v.unknown() });
const getOptions = v.strictObject({ metadataFields: v.optional(metadataFields) });
const setOptions = v.strictObject({ ttl: v.optional(ttl) });
const policyOptions = v.strictObject({
  ttl: v.optional(ttl),
  keyPolicy: v.optional(v.picklist(['OVERRIDE', 'FAIL_IF_EXISTS'])),
  returnValue: v.optional(v.picklist(['PREVIOUS', 'LATEST'])),
  returnMetadataFields: v.optional(metadataFields),
});

const key = v.string();
const entityName = v.string();
const value = v.optional(v.unknown());
const condition = v.strictObject({ property: v.string(), condition: v.string(), values: v.array(v.unknown()) });
const filters = v.strictObject({ and: v.optional(v.array(condition)), or: v.optional(v.array(condition)) });
const anEntity = v.optional(entityName);
const conditions = v.optional(filters);

/** The shape of each operation's body, as @forge/kvs 1.6.5 sends it. A member that is not known is refused. */
export const REQUESTS = {
  get: v.strictObject({ key, entityName: anEntity, options: v.optional(getOptions) }),
  set: v.strictObject({ key, entityName: anEntity, value, options: v.optional(policyOptions) }),
  delete: v.strictObject({ key, entityName: anEntity }),
  query: v.strictObject({
    limit: v.optional(v.unknown()),
    after: v.optional(v.string()),
    where: v.optional(v.array(condition)),
    options: v.optional(getOptions),
  }),
  entityQuery: v.strictObject({
    entityName,
    indexName: v.string(),
    partition: v.optional(v.array(v.unknown())),
    range: v.optional(v.strictObject({ condition: v.string(), values: v.array(v.unknown()) })),
    filters: v.optional(filters),
    sort: v.optional(v.picklist(['ASC', 'DESC'])),
    limit: v.optional(v.unknown()),
    cursor: v.optional(v.string()),
    options: v.optional(getOptions),
  }),
  batchGet: v.array(v.strictObject({ key, entityName: anEntity, options: v.optional(getOptions) })),
  batchSet: v.array(v.strictObject({ key, entityName: anEntity, value, options: v.optional(setOptions) })),
  batchDelete: v.array(v.strictObject({ key, entityName: anEntity })),
  transaction: v.strictObject({
    set: v.optional(v.array(v.strictObject({ key, entityName: anEntity, value, conditions, options: v.optional(setOptions) }))),
    delete: v.optional(v.array(v.strictObject({ key, entityName: anEntity, conditions }))),
    check: v.optional(v.array(v.strictObject({ key, entityName: anEntity, conditions }))),
  }),
} as const;

export type Request<Name extends keyof typeof REQUESTS> = v.InferOutput<(typeof REQUESTS)[Name]>;

/** Reads a body in the shape of an operation. Throws KvsFailure. */
export const readRequest = <Name extends keyof typeof REQUESTS>(
  name: Name,
  body: unknown,
  code: KvsCode = 'BAD_REQUEST',
): Request<Name> => {
  const schema: v.GenericSchema<unknown, Request<Name>> = REQUESTS[name];
  const parsed = v.safeParse(schema, body);
  if (!parsed.success) throw new KvsFailure(code);
  return parsed.output;
};
