import { brokenImports, ROOMS } from './room-rules';
import { projectFile, sourceFiles } from './project-files';

const broken = (path: string, text: string): readonly string[] => brokenImports(new Map([[path, text]]));

describe('the rooms', () => {
  test('every import of src keeps the import rules', () => {
    const files = sourceFiles('src');
    expect(files.size).toBeGreaterThan(20);
    expect(brokenImports(files)).toEqual([]);
  });

  test('the local site names nothing of src', () => {
    const files = sourceFiles('local');
    expect(files.size).toBeGreaterThan(20);
    expect(brokenImports(files)).toEqual([]);
  });

  test('DEVELOPMENT.md draws the same rules', () => {
    const drawn = projectFile('DEVELOPMENT.md');
    for (const [name, room] of Object.entries(ROOMS)) {
      const line = drawn.split('\n').find((each) => new RegExp(`^${name}\\s+->`).test(each));
      expect({ name, line }).toEqual({ name, line: expect.any(String) as string });
      for (const allowed of [...room.rooms, ...room.packages, ...(room.types ?? []).map((path) => path.replace('src/', ''))]) {
        expect(line).toContain(allowed);
      }
    }
  });

  test.each([
    ['the core naming the platform', 'src/exposure/decide.ts', "import { kvs } from '@forge/kvs';"],
    ['the core naming Node', 'src/exposure/decide.ts', "import { createHash } from 'node:crypto';"],
    ['a page naming the store', 'src/frontend/admin/app.tsx', "import { readHead } from '../../store/head';"],
    ['a page taking code from the contract', 'src/frontend/admin/app.tsx', "import { calls } from '../../resolvers/contract';"],
    ['the store naming Focus', 'src/store/vault.ts', "export * from '../focus/client';"],
    ['a route loading by require', 'src/api-routes/index.ts', "const { storage } = require('@forge/kvs');"],
    ['a route loading later', 'src/api-routes/index.ts', "const later = import('@forge/resolver');"],
    ['a way out that is computed', 'src/store/vault.ts', 'const later = import(name);'],
    ['a file beside the rooms', 'src/index.ts', ''],
    ['a room that nobody drew', 'src/helpers/dates.ts', ''],
    ['the local site naming the app', 'local/site/open-site.ts', "import { answer } from '../../src/api-routes/index';"],
  ])('%s is caught', (_what, path, text) => {
    expect(broken(path, text)).toHaveLength(1);
  });

  test('a page may take types from the contract', () => {
    expect(broken('src/frontend/admin/app.tsx', "import type { AdminCalls } from '../../resolvers/contract';")).toEqual([]);
  });
});
