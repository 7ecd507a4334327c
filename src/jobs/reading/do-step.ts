import { randomBytes } from 'node:crypto';
import { openBudget } from '../../focus/budget';
import type { Budget } from '../../focus/budget';
import { openFocus } from '../../focus/open-focus';
import type { Focus } from '../../focus/open-focus';
import { bearerShelf } from '../../store/connection/bearer';
import { deleteCollected, keepCollected } from '../../store/reading/collected';
import { readReading, rubbishOf, writeReading } from '../../store/reading/reading';
import type { Reading } from '../../store/reading/reading';
import type { Site } from '../../store/site';
import { StoreError } from '../../store/store-call';
import { readVault } from '../../store/connection/vault';
import { noteFailure } from '../note-failure';
import { pushStep } from '../queue';
import type { StepAsked } from '../queue';
import type { Collected, Trouble } from './collected-step';
import { hasUntold, listPages } from './list-pages';
import { locateAreas } from './locate-areas';
import { sweep } from './sweep';
import { judgeTrouble } from './troubles';
import { writeTree } from './write-tree';

/** One step's calls to Focus and their time: Forge allows 100 a minute of an invocation, and a bearer may have to be fetched. */
const STEP = { calls: 90, millis: 90_000, perCall: 20_000 } as const;

/** How long nobody else does a step, ms: as long as its function may run at all (`timeoutSeconds` of the manifest). */
export const CLAIM = 300_000;

/** After this the event that a step should have pushed counts as lost, ms. */
const LOST = 30_000;

/** Longest wait before somebody looks again whether a claim still stands, seconds. */
const LOOK_AGAIN = 60;

/** What the event is to answer: it is done with, or wants to be delivered again. */
export type StepOutcome =
  { readonly again: false } | { readonly again: true; readonly seconds: number; readonly why: 'busy' | 'focus' | 'storage' };

const DONE: StepOutcome = { again: false };
const busy = (seconds: number): StepOutcome => ({
  again: true,
  seconds: Math.max(1, Math.min(LOOK_AGAIN, Math.ceil(seconds))),
  why: 'busy',
});

interface Step {
  readonly site: Site;
  readonly now: () => number;
  readonly focus: Focus;
  readonly budget: Budget;
}

const openStep = async (site: Site, now: () => number): Promise<Step> => {
  const vault = await readVault();
  if (vault.state === 'failed') throw new StoreError('unknown', new Error('the vault'));
  const connection = vault.state === 'read' ? vault.vault.connection : undefined;
  const budget = openBudget(now, STEP);
  return {
    site,
    now,
    budget,
    focus: openFocus({ connection, site, budget, now, ...(connection ? { bearers: bearerShelf(connection) } : {}) }),
  };
};

const collect = ({ focus, budget }: Step, reading: Reading): Promise<Collected> => {
  const { stage } = reading;
  const hasBudget = (): boolean => budget.callsLeft() > 0 && budget.millisLeft() > 0;
  if (stage.phase === 'list') return listPages(focus, hasBudget, stage, reading.listed);
  if (stage.phase === 'places') return locateAreas(focus, () => (hasBudget() ? budget.callsLeft() : 0), reading, stage);
  throw new Error('Nothing is collected any more.');
};

/** The reading with what a step brought, and the phase that follows. */
const withCollected = (reading: Reading, collected: Collected, chunks: Reading['chunks'], calls: number): Reading => {
  const { stage, told, untold, located, ended } = collected;
  const base = {
    ...reading,
    chunks,
    calls: reading.calls + calls,
    untold: reading.untold + untold,
    located: reading.located + located,
    whole: reading.whole && ended !== 'cut',
    lacking: reading.lacking || (stage.phase === 'list' && hasUntold(told)),
    listed: reading.listed + (stage.phase === 'list' ? told.length : 0),
    stage,
  };
  if (ended === undefined) return base;
  const next = stage.phase === 'list' && base.lacking;
  return { ...base, stage: next ? { phase: 'places', chunks: chunks.length, part: 0, offset: 0 } : { phase: 'writing' } };
};

const giveUp = async (reading: Reading, trouble: NonNullable<Reading['trouble']>, now: number): Promise<StepOutcome> => {
  const { claim: _claim, ...rest } = reading;
  const failed = { ...rest, state: 'failed' as const, endedAt: now, trouble, rubbish: rubbishOf(reading), chunks: [] };
  const written = await writeReading(reading, failed);
  console.warn(JSON.stringify({ job: 'hierarchy', gaveUp: trouble.code, tries: trouble.tries }));
  if (written) await sweep(written);
  return DONE;
};

