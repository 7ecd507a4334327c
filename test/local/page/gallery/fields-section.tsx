import {
  Button,
  Calendar,
  Checkbox,
  CheckboxGroup,
  DatePicker,
  ErrorMessage,
  Form,
  FormFooter,
  FormHeader,
  FormSection,
  HelperMessage,
  Icon,
  Inline,
  InlineEdit,
  Label,
  Radio,
  RadioGroup,
  Range,
  RequiredAsterisk,
  Select,
  Stack,
  Text,
  TextArea,
  Textfield,
  TimePicker,
  Toggle,
  UserPicker,
  ValidMessage,
  Box,
  useForm,
} from '@forge/react';
import { useState } from 'react';

const STATUS = [
  { label: 'In progress', value: 'IN_PROGRESS' },
  { label: 'Pending', value: 'PENDING' },
  { label: 'Completed', value: 'COMPLETED' },
];

/** Says back what each handler was given, so that a test can read it. */
const Choices = () => {
  const [heard, setHeard] = useState<readonly string[]>([]);
  const [isOn, setIsOn] = useState(true);
  const [typed, setTyped] = useState('');
  const [ticked, setTicked] = useState<readonly string[]>(['list']);
  const hear = (name: string) => (value?: unknown) => setHeard((all) => [...all.slice(-3), `${name} ${JSON.stringify(value)}`]);
  return (
    <Stack space="space.150">
      <Label labelFor="typed">Typed, controlled</Label>
      <Textfield
        id="typed"
        value={typed}
        onChange={(event) => setTyped(String(event.target.value))}
        elemBeforeInput={<Icon glyph="search" label="" />}
      />
      <Text>You typed: {typed}</Text>
      <Inline space="space.100" alignBlock="center">
        <Text>Answer calls</Text>
        <Toggle label="Answer calls" isChecked={isOn} onChange={(event) => setIsOn(event.target.checked === true)} />
        <Text>{isOn ? 'on' : 'off'}</Text>
      </Inline>
      <Checkbox label="Get one" onChange={(event) => hear('checkbox')(event.target.checked)} />
      <CheckboxGroup
        name="actions"
        label="Actions"
        options={[
          { label: 'List', value: 'list' },
          { label: 'Get', value: 'get' },
        ]}
        value={[...ticked]}
        onChange={(values) => {
          setTicked(values);
          hear('group')(values);
        }}
      />
      <Radio label="Every focus area" value="all" name="records" isChecked onChange={(event) => hear('radio')(event.target.value)} />
      <RadioGroup
        name="which"
        defaultValue="b"
        options={[
          { name: 'which', label: 'Option A', value: 'a' },
          { name: 'which', label: 'Option B', value: 'b' },
        ]}
        onChange={(event) => hear('radio group')(event.target.value)}
      />
      <Label labelFor="range">Range</Label>
      <Range id="range" min={0} max={10} defaultValue={5} onChange={hear('range')} />
      <Label labelFor="status">Status</Label>
      <Select inputId="status" options={STATUS} isClearable onChange={hear('select')} />
      <Label labelFor="many">Several</Label>
      <Select inputId="many" options={STATUS} isMulti defaultValue={STATUS.slice(0, 2)} appearance="subtle" spacing="compact" />
      <Label labelFor="until">Ends on</Label>
      <DatePicker id="until" defaultValue="2027-03-31" onChange={hear('date')} />
      <Label labelFor="at">At</Label>
      <TimePicker id="at" defaultValue="09:30" onChange={hear('time')} />
      <UserPicker name="owner" label="Owner" onChange={hear('user')} />
      <Calendar defaultMonth={11} defaultYear={2026} defaultSelected={['2026-11-18']} onSelect={hear('calendar')} />
      {heard.map((line, index) => (
        <Text key={index}>Heard {line}</Text>
      ))}
    </Stack>
  );
};

const Submitted = () => {
  const { handleSubmit, register, getFieldId, formState } = useForm<{ note: string; size: string }>();
  const [sent, setSent] = useState('');
  return (
    <Form onSubmit={handleSubmit((data) => setSent(JSON.stringify(data)))}>
      <FormHeader title="A form" description="Fields of react-hook-form" />
      <FormSection title="Section" description="With a description">
        <Label labelFor={getFieldId('note')}>
          Note
          <RequiredAsterisk />
        </Label>
        <Textfield {...register('note', { required: true })} />
        {formState.errors['note'] && <ErrorMessage>A note is needed</ErrorMessage>}
        <HelperMessage>Callers never see it.</HelperMessage>
        <Label labelFor={getFieldId('size')}>Text</Label>
        <TextArea {...register('size')} minimumRows={3} resize="vertical" />
        <ValidMessage>Well chosen</ValidMessage>
        <ErrorMessage>Over 200 letters</ErrorMessage>
      </FormSection>
      <FormFooter align="start">
        <Button type="submit" appearance="primary">
          Send
        </Button>
      </FormFooter>
      <Text>Sent: {sent}</Text>
    </Form>
  );
};

const Edited = () => {
  const [name, setName] = useState('Partner X');
  return (
    <InlineEdit
      label="Name of the view"
      defaultValue={name}
      readView={() => <Box padding="space.050">{name}</Box>}
      editView={({ errorMessage, ...field }) => <Textfield {...field} autoFocus />}
      validate={(value: string) => (value === '' ? 'A name is needed' : undefined)}
      onConfirm={(value: string) => setName(value)}
    />
  );
};

/** Fields and forms. */
export const FieldsSection = () => (
  <Stack space="space.300">
    <Submitted />
    <Edited />
    <Choices />
  </Stack>
);
