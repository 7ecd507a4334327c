import { parse } from 'yaml';

interface Background {
  readonly modules: {
    readonly consumer?: readonly { readonly key: string; readonly queue: string; readonly function: string }[];
    readonly scheduledTrigger?: readonly { readonly key: string; readonly function: string; readonly interval: string }[];
    readonly function: readonly { readonly key: string; readonly timeoutSeconds?: number }[];
    readonly [module: string]: unknown;
  };
}

/** What the code counts on of the manifest. */
interface Expected {
  /** Queues that the code pushes to. */
  readonly queues: readonly string[];
  /** Seconds for which a function must be allowed to run, by its key. */
  readonly timeouts: Readonly<Record<string, number>>;
}

const usersOf = ({ modules }: Background, key: string): readonly string[] =>
  Object.entries(modules).flatMap(([module, entries]) =>
    module !== 'function' &&
    Array.isArray(entries) &&
    entries.some(
      (entry: { function?: string; resolver?: { function?: string } }) => entry.function === key || entry.resolver?.function === key,
    )
      ? [module]
      : [],
  );

const BACKGROUND = ['consumer', 'scheduledTrigger'];

/**
 * What ties queues, schedules and their functions to the code; one line for each thread that is loose. Forge's validator reads no code,
 * and accepts more schedules than Forge's limits page does.
 */
export const backgroundFaults = (manifestText: string, { queues, timeouts }: Expected): readonly string[] => {
  const manifest = parse(manifestText) as Background;
  const { consumer = [], scheduledTrigger = [], function: functions } = manifest.modules;
  const named = consumer.map(({ queue }) => queue);
  const fast = scheduledTrigger.filter(({ interval }) => interval === 'fiveMinute');
  return [
    ...queues.filter((queue) => !named.includes(queue)).map((queue) => `queue ${queue} has no consumer`),
    ...named.filter((queue) => !queues.includes(queue)).map((queue) => `queue ${queue} is pushed to by nothing`),
    ...named.filter((queue, at) => named.indexOf(queue) !== at).map((queue) => `queue ${queue} has two consumers`),
    ...(scheduledTrigger.length > 5 ? ['there are more than five schedules'] : []),
    ...(fast.length > 1 ? ['there are two five-minute schedules'] : []),
    ...functions
      .filter(
        ({ key, timeoutSeconds }) => timeoutSeconds !== undefined && usersOf(manifest, key).some((user) => !BACKGROUND.includes(user)),
      )
      .map(({ key }) => `function ${key} has a timeout, and a user that is no background module`),
    ...functions
      .filter(({ key }) => usersOf(manifest, key).some((user) => BACKGROUND.includes(user)) && usersOf(manifest, key).length > 1)
      .map(({ key }) => `function ${key} is shared with a background module`),
    ...Object.entries(timeouts)
      .filter(([key, seconds]) => functions.find((each) => each.key === key)?.timeoutSeconds !== seconds)
      .map(([key, seconds]) => `function ${key} must have ${seconds} seconds`),
  ];
};
