import { BadEnvironment } from '../site/read-yaml';
import type { Manifest } from '../site/read-manifest';
import { LIMITS } from './limits';
import type { INTERVALS } from './limits';

/** A consumer of the manifest. */
export interface Consumer {
  readonly key: string;
  readonly queue: string;
  readonly functionKey: string;
  /** Whether its function may run for longer than the default. */
  readonly long: boolean;
}

/** A scheduledTrigger of the manifest. */
export interface Schedule {
  readonly key: string;
  readonly functionKey: string;
  readonly interval: keyof typeof INTERVALS;
}

/** What of the manifest runs in the background. */
export interface BackgroundModules {
  /** By queue. */
  readonly consumers: ReadonlyMap<string, Consumer>;
  readonly schedules: readonly Schedule[];
}

const refuse = (sentence: string): never => {
  throw new BadEnvironment(`manifest.yml: ${sentence}`);
};

const functionOf = (manifest: Manifest, what: string, key: string | undefined) => {
  // `endpoint`, and the resolver form of @forge/events 1.x.
  if (key === undefined) return refuse(`${what} names no function, and the local site knows no other form.`);
  const found = manifest.modules.function.find((each) => each.key === key) ?? refuse(`${what} names function '${key}', which isn't there.`);
  const { timeoutSeconds: seconds } = found;
  if (seconds !== undefined && !(seconds >= 1 && seconds <= LIMITS.timeoutSeconds)) {
    refuse(`function '${key}' has a timeoutSeconds that is not from 1 to ${String(LIMITS.timeoutSeconds)}.`);
  }
  return found;
};

const unlessTwice = (what: string, names: readonly string[]): void => {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) refuse(`two ${what} are '${twice}'.`);
};

const consumersOf = (manifest: Manifest): readonly Consumer[] => {
  const consumers = (manifest.modules.consumer ?? []).map(({ key, queue, function: named }) => {
    if (!/^[a-zA-Z0-9-_]{1,36}$/.test(queue)) refuse(`consumer '${key}' has a queue that is not 1 to 36 letters, digits, - or _.`);
    const found = functionOf(manifest, `consumer '${key}'`, named);
    return { key, queue, functionKey: found.key, long: (found.timeoutSeconds ?? 0) > LIMITS.longSeconds };
  });
  unlessTwice(
    'consumers',
    consumers.map(({ key }) => key),
  );
  // What Forge does with two consumers of one queue is in no document.
  unlessTwice(
    'queues of consumers',
    consumers.map(({ queue }) => queue),
  );
  return consumers;
};

const schedulesOf = (manifest: Manifest): readonly Schedule[] => {
  const schedules = (manifest.modules.scheduledTrigger ?? []).map(({ key, interval, function: named }) => ({
    key,
    interval,
    functionKey: functionOf(manifest, `scheduledTrigger '${key}'`, named).key,
  }));
  unlessTwice(
    'scheduledTriggers',
    schedules.map(({ key }) => key),
  );
  if (schedules.length > LIMITS.schedules) refuse(`an app has at most ${String(LIMITS.schedules)} scheduledTriggers.`);
  const quick = schedules.filter(({ interval }) => interval === 'fiveMinute').map(({ key }) => key);
  if (quick.length > LIMITS.fiveMinuteSchedules) refuse(`only one scheduledTrigger may be fiveMinute, and ${quick.join(', ')} are.`);
  return schedules;
};

/** Reads consumers and schedules, with the limits that Forge's own validator doesn't check. Throws BadEnvironment. */
export const backgroundModules = (manifest: Manifest): BackgroundModules => ({
  consumers: new Map(consumersOf(manifest).map((consumer) => [consumer.queue, consumer])),
  schedules: schedulesOf(manifest),
});
