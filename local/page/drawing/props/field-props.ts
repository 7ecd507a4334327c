import type { PropRule } from './prop-rule';

const INPUT = ['testId', 'id', 'name', 'isDisabled', 'aria-invalid', 'aria-labelledby'] as const;
/** `useForm().register()` of UI Kit 12 gives these to whatever field it is spread into. */
const REGISTERED = ['id', 'isInvalid', 'aria-invalid', 'isDisabled', 'defaultValue', 'defaultChecked', 'onBlur'] as const;
const FOCUS = { onFocus: 'event', onBlur: 'event' } as const;
const TYPED = [
  ...INPUT,
  ...['defaultValue', 'isRequired', 'appearance', 'autoFocus', 'value', 'maxLength', 'minLength', 'placeholder'],
  ...['isInvalid', 'isCompact', 'isReadOnly', 'isMonospaced'],
] as const;
const PICKED = [
  ...INPUT,
  ...[
    'appearance',
    'autoFocus',
    'defaultIsOpen',
    'defaultValue',
    'isOpen',
    'spacing',
    'value',
    'isInvalid',
    'placeholder',
    'locale',
    'isRequired',
  ],
] as const;

/** Props of everything that belongs to a form. */
export const FIELD_PROPS = {
  Form: { plain: [], events: { onSubmit: 'nothing' } },
  FormHeader: { elements: ['title', 'description'] },
  FormSection: { elements: ['title', 'description'] },
  FormFooter: { plain: ['align'] },
  Label: { plain: ['testId', 'id', 'labelFor'] },
  HelperMessage: { plain: ['testId'] },
  ErrorMessage: { plain: ['testId'] },
  ValidMessage: { plain: ['testId'] },
  RequiredAsterisk: { plain: [] },
  Textfield: {
    plain: [...TYPED, 'width', 'type', 'max', 'min', 'pattern'],
    events: { ...FOCUS, onChange: 'event' },
    elements: ['elemAfterInput', 'elemBeforeInput'],
    ignored: REGISTERED,
  },
  TextArea: {
    plain: [...TYPED, 'maxHeight', 'resize', 'spellCheck', 'minimumRows'],
    events: { ...FOCUS, onChange: 'event' },
    ignored: REGISTERED,
  },
  Checkbox: {
    plain: [...INPUT, 'isRequired', 'value', 'defaultChecked', 'isChecked', 'isIndeterminate', 'isInvalid'],
    events: { ...FOCUS, onChange: 'event' },
    elements: ['label'],
    ignored: REGISTERED,
  },
  CheckboxGroup: {
    plain: ['name', 'label', 'description', 'isRequired', 'items', 'defaultValue', 'isDisabled', 'options', 'value'],
    events: { onChange: 'value' },
    ignored: REGISTERED,
  },
  Radio: {
    plain: [...INPUT, 'isRequired', 'value', 'isChecked', 'isInvalid', 'ariaLabel'],
    events: { ...FOCUS, onChange: 'event', onInvalid: 'event' },
    elements: ['label'],
    ignored: REGISTERED,
  },
  RadioGroup: {
    plain: ['testId', 'defaultValue', 'isRequired', 'name', 'options', 'isDisabled', 'value', 'aria-labelledby', 'isInvalid'],
    events: { onChange: 'event', onInvalid: 'event' },
    ignored: REGISTERED,
  },
  Range: {
    plain: [...INPUT, 'defaultValue', 'max', 'value', 'min', 'step'],
    events: { ...FOCUS, onChange: 'value' },
    ignored: REGISTERED,
  },
  Toggle: {
    plain: ['label', 'testId', 'id', 'size', 'name', 'isDisabled', 'value', 'defaultChecked', 'isChecked'],
    events: { ...FOCUS, onChange: 'event' },
    ignored: REGISTERED,
  },
  Select: {
    plain: [
      ...['isLoading', 'testId', 'defaultValue', 'isRequired', 'appearance', 'id', 'autoFocus', 'name', 'options', 'isDisabled', 'value'],
      ...[
        'spacing',
        'placeholder',
        'isInvalid',
        'inputValue',
        'closeMenuOnSelect',
        'closeMenuOnScroll',
        'inputId',
        'isClearable',
        'isMulti',
      ],
      ...['isSearchable', 'menuIsOpen', 'openMenuOnFocus', 'defaultInputValue', 'defaultMenuIsOpen'],
    ],
    events: { ...FOCUS, onChange: 'value', onInputChange: 'value' },
    ignored: REGISTERED,
  },
  UserPicker: {
    plain: ['defaultValue', 'description', 'isMulti', 'isRequired', 'label', 'name', 'placeholder'],
    events: { onChange: 'value' },
    ignored: REGISTERED,
  },
  DatePicker: {
    plain: [
      ...PICKED,
      ...[
        'disabled',
        'maxDate',
        'minDate',
        'nextMonthLabel',
        'previousMonthLabel',
        'dateFormat',
        'weekStartDay',
        'shouldShowCalendarButton',
      ],
    ],
    events: { ...FOCUS, onChange: 'value' },
    ignored: REGISTERED,
  },
  TimePicker: {
    plain: [...PICKED, 'label', 'times', 'timeIsEditable', 'hideIcon', 'timeFormat'],
    events: { ...FOCUS, onChange: 'value' },
    ignored: REGISTERED,
  },
  Calendar: {
    plain: [
      ...['testId', 'disabled', 'tabIndex', 'selected', 'day', 'defaultDay', 'defaultMonth', 'defaultYear', 'defaultPreviouslySelected'],
      ...['defaultSelected', 'maxDate', 'minDate', 'nextMonthLabel', 'previouslySelected', 'previousMonthLabel', 'today', 'year', 'locale'],
      'weekStartDay',
    ],
    events: { ...FOCUS, onChange: 'value', onSelect: 'value' },
  },
  InlineEdit: {
    plain: [
      ...['isEditing', 'startWithEditViewOpen', 'keepEditViewOpenOnBlur', 'hideActionButtons', 'isRequired'],
      ...['readViewFitContainerWidth', 'editButtonLabel', 'confirmButtonLabel', 'cancelButtonLabel'],
    ],
    events: { onConfirm: 'nothing', onEdit: 'nothing', onCancel: 'nothing' },
    elements: ['label'],
  },
} as const satisfies Readonly<Record<string, PropRule>>;
