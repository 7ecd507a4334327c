import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { readYaml } from '../site/read-yaml';
import type { SiteParts } from '../site/site-parts';
import { personNamed } from './acting';
import { invokeResolver } from './pages/page-module';

const FILE = 'local/first-run.yaml';

const steps = v.array(
  v.strictObject({
    /** What the terminal says when it is done. */
    says: v.string(),
    module: v.string(),
    functionKey: v.string(),
    as: v.string(),
    payload: v.unknown(),
    /** Members that the result must have for the step to count as done. */
    expect: v.record(v.string(), v.unknown()),
  }),
);

/** How the first run went, for the terminal; `problem` holds no credential. */
export interface FirstRun {
  readonly connected: boolean;
  readonly says: readonly string[];
  readonly problem?: string;
}

const fill = (value: unknown, values: ReadonlyMap<string, string>): unknown => {
  if (typeof value === 'string') return value.replace(/\$\{([\w.]+)\}/g, (whole, name: string) => values.get(name) ?? whole);
  if (Array.isArray(value)) return value.map((item) => fill(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fill(item, values)]));
};

const placeholders = (parts: SiteParts): ReadonlyMap<string, string> =>
  new Map([
    ['focus.clientId', parts.focusCredential.clientId],
    ['focus.clientSecret', parts.focusCredential.clientSecret],
    ['site.cloudId', parts.identity.cloudId],
  ]);

// Another credential, site or file is another first run; the print is a digest, so it tells nothing.
const printOf = (parts: SiteParts): string =>
  createHash('sha256')
    .update(JSON.stringify([readFileSync(join(parts.appRoot, FILE), 'utf8'), ...placeholders(parts).values()]))
    .digest('hex');

/** Whether the steps of first-run.yaml were done with this data, credential and file. */
export const isConnected = (parts: SiteParts): boolean =>
  existsSync(join(parts.appRoot, FILE)) && parts.notes.read('first-run') === printOf(parts);

const says = (result: unknown, name: string): unknown =>
  typeof result === 'object' && result !== null && Object.hasOwn(result, name) ? (Reflect.get(result, name) as unknown) : undefined;

/**
 * Does for a newcomer what local/first-run.yaml describes, each step through the app's own door as a person of the site. Done once per data;
 * `again` does it anyway. Stops at the first step that the app refuses.
 */
export const firstRun = async (parts: SiteParts, again = false): Promise<FirstRun> => {
  if (!existsSync(join(parts.appRoot, FILE))) return { connected: false, says: [] };
  if (isConnected(parts) && !again) return { connected: true, says: [] };
  const done: string[] = [];
  for (const step of readYaml(join(parts.appRoot, FILE), steps)) {
    const outcome = await invokeResolver(parts, {
      module: step.module,
      functionKey: step.functionKey,
      payload: fill(step.payload, placeholders(parts)),
      accountId: personNamed(parts.people, step.as).accountId,
    });
    const failed = outcome.ok
      ? Object.entries(step.expect).some(([name, value]) => says(outcome.result, name) !== value)
      : outcome.error.kind;
    if (failed !== false) {
      const refusal = outcome.ok ? says(says(outcome.result, 'refusal'), 'code') : failed;
      const why = typeof refusal === 'string' ? ` (${refusal})` : '';
      return { connected: false, says: done, problem: `The app did not take ${step.functionKey} of the first run${why}.` };
    }
    done.push(step.says);
  }
  parts.notes.write('first-run', printOf(parts));
  return { connected: true, says: done };
};
