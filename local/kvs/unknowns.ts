/** A question that the documents leave open or answer twice, and what the local site does: the stricter thing where one is stricter. */
interface Unknown {
  readonly what: string;
  readonly choice: string;
  /** Why this choice, and where the question comes from. */
  readonly source: string;
  /** The member of Kvs that switches to the other answer. */
  readonly switch?: string;
}

const PLATFORM = 'developer.atlassian.com/platform/forge/';
const CLIENT_TESTS = 'the tests that @forge/kvs 1.6.5 ships';

/** Everything that is not known about the cloud's KVS and had to be chosen. */
export const UNKNOWNS = {
  absentKey: {
    what: 'the code for an absent key',
    choice: 'KEY_NOT_FOUND, which the client turns into undefined; deleting an absent key answers it too, in a batch as a failed key',
    source: `the errors page says NOT_FOUND, the migration page and ${CLIENT_TESTS} say KEY_NOT_FOUND`,
  },
  depth: {
    what: 'how deep a value may be',
    choice: '31 levels, each object, list and scalar being one',
    source: `${PLATFORM}limits-kvs-ce/ says 31, an error text says 32; neither says how levels are counted`,
  },
  secretSize: {
    what: 'how large a secret may be',
    choice: '128 KiB',
    source: 'the limits page says 240 KiB for every value, the page on secrets 128 KiB',
  },
  tooManyRequests: {
    what: 'the code beside 429',
    choice: 'RATE_LIMIT_EXCEEDED, without Retry-After',
    source: 'three pages give three names; apps should act on the status',
  },
  unitSize: {
    what: 'how large a unit of 10 KB is',
    choice: '10,000 bytes of the JSON body, of the answer for reads',
    source: `${PLATFORM}limits-kvs-ce/ gives no bytes`,
  },
  transactionUnits: {
    what: 'what a transaction counts as',
    choice: 'one write call, charged by its size like any other',
    source: '"a single write operation"; whether its size counts is not said',
  },
  refusedCalls: {
    what: 'whether a refused call counts',
    choice: 'it does: a read as one unit, a write by its size',
    source: 'not documented',
  },
  rateWindow: { what: 'how the limits per second and per minute are measured', choice: 'sliding windows', source: 'not documented' },
  queryPageBytes: {
    what: 'whether a page of a query has a size',
    choice: 'a page ends after 1 MB and then has a cursor',
    source: 'not documented; usual for the kind of database whose limits KVS mirrors',
  },
  filtersBeforeLimit: {
    what: 'whether filters work before or after the limit of an entity query',
    choice: 'after: a page may hold fewer items than asked, or none, and still have a cursor; getOne() may miss a match',
    source: 'the legacy storage reference describes filtering in memory with empty pages; the current page is silent',
    switch: 'filtersBeforeLimit',
  },
  cursorOnlyWhenMore: {
    what: 'whether a full page that ends with the last item has a cursor',
    choice: 'it has, and the next page is empty',
    source: 'not documented',
    switch: 'cursorOnlyWhenMore',
  },
  cursorLife: {
    what: 'how long a cursor is good',
    choice: 'until the store is opened again, for the same query of the same installation; else BAD_REQUEST',
    source: 'documented as unstable and not to be persisted',
  },
  staleQueries: {
    what: 'by how much queries lag behind',
    choice: 'not at all, or by staleBy ms when switched on',
    source: 'documented as eventually consistent, no lag published',
    switch: 'staleQueries',
  },
  ttlLag: {
    what: 'how long an expired item stays readable',
    choice: 'not at all, or as long as ttlLag says',
    source: `${PLATFORM}storage-reference/kvs-api/: up to 48 hours`,
    switch: 'ttlLag',
  },
  ttlValues: { what: 'which ttl values are good', choice: 'whole numbers from 1, at most 365 days', source: 'only the most is documented' },
  overwrittenTtl: { what: 'what a set without ttl does to an expiry', choice: 'ends it: the item stays', source: 'not documented' },
  metadataFormats: {
    what: 'the formats of metadata',
    choice: 'createdAt and updatedAt in whole seconds since epoch, expireTime in ISO 8601 without fractions',
    source: CLIENT_TESTS,
  },
  previousOfNone: {
    what: 'returnValue PREVIOUS where there was nothing',
    choice: 'an empty answer, which the client makes undefined',
    source: `the client's types`,
  },
  unknownMembers: { what: 'a member of a request that the documents do not name', choice: 'BAD_REQUEST', source: 'not documented' },
  topLevelNull: {
    what: 'the code for a missing or null value',
    choice: 'BAD_REQUEST; for an entity INVALID_ENTITY_VALUE',
    source: 'documented as not allowed, without a code',
  },
  undeclaredAttribute: {
    what: 'an attribute that the manifest does not declare',
    choice: 'INVALID_ENTITY_VALUE',
    source: 'the code fits; not documented',
  },
  missingAttribute: {
    what: 'whether every attribute must be there',
    choice: 'no; the item is then in no index that uses the attribute',
    source: 'not documented',
  },
  nullAttribute: { what: 'null in an attribute', choice: 'INCORRECT_PROPERTY_TYPE, for the type any too', source: 'not documented' },
  blankAttribute: {
    what: 'a blank text in an attribute of type string',
    choice: 'INCORRECT_PROPERTY_TYPE',
    source: 'documented as not allowed, without a code',
  },
  anyInIndex: {
    what: 'an index or a comparing condition on an attribute of type any',
    choice: 'refused; EXISTS and NOT_EXISTS are allowed',
    source: 'not documented',
  },
  rangeOfMany: {
    what: 'an index whose range names several attributes',
    choice: 'refused when the store opens',
    source: `the manifest's schema allows it, no page says what it would mean`,
  },
  keyIndex: {
    what: 'an index over the keys of an entity',
    choice: 'every entity has one, by-key',
    source: 'the name is reserved by @forge/manifest; what it does is inferred',
  },
  undeclaredIndex: {
    what: 'the code for an index that is not declared',
    choice: 'INVALID_ENTITY_INDEX',
    source: 'the code fits; not documented',
  },
  partitionValues: {
    what: 'the codes for too few, too many or mistyped values of a partition',
    choice: 'INSUFFICIENT_FILTER_VALUES, INVALID_FILTER_VALUES, INVALID_FILTER_VALUES',
    source: 'the codes fit; not documented',
  },
  absentAttribute: {
    what: 'a condition on an attribute that an item lacks',
    choice: 'does not hold, negative ones too; NOT_EXISTS does',
    source: 'not documented',
  },
  conditionOnAbsentItem: {
    what: 'a condition on an item that does not exist',
    choice: 'never holds, NOT_EXISTS too',
    source: 'observed to fail; whether NOT_EXISTS was among those observed is not known',
  },
  emptyPrefix: { what: 'beginsWith an empty text', choice: 'INVALID_FILTER_VALUES', source: 'not documented' },
  emptyBatch: { what: 'the code for a batch without items', choice: 'BAD_REQUEST', source: 'documented to fail whole, without a code' },
  duplicateInTransaction: {
    what: 'the code for the same key twice in a transaction',
    choice: 'KEY_DUPLICATION_ERROR, as in a batch',
    source: 'documented as a limit, without a code',
  },
  emptyTransaction: {
    what: 'a transaction without operations',
    choice: 'INVALID_TRANSACTION_REQUEST',
    source: 'the code fits; not documented',
  },
  secretsAtRest: {
    what: 'how secrets are stored',
    choice: 'as they are, in the local data folder: never put a real one there',
    source: 'encrypted in the cloud',
  },
} as const satisfies Readonly<Record<string, Unknown>>;
