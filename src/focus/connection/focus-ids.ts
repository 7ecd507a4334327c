import type { Manners } from '../sign-in';

/** An ARI up to its last `/`, of a kind that fits into a path. Its format: facts, focus.md section 4. */
const PREFIX = /^ari:cloud:(?!.*\.\.)[A-Za-z0-9:/_.-]{1,400}\/$/;

/** What stands before the bare id in an ARI; empty for an id that is none. */
export const idPrefixOf = (id: unknown): string => {
  if (typeof id !== 'string') return '';
  const prefix = id.slice(0, id.lastIndexOf('/') + 1);
  return PREFIX.test(prefix) ? prefix : '';
};

/**
 * The one place that knows how Focus wants its ids back: whether its REST API takes a bare id where it names ARIs is unknown. Ours are bare
 * everywhere (answers, paths, cursors, policies); Focus gets what it showed: in this call, else when the connection was last tried.
 */
export interface FocusIds {
  /** Takes an id as Focus wrote it. */
  readonly learn: (raw: unknown) => void;
  /** Takes a bare id, gives it as Focus wants it. */
  readonly sent: (id: string) => string;
}

export const focusIds = ({ idPrefix = '' }: Manners): FocusIds => {
  let prefix = idPrefix;
  return {
    learn: (raw) => {
      if (typeof raw === 'string' && raw !== '') prefix = idPrefixOf(raw);
    },
    sent: (id) => `${prefix}${id}`,
  };
};
