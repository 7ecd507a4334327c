import { parsePart } from '../../src/exposure/policy/parse-policy';
import { runs } from '../exposure/runs';
import { drawCase } from './cases/draw-case';

const CASES = runs(2_000);

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
    const [first, fifth] = [drawCase(7, 0), drawCase(7, 4)];
    expect(drawCase(8, 0)).not.toEqual(first);
    expect(drawCase(7, 4)).toEqual(fifth);
    expect(drawCase(7, 0)).toEqual(first);
    expect(drawCase(7, 4_999_999_999)).not.toEqual(drawCase(7, 4_999_999_999 % 2 ** 32));
  });
});
