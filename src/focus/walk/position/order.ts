/** How a list may be sorted. */
export type Sort = 'name' | '-name';

/** Longest beginning of a name that is compared. */
const LONGEST = 60;

/** What the order of a list has kept so far. */
export interface Kept {
  readonly last: string;
  /** Positions in ORDERS that may still be Focus's. */
  readonly orders: readonly number[];
}

type Compare = (one: string, other: string) => number;

const byUnits: Compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

const { compare: byLocale } = new Intl.Collator('en');
const { compare: byLocaleAndNumber } = new Intl.Collator('en', { numeric: true });
const { compare: byBaseLetters } = new Intl.Collator('en', { sensitivity: 'base', ignorePunctuation: true });

/** Which letters come first is Focus's matter and documented nowhere: any of the usual orders will do, as long as it is one. */
const ORDERS: readonly Compare[] = [
  (one, other) => byUnits(one.toLowerCase(), other.toLowerCase()),
  byUnits,
  byLocale,
  byLocaleAndNumber,
  byBaseLetters,
];

const shortened = (name: string): string => name.slice(0, LONGEST);

/** Whether a name may follow what came before; undefined = Focus doesn't keep the order. */
export const follow = (kept: Kept | undefined, sort: Sort, name: string): Kept | undefined => {
  const next = shortened(name);
  if (!kept) return { last: next, orders: ORDERS.map((_, index) => index) };
  const sign = sort === '-name' ? -1 : 1;
  const orders = kept.orders.filter((index) => (ORDERS[index]?.(kept.last, next) ?? 1) * sign <= 0);
  return orders.length === 0 ? undefined : { last: next, orders };
};

interface Named {
  readonly id: string;
  readonly name?: string;
}

/** The order in which a list that comes whole is taken: by name where that is asked, always told apart by id. Names beyond their beginning count as equal. */
export const ownOrder =
  (sort: Sort | undefined) =>
  (one: Named, other: Named): number => {
    const [first = 0] = sort ? [byUnits(shortened(one.name ?? '').toLowerCase(), shortened(other.name ?? '').toLowerCase())] : [];
    return (sort === '-name' ? -first : first) || byUnits(one.id, other.id);
  };

/** What `ownOrder` compares of a record, short enough to be carried on. */
export const namedOf = ({ id, fields }: { readonly id: string; readonly fields: Readonly<Record<string, unknown>> }, sort?: Sort): Named =>
  sort && typeof fields['name'] === 'string' ? { id, name: shortened(fields['name']) } : { id };
