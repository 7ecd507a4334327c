/** What decides for the audience of the calls, as far as these schedules change it. */
export interface Content {
  readonly serving: boolean;
  readonly enabled: boolean;
  /** ms since the epoch; from then on nothing leaves. */
  readonly expiresAt?: number;
}

interface Live extends Content {
  readonly number: number;
  /** When storage took it over, in steps of the schedule. */
  readonly since: number;
}

/** A call from before it was sent until its answer was there; steps of the schedule, and the clock in ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly clockFrom: number;
  readonly clockTo: number;
}

export type Seen = { readonly allowed: true; readonly revision: number } | { readonly allowed: false; readonly code: string };

/** Which revision was live when, told by what admins asked for alone: each publish counts only over the revision that its admin had seen. */
export interface History {
  readonly last: () => Live;
  /** A new schedule begins, its steps from 0 again: what is live now was live before it. */
  readonly begin: () => void;
  /** An act whose transaction storage took. False = it went over a revision that its admin had not seen. */
  readonly take: (seen: number, content: (live: Content) => Content, step: number) => boolean;
  /** What is wrong with an answer, if anything. */
  readonly judge: (seen: Seen, span: Span) => string | undefined;
}

const isOpen = ({ serving, enabled, expiresAt }: Content, clock: number): boolean =>
  serving && enabled && (expiresAt === undefined || expiresAt > clock);

export const openHistory = (first: Omit<Live, 'since'>): History => {
  const lives: Live[] = [{ ...first, since: -1 }];
  const last = (): Live => lives.at(-1) ?? { ...first, since: -1 };
  const during = ({ from, to }: Span): readonly Live[] =>
    lives.filter(({ since }, at) => since <= to && (lives[at + 1]?.since ?? Number.POSITIVE_INFINITY) >= from);
  return {
    last,
    begin: () => {
      lives.splice(0, lives.length, { ...last(), since: -1 });
    },
    take: (seen, content, step) => {
      const before = last();
      if (before.number !== seen) return false;
      const { serving, enabled, expiresAt } = content(before);
      lives.push({ number: seen + 1, since: step, serving, enabled, ...(expiresAt === undefined ? {} : { expiresAt }) });
      return true;
    },
    judge: (seen, span) => {
      const lived = during(span);
      if (!seen.allowed) {
        const open = lived.every((live) => isOpen(live, span.clockTo));
        return open ? `refused with ${seen.code}, and open all the while` : undefined;
      }
      const by = lived.find(({ number }) => number === seen.revision);
      if (!by) return `allowed by revision ${seen.revision}; live in that time: ${lived.map(({ number }) => number).join(', ')}`;
      return isOpen(by, span.clockFrom) ? undefined : `allowed by revision ${seen.revision}, which was closed or had ended`;
    },
  };
};
