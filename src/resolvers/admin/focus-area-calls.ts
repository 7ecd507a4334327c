import * as v from 'valibot';
import { ID_PATTERN } from '../../exposure/catalogue/catalogue';
import type { Budget } from '../../focus/budget';
import type { Focus, FocusAnswer } from '../../focus/open-focus';
import type { FocusAreaRecord } from '../../focus/read-answer';
import type { FocusRefusal } from '../../focus/sign-in';
import { asAdmin } from '../acting-admin';
import type { FocusAreaChoice } from '../contract';
import { payloadOf } from '../payload';
import { given, refuse } from '../refusal';
import { FOCUS_REFUSALS, connectedFocus } from './connected-focus';

const MOST_FOUND = 20;
const MOST_IDS = 20;
const PAGE = 50;
/** Names asked for side by side. */
const BESIDE = 5;

const choiceOf = ({ id, fields, ancestors, ancestorNames }: FocusAreaRecord): FocusAreaChoice => {
  const name = typeof fields['name'] === 'string' ? fields['name'] : '';
  if (!ancestors) return { id, name };
  const steps = ancestors.map((step) => {
    const stepName = ancestorNames.get(step);
    return stepName === undefined ? { id: step } : { id: step, name: stepName };
  });
  return { id, name, ancestors: steps };
};

const isMatch = (record: FocusAreaRecord, text: string): boolean =>
  typeof record.fields['name'] === 'string' && record.fields['name'].toLowerCase().includes(text.toLowerCase());

/** Focus's own filter saves calls; its case rules are not documented, so every record is looked at again. */
const search = async (focus: Focus, budget: Budget, text: string): Promise<FocusAnswer<{ areas: FocusAreaChoice[]; more: boolean }>> => {
  const found = new Map<string, FocusAreaRecord>();
  const asked = new Set<string>();
  let cursor: string | undefined;
  let cut = false;
  for (;;) {
    const page = await focus.listFocusAreas({ limit: PAGE, nameContains: text, ...(cursor === undefined ? {} : { cursor }) });
    if (!page.ok && found.size === 0) return page;
    if (!page.ok) {
      cut = true;
      break;
    }
    for (const record of page.value.records) if (isMatch(record, text)) found.set(record.id, record);
    const { next } = page.value;
    if (next === undefined || asked.has(next)) break;
    cut = found.size >= MOST_FOUND || budget.callsLeft() <= 0 || budget.millisLeft() <= 0;
    if (cut) break;
    asked.add(next);
    cursor = next;
  }
  const areas = [...found.values()].slice(0, MOST_FOUND).map(choiceOf);
  return { ok: true, value: { areas, more: cut || found.size > MOST_FOUND } };
};

/** The first alone, so that a bearer that must be renewed is renewed once; then some side by side. */
const readEach = async (focus: Focus, ids: readonly string[]): Promise<FocusAnswer<FocusAreaRecord>[]> => {
  const answers: FocusAnswer<FocusAreaRecord>[] = [];
  for (let from = 0; from < ids.length; from += answers.length === 1 ? 1 : BESIDE) {
    const some = ids.slice(from, from === 0 ? 1 : from + BESIDE);
    answers.push(...(await Promise.all(some.map((id) => focus.getFocusArea(id)))));
  }
  return answers;
};

const text = v.pipe(v.string(), v.maxLength(200), v.trim(), v.minLength(1));
const ids = v.pipe(v.array(v.pipe(v.string(), v.maxLength(64), v.regex(ID_PATTERN))), v.maxLength(MOST_IDS));

export const focusAreaCalls = {
  searchFocusAreas: asAdmin('searchFocusAreas', payloadOf({ text }), async (acting, payload) => {
    const opened = await connectedFocus(acting);
    if (!opened) return refuse('storage_failed');
    const found = await search(opened.focus, opened.budget, payload.text);
    return found.ok ? found : refuse(FOCUS_REFUSALS[found.failure]);
  }),

  nameFocusAreas: asAdmin('nameFocusAreas', payloadOf({ ids }), async (acting, payload) => {
    // One for each id, and one for a bearer that turns out to have ended.
    const opened = await connectedFocus(acting, MOST_IDS + 1);
    if (!opened) return refuse('storage_failed');
    const answers = await readEach(opened.focus, [...new Set(payload.ids)]);
    const failed = answers.find((answer): answer is FocusRefusal => !answer.ok && answer.failure !== 'absent');
    if (failed) return refuse(FOCUS_REFUSALS[failed.failure]);
    const areas = answers.flatMap((answer) => (answer.ok ? [choiceOf(answer.value)] : []));
    return given({ areas });
  }),
} as const;
