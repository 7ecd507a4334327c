import type { TargetDateType } from '../state/records';

/** A focus area that is always there, whatever the size, with a name and place that screens and guides may speak of. */
export interface Landmark {
  readonly name: string;
  /** Name of the landmark it hangs under. */
  readonly under: string | null;
  /** How many invented areas it gets below it, of 121 in a portfolio of 148; other sizes in proportion. */
  readonly fill: number;
  readonly status: string;
  /** Index into OWNERS. */
  readonly owner: number;
  readonly target: readonly [date: string, type: TargetDateType];
  readonly costs?: readonly (readonly [name: string, subtype: string, category: string, expenditure: string])[];
  readonly benefits?: readonly (readonly [name: string, type: string])[];
}

const quarter = (lastDay: string): Landmark['target'] => [lastDay, 'QUARTER'];
const month = (lastDay: string): Landmark['target'] => [lastDay, 'MONTH'];

/** Parents stand before their children, and what a small portfolio should have stands first. */
export const LANDMARKS: readonly Landmark[] = [
  { name: 'Digital channels', under: null, fill: 0, status: 'IN_PROGRESS', owner: 4, target: quarter('2027-12-31') },
  { name: 'Reliable operations', under: null, fill: 0, status: 'IN_PROGRESS', owner: 3, target: quarter('2026-12-31') },
  { name: 'New markets', under: null, fill: 0, status: 'IN_PROGRESS', owner: 2, target: quarter('2028-12-31') },
  { name: 'People and skills', under: null, fill: 0, status: 'IN_PROGRESS', owner: 0, target: quarter('2027-12-31') },
  {
    name: 'Self-service portal',
    under: 'Digital channels',
    fill: 0,
    status: 'IN_PROGRESS',
    owner: 2,
    target: quarter('2027-06-30'),
    costs: [
      ['Design and research', 'EMPLOYEES', 'GROW', 'OPEX'],
      ['Messaging service', 'LICENSES', 'RUN', 'OPEX'],
      ['Build team', 'CONTRACTORS', 'GROW', 'CAPEX'],
    ],
    benefits: [
      ['Fewer calls to the desk', 'SAVINGS'],
      ['Orders that are not cancelled', 'REVENUE'],
    ],
  },
  { name: 'Order tracking', under: 'Self-service portal', fill: 13, status: 'IN_PROGRESS', owner: 3, target: month('2027-03-31') },
  { name: 'Northern region launch', under: 'New markets', fill: 11, status: 'IN_PROGRESS', owner: 2, target: quarter('2027-09-30') },
  { name: 'Mobile checkout', under: 'Digital channels', fill: 12, status: 'IN_PROGRESS', owner: 4, target: quarter('2027-03-31') },
  { name: 'Search that finds it', under: 'Digital channels', fill: 8, status: 'PENDING', owner: 2, target: quarter('2027-09-30') },
  {
    name: 'Sign-in without passwords',
    under: 'Self-service portal',
    fill: 0,
    status: 'IN_PROGRESS',
    owner: 3,
    target: month('2027-01-31'),
  },
  { name: 'Help without waiting', under: 'Self-service portal', fill: 4, status: 'IN_PROGRESS', owner: 2, target: month('2027-06-30') },
  { name: 'Returns in one step', under: 'Self-service portal', fill: 0, status: 'PENDING', owner: 4, target: month('2027-06-30') },
  { name: 'Northern warehouse', under: 'Northern region launch', fill: 3, status: 'IN_PROGRESS', owner: 1, target: month('2027-05-31') },
  { name: 'Northern language pack', under: 'Northern region launch', fill: 0, status: 'PENDING', owner: 5, target: month('2027-04-30') },
  { name: 'Warehouse renewal', under: 'Reliable operations', fill: 7, status: 'IN_PROGRESS', owner: 3, target: quarter('2026-12-31') },
  { name: 'North gate rebuild', under: 'Warehouse renewal', fill: 1, status: 'PAUSED', owner: 6, target: month('2026-11-30') },
  { name: 'Steady payments', under: 'Reliable operations', fill: 8, status: 'IN_PROGRESS', owner: 1, target: quarter('2026-12-31') },
  {
    name: 'One platform for stock',
    under: 'Reliable operations',
    fill: 11,
    status: 'IN_PROGRESS',
    owner: 6,
    target: quarter('2027-06-30'),
  },
  { name: 'Safe by default', under: 'Reliable operations', fill: 6, status: 'IN_PROGRESS', owner: 7, target: quarter('2026-12-31') },
  { name: 'Fewer failed deliveries', under: 'Reliable operations', fill: 7, status: 'COMPLETED', owner: 5, target: quarter('2026-09-30') },
  { name: 'Business customers', under: 'New markets', fill: 9, status: 'IN_PROGRESS', owner: 0, target: quarter('2027-12-31') },
  { name: 'Southern partners', under: 'New markets', fill: 7, status: 'WAITING_FOR_PARTNER', owner: 5, target: quarter('2028-03-31') },
  { name: 'Island delivery', under: 'New markets', fill: 5, status: 'PENDING', owner: 7, target: quarter('2028-06-30') },
  { name: 'Hiring', under: 'People and skills', fill: 3, status: 'IN_PROGRESS', owner: 0, target: quarter('2026-12-31') },
  { name: 'Hiring in the north', under: 'Hiring', fill: 0, status: 'IN_PROGRESS', owner: 5, target: month('2026-12-31') },
  { name: 'Leaders at every level', under: 'People and skills', fill: 3, status: 'IN_DISCOVERY', owner: 1, target: quarter('2027-12-31') },
  { name: 'A workplace that works', under: 'People and skills', fill: 3, status: 'COMPLETED', owner: 6, target: quarter('2026-06-30') },
];