/** Ends a step that met trouble: waits, or gives up and keeps what was stored before. */
const meetTrouble = async (reading: Reading, met: Trouble, moved: boolean, now: number): Promise<StepOutcome> => {
  const { gaveUp, trouble } = judgeTrouble(met, reading, moved, now);
  if (gaveUp) return giveUp(reading, trouble, now);
  const { claim: _claim, ...rest } = reading;
  const written = await writeReading(reading, { ...rest, trouble, movedAt: moved ? now : reading.movedAt });
  if (!written) return DONE;
  return { again: true, seconds: Math.ceil((trouble.notBefore - now) / 1000), why: met.code === 'storage_failed' ? 'storage' : 'focus' };
};

/** Collects until the budget is spent or everything is known, then writes the tree if there is time; the rest is for the next event. */
const work = async (step: Step, claimed: Reading): Promise<StepOutcome> => {
  const { site, now, budget } = step;
  let reading = claimed;
  while (reading.stage.phase !== 'writing') {
    const before = budget.callsLeft();
    const collected = await collect(step, reading);
    const kept = collected.told.length > 0 ? [await keepCollected(reading.run, reading.version, collected.told)] : [];
    const after = withCollected(reading, collected, [...reading.chunks, ...kept], before - budget.callsLeft());
    const moved = kept.length > 0 || collected.located > 0;
    if (collected.trouble) return await meetTrouble(after, collected.trouble, moved, now());
    const { claim, trouble: _trouble, ...rest } = after;
    const goesOn = budget.callsLeft() > 0 && budget.millisLeft() > 0;
    const next = goesOn ? { ...rest, ...(claim ? { claim } : {}) } : { ...rest, step: rest.step + 1 };
    const written = await writeReading(reading, { ...next, movedAt: now() });
    if (!written) {
      // Somebody took over meanwhile: what was collected here belongs to nothing.
      await deleteCollected(reading.run, kept);
      return DONE;
    }
    if (!goesOn) {
      await pushStep(written);
      return DONE;
    }
    reading = written;
  }
  const done = await writeTree(site, reading, now);
  if (done) await sweep(done);
  return DONE;
};

/** What a claim that ended without a word may have left: its parts, which no reading counts. */
const leftBehind = ({ run, version, claim, rubbish }: Reading): Reading['rubbish'] =>
  claim ? { ...rubbish, collected: [...rubbish.collected, { run, chunks: [{ number: version, parts: 25 }] }] } : rubbish;

/**
 * Does the step that an event asks for, if it is the one that is due and nobody else does it. Events may come twice, late, in any order,
 * or be cut off anywhere: the reading is written under a condition on its version, so one of them counts. Throws StoreError.
 */
export const doStep = async (site: Site, asked: StepAsked, now: () => number): Promise<StepOutcome> => {
  const found = await readReading();
  if (found.state !== 'read') return DONE;
  const { reading } = found;
  const at = now();
  if (reading.run !== asked.run || reading.state !== 'reading') return DONE;
  const claimedFor = ((reading.claim?.until ?? 0) - at) / 1000;
  if (asked.step !== reading.step) {
    // Its own step is done. If the next one's event was lost with it, this is who can tell.
    if (asked.step !== reading.step - 1 || claimedFor > 0) return DONE;
    const silent = at - reading.movedAt;
    if (silent < LOST) return busy((LOST - silent) / 1000);
    await pushStep(reading);
    return DONE;
  }
  if (claimedFor > 0) return busy(claimedFor);
  const waits = ((reading.trouble?.notBefore ?? 0) - at) / 1000;
  if (waits > 0) return { again: true, seconds: Math.ceil(waits), why: 'focus' };
  const claim = { by: randomBytes(6).toString('hex'), until: at + CLAIM };
  // Who claimed it before was cut off: that counts as a try, so that a step that can't be done isn't done for ever.
  const { gaveUp, trouble } = judgeTrouble({ code: 'interrupted' }, reading, false, at);
  const cutOff = reading.claim ? { trouble: { ...trouble, notBefore: at } } : {};
  const claimed = await writeReading(reading, { ...reading, ...cutOff, claim, rubbish: leftBehind(reading) });
  if (!claimed) return busy(1);
  if (reading.claim && gaveUp) return giveUp(claimed, trouble, at);
  try {
    return await work(await openStep(site, now), claimed);
  } catch (error) {
    noteFailure('step', error);
    const current = await readReading();
    if (current.state !== 'read' || current.reading.claim?.by !== claim.by) return DONE;
    const left = { ...current.reading, rubbish: leftBehind(current.reading) };
    return meetTrouble(left, { code: error instanceof StoreError ? 'storage_failed' : 'interrupted' }, false, now());
  }
};
