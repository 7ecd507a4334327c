import { useState } from 'react';
import type { ReactNode } from 'react';
import { Box, Button, DynamicTable, Heading, Icon, Label, Stack, Text, Textfield, xcss } from '@forge/react';
import type { Summary, SummaryArea } from '../../resolvers/contract';
import { useMessages } from '../messages';
import { Row } from '../surfaces';
import { columnsOf } from './columns';
import { textOf } from './leaves';

const searchStyle = xcss({ maxWidth: '320px' });
const iconStyle = xcss({ paddingInlineStart: 'space.075' });

const ROWS = 20;

const matches = (area: SummaryArea, text: string): boolean => textOf(area, 'name').toLowerCase().includes(text.toLowerCase());

/** Every focus area that was granted, found by name and sorted by any column. */
export const AreaTable = ({ summary }: { summary: Summary }): ReactNode => {
  const messages = useMessages();
  const { say } = messages;
  const { areas, fields } = summary;
  const [text, setText] = useState('');
  const [all, setAll] = useState(false);
  const wanted = text.trim();
  const names = new Map(areas.map((area) => [textOf(area, 'id'), textOf(area, 'name')]));
  const granted = columnsOf({ messages, fields, nameOf: (id) => names.get(id) || id });
  const columns = granted.filter(({ foremost }) => foremost || all);
  const more = granted.filter(({ foremost }) => !foremost).length;
  const found = areas.filter((area) => wanted === '' || matches(area, wanted));
  return (
    <Stack space="space.150">
      <Heading as="h2" size="small">
        {say('summary.table.title')}
      </Heading>
      <Row
        alignBlock="end"
        action={
          more > 0 && (
            <Button appearance="subtle" onClick={() => setAll(!all)}>
              {say(all ? 'summary.fewerFields' : 'summary.moreFields', { count: more })}
            </Button>
          )
        }
      >
        {fields.includes('name') && (
          <Box xcss={searchStyle}>
            <Label labelFor="summary-search">{say('summary.search')}</Label>
            <Textfield
              id="summary-search"
              value={text}
              maxLength={200}
              elemBeforeInput={
                <Box xcss={iconStyle}>
                  <Icon glyph="search" label="" />
                </Box>
              }
              onChange={(event) => setText(String(event.target.value ?? ''))}
            />
          </Box>
        )}
      </Row>
      {wanted !== '' && <Text size="small">{say('summary.found', { found: found.length, all: areas.length })}</Text>}
      <DynamicTable
        label={say('summary.table.title')}
        rowsPerPage={ROWS}
        defaultSortKey={columns[0]?.field ?? 'name'}
        defaultSortOrder="ASC"
        head={{
          cells: columns.map(({ field, label, width }) => ({
            key: field,
            content: label,
            isSortable: true,
            ...(width === undefined ? {} : { width }),
          })),
        }}
        rows={found.map((area, at) => ({
          key: textOf(area, 'id') || `row-${at}`,
          cells: columns.map(({ field, sortKey, cell }) => ({ key: `${sortKey(area)}\u0000${field}\u0000${at}`, content: cell(area) })),
        }))}
        emptyView={<Text>{say('summary.noMatch', { text: wanted })}</Text>}
      />
    </Stack>
  );
};
