import { openInvocationRate } from '../../../local/gateway/limits';

const openRate = () => {
  const clock = { at: 1_000_000 * 60_000 };
  return { clock, rate: openInvocationRate(() => clock.at) };
};

const installation = 'one';

test('One user is stopped after 1,200 calls in a minute while another goes on', () => {
  const { clock, rate } = openRate();
  for (let index = 0; index < 1_200; index += 1) {
    clock.at += 10;
    expect(rate.allows({ user: 'a', installation })).toBe(true);
  }
  clock.at += 10;
  expect(rate.allows({ user: 'a', installation })).toBe(false);
  expect(rate.allows({ user: 'b', installation })).toBe(true);
});

test('An installation is stopped after 7,000 calls in a minute by many users; refused calls count nowhere', () => {
  const { clock, rate } = openRate();
  for (let index = 0; index < 7_000; index += 1) {
    clock.at += 8;
    expect(rate.allows({ user: `u${index % 10}`, installation })).toBe(true);
  }
  expect(rate.allows({ user: 'new', installation })).toBe(false);
  expect(rate.allows({ user: 'new', installation: 'two' })).toBe(true);
  clock.at += 4_000;
  expect(rate.allows({ user: 'new', installation })).toBe(true);
});

test('An installation is stopped after 300 calls in a second', () => {
  const { clock, rate } = openRate();
  for (let index = 0; index < 300; index += 1) expect(rate.allows({ user: `u${index}`, installation })).toBe(true);
  expect(rate.allows({ user: 'new', installation })).toBe(false);
  clock.at += 999;
  expect(rate.allows({ user: 'new', installation })).toBe(false);
  clock.at += 1;
  expect(rate.allows({ user: 'new', installation })).toBe(true);
});
