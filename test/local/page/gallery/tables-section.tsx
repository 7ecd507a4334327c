import { Box, DynamicTable, EmptyState, Inline, Link, Lozenge, Stack, Text, xcss } from '@forge/react';

const right = xcss({ textAlign: 'right' });

const HEAD = {
  cells: [
    { key: 'name', content: 'Name', isSortable: true, width: 40 },
    { key: 'status', content: 'Status' },
    { key: 'costs', content: <Box xcss={right}>Costs 2026, €</Box> },
  ],
};

const ROWS = [
  ['Digital channels', 'On track', '1,240,000'],
  ['Reliable operations', 'At risk', '1,680,000'],
  ['New markets', 'On track', '1,300,000'],
].map(([name = '', status = '', costs = '']) => ({
  key: name,
  cells: [
    {
      key: name,
      content: (
        <Inline space="space.050">
          <Link href="/">{name}</Link>
          <Text size="small">44</Text>
        </Inline>
      ),
    },
    {
      key: status,
      content: <Lozenge appearance={status === 'At risk' ? 'moved' : 'success'}>{status}</Lozenge>,
    },
    { key: costs, content: <Box xcss={right}>{costs}</Box> },
  ],
}));

/** Tables: sorted, paged, empty, loading. */
export const TablesSection = () => (
  <Stack space="space.200">
    <DynamicTable caption="Focus areas" head={HEAD} rows={ROWS} defaultSortKey="name" defaultSortOrder="ASC" />
    <DynamicTable caption="Two a page" head={HEAD} rows={ROWS} rowsPerPage={2} defaultPage={1} />
    <DynamicTable caption="Empty" head={HEAD} rows={[]} emptyView={<EmptyState header="No focus area fits" />} />
    <DynamicTable caption="Loading" head={HEAD} rows={[]} isLoading />
  </Stack>
);
