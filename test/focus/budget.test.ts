import { openBudget } from '../../src/focus/budget';

const clock = () => {
  let at = 1_000;
  return { now: () => at, pass: (millis: number) => (at += millis) };
};

describe('the budget of one invocation', () => {
  test('gives twenty calls and no more', () => {
    const budget = openBudget(() => 0);
    const taken = Array.from({ length: 21 }, () => budget.takeCall());
    expect(taken.filter((wait) => wait > 0)).toHaveLength(20);
    expect(taken.at(-1)).toBe(0);
    expect(budget.callsLeft()).toBe(0);
  });

  test('lets no call last longer than what is left of fifteen seconds', () => {
    const { now, pass } = clock();
    const budget = openBudget(now);
    expect(budget.takeCall()).toBe(8_000);
    pass(10_000);
    expect(budget.takeCall()).toBe(5_000);
    pass(5_000);
    expect(budget.takeCall()).toBe(0);
    expect(budget.millisLeft()).toBe(0);
    pass(5_000);
    expect(budget.takeTime()).toBe(0);
  });
});
