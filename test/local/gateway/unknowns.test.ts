import { ACCOUNT_UNKNOWNS, assumedAccountChoices } from '../../../local/accounts/assumptions';
import { assumedGatewayChoices, GATEWAY_UNKNOWNS } from '../../../local/gateway/unknowns';

interface Row {
  readonly question: string;
  readonly source: string;
  readonly choices: readonly string[];
  readonly assumed: string;
}

const TABLES: readonly { readonly table: Readonly<Record<string, Row>>; readonly taken: Readonly<Record<string, string>> }[] = [
  { table: GATEWAY_UNKNOWNS, taken: assumedGatewayChoices() },
  { table: ACCOUNT_UNKNOWNS, taken: assumedAccountChoices() },
];

const ROWS = TABLES.flatMap(({ table, taken }) => Object.entries(table).map(([name, row]) => ({ name, row, taken: taken[name] })));

test.each(ROWS)('$name names its source, can go two ways or more, and the site takes the assumed one', ({ row, taken }) => {
  expect(row.question).toMatch(/\?$/);
  expect(row.source.length).toBeGreaterThan(20);
  expect(new Set(row.choices).size).toBeGreaterThan(1);
  expect(row.choices).toContain(row.assumed);
  expect(taken).toBe(row.assumed);
});
