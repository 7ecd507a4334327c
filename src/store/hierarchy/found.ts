/**
 * What reading a generation gave. `no_units`: what is left doesn't reach, nothing was read; `unreadable`: what is stored isn't what
 * this app wrote, or is gone; `failed`: storage didn't answer.
 */
export type Found<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: 'no_units' | 'unreadable' | 'failed' };
