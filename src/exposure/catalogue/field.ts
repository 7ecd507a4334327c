import type { LeafShape, ResourceName } from '../policy/policy';

/** One leaf that a resource has, as the catalogue knows it or as it was seen in a site's data. */
export interface Field {
  /** Leaf path in our vocabulary, such as `owner.id`: its place in an answer and its name in a policy. */
  readonly name: string;
  readonly shape: LeafShape;
  /** Keys into `locales/`; for an observed field its own name says it. */
  readonly label: string;
  readonly description: string;
  /** True when the leaf says something about a person. */
  readonly personal: boolean;
  /** True when the leaf is money. */
  readonly financial: boolean;
  /** Seen in a site's data, unknown to Focus's documentation. */
  readonly observed: boolean;
  /** Paths where Focus may put it when it answers, the likeliest first; for a series see `version`. */
  readonly readNames: readonly string[];
  /** The name under which Focus takes it, by action; absent = Focus doesn't take it. */
  readonly writeNames: Readonly<Partial<Record<'create' | 'update' | 'bulk', string>>>;
  /** The resource that an `id` or `ids` leaf points to. */
  readonly refersTo?: ResourceName;
  /** For a series: which financial version of the period values it holds, such as `ACTUAL`. */
  readonly version?: string;
}
