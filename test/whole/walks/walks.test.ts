import { SHAPES, proveShape } from './prove-shape';

const AREAS = 600;
const SEED = 20_261_122;

describe(`lists of ${AREAS} focus areas, walked to the end`, () => {
  test.each(SHAPES)(
    'give of a Focus of the shape %s what lies in the reach all the while, once, and nothing that never did, within the budget',
    async (shape) => {
      const proved = await proveShape(shape, { areas: AREAS, limit: 25, seed: SEED, isQuick: true });
      expect(proved.flatMap(({ wrong, ...walked }) => (wrong.length > 0 ? [{ ...walked, wrong }] : []))).toEqual([]);
      // Nothing was proven by walks that had nothing to give.
      for (const { must, reach } of proved) expect(must).toBeGreaterThan(reach === 'wide' ? 20 : 0);
    },
    60_000,
  );
});
