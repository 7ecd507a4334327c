import { makeResolver } from '@forge/resolver';
import { connectionCalls } from './admin/connection-calls';
import { focusAreaCalls } from './admin/focus-area-calls';
import { groupCalls } from './admin/group-calls';
import { hierarchyCalls } from './admin/hierarchy-calls';
import { policyCalls } from './admin/policy-calls';
import { valueCalls } from './admin/value-calls';
import type { AdminCalls } from './contract';
import { onlyNamed } from './refusal';

const calls = { ...policyCalls, ...connectionCalls, ...focusAreaCalls, ...groupCalls, ...hierarchyCalls, ...valueCalls };

/** The function behind the admin page. Every call asks Jira first whether the acting user administers it. */
export const handler = onlyNamed(Object.keys(calls), makeResolver<AdminCalls>(calls));
