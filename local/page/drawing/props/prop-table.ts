/**
 * Every node type that the local site draws, with the props that it understands (UI Kit 12, `@atlaskit/forge-react-types`
 * 2.11). A test compares it with the exports and the types of `@forge/react`.
 */
import { CHART_PROPS } from './chart-props';
import { FIELD_PROPS } from './field-props';
import type { PropRule } from './prop-rule';

const SPACED = [
  'backgroundColor',
  'padding',
  'paddingBlock',
  'paddingBlockEnd',
  'paddingBlockStart',
  'paddingInline',
  'paddingInlineEnd',
  'paddingInlineStart',
  'xcss',
  'testId',
] as const;
const TEXT_ONLY = { plain: [] } as const;
const BUTTON = {
  plain: [
    'testId',
    'appearance',
    'autoFocus',
    'shouldFitContainer',
    'type',
    'isDisabled',
    'isSelected',
    'spacing',
    'iconBefore',
    'iconAfter',
  ],
  events: { onClick: 'event', onFocus: 'event', onBlur: 'event' },
} as const satisfies PropRule;

export const PROPS = {
  ...FIELD_PROPS,
  ...CHART_PROPS,
  Root: { plain: [] },
  ContentWrapper: { plain: ['name'] },
  String: { plain: ['text'] },
  Box: { plain: [...SPACED, 'role'] },
  Pressable: { plain: [...SPACED, 'isDisabled'], events: { onClick: 'event' } },
  Inline: {
    plain: ['testId', 'space', 'grow', 'alignBlock', 'alignInline', 'shouldWrap', 'spread', 'rowSpace'],
    elements: ['separator'],
  },
  Stack: { plain: ['testId', 'space', 'grow', 'alignBlock', 'alignInline', 'spread'] },
  Bleed: { plain: ['testId', 'block', 'inline', 'all'] },
  Text: { plain: ['testId', 'color', 'maxLines', 'size', 'weight', 'align', 'as'] },
  Heading: { plain: ['testId', 'id', 'color', 'size', 'as'] },
  Em: TEXT_ONLY,
  Strike: TEXT_ONLY,
  Strong: TEXT_ONLY,
  List: { plain: ['type'] },
  ListItem: TEXT_ONLY,
  Image: { plain: ['src', 'alt', 'size', 'height', 'width'] },
  Code: { plain: ['testId'] },
  CodeBlock: {
    plain: [
      'testId',
      'text',
      'showLineNumbers',
      'language',
      'highlight',
      'highlightedStartText',
      'highlightedEndText',
      'shouldWrapLongLines',
    ],
  },
  Link: { plain: ['href', 'openNewTab'] },
  Icon: { plain: ['glyph', 'label', 'color', 'primaryColor', 'size'] },
  Button: BUTTON,
  LoadingButton: {
    plain: ['isLoading', ...BUTTON.plain.filter((name) => !name.startsWith('icon'))],
    events: BUTTON.events,
  },
  LinkButton: {
    plain: ['testId', 'autoFocus', 'shouldFitContainer', 'isDisabled', 'isSelected', 'target', 'appearance', 'href', 'spacing'],
    events: BUTTON.events,
  },
  ButtonGroup: { plain: ['label', 'testId', 'titleId', 'appearance'] },
  Badge: { plain: ['testId', 'appearance', 'max'] },
  Lozenge: { plain: ['testId', 'appearance', 'maxWidth', 'isBold'] },
  Spinner: { plain: ['label', 'testId', 'appearance', 'size', 'delay'] },
  ProgressBar: { plain: ['testId', 'appearance', 'value', 'isIndeterminate', 'ariaLabel'] },
  ProgressTracker: { plain: ['label', 'testId', 'spacing', 'animated', 'items'] },
  Breadcrumbs: {
    plain: ['label', 'testId', 'defaultExpanded', 'isExpanded', 'maxItems', 'itemsBeforeCollapse', 'itemsAfterCollapse', 'ellipsisLabel'],
    events: { onExpand: 'event' },
  },
  BreadcrumbsItem: { plain: ['testId', 'text', 'href', 'iconBefore', 'iconAfter'] },
  Pagination: {
    plain: ['label', 'testId', 'max', 'pages', 'defaultSelectedIndex', 'selectedIndex', 'nextLabel', 'previousLabel', 'pageLabel'],
    events: { onChange: 'eventAndValue' },
  },
  Tag: {
    plain: ['testId', 'appearance', 'text', 'color', 'href', 'removeButtonLabel', 'isRemovable'],
    events: { onBeforeRemoveAction: 'nothing', onAfterRemoveAction: 'value' },
    elements: ['elemBefore'],
  },
  TagGroup: { plain: ['alignment'] },
  SectionMessage: { plain: ['testId', 'appearance', 'title'], elements: ['actions'] },
  SectionMessageAction: { plain: ['testId', 'href'], events: { onClick: 'event' } },
  EmptyState: {
    plain: ['isLoading', 'testId', 'width', 'headingLevel', 'buttonGroupLabel', 'header'],
    elements: ['description', 'primaryAction', 'secondaryAction', 'tertiaryAction'],
  },
  Tooltip: { plain: ['testId', 'position', 'delay', 'mousePosition', 'truncate'], elements: ['content'] },
  Popup: {
    plain: [
      ...['isOpen', 'id', 'testId', 'boundary', 'rootBoundary', 'shouldFlip', 'placement', 'fallbackPlacements', 'autoFocus'],
      ...['shouldUseCaptureOnOutsideClick', 'shouldFitContainer', 'shouldDisableFocusLock', 'strategy', 'role', 'label', 'titleId'],
      'shouldRenderToParent',
    ],
    events: { onClose: 'event' },
  },
  Comment: {
    plain: [
      ...['testId', 'id', 'highlighted', 'isSaving', 'savingText', 'type', 'isError', 'errorIconLabel', 'edited'],
      ...['shouldRenderNestedCommentsInline', 'headingLevel', 'shouldHeaderWrap'],
    ],
    elements: ['restrictedTo', 'afterContent'],
    raw: ['time', 'author', 'actions', 'errorActions'],
  },
  User: { plain: ['accountId', 'hideDisplayName'] },
  UserGroup: { plain: [] },
  Tabs: {
    plain: ['testId', 'id', 'selected', 'defaultSelected', 'shouldUnmountTabPanelOnChange'],
    events: { onChange: 'value' },
  },
  TabList: { plain: [] },
  Tab: { plain: ['testId'] },
  TabPanel: { plain: ['testId'] },
  ModalTransition: { plain: [] },
  Modal: {
    plain: ['label', 'testId', 'autoFocus', 'shouldScrollInViewport', 'width', 'height', 'title'],
    events: { onClose: 'event' },
  },
  ModalHeader: { plain: ['testId'] },
  ModalTitle: { plain: ['testId', 'appearance', 'isMultiline'] },
  ModalBody: { plain: ['testId', 'hasInlinePadding'] },
  ModalFooter: { plain: ['testId'] },
  DynamicTable: {
    plain: [
      ...['defaultPage', 'defaultSortKey', 'defaultSortOrder', 'highlightedRowIndex', 'isFixedSize', 'isLoading', 'isRankable', 'label'],
      ...['loadingSpinnerSize', 'page', 'paginationi18n', 'rowsPerPage', 'sortKey', 'sortOrder', 'testId', 'caption'],
    ],
    events: { onRankEnd: 'value', onRankStart: 'value', onSetPage: 'value' },
    elements: ['emptyView'],
  },
  FileCard: {
    plain: ['error', 'fileName', 'fileSize', 'fileType', 'isUploading', 'testId', 'uploadProgress'],
    events: { onDelete: 'nothing', onDownload: 'nothing' },
  },
} as const satisfies Readonly<Record<string, PropRule>>;

