import {
  BarChart,
  Box,
  DonutChart,
  HorizontalBarChart,
  HorizontalStackBarChart,
  Inline,
  LineChart,
  PieChart,
  StackBarChart,
  Stack,
  xcss,
} from '@forge/react';

const equal = xcss({ width: '0px', flexGrow: '1' });

const PLAIN = [
  ['Theme', 3],
  ['Initiative', 34],
  ['Project', 97],
];
const STACKED = ['Theme', 'Initiative', 'Project'].flatMap((type, index) => [
  { type, status: 'On track', count: 2 + index * 12 },
  { type, status: 'At risk', count: 1 + index * 4 },
  { type, status: 'Completed', count: index * 8 },
]);
const STATUS = [
  { status: 'On track', label: 'On track 52', count: 52 },
  { status: 'At risk', label: 'At risk 19', count: 19 },
  { status: 'Completed', label: 'Completed 19', count: 19 },
];
const PALETTE = [
  { key: 'On track', value: 'color.chart.success' },
  { key: 'At risk', value: 'color.chart.warning' },
  { key: 'Completed', value: 'color.chart.information' },
];
const stacked = { data: STACKED, xAccessor: 'type', yAccessor: 'count', colorAccessor: 'status', height: 220 } as const;
const round = { data: STATUS, colorAccessor: 'status', valueAccessor: 'count', labelAccessor: 'label', height: 220 } as const;

/** All charts, two in a row. */
export const ChartsSection = () => (
  <Stack space="space.200">
    <Inline space="space.200">
      <Box xcss={equal}>
        <BarChart title="Bars" subtitle="From arrays" data={PLAIN} xAccessor={0} yAccessor={1} height={220} />
      </Box>
      <Box xcss={equal}>
        <HorizontalBarChart title="Bars, lying" data={PLAIN} xAccessor={0} yAccessor={1} height={220} />
      </Box>
    </Inline>
    <Inline space="space.200">
      <Box xcss={equal}>
        <StackBarChart title="Stacked" {...stacked} />
      </Box>
      <Box xcss={equal}>
        <HorizontalStackBarChart title="Stacked, lying" {...stacked} colorPalette={PALETTE} />
      </Box>
    </Inline>
    <Inline space="space.200">
      <Box xcss={equal}>
        <PieChart title="Pie" {...round} showMarkLabels />
      </Box>
      <Box xcss={equal}>
        <DonutChart title="Donut" {...round} colorPalette={PALETTE} />
      </Box>
    </Inline>
    <LineChart title="Lines" {...stacked} showBorder={false} />
  </Stack>
);
