import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { BadEnvironment } from './read-yaml';

export type SiteDatabase = InstanceType<typeof Database>;

const isWhole = (database: SiteDatabase): boolean => {
  const rows = database.prepare('PRAGMA quick_check').all();
  const [first] = rows;
  return rows.length === 1 && typeof first === 'object' && first !== null && Object.values(first)[0] === 'ok';
};

/**
 * Opens the site's one database. WAL with synchronous=FULL, so that what was acknowledged survives `kill -9` and a power cut.
 * Takes a file (its folder is made) or ':memory:'. Throws BadEnvironment when the file is corrupt or can't be opened.
 */
export const openDatabase = (file: string): SiteDatabase => {
  if (file === ':memory:') return new Database(file);
  try {
    mkdirSync(dirname(file), { recursive: true });
    const database = new Database(file);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('busy_timeout = 5000');
    if (isWhole(database)) return database;
    database.close();
  } catch (cause) {
    throw new BadEnvironment(`The data in ${file} can't be read; start with empty data by: npm start -- --fresh`, { cause });
  }
  throw new BadEnvironment(`The data in ${file} is damaged; start with empty data by: npm start -- --fresh`);
};
