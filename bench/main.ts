import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { deciding } from './deciding';
import type { Chapter } from './report';
import { shaping } from './shaping';

const PAGE = 'docs/bench.md';
const RESULTS = '## Results\n';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, write: { type: 'boolean' } } });

/** Rounds for each part of the run: enough for a median that holds, few enough for a cup of tea. */
const ROUNDS = options.quick ? { deciding: 9, small: 9, middle: 7, large: 5 } : { deciding: 61, small: 61, middle: 41, large: 21 };

const conditions = (): string => {
  const [cpu] = cpus();
  const load = loadavg().map((value) => value.toFixed(1));
  const when = new Date().toISOString().slice(0, 10);
  return `${when}, Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, load average at the start ${load.join(', ')}.`;
};

const PARTS: readonly (() => Promise<Chapter>)[] = [
  () => deciding(ROUNDS.deciding),
  () => shaping(50, ROUNDS.small),
  () => shaping(1_000, ROUNDS.middle),
  () => shaping(10_000, ROUNDS.large),
];

const main = async (): Promise<void> => {
  const said: string[] = [conditions()];
  console.log(said[0]);
  for (const part of PARTS) {
    const { title, text } = await part();
    const chapter = `### ${title}\n\n${text}`;
    console.log(`\n${chapter}`);
    said.push(chapter);
  }
  if (!options.write) return;
  const before = readFileSync(PAGE, 'utf8').split(RESULTS)[0] ?? '';
  const page = await format(`${before}${RESULTS}\n${said.join('\n\n')}\n`, { ...(await resolveConfig(PAGE)), parser: 'markdown' });
  writeFileSync(PAGE, page);
};

void main();