/** Nodes that only DynamicTable draws. */
export const TABLE_PARTS = {
  Row: { plain: ['rowKey', 'isHighlighted', 'testId'] },
  Cell: {
    plain: [
      'cellKey',
      'isSortable',
      'width',
      'colSpan',
      'isIconOnlyHeader',
      'ascendingSortTooltip',
      'descendingSortTooltip',
      'shouldTruncate',
      'testId',
    ],
  },
} as const satisfies Readonly<Record<string, PropRule>>;

export type DrawnType = keyof typeof PROPS;

/** What UI Kit exports and the local site does not draw, with the reason that its error box gives. */
export const NOT_MODELLED = {
  AdfRenderer: 'needs the renderer of Atlassian documents',
  AtlassianIcon: 'its glyphs are not published',
  AtlassianTile: 'its glyphs are not published',
  ChromelessEditor: "needs Atlassian's editor",
  CommentEditor: "needs Atlassian's editor",
  CustomFieldEdit: 'belongs to custom fields, which this site has none of',
  FilePicker: 'needs uploads of files',
  Frame: 'needs a Custom UI frame',
  Tile: 'is not drawn yet',
} as const satisfies Readonly<Record<string, string>>;

/** Props that UI Kit's types know and that are not drawn: using one is drawn as an error. */
export const PROPS_NOT_MODELLED: Readonly<Partial<Record<DrawnType, readonly string[]>>> = {
  DatePicker: ['selectProps'],
  Icon: ['secondaryColor'],
  LinkButton: ['ref'],
  Modal: ['icon'],
  Popup: ['appearance', 'xcss', 'shouldIgnoreCloseEvent', 'shouldReturnFocus', 'modifiers', 'shouldFitViewport'],
  TimePicker: ['selectProps'],
};
