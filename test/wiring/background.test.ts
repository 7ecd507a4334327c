import { HIERARCHY_QUEUE } from '../../src/jobs/queue';
import { CLAIM } from '../../src/jobs/reading/do-step';
import { backgroundFaults } from './background-wiring';
import { projectFile, sourceFiles } from './project-files';

const manifest = projectFile('manifest.yml');
const expected = { queues: [HIERARCHY_QUEUE], timeouts: { 'hierarchy-reader': CLAIM / 1000 } };

const broken = (from: string, to: string): readonly string[] => {
  expect(manifest).toContain(from);
  return backgroundFaults(manifest.replace(from, to), expected);
};

describe('events and schedules', () => {
  test('queues, schedules and the time of their functions agree with the code', () => {
    expect(backgroundFaults(manifest, expected)).toEqual([]);
  });

  test('one file names the queues', () => {
    const naming = [...sourceFiles('src')].filter(([, text]) => text.includes('new Queue(')).map(([path]) => path);
    expect(naming).toEqual(['src/jobs/queue.ts']);
  });

  test.each([
    ['a queue that nobody consumes', 'queue: hierarchy,', 'queue: hierarchies,', 'queue hierarchy has no consumer'],
    [
      'two consumers of one queue',
      '  scheduledTrigger:',
      '    - { key: second, queue: hierarchy, function: hierarchy-reader }\n  scheduledTrigger:',
      'has two consumers',
    ],
    [
      'a second five-minute schedule',
      '  function:\n',
      '    - { key: second, function: hierarchy-clock, interval: fiveMinute }\n  function:\n',
      'two five-minute schedules',
    ],
    ['less time than a claim lasts', 'timeoutSeconds: 300', 'timeoutSeconds: 55', 'function hierarchy-reader must have 300 seconds'],
    [
      'a resolver with a timeout',
      'handler: resolvers/admin.handler',
      'handler: resolvers/admin.handler, timeoutSeconds: 60',
      'no background module',
    ],
    ['a consumer that shares its function', 'function: hierarchy-reader }', 'function: api }', 'is shared with a background module'],
  ])('%s is caught', (_what, from, to, fault) => {
    expect(broken(from, to).join('\n')).toContain(fault);
  });
});
