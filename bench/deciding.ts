import { parsePart } from '../src/exposure/policy/parse-policy';
import type { AudiencePart } from '../src/exposure/policy/policy';
import { decide } from '../src/exposure/reach/decide';
import { digestOf } from '../src/store/digest';
import { figureOf, measure } from './measure';
import type { Contender, Figure } from './measure';
import { decidingPeers } from './peers/deciding';
import type { DecidingPeer } from './peers/deciding';
import { figureTable, inMicros, times, verdict } from './report';
import type { Chapter } from './report';
import { AUDIENCE, CALLER_KEY, largePart, questionsOf } from './stored-part';
import type { Question } from './stored-part';

const NOW = Date.parse('2026-11-01T12:00:00Z');

/** One decision of ours from the stored part, already read as JSON as Forge storage hands it over. */
const decideFrom = (stored: unknown, { resource, action }: Pick<Question, 'resource' | 'action'>) => {
  const part = parsePart(stored, AUDIENCE);
  if (!part.ok) throw new Error(`The bench's own part can't be read: ${JSON.stringify(part.problems)}`);
  const live = { revision: 1, serving: true, digest: 'd', part: part.value, keys: [CALLER_KEY] };
  return decide({ state: 'read', part: live }, { audience: AUDIENCE, resource, action, callerHash: CALLER_KEY.hash }, NOW);
};

const ourAnswer = (stored: unknown, question: Question): boolean => {
  const decision = decideFrom(stored, question);
  const fields = decision.allow ? decision.reach.grants.get(question.resource)?.fields : undefined;
  return fields?.some(({ name }) => name === question.field) ?? false;
};

/** Every peer must say what we say to every question, or their times would be times of other work. */
const checkAnswers = async (text: string, part: AudiencePart, peers: readonly DecidingPeer[]): Promise<string> => {
  const questions = questionsOf(part);
  let allowed = 0;
  const stored: unknown = JSON.parse(text);
  for (const question of questions) {
    const ours = ourAnswer(stored, question);
    allowed += ours ? 1 : 0;
    for (const peer of peers) {
      const theirs = await peer.answer(peer.stored, question);
      if (theirs !== ours) throw new Error(`${peer.name} says ${String(theirs)} to ${JSON.stringify(question)}, we say ${String(ours)}.`);
    }
  }
  return `${questions.length} questions (${allowed} allowed, ${questions.length - allowed} denied) had the same answer from all of them.`;
};

const QUESTION: Question = { resource: 'costItem', action: 'get', field: 'name' };

const FLOOR = 'JSON.parse of the part';
const CORE = 'Aperture: parsePart + compile + decide';
const WHOLE = 'Aperture: JSON.parse + parsePart + compile + decide';

const peerContender = ({ name, stored, answer }: DecidingPeer): Contender => ({
  name: `${name} (${stored.length.toLocaleString('en-US')} bytes)`,
  run: () => answer(stored, QUESTION),
  ...(name === 'casbin' ? { waits: true as const } : {}),
});

const verdictsOf = (figures: readonly Figure[], peers: readonly string[]): string => {
  const floor = figureOf(figures, FLOOR).median;
  const [core, whole] = [figureOf(figures, CORE).median, figureOf(figures, WHOLE).median];
  const ahead = (peer: string): string => {
    const { median } = figureOf(figures, peer);
    return verdict(`from the stored text to one decision ahead of ${peer}`, whole < median, `${inMicros(whole)} to ${inMicros(median)}`);
  };
  return [
    verdict('parsePart + compile + decide ≤ 2 × JSON.parse of the part', core <= 2 * floor, times(core / floor)),
    verdict('the same with JSON.parse itself ≤ 2 × JSON.parse of the part', whole <= 2 * floor, times(whole / floor)),
    ...peers.map(ahead),
  ].join('\n');
};

/** Reading one stored part, compiling it and deciding once, beside the peers. */
export const deciding = async (rounds: number): Promise<Chapter> => {
  const part = largePart();
  const text = JSON.stringify(part);
  const parsed: unknown = JSON.parse(text);
  const peers = decidingPeers(part);
  const checked = await checkAnswers(text, part, peers);
  const contenders: Contender[] = [
    { name: FLOOR, run: () => JSON.parse(text) as unknown },
    { name: CORE, run: () => decideFrom(parsed, QUESTION) },
    { name: WHOLE, run: () => decideFrom(JSON.parse(text), QUESTION) },
    { name: 'Aperture: digest of the part, as the store checks it', run: () => digestOf(parsed) },
    ...peers.map(peerContender),
  ];
  const figures = await measure(contenders, { rounds, millis: 12 });
  return {
    title: 'One decision from the stored form',
    text: [
      `The part of one audience: 8 resources × 40 fields, every treatment, 3 roots, ${text.length.toLocaleString('en-US')} bytes. ${checked}`,
      figureTable('from what is stored to one answer', figures),
      verdictsOf(
        figures,
        peers.map((peer) => peerContender(peer).name),
      ),
    ].join('\n\n'),
  };
};
