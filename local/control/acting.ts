import * as v from 'valibot';
import type { PersonOnSite } from '../site/people';

/** What a caller asked for can't be done; the message is for a person. */
export class ControlRefusal extends Error {
  override readonly name = 'ControlRefusal';
  constructor(
    readonly status: 400 | 403 | 404 | 409,
    message: string,
  ) {
    super(message);
  }
}

/** Finds who acts: an account id, or a role, which means the first person who has it. Throws ControlRefusal. */
export const personNamed = (people: readonly PersonOnSite[], name: string | undefined): PersonOnSite => {
  const person = people.find((each) => each.accountId === name) ?? people.find((each) => each.role === (name ?? 'admin'));
  if (!person) throw new ControlRefusal(400, 'as: nobody on the local site has this account id or role.');
  return person;
};

/** Reads a JSON body in the shape of `schema`. Throws ControlRefusal with the place of the first thing that is wrong. */
export const readJson = async <S extends v.GenericSchema>(request: Request, schema: S): Promise<v.InferOutput<S>> => {
  const body: unknown = await request.json().catch(() => {
    throw new ControlRefusal(400, 'The body is not JSON.');
  });
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new ControlRefusal(400, `${v.getDotPath(issue) ?? 'The body'}: ${issue.message}`);
};
