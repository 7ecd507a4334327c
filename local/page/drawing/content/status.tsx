import Badge from '@atlaskit/badge';
import EmptyState from '@atlaskit/empty-state';
import Lozenge from '@atlaskit/lozenge';
import ProgressBar from '@atlaskit/progress-bar';
import { ProgressTracker } from '@atlaskit/progress-tracker';
import SectionMessage, { SectionMessageAction } from '@atlaskit/section-message';
import Spinner from '@atlaskit/spinner';
import Tag, { SimpleTag } from '@atlaskit/tag';
import TagGroup from '@atlaskit/tag-group';
import { textOf } from '../../forge-doc/forge-node';
import type { Drawing } from '../drawn';
import { loose, slot, without } from '../drawn';
import { passThrough } from '../pass-through';

const LooseBadge = loose(Badge);
const LooseTag = loose(Tag);
const LooseSimpleTag = loose(SimpleTag);
const LooseSectionMessage = loose(SectionMessage);

/** Badge takes a number or text, no elements. */
const BadgeDrawing: Drawing = ({ node, props }) => {
  const text = textOf(node.children);
  return <LooseBadge {...props}>{/^\d+$/.test(text) ? Number(text) : text}</LooseBadge>;
};

const TagDrawing: Drawing = ({ node, props, elements, draw }) => {
  const given = props['text'];
  const text = Array.isArray(given) ? given.join('') : (given ?? textOf(node.children));
  const elemBefore = slot({ elements, draw }, 'elemBefore');
  const shared = { ...without(props, 'text', 'isRemovable'), text, ...(elemBefore === undefined ? {} : { elemBefore }) };
  return props['isRemovable'] === true ? <LooseTag {...shared} /> : <LooseSimpleTag {...without(shared, 'removeButtonLabel')} />;
};

/** SectionMessage lays its actions out by itself and wants each as a child of its own. */
const SectionMessageDrawing: Drawing = ({ props, elements, draw, children }) => {
  const actions = elements['actions']?.map((action) => <span key={action.key}>{draw([action])}</span>);
  return (
    <LooseSectionMessage {...props} {...(actions === undefined ? {} : { actions })}>
      {children}
    </LooseSectionMessage>
  );
};

export const STATUS = {
  Badge: BadgeDrawing,
  Lozenge: passThrough(Lozenge),
  Spinner: passThrough(Spinner, { empty: true }),
  ProgressBar: passThrough(ProgressBar, { empty: true }),
  ProgressTracker: passThrough(ProgressTracker, { empty: true }),
  Tag: TagDrawing,
  TagGroup: passThrough(TagGroup),
  SectionMessage: SectionMessageDrawing,
  SectionMessageAction: passThrough(SectionMessageAction),
  EmptyState: passThrough(EmptyState, { empty: true }),
} as const satisfies Record<string, Drawing>;
