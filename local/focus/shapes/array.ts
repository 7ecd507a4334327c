import { full } from './full';
import type { Shape } from './shape';

/** A list is a bare array of everything that its filters leave, in the order that `sort` asks for; `limit` and `cursor` are not even read. */
export const array: Shape = { ...full, paged: false, page: ({ values }) => values };
