/** One clause of the engine read wrongly: in `file`, the one place that reads `find` is made to read `replace` while the proof is bundled. */
export interface PlantedBug {
  readonly id: string;
  readonly clause: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

const bugsIn = (file: string, rows: readonly (readonly [id: string, clause: string, find: string, replace: string])[]): PlantedBug[] =>
  rows.map(([id, clause, find, replace]) => ({ id, clause, file: `src/exposure/${file}`, find, replace }));

/** At least one for each clause of the grammar. Each must be found by the proof within 100,000 cases. */
export const PLANTED_BUGS: readonly PlantedBug[] = [
  ...bugsIn('reach/decide.ts', [
    ['switch-ignored', 'the master switch refuses everything', 'if (!serving)', 'if (false)'],
    ['disabled-speaks', 'a disabled audience gets nothing', 'part.enabled && !hasExpired(part, now)', '!hasExpired(part, now)'],
    ['ended-part-speaks', 'an ended part gives nothing', 'part.enabled && !hasExpired(part, now)', 'part.enabled'],
    ['view-shows-itself', 'a view without its key looks like none', 'if (view && !(admitted && open))', 'if (view && !open)'],
    [
      'unreadable-view-shows',
      'an unreadable view looks like none',
      "code: view ? 'not_found' : 'policy_unreadable'",
      "code: 'policy_unreadable'",
    ],
    ['silence-admits-writers', 'left out, callers of a write are nobody', 'write: { unsaid: false', 'write: { unsaid: true'],
    ['silence-admits-to-view', 'left out, callers of a view are nobody', 'view: { unsaid: false', 'view: { unsaid: true'],
    ['unlisted-caller', 'a caller key must be one of the list', 'callers.some((id) => id === caller)', 'caller !== undefined'],
    [
      'groups-ignored',
      'only members of a group',
      'if (groups && !question.groups?.some((group) => groups.includes(group)))',
      'if (groups && !question.groups)',
    ],
    ['action-ignored', 'only granted actions', '!grant?.actions.includes(action)', '!grant'],
    ['empty-grant-speaks', 'a grant of nothing is none', 'if (!reached || isEmpty(reached))', 'if (!reached)'],
  ]),
  ...bugsIn('reach/caller-keys.ts', [
    ['revoked-key', 'a revoked key is none', 'same && key.revoked !== true && ', 'same && '],
    ['ended-key', 'an ended key is none', ' && !isPast(key.expiresAt, now)', ''],
    ['end-a-millisecond-late', 'from the very millisecond of its end', '!(now < Date.parse(end))', '!(now <= Date.parse(end))'],
  ]),
  ...bugsIn('reach/compile.ts', [
    [
      'open-empty-under',
      'an empty list of roots reaches nothing',
      "if (records === 'all' || records.under === undefined)",
      "if (records === 'all' || !records.under?.length)",
    ],
    ['hours-for-minutes', 'a place age is in minutes', 'const MINUTE = 60_000', 'const MINUTE = 3_600_000'],
    ['stored-place-for-writes', 'writes use live places only', "writes || placeAge === 'live'", "placeAge === 'live'"],
    ['observed-hidden', 'an observed field leaves', 'if (field?.observed) add(field)', 'if (field?.observed && field.personal) add(field)'],
    ['page-size-ignored', 'the page size of the grant', 'pageSize: grant.pageSize ?? LARGEST_PAGE', 'pageSize: LARGEST_PAGE'],
  ]),
  ...bugsIn('reach/place.ts', [
    ['age-boundary', 'a place as old as the age is known', 'now - placeReadAt <= age', 'now - placeReadAt < age'],
    ['own-parent', 'a focus area in itself has no place', 'if (above && parentId === id) return true', ''],
    ['looping-chain', 'a chain that loops is no place', ' || repeats(ancestors)', ''],
  ]),
  ...bugsIn('reach/reaches.ts', [
    [
      'first-condition-only',
      'all conditions hold',
      'for (const condition of conditions)',
      'for (const condition of conditions.slice(0, 1))',
    ],
    ['item-as-root', 'the roots themselves are inside', 'CATALOGUE[resource].parentOf === resource && roots.has(record.id)', 'false'],
    ['unknown-is-out', 'an unknown place is told apart', "? 'out' : 'unknown'", "? 'out' : 'out'"],
  ]),
  ...bugsIn('reach/conditions.ts', [
    [
      'not-in-of-nothing',
      'nothing holds of an unreadable leaf',
      'fits(leaf) && test(leaf)',
      '(fits(leaf) || leaf === undefined) && test(leaf)',
    ],
    ['not-in-as-in', 'not in', 'among(condition.notIn, false)', 'among(condition.notIn, true)'],
    ['before-its-day', 'a bare date is its whole day', 'endOf(String(leaf)) < start', 'startOf(String(leaf)) < start'],
    ['after-inclusive', 'strictly after', 'startOf(String(leaf)) > end', 'startOf(String(leaf)) >= end'],
    ['case-sensitive', 'contains, whatever the case', 'const folded = needle.toLowerCase()', 'const folded = needle'],
  ]),
  ...bugsIn('reach/references.ts', [
    [
      'classification-ungranted',
      'without a grant a classification is a plain value',
      'if (!grant) return () => !CATALOGUE[target].placed',
      'if (!grant) return () => false',
    ],
    [
      'target-conditions-ignored',
      'a target must meet its conditions',
      "grant.roots === 'all' && grant.conditions.length === 0",
      "grant.roots === 'all'",
    ],
    [
      'path-over-a-gap',
      'a path begins below a hidden ancestor',
      'for (let at = chain.length - 1; at >= start; at--)',
      'for (let at = chain.length - 1; at >= chain.length - 1; at--)',
    ],
    [
      'empty-grant-refers',
      'a target of an empty grant is not reached',
      'if (grant) return isEmpty(grant) ? null : grant',
      'if (grant) return grant',
    ],
    ['path-from-the-top', 'a path begins at the first reached ancestor', 'return chain.slice(start)', 'return chain'],
  ]),
  ...bugsIn('reach/shape.ts', [['wanted-ignored', 'only fields that were asked for', '!wanted || wanted.has(name)', 'true']]),
  ...bugsIn('reach/treatments.ts', [
    ['initials-unbounded', 'three initials at most', 'const MOST_INITIALS = 3', 'const MOST_INITIALS = 4'],
    [
      'unkeyed-pseudonym',
      'no pseudonym without a key',
      'pseudonym && maskable(value) ? pseudonym(wellFormed(value)) : undefined',
      'maskable(value) ? (pseudonym?.(wellFormed(value)) ?? value) : undefined',
    ],
    ['edge-belongs-below', 'an edge begins its bucket', 'edge <= amount', 'edge < amount'],
    ['long-edge-belongs-below', 'an edge begins its bucket, told in many digits', 'isAtMost(step, decimal)', '!isAtMost(decimal, step)'],
    ['rounds-down', 'rounds to the nearest', 'rest < 0.5 ? whole : whole + 1', 'whole'],
    ['gap-in-series', 'a month that is no amount hides the series', 'if (!FITS.series(value)) return undefined', ''],
  ]),
  ...bugsIn('reach/leaves/decimal.ts', [
    ['half-towards-zero', 'halves round away from zero', 'units * 2n + half', 'units * 2n + half - (units < 0n ? -1n : 1n)'],
  ]),
  ...bugsIn('reach/leaves/calendar.ts', [['february-29', 'a day that its year lacks is no date', 'day < 29 ||', 'day < 30 ||']]),
];
