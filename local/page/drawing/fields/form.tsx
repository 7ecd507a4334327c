import { ErrorMessage, FormFooter, FormHeader, FormSection, HelperMessage, Label, RequiredAsterisk, ValidMessage } from '@atlaskit/form';
import InlineEdit from '@atlaskit/inline-edit';
import type { FormEvent } from 'react';
import { callable } from '../../forge-doc/callable';
import { wrapped } from '../../forge-doc/forge-node';
import type { Drawing } from '../drawn';
import { loose, slot } from '../drawn';
import { passThrough } from '../pass-through';

const LooseInlineEdit = loose(InlineEdit);

/** A native form: the app's fields report by themselves, `onSubmit` gets nothing. */
const FormDrawing: Drawing = ({ props, children }) => {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // A modal inside a form sits in React's tree below it: its own submit must not reach the outer form.
    event.stopPropagation();
    void callable(props['onSubmit'])?.();
  };
  return (
    <form noValidate onSubmit={submit}>
      {children}
    </form>
  );
};

/** The app's side holds value, validation and state; only the two views and the buttons are drawn here. */
const InlineEditDrawing: Drawing = ({ node, props, elements, draw }) => (
  <LooseInlineEdit
    {...props}
    label={slot({ elements, draw }, 'label')}
    defaultValue=""
    editView={() => <>{draw(wrapped(node, 'editView'))}</>}
    readView={() => <div className="inline-edit-read">{draw(wrapped(node, 'readView'))}</div>}
  />
);

export const FORM = {
  Form: FormDrawing,
  FormHeader: passThrough(FormHeader),
  FormSection: passThrough(FormSection),
  FormFooter: passThrough(FormFooter),
  Label: passThrough(Label, { rename: { labelFor: 'htmlFor' } }),
  HelperMessage: passThrough(HelperMessage),
  ErrorMessage: passThrough(ErrorMessage),
  ValidMessage: passThrough(ValidMessage),
  RequiredAsterisk: passThrough(RequiredAsterisk, { empty: true }),
  InlineEdit: InlineEditDrawing,
} as const satisfies Record<string, Drawing>;
