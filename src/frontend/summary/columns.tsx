import type { ReactNode } from 'react';
import { Box, Lozenge, Stack, Text, User, xcss } from '@forge/react';
import type { SummaryArea } from '../../resolvers/contract';
import type { Messages } from '../messages';
import { fieldLabel } from '../sentences';
import { leafOf, statusAppearance, statusWords, textOf } from './leaves';

interface Column {
  readonly field: string;
  readonly label: string;
  /** Shown without asking. */
  readonly foremost: boolean;
  /** Percent of the table's width; the rest is shared. */
  readonly width?: number;
  readonly sortKey: (area: SummaryArea) => string;
  readonly cell: (area: SummaryArea) => ReactNode;
}

interface Look {
  readonly messages: Messages;
  readonly fields: readonly string[];
  readonly nameOf: (id: string) => string;
}

const cellStyle = xcss({ paddingBlock: 'space.050' });

const ACCOUNT = /^[a-zA-Z0-9:_-]{10,128}$/;
/** What stands for a person whose account id is masked. */
const PSEUDONYM = /^p-[a-z2-7]{20}$/;

const Plain = ({ text }: { text: string }): ReactNode => (
  <Text color={text === '' ? 'color.text.subtlest' : 'color.text'}>{text || '–'}</Text>
);

const nameCell = ({ fields }: Look, area: SummaryArea): ReactNode => (
  <Stack space="space.025">
    <Text weight="medium">{textOf(area, 'name') || '–'}</Text>
    {fields.includes('description') && textOf(area, 'description') !== '' && (
      <Text size="small" color="color.text.subtle" maxLines={2}>
        {textOf(area, 'description')}
      </Text>
    )}
  </Stack>
);

const statusCell = (_look: Look, area: SummaryArea): ReactNode => {
  const status = textOf(area, 'status');
  return status === '' ? <Plain text="" /> : <Lozenge appearance={statusAppearance(status)}>{statusWords(status)}</Lozenge>;
};

const ownerCell = (_look: Look, area: SummaryArea): ReactNode => {
  const id = textOf(area, 'owner.id');
  return ACCOUNT.test(id) && !PSEUDONYM.test(id) ? <User accountId={id} /> : <Plain text={id} />;
};

const YEAR = /^\d{4}$/;

const dateWords = ({ messages, fields }: Look, area: SummaryArea): string => {
  const date = textOf(area, 'targetDate');
  // A year alone is all that a mask leaves of a date.
  if (date === '' || YEAR.test(date)) return date;
  return messages.target(date, fields.includes('targetDateType') ? textOf(area, 'targetDateType') : 'DAY');
};

const pathWords = ({ nameOf }: Look, area: SummaryArea): string => {
  const path = leafOf(area, 'path');
  return Array.isArray(path) ? path.map((id) => nameOf(String(id))).join(' › ') : '';
};

const plainWords = ({ messages }: Look, area: SummaryArea, field: string): string => {
  const value = leafOf(area, field);
  if (typeof value === 'boolean') return messages.say(value ? 'summary.yes' : 'summary.no');
  if (Array.isArray(value)) return messages.list(value.map(String));
  // A series: each month with its amount.
  if (typeof value === 'object' && value !== null)
    return messages.list(Object.entries(value).map(([month, amount]) => `${month}: ${amount}`));
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

type Words = (look: Look, area: SummaryArea, field: string) => string;

const WORDS: Readonly<Record<string, Words>> = {
  status: (_look, area) => statusWords(textOf(area, 'status')),
  targetDate: dateWords,
  parentId: ({ nameOf }, area) => nameOf(textOf(area, 'parentId')),
  path: pathWords,
};

const CELLS: Readonly<Record<string, (look: Look, area: SummaryArea) => ReactNode>> = {
  name: nameCell,
  status: statusCell,
  'owner.id': ownerCell,
};

const WIDTHS: Readonly<Record<string, number>> = { name: 36, path: 28 };

/** What people come for; the rest is ids of machines and marks, one click away. */
const FOREMOST = new Set(['name', 'status', 'owner.id', 'parentId', 'path', 'targetDate']);

/** Fields that another column already tells: a description under its name, a precision in its date, the parent in the path. */
const TOLD_BY: Readonly<Record<string, string>> = { description: 'name', targetDateType: 'targetDate', parentId: 'path' };

/** Dates sort by their value, everything else by what is read. */
const sortWords = (words: Words, look: Look, area: SummaryArea, field: string): string =>
  field === 'targetDate' ? textOf(area, field) : words(look, area, field).toLowerCase();

/** Only granted fields become columns, in the catalogue's order with the name in front. */
export const columnsOf = (look: Look): readonly Column[] => {
  const shown = look.fields.filter((field) => !look.fields.includes(TOLD_BY[field] ?? ''));
  const ordered = [...shown.filter((field) => field === 'name'), ...shown.filter((field) => field !== 'name')];
  return ordered.map((field) => {
    const words = WORDS[field] ?? plainWords;
    const width = WIDTHS[field];
    const draw = CELLS[field];
    return {
      field,
      label: fieldLabel(look.messages, 'focusArea', field),
      foremost: FOREMOST.has(field) || !look.fields.includes('name'),
      ...(width === undefined ? {} : { width }),
      sortKey: (area) => sortWords(words, look, area, field),
      cell: (area) => <Box xcss={cellStyle}>{draw ? draw(look, area) : <Plain text={words(look, area, field)} />}</Box>,
    };
  });
};
