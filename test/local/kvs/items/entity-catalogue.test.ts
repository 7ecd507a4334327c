import { resolve } from 'node:path';
import { readEntities } from '../../../../local/kvs/items/entity-catalogue';
import { readManifest } from '../../../../local/site/read-manifest';

const attributes = { day: { type: 'string' }, at: { type: 'string' }, body: { type: 'any' } };
const entity = (more: object): object => ({ name: 'entry', attributes, ...more });
const index = (more: object): object => entity({ indexes: [{ name: 'by-day', range: ['at'], ...more }] });

const BROKEN: readonly { readonly what: string; readonly entities: unknown; readonly says: RegExp }[] = [
  { what: 'no list', entities: {}, says: /broken at its top/ },
  { what: 'an entity without attributes', entities: [{ name: 'entry' }], says: /broken at 0\.attributes/ },
  {
    what: 'an unknown attribute type',
    entities: [entity({ attributes: { day: { type: 'date' } } })],
    says: /broken at 0\.attributes\.day\.type/,
  },
  { what: 'an attribute name with a hyphen', entities: [entity({ attributes: { 'a-b': { type: 'string' } } })], says: /not allowed/ },
  { what: 'an entity name with a capital letter', entities: [entity({ name: 'Entry' })], says: /not allowed/ },
  { what: 'an entity twice', entities: [entity({}), entity({})], says: /entry is declared twice/ },
  { what: 'a member that the manifest does not know', entities: [entity({ ttl: 1 })], says: /broken at 0\.ttl/ },
  { what: 'an index on an unknown attribute', entities: [index({ partition: ['month'] })], says: /by-day on month/ },
  { what: 'an index on an attribute of type any', entities: [index({ range: ['body'] })], says: /whose type any has no order/ },
  { what: 'an index whose range names two attributes', entities: [index({ range: ['at', 'day'] })], says: /range is not one attribute/ },
  { what: 'an index with an empty range', entities: [index({ range: [] })], says: /range is not one attribute/ },
  { what: 'an index with the reserved name', entities: [index({ name: 'by-key' })], says: /broken at 0\.indexes/ },
  { what: 'an index twice', entities: [entity({ indexes: ['at', 'at'] })], says: /declares the index at twice/ },
];

describe('the entities of the manifest', () => {
  it.each(BROKEN)('are refused with a sentence that says where when there is $what', ({ entities, says }) => {
    expect(() => readEntities(entities)).toThrow(says);
  });

  it('are none when the manifest declares none', () => {
    expect(readEntities(undefined).all).toEqual([]);
  });

  it('of the app itself are all accepted', () => {
    const manifest = readManifest(resolve(__dirname, '../../../../manifest.yml'));
    const declared = manifest.app.storage?.entities ?? [];
    expect(readEntities(declared).all.map(({ name }) => name)).toEqual(declared.map(({ name }) => name));
    expect(declared.length).toBeGreaterThan(0);
  });
});
