import fastJsonStringify from 'fast-json-stringify';
import fastRedact from 'fast-redact';
import mask from 'json-mask';
import { PLAIN } from '../cost-page';

/** A library that leaves fields out of a page; `values` and its members have the shape of the page. */
export interface ShapingPeer {
  readonly name: string;
  /** The page without the hidden fields; absent where the library can do it only while it writes. */
  readonly shape?: (page: object) => unknown;
  /** The same as text. */
  readonly write: (page: object) => string;
}

const GROUPED = PLAIN.map((name) => name.split('.') as [string, ...string[]]);
const TOP = GROUPED.filter((path) => path.length === 1).map(([name]) => name);
const SITE = GROUPED.flatMap(([group, leaf]) => (group === 'site' && leaf !== undefined ? [leaf] : []));

const jsonMask = (): ShapingPeer => {
  const compiled = mask.compile(`values(${[...TOP, `site(${SITE.join(',')})`].join(',')})`);
  const shape = (page: object): unknown => mask.filter(page, compiled);
  return { name: 'json-mask', shape, write: (page) => JSON.stringify(shape(page)) };
};

/** It takes away by name what it knows: every other member of the page has to be told. */
const HIDDEN = [
  'last',
  ...['focusAreaId', 'costSubtypeId', 'investmentCategoryId', 'actual', 'forecast'].map((name) => `values[*].${name}`),
  ...['owner', 'labels', 'notes', 'rate'].map((name) => `values[*].site.${name}`),
];

const redacting = (): ShapingPeer => {
  const inPlace = fastRedact({ paths: HIDDEN, censor: undefined, serialize: false });
  const writing = fastRedact({ paths: HIDDEN, remove: true, serialize: JSON.stringify });
  return {
    name: 'fast-redact',
    // It changes the page itself, so a page that is used twice has to be restored.
    shape: (page) => inPlace.restore(inPlace(page)),
    write: (page) => String(writing(page)),
  };
};

const text = { type: 'string' } as const;

/** A schema names what is written and of what type it is; other members stay away. */
const stringifying = (): ShapingPeer => {
  const TYPES: Readonly<Record<string, { readonly type: 'number' | 'boolean' }>> = {
    headcount: { type: 'number' },
    approved: { type: 'boolean' },
  };
  const write = fastJsonStringify({
    type: 'object',
    properties: {
      values: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            ...Object.fromEntries(TOP.map((name) => [name, text])),
            site: { type: 'object', properties: Object.fromEntries(SITE.map((name) => [name, TYPES[name] ?? text])) },
          },
        },
      },
    },
  });
  return { name: 'fast-json-stringify', write: (page) => write(page) };
};

export const shapingPeers = (): readonly ShapingPeer[] => [jsonMask(), redacting(), stringifying()];
