import type { ReactNode } from 'react';

interface Given {
  readonly name: string;
  readonly problems: readonly string[];
  readonly children?: ReactNode;
}

/** The box that stands where something can't be drawn. Tests fail on its `data-not-modelled`. */
export const NotModelled = ({ name, problems, children }: Given) => (
  <div className="not-modelled" role="alert" data-not-modelled={name}>
    <strong>Not modelled by the local site: {name}</strong>
    {problems.map((problem) => (
      <div key={problem}>{problem}</div>
    ))}
    {children}
  </div>
);
