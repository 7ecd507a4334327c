import type { TreatmentKind } from '../../../../exposure/catalogue/catalogue';
import type { Field } from '../../../../exposure/catalogue/field';
import type { Treatment } from '../../../../exposure/policy/policy';
import { maskOf } from '../../../../exposure/words/widening';
import type { MessageKey, Messages } from '../../../messages';
import { exampleOf } from './examples';

/** What one treatment is, to an admin. */
interface Kind {
  readonly label: MessageKey;
  /** What must be known before choosing it. */
  readonly hint?: MessageKey;
  /** What it begins with; for those with numbers, something coarse. */
  readonly start: Treatment;
}

export const KINDS: Readonly<Record<TreatmentKind, Kind>> = {
  show: { label: 'treatment.show', start: 'show' },
  initials: { label: 'treatment.initials', hint: 'treatment.initials.hint', start: 'initials' },
  pseudonym: { label: 'treatment.pseudonym', hint: 'treatment.pseudonym.hint', start: 'pseudonym' },
  year: { label: 'treatment.year', start: 'year' },
  round: { label: 'treatment.round', hint: 'treatment.round.hint', start: { round: 1_000 } },
  bucket: { label: 'treatment.bucket', hint: 'treatment.bucket.hint', start: { bucket: [1_000, 10_000, 100_000] } },
};

export const kindOf = (treatment: Treatment): TreatmentKind => {
  if (typeof treatment === 'string') return treatment;
  return 'round' in treatment ? 'round' : 'bucket';
};

/** How a field leaves, in a few words. */
export const treatmentWords = ({ say, list }: Messages, treatment: Treatment | undefined): string => {
  if (treatment === undefined) return say('fields.hidden');
  const masked = maskOf(treatment);
  return masked ? say('fields.masked', { mask: masked.mask, steps: list(masked.steps) }) : say('fields.shown');
};

/** A plain example of what leaves. */
export const exampleWords = ({ say }: Messages, field: Field, treatment: Treatment): string => {
  const { before, after } = exampleOf(field, treatment, (amount) => say('fields.amount', { amount }));
  if (after === undefined) return say('fields.example.nothing', { before });
  return treatment === 'show' ? say('fields.example.show', { after }) : say('fields.example', { before, after });
};
