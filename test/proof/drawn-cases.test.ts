import { parsePart } from '../../src/exposure/policy/parse-policy';
import { drawCase } from './cases/draw-case';

const CASES = 2_000;

describe('drawn cases', () => {
  test('each part is one that an admin could have written', () => {
    for (let index = 0; index < CASES; index++) {
      const { state, question } = drawCase(7, index);
      if (state.state !== 'read') continue;
      const parsed = parsePart(JSON.parse(JSON.stringify(state.part.part)), question.audience);
      expect(parsed).toEqual({ ok: true, value: state.part.part });
    }
  });

  test('a case is drawn from its seed and number alone', () => {
    for (const index of [0, 1, 4_999_999_999]) expect(drawCase(7, index)).toEqual(drawCase(7, index));
    expect(drawCase(7, 4_999_999_999)).not.toEqual(drawCase(7, 4_999_999_999 % 2 ** 32));
    expect(drawCase(7, 1)).not.toEqual(drawCase(8, 1));
  });
});
