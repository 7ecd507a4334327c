import type { ReactNode } from 'react';
import { textProp } from '../drawn';

interface Given {
  readonly props: Readonly<Record<string, unknown>>;
  readonly children: ReactNode;
}

const pixels = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Title, border and size that all charts share. UI Kit's height is 400 when not given. */
export const ChartFrame = ({ props, children }: Given) => {
  const title = textProp(props, 'title');
  const subtitle = textProp(props, 'subtitle');
  return (
    <figure
      className={props['showBorder'] === false ? 'chart' : 'chart chart-bordered'}
      aria-label={title ?? 'Chart'}
      style={{ width: pixels(props['width']), height: pixels(props['height']) ?? 400 }}
    >
      {(title !== undefined || subtitle !== undefined) && (
        <figcaption>
          {title !== undefined && <div className="chart-title">{title}</div>}
          {subtitle !== undefined && <div className="chart-subtitle">{subtitle}</div>}
        </figcaption>
      )}
      <div className="chart-plot">{children}</div>
    </figure>
  );
};

/** Legend of all charts: in the order of the data, in the colour of text, so that it can be read on any ground. */
export const LEGEND = {
  itemSorter: null,
  iconType: 'circle',
  iconSize: 8,
  formatter: (name: ReactNode) => <span className="chart-legend">{name}</span>,
} as const;
