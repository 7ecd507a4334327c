import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadEnvironment } from '../site/read-yaml';

/** Whether a process with this id runs; one of another user counts too. */
export const isAlive = (pid: number): boolean => {
  try {
    return Number.isInteger(pid) && pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const claim = (file: string): boolean => {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
};

/**
 * Claims a data folder for this process, making it where it is missing; two sites on the same data would not see each other's writes.
 * Gives the function that lets it go. A site that was killed leaves its claim behind, which doesn't count. Throws BadEnvironment.
 */
export const lockData = (dir: string): (() => void) => {
  const file = join(dir, 'in-use-by');
  try {
    mkdirSync(dir, { recursive: true });
    if (!claim(file)) {
      const owner = Number(readFileSync(file, 'utf8'));
      if (isAlive(owner)) {
        throw new BadEnvironment(
          `The data in ${dir} is in use by process ${String(owner)}; stop it, or choose another folder by: npm start -- --data <folder>`,
        );
      }
      writeFileSync(file, String(process.pid));
    }
  } catch (cause) {
    throw cause instanceof BadEnvironment ? cause : new BadEnvironment(`The data folder ${dir} can't be used.`, { cause });
  }
  return () => {
    rmSync(file, { force: true });
  };
};
