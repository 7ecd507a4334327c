import type { PropRule } from './prop-rule';

const ALL = ['data', 'width', 'height', 'title', 'subtitle', 'showBorder', 'colorPalette', 'hideMenu'] as const;
const MARGINS = ['plotMargin', 'plotMarginTop', 'plotMarginRight', 'plotMarginBottom', 'plotMarginLeft'] as const;
const AXES = { plain: [...ALL, ...MARGINS, 'xAccessor', 'yAccessor', 'colorAccessor'] } as const;
const ROUND = [...ALL, 'colorAccessor', 'valueAccessor', 'labelAccessor', 'showMarkLabels'] as const;

/** Props of the charts. */
export const CHART_PROPS = {
  BarChart: AXES,
  HorizontalBarChart: AXES,
  LineChart: AXES,
  StackBarChart: AXES,
  HorizontalStackBarChart: AXES,
  PieChart: { plain: [...ROUND] },
  DonutChart: { plain: [...ROUND, 'innerRadius', 'outerRadius'] },
} as const satisfies Readonly<Record<string, PropRule>>;
