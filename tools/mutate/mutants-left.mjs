// What a run of `npm run mutate` left: a table of its folders, then each mutant that no test noticed. Takes reports of single folders as well.
import { readFileSync } from 'node:fs';

const reports = process.argv.slice(2);
const files = new Map();
for (const report of reports.length > 0 ? reports : ['reports/mutation/mutation.json']) {
  for (const [name, file] of Object.entries(JSON.parse(readFileSync(report, 'utf8')).files)) {
    if (files.has(name)) throw new Error(`${name} is in two reports: its mutants would count twice`);
    files.set(name, file);
  }
}

const STATUSES = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'RuntimeError', 'CompileError', 'Ignored'];
const folderOf = (name) => name.split('/').slice(0, 3).join('/');

const countOf = (mutants) => {
  const counts = Object.fromEntries(STATUSES.map((status) => [status, 0]));
  for (const { status } of mutants) {
    if (!(status in counts)) throw new Error(`A mutant is ${status}, which this table can't count`);
    counts[status] += 1;
  }
  return counts;
};

/** As Stryker counts: of the mutants that ran, those that were noticed. An error (the mutant can't be loaded) is neither. */
const scoreOf = ({ Killed, Timeout, Survived, NoCoverage }) => (100 * (Killed + Timeout)) / (Killed + Timeout + Survived + NoCoverage);

const rowOf = (name, mutants) => {
  const counts = countOf(mutants);
  const cells = STATUSES.map((status) => String(counts[status]).padStart(status.length));
  return `${name.padEnd(24)} ${String(mutants.length).padStart(7)}  ${cells.join('  ')}  ${scoreOf(counts).toFixed(2).padStart(6)} %`;
};

const folders = [...new Set([...files.keys()].map(folderOf))].sort();
const mutantsIn = (folder) => [...files].flatMap(([name, { mutants }]) => (folderOf(name) === folder ? mutants : []));
console.log(`${''.padEnd(24)} ${'mutants'}  ${STATUSES.join('  ')}     score`);
for (const folder of folders) console.log(rowOf(folder, mutantsIn(folder)));
console.log(rowOf('all', folders.flatMap(mutantsIn)));

for (const [name, { source, mutants }] of [...files].sort()) {
  const left = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  if (left.length === 0) continue;
  console.log(`\n${name}`);
  const lines = source.split('\n');
  for (const { location, mutatorName, replacement, status } of left.sort(
    (one, other) => one.location.start.line - other.location.start.line,
  )) {
    const { start, end } = location;
    const last = start.line === end.line ? end.column - 1 : undefined;
    const was = lines[start.line - 1].slice(start.column - 1, last);
    console.log(`  ${start.line}:${start.column}  ${mutatorName}${status === 'NoCoverage' ? ' (not covered)' : ''}`);
    console.log(`      ${lines[start.line - 1].trim()}\n      ${was}${last === undefined ? ' …' : ''}  ->  ${replacement}`);
  }
}
