import { spawnSync } from 'node:child_process';
import { PLANTED_BUGS } from './planted-bugs';

const prove = (...options: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/prove.mjs', ...options], { encoding: 'utf8' });
  return { status, lines: stdout.trimEnd().split('\n'), stdout, stderr };
};

describe('npm run prove', () => {
  test('tells its seed, how often each clause was read, and that no case differs', () => {
    const { status, lines } = prove('--seed', '11', '--cases', '20000', '--threads', '2');
    expect(lines[0]).toBe('seed 11');
    expect(lines).toContainEqual(expect.stringMatching(/^where before +holds +\d+ +\d+\.\d %$/));
    expect(lines.at(-1)).toMatch(/^20,000 cases, 0 mismatches, /);
    expect(status).toBe(0);
  }, 60_000);

  test('too few cases to prove anything fail, and name what is missing', () => {
    const { status, stdout } = prove('--seed', '11', '--cases', '10');
    expect(status).toBe(1);
    expect(stdout).toContain('TOO THIN: ');
  }, 60_000);

  test('shows a mismatch as the smallest case that has it, the same for every number of threads', () => {
    const [one, two] = ['1', '2'].map((threads) =>
      prove('--seed', '11', '--cases', '50000', '--threads', threads, '--plant', 'switch-ignored'),
    );
    expect(one?.status).toBe(1);
    expect(one?.stdout).toBe(two?.stdout);
    expect(one?.lines.at(-1)).toMatch(/^MISMATCH at case \d+ of seed 11: the naive reading says \{"code":"exposure_off"\}/);
    const smallest = JSON.parse((one?.lines.slice(1, -1) ?? []).join('\n')) as {
      records: unknown[];
      state: { part: { serving: boolean } };
    };
    expect(smallest.state.part.serving).toBe(false);
    expect(smallest.records).toEqual([]);
  }, 60_000);

  test('finds planted bugs of every kind', () => {
    const only = [
      'end-a-millisecond-late',
      'open-empty-under',
      'age-boundary',
      'not-in-of-nothing',
      'half-towards-zero',
      'path-from-the-top',
    ];
    const { status, lines } = prove('--planted', '--seed', '11', '--only', ...only);
    for (const id of only) expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^found after +\\d+ {2}${id}: `)));
    expect(lines.at(-1)).toBe('6 of 6 planted bugs found within 100,000 cases');
    expect(status).toBe(0);
  }, 60_000);

  test('refuses options that it does not understand', () => {
    for (const options of [
      ['--cases', '0'],
      ['--cases', 'many'],
      ['--seed', '-1'],
      ['--plant', 'no-such-bug'],
      ['--planted', '--only', 'no-such-bug'],
    ]) {
      const { status, stderr } = prove(...options);
      expect(status).not.toBe(0);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
  }, 60_000);
});

describe('planted bugs', () => {
  test('there are more than twenty, each with a name of its own and a real change', () => {
    expect(PLANTED_BUGS.length).toBeGreaterThanOrEqual(20);
    expect(new Set(PLANTED_BUGS.map(({ id }) => id)).size).toBe(PLANTED_BUGS.length);
    for (const { find, replace } of PLANTED_BUGS) expect(find).not.toBe(replace);
  });
});
