import { PEOPLE } from '../../site/people';

type Some<T> = readonly [T, ...T[]];

/** Account ids of owners: people of the site, then invented ones whom Jira no longer knows. */
export const OWNERS: Some<string> = [
  PEOPLE[0]?.accountId ?? '',
  ...PEOPLE.slice(1).map((person) => person.accountId),
  '712020:aaaa0006-0000-4000-8000-00000000edda',
  '712020:aaaa0007-0000-4000-8000-00000000tove',
  '712020:aaaa0008-0000-4000-8000-00000000olek',
];

/** What the work below a landmark is about, by theme. None holds the word `north`, so that a search for it finds the landmarks alone. */
export const TOPICS: Readonly<Record<string, Some<string>>> = {
  'Digital channels': [
    'delivery messages',
    'basket',
    'order history',
    'product photos',
    'saved addresses',
    'gift cards',
    'price alerts',
    'chat with the desk',
    'store finder',
    'loyalty points',
    'size advice',
    'reviews',
    'pick-up slots',
    'accessibility',
  ],
  'Reliable operations': [
    'conveyor belts',
    'stock counts',
    'fraud checks',
    'backups',
    'cold storage',
    'route planning',
    'invoices',
    'network cables',
    'access badges',
    'refunds',
    'supplier contracts',
    'night shifts',
    'forklift chargers',
    'fire drills',
  ],
  'New markets': [
    'price lists',
    'customs papers',
    'local carriers',
    'tax rules',
    'opening hours',
    'partner portal',
    'translations',
    'showroom',
    'bulk orders',
    'credit checks',
    'trade fair',
    'Ålund pilot',
    'ferry timetable',
    'café corner',
  ],
  'People and skills': [
    'mentoring',
    'first week',
    'skills map',
    'pay bands',
    'language courses',
    'shift swaps',
    'desk booking',
    'safety training',
    'apprentices',
    'exit talks',
  ],
};

/** How work on a topic is called, by level of its type from 3 (project) to 6 (step). */
export const FORMS: readonly Some<string>[] = [
  ['Better *', 'New *', 'One way for *', 'Faster *', 'Simpler *', 'Rethink *'],
  ['*: design', '*: build', '*: roll-out', '*: data', '*: suppliers', '*: training'],
  ['*: first release', '*: second release', '*: pilot', '*: handover', '*: measurements'],
  ['*: interviews', '*: checklist', '*: sign-off', '*: clean-up', '*: dry run'],
];

export const DESCRIPTIONS: Some<string> = [
  'Customers ask for this every week.',
  'Agreed with the board in spring; see the business case.',
  'Replaces three tools that nobody likes.\nFirst step: measure how often they fail.',
  'Depends on the "one platform" decision; costs are < 5 % of the budget & shared.',
  'We stop if the pilot does not pay back within a year.',
  'Für die Filialen in Ålund und Östervik. Übersetzung folgt.',
  'Owner changed in summer. Old plan: ask the project office.',
];

/** Weighted by repetition. The last three are statuses that an admin of this invented company made. */
export const STATUSES: Some<string> = [
  ...repeat('IN_PROGRESS', 50),
  ...repeat('PENDING', 24),
  ...repeat('COMPLETED', 14),
  ...repeat('PAUSED', 5),
  ...repeat('IN_DISCOVERY', 3),
  ...repeat('WAITING_FOR_PARTNER', 2),
  ...repeat('SCALING', 2),
];

export const COST_NAMES: Some<string> = [
  'Build team',
  'Design and research',
  'Messaging service',
  'Hosting',
  'Scanners and tablets',
  'Travel',
  'Test devices',
  'Outside advice',
  'Training days',
  'Map licences',
];

export const BENEFIT_NAMES: Some<string> = [
  'Fewer calls to the desk',
  'Orders that are not cancelled',
  'Less paper',
  'Shorter queues',
  'New customers',
  'Lower insurance',
  'Fewer night shifts',
];

function repeat(text: string, times: number): Some<string> {
  return [text, ...Array.from({ length: times - 1 }, () => text)];
}
