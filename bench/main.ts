import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { answering } from './answering';
import { deciding } from './deciding';
import type { Chapter } from './report';
import { shaping } from './shaping';

const PAGE = 'docs/bench.md';
const RESULTS = '## Results\n';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, write: { type: 'boolean' }, only: { type: 'string' } } });

/** Rounds for each part of the run: enough for a median that holds, few enough for a cup of tea. */
const ROUNDS = options.quick
  ? { answering: 7, deciding: 9, small: 9, middle: 7, large: 5 }
  : { answering: 31, deciding: 61, small: 61, middle: 41, large: 21 };

const conditions = (): string => {
  const [cpu] = cpus();
  const load = loadavg().map((value) => value.toFixed(1));
  const when = new Date().toISOString().slice(0, 10);
  return `${when}, Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, load average at the start ${load.join(', ')}.`;
};

const PARTS: readonly (readonly [name: string, run: () => Promise<Chapter>])[] = [
  ['deciding', () => deciding(ROUNDS.deciding)],
  ['shaping', () => shaping(50, ROUNDS.small)],
  ['shaping', () => shaping(1_000, ROUNDS.middle)],
  ['shaping', () => shaping(10_000, ROUNDS.large)],
  ['answering', () => answering(ROUNDS.answering)],
];

const main = async (): Promise<void> => {
  const said: string[] = [conditions()];
  console.log(said[0]);
  for (const [name, part] of PARTS) {
    if (options.only !== undefined && options.only !== name) continue;
    const { title, text } = await part();
    const chapter = `### ${title}\n\n${text}`;
    console.log(`\n${chapter}`);
    said.push(chapter);
  }
  if (!options.write || options.only !== undefined) return;
  const before = readFileSync(PAGE, 'utf8').split(RESULTS)[0] ?? '';
  const page = await format(`${before}${RESULTS}\n${said.join('\n\n')}\n`, { ...(await resolveConfig(PAGE)), parser: 'markdown' });
  writeFileSync(PAGE, page);
};

void main();
