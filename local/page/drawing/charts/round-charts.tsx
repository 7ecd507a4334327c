import { Cell, Legend, Pie, PieChart, ResponsiveContainer, Tooltip } from 'recharts';
import { colourOf, slices } from '../../forge-doc/chart-data';
import type { Drawing } from '../drawn';
import { FIRST_SIZE } from './axis-charts';
import { ChartFrame, LEGEND } from './chart-frame';

const round = (hole: string): Drawing => {
  const Round: Drawing = ({ props }) => {
    const parts = slices(props['data'], props['colorAccessor'], props['valueAccessor'], props['labelAccessor']);
    const radius = (name: string, otherwise: string): number | string => (typeof props[name] === 'number' ? props[name] : otherwise);
    return (
      <ChartFrame props={props}>
        <ResponsiveContainer width="100%" height="100%" initialDimension={FIRST_SIZE}>
          <PieChart>
            <Pie
              data={[...parts]}
              dataKey="value"
              nameKey="label"
              innerRadius={radius('innerRadius', hole)}
              outerRadius={radius('outerRadius', '75%')}
              stroke="var(--ds-surface)"
              isAnimationActive={false}
              label={props['showMarkLabels'] === true}
            >
              {parts.map((part, index) => (
                <Cell key={`${part.colour} ${part.label}`} fill={colourOf(props['colorPalette'], part.colour, index)} />
              ))}
            </Pie>
            <Tooltip contentStyle={{ background: 'var(--ds-surface-overlay)' }} />
            <Legend {...LEGEND} layout="vertical" align="right" verticalAlign="middle" />
          </PieChart>
        </ResponsiveContainer>
      </ChartFrame>
    );
  };
  return Round;
};

export const ROUND_CHARTS = {
  PieChart: round('0%'),
  DonutChart: round('50%'),
} as const satisfies Record<string, Drawing>;
