import { createMongoAbility } from '@casl/ability';
import type { MongoQuery, RawRuleOf, MongoAbility } from '@casl/ability';
import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { AccessControl } from 'accesscontrol';
import type { IGrants } from 'accesscontrol';
import { StringAdapter, newEnforcer, newModelFromString } from 'casbin';
import type { AudiencePart, Grant, ResourceName } from '../../src/exposure/policy/policy';
import type { Question } from '../stored-part';

/** A library that decides, with the same grants in the form that it is stored in. */
export interface DecidingPeer {
  readonly name: string;
  readonly stored: string;
  /** From the stored form to one answer, as an invocation that knows nothing yet has to. */
  readonly answer: (stored: string, question: Question) => boolean | Promise<boolean>;
}

const grantsOf = (part: AudiencePart): readonly (readonly [ResourceName, Grant])[] =>
  // Object.entries loses the names of the keys; a part's grants have no others.
  Object.entries(part.grants) as [ResourceName, Grant][];

const rootsOf = ({ records }: Grant): readonly string[] => (records === 'all' ? [] : (records.under ?? []));

/** Rules with fields, and the roots as a condition on the record's ancestors. Treatments have no place in them. */
const casl = (part: AudiencePart): DecidingPeer => ({
  name: '@casl/ability',
  stored: JSON.stringify(
    grantsOf(part).map(([subject, grant]) => ({
      action: grant.actions,
      subject,
      fields: Object.keys(grant.fields),
      ...(grant.records === 'all' ? {} : { conditions: { ancestors: { $in: rootsOf(grant) } } }),
    })),
  ),
  answer: (stored, { resource, action, field }) =>
    createMongoAbility(JSON.parse(stored) as RawRuleOf<MongoAbility<[string, string], MongoQuery>>[]).can(action, resource, field),
});

const CASBIN_MODEL = `[request_definition]
r = sub, obj, act, field
[policy_definition]
p = sub, obj, act, field
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.sub == p.sub && r.obj == p.obj && regexMatch(r.act, p.act) && regexMatch(r.field, p.field)`;

const anyOf = (names: readonly string[]): string => `^(${names.map((name) => name.replaceAll('.', '\\.')).join('|')})$`;

/** One line for each grant with its fields as one pattern: a line for each field and action takes ten times as long. */
const casbin = (part: AudiencePart): DecidingPeer => ({
  name: 'casbin',
  stored: grantsOf(part)
    .map(([resource, { actions, fields }]) => `p, bench, ${resource}, ${anyOf(actions)}, ${anyOf(Object.keys(fields))}`)
    .join('\n'),
  answer: async (stored, { resource, action, field }) =>
    (await newEnforcer(newModelFromString(CASBIN_MODEL), new StringAdapter(stored))).enforceSync('bench', resource, action, field),
});

const accessControl = (part: AudiencePart): DecidingPeer => ({
  name: 'accesscontrol',
  stored: JSON.stringify({
    bench: Object.fromEntries(
      grantsOf(part).map(([resource, { actions, fields }]) => [
        resource,
        Object.fromEntries(actions.map((action) => [action, [{ attributes: Object.keys(fields) }]])),
      ]),
    ),
  }),
  answer: (stored, { resource, action, field }) => {
    const permission = new AccessControl(JSON.parse(stored) as IGrants).can('bench').resource(resource).do(action);
    return permission.granted && permission.attributes.includes(field);
  },
});

const cedarPolicy = (part: AudiencePart): DecidingPeer => ({
  name: '@cedar-policy/cedar-wasm',
  stored: grantsOf(part)
    .map(([resource, { actions, fields }]) => {
      const named = actions.map((action) => `Action::"${action}"`).join(', ');
      const leaves = JSON.stringify(Object.keys(fields));
      return `permit (principal == Audience::"bench", action in [${named}], resource == Resource::"${resource}") when { ${leaves}.contains(context.field) };`;
    })
    .join('\n'),
  answer: (stored, { resource, action, field }) => {
    const answered = cedar.isAuthorized({
      principal: { type: 'Audience', id: 'bench' },
      action: { type: 'Action', id: action },
      resource: { type: 'Resource', id: resource },
      context: { field },
      policies: { staticPolicies: stored },
      entities: [],
    });
    if (answered.type !== 'success') throw new Error(`cedar-wasm: ${answered.errors.map(({ message }) => message).join('; ')}`);
    return answered.response.decision === 'allow';
  },
});

/** Every peer, holding what `part` grants. */
export const decidingPeers = (part: AudiencePart): readonly DecidingPeer[] => [
  casl(part),
  casbin(part),
  accessControl(part),
  cedarPolicy(part),
];
