const LIMITS_PAGE = 'developer.atlassian.com/platform/forge/limits-kvs-ce/';
const ERRORS_PAGE = 'developer.atlassian.com/platform/forge/storage-reference/handling-errors-kvs/';
const ENTITIES_PAGE = 'developer.atlassian.com/platform/forge/storage-reference/storage-api-custom-entities/';
const MANIFEST = '@forge/manifest 13.7.0, storage validator and manifest-schema.json';

const KB = 1000;
const KIB = 1024;
const MB = 1000 * 1000;
const MINUTE = 60_000;

/** Every limit of Forge KVS that the local site enforces: sizes in bytes, times in ms, lengths in characters. */
export const LIMITS = {
  keyCharacters: { value: 500, source: LIMITS_PAGE },
  valueBytes: { value: 240 * KIB, source: LIMITS_PAGE },
  secretBytes: { value: 128 * KIB, source: 'developer.atlassian.com/platform/forge/storage-reference/kvs-api-secret/' },
  valueDepth: { value: 31, source: LIMITS_PAGE },
  requestsPerSecond: { value: 1000, source: LIMITS_PAGE },
  readUnitsPerMinute: { value: 4000, source: LIMITS_PAGE },
  writeUnitsPerMinute: { value: 4000, source: LIMITS_PAGE },
  unitBytes: { value: 10 * KB, source: LIMITS_PAGE },
  keyReadBytesPerSecond: { value: 12 * MB, source: LIMITS_PAGE },
  keyWriteBytesPerSecond: { value: 1 * MB, source: LIMITS_PAGE },
  indexValueBytesPerSecond: { value: 24 * MB, source: LIMITS_PAGE },
  queryPageDefault: { value: 10, source: LIMITS_PAGE },
  queryPage: { value: 100, source: `${LIMITS_PAGE}; ${ERRORS_PAGE}` },
  queryPageBytes: { value: 1 * MB, source: 'inferred, see UNKNOWNS.queryPageBytes' },
  queryConditions: { value: 100, source: LIMITS_PAGE },
  batchItems: { value: 25, source: LIMITS_PAGE },
  batchBytes: { value: 4 * MB, source: LIMITS_PAGE },
  transactionOperations: { value: 25, source: LIMITS_PAGE },
  transactionBytes: { value: 4 * MB, source: LIMITS_PAGE },
  ttl: { value: 365 * 24 * 60 * MINUTE, source: LIMITS_PAGE },
  ttlLag: { value: 48 * 60 * MINUTE, source: LIMITS_PAGE },
  entities: { value: 20, source: LIMITS_PAGE },
  entityIndexes: { value: 7, source: MANIFEST },
  entityAttributes: { value: 50, source: MANIFEST },
  entityNameShortest: { value: 3, source: MANIFEST },
  entityNameCharacters: { value: 60, source: MANIFEST },
  attributeNameCharacters: { value: 30, source: MANIFEST },
  indexNameShortest: { value: 3, source: LIMITS_PAGE },
  indexNameCharacters: { value: 50, source: LIMITS_PAGE },
  indexRangeBytes: { value: 900, source: LIMITS_PAGE },
  indexPartitionBytes: { value: 1700, source: LIMITS_PAGE },
  integerLeast: { value: -(2 ** 31), source: ENTITIES_PAGE },
  integerMost: { value: 2 ** 31 - 1, source: ENTITIES_PAGE },
  floatLeastMagnitude: { value: 1e-130, source: ENTITIES_PAGE },
  floatMostMagnitude: { value: 9.99999999999999e125, source: ENTITIES_PAGE },
} as const satisfies Readonly<Record<string, { readonly value: number; readonly source: string }>>;

/** Names as the documents and the manifest's schema print them. The key's pattern compiles only without the `u` and `v` flags. */
export const PATTERNS = {
  key: { value: /^(?!\s+$)[a-zA-Z0-9:._\s-#]+$/, source: ERRORS_PAGE },
  entityName: { value: /^(?![_.-])(?!.*\.{2})[a-z0-9:\-_.]*(?<![.])$/, source: MANIFEST },
  attributeName: { value: /^[a-zA-Z][a-zA-Z0-9_]*$/, source: MANIFEST },
} as const satisfies Readonly<Record<string, { readonly value: RegExp; readonly source: string }>>;

/** An index that every entity has without declaring it; the manifest may not use its name. */
export const KEY_INDEX = 'by-key';
