import { openKvs } from '../../../../local/kvs/open-kvs';
import { openDatabase } from '../../../../local/site/open-database';

/** A process that writes transactions of 25 items each and says so on standard output once one is acknowledged, until it is killed. */
const writeUntilKilled = async (file: string): Promise<never> => {
  const store = openKvs({ database: openDatabase(file), entities: undefined });
  store.rateLimits = false;
  for (let round = 1; ; round += 1) {
    const set = Array.from({ length: 25 }, (_, position) => ({
      key: `item:${String(position)}`,
      value: { round, filling: 'f'.repeat(2000) },
    }));
    const response = await store.call('installation-a', '/api/v1/transaction', JSON.stringify({ set }));
    if (response.status !== 204) throw new Error(`The transaction was answered with ${String(response.status)}.`);
    process.stdout.write(`${String(round)}\n`);
  }
};

void writeUntilKilled(process.argv[2] ?? '');
