/**
 * Every code that `describePart`, `difference`, `analyse`, `parsePolicy` and the review can say, with the parameters that its sentence
 * may use. Pages hold one sentence for each, under `statement.<code>`, `change.<code>`, `finding.<code>` and `problem.<code>`.
 *
 * Parameters: `fields`, `roots`, `actions`, `audiences`, `callers`, `groups`, `values`, `steps`, `wasSteps` are lists; `field` is one leaf
 * path (a field's label is `field.<resource>.<name>.label`, an observed one's is its path); `count` is the length of the list of things
 * that the sentence tells of, for plurals; `at`, `from`, `to` of an expiry are ISO 8601 instants in UTC, of a place's age minutes;
 * `resource`'s and `target`'s label is `resource.<resource>.label`. `mask` is a treatment's kind, `steps` are its numbers: what `round`
 * rounds to, or the edges of `bucket`. `operator` is a condition's key, `values` what it compares with (none for `isSet`).
 */

/** True of one audience. The first statement always matches the state: `closed`, `expired`, `off`, `unreadable`, else what is reached. */
export const STATEMENT_CODES = {
  off: [],
  closed: [],
  expired: ['at'],
  unreadable: [],
  nothing_granted: [],
  nothing_described: [],
  nothing_without_callers: [],
  nothing_without_groups: [],
  nothing_without_actions: ['resource'],
  nothing_without_fields: ['resource'],
  nothing_without_roots: ['resource'],
  lists_and_reads_fields: ['resource', 'count', 'fields'],
  lists_fields: ['resource', 'count', 'fields'],
  reads_fields: ['resource', 'count', 'fields'],
  summarises_fields: ['resource', 'count', 'fields'],
  also_in_summaries: ['resource'],
  creates_fields: ['resource', 'count', 'fields'],
  updates_fields: ['resource', 'count', 'fields'],
  imports_fields: ['resource', 'count', 'fields'],
  deletes: ['resource'],
  masks_fields: ['resource', 'count', 'fields', 'mask', 'steps'],
  shows_personal: ['resource', 'count', 'fields'],
  shows_money: ['resource', 'count', 'fields'],
  observed_fields: ['resource', 'count', 'fields'],
  records_all: ['resource'],
  records_under: ['resource', 'count', 'roots'],
  records_where: ['resource', 'count'],
  condition: ['resource', 'field', 'operator', 'values'],
  place_live: ['resource'],
  place_age: ['resource', 'minutes'],
  page_size: ['resource', 'size'],
  describes_audiences: ['count', 'audiences'],
  ends_at: ['at'],
  no_end: [],
  speaks_to_every_member: ['scope'],
  speaks_to_every_jira_user: [],
  speaks_to_caller_keys: ['count', 'callers'],
  speaks_to_groups: ['count', 'groups'],
  speaks_to_nobody: [],
} as const;

/** A difference between two policies. Only `serving_on` and `serving_off` have the audience `*`. */
export const CHANGE_CODES = {
  serving_on: [],
  serving_off: [],
  audience_enabled: [],
  audience_disabled: [],
  named: ['name'],
  renamed: ['from', 'to'],
  unnamed: ['name'],
  expiry_set: ['at'],
  expiry_removed: ['at'],
  expiry_later: ['from', 'to'],
  expiry_earlier: ['from', 'to'],
  callers_now_any: [],
  callers_now_keys: ['count', 'callers'],
  callers_added: ['count', 'callers'],
  callers_removed: ['count', 'callers'],
  callers_emptied: [],
  groups_now_all: [],
  groups_now_only: ['count', 'groups'],
  groups_added: ['count', 'groups'],
  groups_removed: ['count', 'groups'],
  groups_emptied: [],
  describes_added: ['count', 'audiences'],
  describes_removed: ['count', 'audiences'],
  actions_added: ['resource', 'count', 'actions'],
  actions_removed: ['resource', 'count', 'actions'],
  fields_shown: ['resource', 'count', 'fields'],
  fields_hidden: ['resource', 'count', 'fields'],
  fields_unmasked: ['resource', 'count', 'fields'],
  fields_masked: ['resource', 'count', 'fields', 'mask', 'steps'],
  fields_now_masked: ['resource', 'count', 'fields', 'mask', 'steps'],
  mask_coarser: ['resource', 'count', 'fields', 'mask', 'steps', 'wasMask', 'wasSteps'],
  mask_changed: ['resource', 'count', 'fields', 'mask', 'steps', 'wasMask', 'wasSteps'],
  observed_added: ['resource', 'count', 'fields'],
  observed_removed: ['resource', 'count', 'fields'],
  observed_changed: ['resource', 'count', 'fields'],
  records_now_all: ['resource'],
  records_now_anywhere: ['resource'],
  records_now_under: ['resource', 'count', 'roots'],
  roots_added: ['resource', 'count', 'roots'],
  roots_removed: ['resource', 'count', 'roots'],
  roots_emptied: ['resource'],
  records_now_none: ['resource'],
  condition_added: ['resource', 'field', 'operator', 'values'],
  condition_removed: ['resource', 'field', 'operator', 'values'],
  place_now_live: ['resource', 'from'],
  place_not_live: ['resource', 'to'],
  place_age_longer: ['resource', 'from', 'to'],
  place_age_shorter: ['resource', 'from', 'to'],
  references_limited: ['resource', 'count', 'fields', 'target'],
  references_loosened: ['resource', 'count', 'fields', 'target'],
  page_size: ['resource', 'from', 'to'],
} as const;

/**
 * What an admin should look at before publishing. Of a finding that isn't exact, `why` says what it rests on: `hierarchy` = the tree as it
 * was last read, `sample` = the answers of Focus that were looked at.
 */
export const FINDING_CODES = {
  reaches_nothing: [],
  grant_reaches_nothing: ['resource'],
  every_field_of_every_record: ['resource'],
  personal_unmasked: ['resource', 'count', 'fields'],
  masked_but_writable: ['resource', 'count', 'fields', 'audiences'],
  masked_but_in_condition: ['resource', 'count', 'fields'],
  never_matches: ['resource', 'count', 'fields'],
  condition_not_seen: ['resource', 'count', 'fields', 'why'],
  empty_roots: ['resource'],
  root_unknown: ['resource', 'count', 'roots', 'why'],
  root_inside_root: ['resource', 'count', 'roots', 'why'],
  same_as_another: ['count', 'audiences'],
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
  unknown_condition: [],
  unknown_shape: [],
  treatment_not_for_shape: ['field', 'shape'],
  condition_not_for_shape: ['field', 'shape'],
  show_only: ['field'],
  not_writable: ['field'],
  not_positive: [],
  not_ascending: [],
  not_placed: ['resource'],
  not_a_path: [],
  known_field: ['field'],
  not_for_audience: ['key'],
  empty: [],
  too_long: ['max'],
  unusable_characters: [],
  duplicate: ['value'],
  too_many: ['max'],
  not_an_id: [],
  not_a_date: [],
  out_of_range: ['min', 'max'],
} as const;

export type StatementCode = keyof typeof STATEMENT_CODES;
export type ChangeCode = keyof typeof CHANGE_CODES;
export type FindingCode = keyof typeof FINDING_CODES;
export type ProblemCode = keyof typeof PROBLEM_CODES;
