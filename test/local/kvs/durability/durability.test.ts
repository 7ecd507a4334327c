import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openKvs } from '../../../../local/kvs/open-kvs';
import { openDatabase } from '../../../../local/site/open-database';
import { callRaw } from '../kvs-client';

const ROOT = resolve(__dirname, '../../../..');

describe('after kill -9', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kvs-'));
  const script = join(folder, 'write-until-killed.cjs');

  beforeAll(() => {
    const entry = join(__dirname, 'write-until-killed.ts');
    execFileSync(
      join(ROOT, 'node_modules/.bin/esbuild'),
      [entry, '--bundle', '--platform=node', '--external:libsql', `--outfile=${script}`],
      { stdio: 'pipe' },
    );
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** Lets a process write, kills it after so many ms, and gives the last round it acknowledged. */
  const writeAndKill = async (file: string, ms: number): Promise<number> => {
    const child = spawn(process.execPath, [script, file], {
      env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    await once(child.stdout, 'data');
    await sleep(ms);
    child.kill('SIGKILL');
    await once(child, 'close');
    const whole = output.slice(0, output.lastIndexOf('\n'));
    return Number(whole.slice(whole.lastIndexOf('\n') + 1));
  };

  it.each([[40], [77], [150], [263]])(
    'the database holds every acknowledged transaction and no half of any (killed after %i ms)',
    async (ms) => {
      const file = join(folder, `${String(ms)}.db`);
      const acknowledged = await writeAndKill(file, ms);
      const database = openDatabase(file);
      const { json } = await callRaw(openKvs({ database, entities: undefined }), 'query', { limit: 100 });
      database.close();
      const { data } = json as { readonly data: readonly { readonly value: { readonly round: number } }[] };
      const [round, ...others] = [...new Set(data.map(({ value }) => value.round))];
      expect(data).toHaveLength(25);
      expect(others).toEqual([]);
      expect(acknowledged).toBeGreaterThan(0);
      // The last one may have been stored without its acknowledgement having come through.
      expect([acknowledged, acknowledged + 1]).toContain(round);
    },
  );
});
