/**
 * Every code that `describePart`, `difference`, `parsePolicy` and the review can say, with the parameters that its sentence may use.
 * Pages hold one sentence for each, under `statement.<code>`, `change.<code>` and `problem.<code>`.
 *
 * Parameters: `fields`, `roots`, `actions` are lists (a field's label is `field.<resource>.<name>.label`); `count` is the length of that
 * list, for plurals; `at`, `from`, `to` of an expiry are ISO 8601 instants in UTC; `resource`'s label is `resource.<resource>.label`.
 */

/** True of one audience. The first statement always matches the state: `closed`, `expired`, `off`, `unreadable`, else what is reached. */
export const STATEMENT_CODES = {
  off: [],
  closed: [],
  expired: ['at'],
  unreadable: [],
  nothing_granted: [],
  nothing_without_actions: ['resource'],
  nothing_without_fields: ['resource'],
  nothing_without_roots: ['resource'],
  lists_and_reads_fields: ['resource', 'count', 'fields'],
  lists_fields: ['resource', 'count', 'fields'],
  reads_fields: ['resource', 'count', 'fields'],
  shows_personal: ['resource', 'count', 'fields'],
  records_all: ['resource'],
  records_under: ['resource', 'count', 'roots'],
  page_size: ['resource', 'size'],
  ends_at: ['at'],
  no_end: [],
  speaks_to_every_member: ['scope'],
  speaks_to_every_jira_user: [],
} as const;

/** A difference between two policies. Only `serving_on` and `serving_off` have the audience `*`. */
export const CHANGE_CODES = {
  serving_on: [],
  serving_off: [],
  audience_enabled: [],
  audience_disabled: [],
  expiry_set: ['at'],
  expiry_removed: ['at'],
  expiry_later: ['from', 'to'],
  expiry_earlier: ['from', 'to'],
  actions_added: ['resource', 'count', 'actions'],
  actions_removed: ['resource', 'count', 'actions'],
  fields_shown: ['resource', 'count', 'fields'],
  fields_hidden: ['resource', 'count', 'fields'],
  records_now_all: ['resource'],
  records_now_under: ['resource', 'count', 'roots'],
  roots_added: ['resource', 'count', 'roots'],
  roots_removed: ['resource', 'count', 'roots'],
  roots_emptied: ['resource'],
  page_size: ['resource', 'from', 'to'],
} as const;

/** What can be wrong with a policy or a part. */
export const PROBLEM_CODES = {
  wrong_type: ['expected'],
  missing: ['key'],
  unknown_key: ['key'],
  unknown_format: ['expected'],
  unknown_audience: ['audience'],
  unknown_resource: ['resource'],
  unknown_action: ['action'],
  unknown_field: ['field'],
  unknown_treatment: [],
  unknown_records: [],
  duplicate: ['value'],
  too_many: ['max'],
  not_an_id: [],
  not_a_date: [],
  out_of_range: ['min', 'max'],
} as const;

export type StatementCode = keyof typeof STATEMENT_CODES;
export type ChangeCode = keyof typeof CHANGE_CODES;
export type ProblemCode = keyof typeof PROBLEM_CODES;
