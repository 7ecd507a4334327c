import { NOT_MODELLED, PROPS, PROPS_NOT_MODELLED } from '../../../../local/page/drawing/props/prop-table';
import type { PropRule } from '../../../../local/page/drawing/props/prop-rule';
import { loadRealReconciler } from '../forge-doc/real-reconciler';
import { componentProps } from './component-props';

const { uiKit } = loadRealReconciler();

/** Nodes that UI Kit makes by itself, and never exports. */
const INTERNAL = ['Root', 'ContentWrapper', 'String'];
/** Function components of UI Kit that leave a node of their own name. */
const MAKING_NODES = ['DynamicTable', 'InlineEdit', 'Popup', 'Comment', 'AdfRenderer'];
/** Exported from `@forge/react/jira`. */
const ELSEWHERE = ['CustomFieldEdit'];

const exportedNodes = Object.entries(uiKit)
  .filter(([name, value]) => typeof value === 'string' || MAKING_NODES.includes(name))
  .map(([name]) => name);
const drawn: Readonly<Record<string, PropRule>> = PROPS;
const namesIn = (rule: PropRule): readonly string[] => [
  ...(rule.plain ?? []),
  ...Object.keys(rule.events ?? {}),
  ...(rule.elements ?? []),
  ...(rule.raw ?? []),
];

describe('the table of what is drawn', () => {
  it('has every component that @forge/react exports, or says why not', () => {
    expect([...Object.keys(PROPS), ...Object.keys(NOT_MODELLED)].sort()).toEqual([...exportedNodes, ...INTERNAL, ...ELSEWHERE].sort());
  });

  it('never has a component both as drawn and as not modelled', () => {
    expect(Object.keys(NOT_MODELLED).filter((name) => Object.hasOwn(PROPS, name))).toEqual([]);
  });

  // Encoded by UI Kit's function components, so their nodes never carry these.
  const ENCODED: Readonly<Record<string, readonly string[]>> = {
    DynamicTable: ['head', 'rows'],
    InlineEdit: ['readView', 'editView', 'validate', 'defaultValue', 'editLabel', 'testId'],
    Popup: ['content', 'trigger'],
    Comment: ['avatar', 'content'],
  };
  const types = componentProps();

  it('reads the types of UI Kit', () => {
    expect(types.get('Textfield')).toContain('elemBeforeInput');
    expect(types.size).toBe(90);
  });

  it.each(Object.keys(drawn).filter((name) => !INTERNAL.includes(name)))(
    'knows every prop that the types give %s, and invents none',
    (name) => {
      const typed = types.get(name) ?? [];
      const rule = drawn[name] ?? {};
      const refused = Object.entries(PROPS_NOT_MODELLED).find(([type]) => type === name)?.[1] ?? [];
      const known = [...namesIn(rule), ...refused];
      const expected = typed.filter((prop) => prop !== 'children' && !(ENCODED[name] ?? []).includes(prop));
      expect(expected.filter((prop) => !known.includes(prop))).toEqual([]);
      expect(known.filter((prop) => !expected.includes(prop))).toEqual([]);
    },
  );
});
