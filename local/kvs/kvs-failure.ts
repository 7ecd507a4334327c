const KVS_PAGE = 'developer.atlassian.com/platform/forge/storage-reference/handling-errors-kvs/';
const ENTITIES_PAGE = 'developer.atlassian.com/platform/forge/storage-reference/handling-errors-customentities/';
const CLIENT = '@forge/kvs 1.6.5';
const OBSERVED = 'observed by third parties';

/** Every error that the service answers: its status, its sentence and where the code is known from. */
export const ERRORS = {
  KEY_NOT_FOUND: { status: 404, message: 'The key does not exist.', source: `${OBSERVED}; ${CLIENT}` },
  SCHEMA_NOT_FOUND: { status: 404, message: 'The entity is not declared in the manifest.', source: OBSERVED },
  KEY_CONFLICT: { status: 409, message: 'The key exists already.', source: OBSERVED },
  CONDITIONAL_CHECK_FAILED: { status: 400, message: 'A condition of the transaction does not hold.', source: OBSERVED },
  UNPROCESSABLE_ENTITY: { status: 422, message: 'The transaction has more than 25 operations.', source: OBSERVED },
  KEY_DUPLICATION_ERROR: { status: 400, message: 'The same key is named twice.', source: OBSERVED },
  TOO_MANY_BATCH_ENTITIES: { status: 400, message: 'The batch has more than 25 items.', source: OBSERVED },
  INVALID_TTL: { status: 400, message: 'The ttl is not a whole positive number of a known unit, at most a year.', source: OBSERVED },
  INCORRECT_PROPERTY_TYPE: { status: 400, message: 'An attribute is not of its declared type.', source: OBSERVED },
  EMPTY_KEY: { status: 400, message: 'The key is empty.', source: ENTITIES_PAGE },
  KEY_TOO_SHORT: { status: 400, message: 'The key needs at least one character.', source: KVS_PAGE },
  KEY_TOO_LONG: { status: 400, message: 'The key has more than 500 characters.', source: KVS_PAGE },
  INVALID_KEY: { status: 400, message: 'The key has a character that is not allowed.', source: KVS_PAGE },
  MAX_SIZE: { status: 400, message: 'The value or the payload is too large.', source: KVS_PAGE },
  MAX_DEPTH: { status: 400, message: 'The value is nested too deeply.', source: KVS_PAGE },
  INVALID_FILTER_CONDITION: { status: 400, message: 'The condition is not supported here.', source: KVS_PAGE },
  INVALID_FILTER_VALUES: { status: 400, message: 'The values do not fit the condition.', source: KVS_PAGE },
  LIST_QUERY_LIMIT_EXCEEDED: { status: 400, message: 'The limit of a query is a whole number from 1 to 100.', source: KVS_PAGE },
  QUERY_WHERE_INVALID: { status: 400, message: 'A query has one where clause at most.', source: KVS_PAGE },
  QUERY_WHERE_FIELD_INVALID: { status: 400, message: 'The field can not be used in a condition.', source: KVS_PAGE },
  ENTITY_TYPE_TOO_SHORT: { status: 400, message: 'The name of the entity has fewer than 3 characters.', source: ENTITIES_PAGE },
  ENTITY_TYPE_TOO_LARGE: { status: 400, message: 'The name of the entity has more than 60 characters.', source: ENTITIES_PAGE },
  INVALID_ENTITY_TYPE: { status: 400, message: 'The name of the entity has a character that is not allowed.', source: ENTITIES_PAGE },
  INVALID_ENTITY_VALUE: { status: 400, message: 'The value is not an object of the declared attributes.', source: ENTITIES_PAGE },
  INVALID_ENTITY_ATTRIBUTE: { status: 400, message: 'The attribute is not declared in the manifest.', source: ENTITIES_PAGE },
  INVALID_ENTITY_INDEX: { status: 400, message: 'The index is not declared in the manifest.', source: ENTITIES_PAGE },
  COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE: { status: 400, message: 'The page limit is a whole number from 1 to 100.', source: ENTITIES_PAGE },
  EMPTY_FILTER_OPERATOR: { status: 400, message: 'The filters name no condition.', source: ENTITIES_PAGE },
  INVALID_FILTER_OPERATORS_COMBINATION: { status: 400, message: 'The filters use both and and or.', source: ENTITIES_PAGE },
  INSUFFICIENT_FILTER_VALUES: { status: 400, message: 'The condition needs more values.', source: ENTITIES_PAGE },
  INVALID_KEY_POLICY_RETURN_VALUE_COMBINATION: { status: 400, message: 'returnValue needs keyPolicy OVERRIDE.', source: KVS_PAGE },
  INVALID_TRANSACTION_REQUEST: { status: 400, message: 'The transaction has no operation or a misplaced condition.', source: KVS_PAGE },
  RATE_LIMIT_EXCEEDED: { status: 429, message: 'The installation has used up a rate limit.', source: KVS_PAGE },
  BAD_REQUEST: { status: 400, message: 'The request is not of the documented shape.', source: `${CLIENT}, its own tests` },
  NOT_FOUND: { status: 404, message: 'There is no such operation.', source: 'chosen' },
  INTERNAL_SERVER_ERROR: { status: 500, message: 'The database refused the operation.', source: `${CLIENT}, its own tests` },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly message: string; readonly source: string }>>;

export type KvsCode = keyof typeof ERRORS;

/** A refusal that the service answers with its code. Its text never holds a key or a value. */
export class KvsFailure extends Error {
  override readonly name = 'KvsFailure';
  readonly status: number;

  constructor(
    readonly code: KvsCode,
    options?: ErrorOptions,
  ) {
    super(ERRORS[code].message, options);
    this.status = ERRORS[code].status;
  }
}
