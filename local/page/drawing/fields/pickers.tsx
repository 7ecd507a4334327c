import Calendar from '@atlaskit/calendar';
import { DatePicker, TimePicker } from '@atlaskit/datetime-picker';
import { HelperMessage, Label } from '@atlaskit/form';
import Select, { AsyncSelect } from '@atlaskit/select';
import { useEffect, useId, useState } from 'react';
import { callable } from '../../forge-doc/callable';
import { isRecord } from '../../forge-doc/forge-node';
import type { Drawing } from '../drawn';
import { loose, textProp, without } from '../drawn';
import type { JiraUser } from '../drawing-context';
import { useProduct } from '../drawing-context';
import { passThrough } from '../pass-through';
import { useMenuPlace } from './in-modal';

const LooseSelect = loose(Select);
const LooseAsyncSelect = loose(AsyncSelect);

const SelectDrawing: Drawing = ({ props }) => {
  const place = useMenuPlace();
  const inputId = props['inputId'] ?? props['id'];
  return <LooseSelect {...place} {...without(props, 'id')} {...(inputId === undefined ? {} : { inputId })} />;
};

/** What UserPicker gives: `{id, type, avatarUrl, name, email}`. */
const pickedOf = (user: JiraUser) => ({
  id: user.accountId,
  type: 'user',
  avatarUrl: user.avatarUrl,
  name: user.displayName,
  email: user.emailAddress,
});
type Picked = ReturnType<typeof pickedOf>;

const idsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((id): id is string => typeof id === 'string');
const isPicked = (value: unknown): value is Picked => isRecord(value) && typeof value['id'] === 'string';

const UserPickerDrawing: Drawing = ({ props }) => {
  const product = useProduct();
  const place = useMenuPlace();
  const inputId = useId();
  const [chosen, setChosen] = useState<readonly Picked[]>([]);
  const first = idsIn(props['defaultValue']).join(' ');
  useEffect(() => {
    let wanted = true;
    const ids = first === '' ? [] : first.split(' ');
    void Promise.all(ids.map((id) => product.user(id))).then(
      (users) => wanted && setChosen(users.flatMap((user) => (user === null ? [] : [pickedOf(user)]))),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [product, first]);
  const many = props['isMulti'] === true;
  const change = (value: unknown): void => {
    const next = (Array.isArray(value) ? value : [value]).filter(isPicked);
    setChosen(next);
    void callable(props['onChange'])?.(many ? next : (next[0] ?? null));
  };
  const description = textProp(props, 'description');
  return (
    <div>
      <Label htmlFor={inputId}>
        {textProp(props, 'label')}
        {props['isRequired'] === true && ' *'}
      </Label>
      <LooseAsyncSelect
        {...without(props, 'defaultValue', 'description', 'label', 'onChange')}
        {...place}
        inputId={inputId}
        defaultOptions
        isClearable
        value={many ? chosen : (chosen[0] ?? null)}
        loadOptions={async (text: string) => (await product.searchUsers(text)).map(pickedOf)}
        getOptionLabel={(user: Picked) => user.name}
        getOptionValue={(user: Picked) => user.id}
        onChange={change}
      />
      {description !== undefined && <HelperMessage>{description}</HelperMessage>}
    </div>
  );
};

export const PICKERS = {
  Select: SelectDrawing,
  UserPicker: UserPickerDrawing,
  DatePicker: passThrough(DatePicker, { empty: true }),
  TimePicker: passThrough(TimePicker, { empty: true }),
  Calendar: passThrough(Calendar, { empty: true }),
} as const satisfies Record<string, Drawing>;
