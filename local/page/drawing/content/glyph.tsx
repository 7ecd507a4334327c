import { cssColour } from '../../forge-doc/chart-data';
import type { Drawing, Loose } from '../drawn';
import { textProp } from '../drawn';
import { iconMap } from '../../tables/icon-map';
import { NotModelled } from '../not-modelled';

/** The icon of a current glyph name; undefined for a legacy or unknown one. */
export const glyphOf = (name: unknown): Loose | undefined =>
  typeof name === 'string' && Object.hasOwn(iconMap, name) ? iconMap[name] : undefined;

export const glyphProblem = (type: string, name: unknown): string =>
  `${type}: ${JSON.stringify(name)} is no current glyph; legacy names are typed as valid but have no icon of their own`;

export const IconDrawing: Drawing = ({ props }) => {
  const Glyph = glyphOf(props['glyph']);
  if (Glyph === undefined) return <NotModelled name="Icon" problems={[glyphProblem('Icon', props['glyph'])]} />;
  const label = textProp(props, 'label');
  if (label === undefined) return <NotModelled name="Icon" problems={['Icon: a label is needed; an empty one marks decoration']} />;
  const colour = textProp(props, 'color') ?? textProp(props, 'primaryColor');
  return (
    <Glyph
      label={label}
      size={props['size'] === 'small' ? 'small' : 'medium'}
      {...(colour === undefined ? {} : { color: cssColour(colour) })}
    />
  );
};
