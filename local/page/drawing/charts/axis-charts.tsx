import { Bar, BarChart, CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { colourOf, pivot } from '../../forge-doc/chart-data';
import type { Drawing } from '../drawn';
import { ChartFrame, LEGEND } from './chart-frame';

/** A hidden tab has no size: without this recharts starts from -1. */
export const FIRST_SIZE = { width: 400, height: 300 } as const;

const GRID = 'var(--ds-border)';
const TICK = { fill: 'var(--ds-text-subtle)', fontSize: 12 } as const;
const SPACE: Readonly<Record<string, number>> = {
  'space.0': 0,
  'space.025': 2,
  'space.050': 4,
  'space.075': 6,
  'space.100': 8,
  'space.150': 12,
  'space.200': 16,
  'space.250': 20,
  'space.300': 24,
  'space.400': 32,
  'space.500': 40,
  'space.600': 48,
  'space.800': 64,
  'space.1000': 80,
};

const marginOf = (props: Readonly<Record<string, unknown>>) => {
  const side = (name: string): number => SPACE[String(props[`plotMargin${name}`] ?? props['plotMargin'])] ?? 8;
  return { top: side('Top'), right: side('Right'), bottom: side('Bottom'), left: side('Left') };
};

const bars = (layout: 'horizontal' | 'vertical', isStacked: boolean): Drawing => {
  const Bars: Drawing = ({ props }) => {
    const { rows, series } = pivot(props['data'], props['xAccessor'], props['yAccessor'], props['colorAccessor']);
    const upright = layout === 'horizontal';
    return (
      <ChartFrame props={props}>
        <ResponsiveContainer width="100%" height="100%" initialDimension={FIRST_SIZE}>
          <BarChart data={[...rows]} layout={layout} margin={marginOf(props)}>
            <CartesianGrid stroke={GRID} horizontal={upright} vertical={!upright} />
            {upright ? <XAxis dataKey="x" tick={TICK} stroke={GRID} /> : <XAxis type="number" tick={TICK} stroke={GRID} />}
            {upright ? (
              <YAxis tick={TICK} stroke={GRID} width={48} />
            ) : (
              <YAxis type="category" dataKey="x" tick={TICK} stroke={GRID} width={96} />
            )}
            <Tooltip
              cursor={{ fill: 'var(--ds-background-neutral-subtle-hovered)' }}
              contentStyle={{ background: 'var(--ds-surface-overlay)' }}
            />
            {props['colorAccessor'] !== undefined && <Legend {...LEGEND} />}
            {series.map((name, index) => (
              <Bar
                key={name}
                dataKey={`s${index}`}
                name={name}
                fill={colourOf(props['colorPalette'], name, index)}
                isAnimationActive={false}
                maxBarSize={32}
                {...(isStacked ? { stackId: 'all' } : {})}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </ChartFrame>
    );
  };
  return Bars;
};

const Lines: Drawing = ({ props }) => {
  const { rows, series } = pivot(props['data'], props['xAccessor'], props['yAccessor'], props['colorAccessor']);
  return (
    <ChartFrame props={props}>
      <ResponsiveContainer width="100%" height="100%" initialDimension={FIRST_SIZE}>
        <LineChart data={[...rows]} margin={marginOf(props)}>
          <CartesianGrid stroke={GRID} vertical={false} />
          <XAxis dataKey="x" tick={TICK} stroke={GRID} />
          <YAxis tick={TICK} stroke={GRID} width={48} />
          <Tooltip contentStyle={{ background: 'var(--ds-surface-overlay)' }} />
          {props['colorAccessor'] !== undefined && <Legend {...LEGEND} />}
          {series.map((name, index) => (
            <Line
              key={name}
              dataKey={`s${index}`}
              name={name}
              stroke={colourOf(props['colorPalette'], name, index)}
              strokeWidth={2}
              dot={false}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
};

export const AXIS_CHARTS = {
  BarChart: bars('horizontal', false),
  HorizontalBarChart: bars('vertical', false),
  StackBarChart: bars('horizontal', true),
  HorizontalStackBarChart: bars('vertical', true),
  LineChart: Lines,
} as const satisfies Record<string, Drawing>;
