import { xcssProblems } from '../../../../local/page/forge-doc/xcss';
import { readXcssTable } from '../../../../local/page/tables/read-xcss-table';

const table = readXcssTable();
const problems = (style: unknown) => xcssProblems(style, table);

describe('xcss', () => {
  it('lets through what Forge lists, tokens and free widths alike', () => {
    const style = {
      width: '0px',
      flexGrow: '1',
      padding: 'space.200',
      color: 'color.text.subtle',
      borderWidth: 'border.width',
      borderStyle: 'solid',
      borderRadius: 'radius.large',
      display: 'inline-block',
      position: 'relative',
      textAlign: 'right',
      ':hover': { backgroundColor: 'color.background.neutral.hovered' },
    };
    expect(problems(style)).toEqual([]);
    expect(problems([style, undefined, false])).toEqual([]);
  });

  it.each([
    'flexDirection',
    'flex',
    'gap',
    'gridTemplateColumns',
    'zIndex',
    'top',
    'whiteSpace',
    'transform',
    'content',
    '__proto__x',
    'constructor',
  ])('refuses the property %s', (name) => {
    expect(problems({ [name]: 'x' })).toEqual([`xcss has the property ${name}, which UI Kit doesn't allow`]);
  });

  it.each([
    ['display', 'flex'],
    ['display', 'grid'],
    ['position', 'absolute'],
    ['position', 'sticky'],
    ['padding', '8px'],
    ['color', '#ff0000'],
    ['backgroundColor', 'red'],
    ['borderRadius', '3px'],
    ['overflow', 'clip'],
  ])('refuses %s: %s', (name, value) => {
    expect(problems({ [name]: value })).toHaveLength(1);
    expect(problems({ [name]: value })[0]).toContain(name);
  });

  it('looks into pseudo-classes, and only one level deep', () => {
    expect(problems({ ':hover': { gap: '8px' } })).toEqual(["xcss :hover has the property gap, which UI Kit doesn't allow"]);
    expect(problems({ ':hover': { ':focus': { color: 'color.text' } } })).toHaveLength(1);
  });

  it.each(['text', 7, () => ({})])('refuses %p, which is no style', (style) => {
    expect(problems(style)).toEqual(['xcss is not a style object']);
  });

  it('is read whole from the types: 75 properties in version 2.11 of forge-react-types', () => {
    expect(Object.keys(table.properties)).toHaveLength(75);
    expect(table.properties['position']).toEqual(['relative', 'static']);
    expect(table.properties['width']).toBe('any');
  });
});
