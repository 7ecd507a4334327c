import { resolve } from 'node:path';
import { interleave } from './interleave';

const ROOT = resolve(__dirname, '../..');
const SEED = 20_261_121;

describe('publishes, switches, ends and calls side by side, over a storage as slow as it may be', () => {
  beforeAll(() => {
    // Every refusal leaves a line.
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  });
  afterAll(() => {
    jest.restoreAllMocks();
  });

  test('let nothing out that no policy allowed at any moment of the call, refuse nothing that all allowed, and lose no act', async () => {
    const { bad, outcomes } = await interleave(ROOT, SEED, 0, 120);
    expect(bad).toBeUndefined();
    // Every way in which they can meet was met.
    expect(Object.keys(outcomes)).toEqual(
      expect.arrayContaining([
        'published',
        'publish live_changed',
        'save draft_changed',
        'switched off',
        'switched on',
        'switch live_changed',
        'call allowed',
        'call not_exposed',
        'call exposure_off',
      ]),
    );
  }, 60_000);

  test.each(['conditions', 'strict reads'] as const)(
    'show a call that a closed policy allowed, when storage goes without %s',
    async (missing) => {
      const { bad } = await interleave(ROOT, SEED, 0, 2_000, missing);
      expect(bad?.stale[0]).toMatch(/^call \d: allowed by revision/);
    },
    60_000,
  );
});
