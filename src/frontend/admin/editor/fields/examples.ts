import type { Field } from '../../../../exposure/catalogue/field';
import type { LeafShape, Treatment } from '../../../../exposure/policy/policy';
import { compileTreatment } from '../../../../exposure/reach/treatments';

/** Invented values, never a site's own. */
const SAMPLES: Readonly<Record<LeafShape, unknown>> = {
  text: 'Order tracking',
  number: 27_350,
  flag: true,
  date: '2027-03-31',
  id: 'fa-2041',
  ids: ['fa-12', 'fa-204'],
  texts: ['Retail', 'Online'],
  series: { '2027-01': 27_350 },
};

/** Where the sample of the shape would mislead. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  status: 'IN_PROGRESS',
  description: 'Customers see where an order is.',
  externalId: 'PLAN-731',
  focusAreaTypeId: 'type-3',
  'owner.id': '712020:invented-5d1f',
  targetDateType: 'QUARTER',
};

const PSEUDONYM = 'p-k7w2mqzt4hcn5vxd3bry';

/** An amount that the treatment visibly changes, whatever its steps are. */
const amountFor = (treatment: Treatment): number => {
  if (typeof treatment === 'string') return 27_350;
  if ('round' in treatment) return Number((treatment.round * 27.35).toPrecision(6));
  const [first = 0, second = first + Math.max(1, Math.abs(first))] = treatment.bucket;
  return Number((first + (second - first) * 0.4375).toPrecision(4));
};

const sampleOf = ({ name, shape }: Field, treatment: Treatment): unknown => {
  if (shape === 'number') return amountFor(treatment);
  if (shape === 'series') return { '2027-01': amountFor(treatment) };
  return Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : SAMPLES[shape];
};

/** A leaf as a person reads it; `amount` writes numbers as the reader's language does. */
const readable = (leaf: unknown, amount: (value: number) => string): string => {
  if (typeof leaf === 'number') return amount(leaf);
  if (Array.isArray(leaf)) return leaf.map(String).join(', ');
  if (typeof leaf === 'object' && leaf !== null) {
    return Object.entries(leaf)
      .map(([month, value]) => `${month}: ${readable(value, amount)}`)
      .join(', ');
  }
  return String(leaf);
};

interface Example {
  readonly before: string;
  /** What leaves of it; undefined = nothing. */
  readonly after: string | undefined;
}

/** What leaves of an invented value of a field, worked out by the very function that treats real ones. */
export const exampleOf = (field: Field, treatment: Treatment, amount: (value: number) => string): Example => {
  const sample = sampleOf(field, treatment);
  const treated = compileTreatment(field.shape, treatment)?.(sample, () => PSEUDONYM);
  return { before: readable(sample, amount), after: treated === undefined ? undefined : readable(treated, amount) };
};
