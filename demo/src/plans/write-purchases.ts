import type { Cast } from './cast.ts'
import { dayAfter } from './days.ts'
import type { SamplePurchase, SampleStep } from './sample-plan.ts'
import type { PlanSetting } from './setting.ts'

/** Days from the last day of the plan's life, below 0 before it; null where there is no day. */
type Days = number | null
type Line = readonly [title: string, role: string, evidence: string, planned: Days, done: Days]
/** A milestone of theirs with its phase; a step of ours with the places of the milestones that it serves, from 0. */
type Theirs = readonly [SampleStep['phase'], ...Line]
type Ours = readonly [readonly number[], ...Line]

interface Way {
  readonly title: string
  readonly buyClass: SamplePurchase['buyClass']
  readonly note: string
  readonly decision: Days
  readonly theirs: readonly Theirs[]
  readonly ours: readonly Ours[]
}

/** Both are about as far, everything is served, and in the same order. */
const IN_STEP: Way = {
  title: 'Control valves for the spring shutdown',
  buyClass: 'modified_rebuy',
  note: 'The same task as two years ago, with a tighter limit for leakage.',
  decision: 75,
  theirs: [
    ['need_recognition', 'Leaking valves are listed', 'Maintenance', 'They send the list of positions', -120, -118],
    ['description', 'Limit for leakage is released', 'Maintenance', 'Released document with number', -60, -52],
    ['proposals', 'Proposals are asked for', 'Purchasing', 'Their request with deadline', -20, -19],
    ['selection', 'Proposals are compared on site', 'Purchasing', 'Invitation to explain ours', 30, null],
    ['order_routine', 'Order with schedule for the shutdown', 'Purchasing', 'Signed order', 75, null],
    ['performance_review', 'Review after start-up', 'Management', 'Leakage measured in their minutes', 200, null],
  ],
  ours: [
    [[0], 'Walk the plant with maintenance', 'Account manager', 'They confirm the list', -110, -108],
    [[1], 'Comment on the limit', 'Application engineer', 'Our point stands in the release', -65, -60],
    [[2], 'Hand in the proposal', 'Account manager', 'Receipt from purchasing', -8, -9],
    [[3], 'Trial on one valve in their workshop', 'Application engineer', 'Their fitters sign the record', 25, null],
    [[4], 'Agree on delivery by week', 'Customer service', 'They confirm the schedule', 70, null],
    [[5], 'Measure leakage together', 'Application engineer', 'Record with both names', 190, null],
  ],
}

/** We have offered and negotiated before they have decided what they need, and nobody serves their approval of the budget. */
const AHEAD: Way = {
  title: 'Rental pumps for all sites of the group',
  buyClass: 'new_task',
  note: 'They have never rented before. Finance has to say whether it counts as an investment.',
  decision: 110,
  theirs: [
    [
      'need_recognition',
      'Operations ask for a reserve at each site',
      'Maintenance',
      'Request to management',
      -150,
      -140,
    ],
    ['characteristics', 'Number and size of pumps is decided', 'Maintenance', 'List from all sites', -30, null],
    ['description', 'Terms of a rental are written down', 'Purchasing', 'Draft of the contract', 10, null],
    ['source_search', 'Suppliers who rent are looked for', 'Purchasing', 'Names of who is asked', 25, null],
    ['proposals', 'Proposals are asked for', 'Purchasing', 'Request with deadline', 50, null],
    ['selection', 'Budget is approved', 'Finance', '', 90, null],
    ['order_routine', 'Frame contract is signed', 'Management', 'Signed contract', 110, null],
    ['performance_review', 'First year is reviewed', 'Management', 'Their minutes', 475, null],
  ],
  ours: [
    [[0], 'Show what a stop of a day costs them', 'Account manager', 'They use our figures', -145, -138],
    [[4], 'Hand in a proposal for rental', 'Account manager', 'Receipt', -60, -55],
    [[1], 'Count the pumps with each site', 'Application engineer', 'Lists with a name for each site', -40, null],
    [[6], 'Negotiate terms', 'Account manager', 'Their remarks on the draft', -20, -18],
    [[2, 3], 'Propose terms for a rental', 'Account manager', '', 5, null],
    [[7], 'Agree on figures for the review', 'Account manager', 'Figures in the contract', 105, null],
    [[], 'Ask for a reference from another group', 'Account manager', '', 40, null],
  ],
}

/** As they ordered last year: kept then as a template, and begun from it now. */
const EVERY_YEAR: Way = {
  title: 'Filter elements, call-off for the year before',
  buyClass: 'straight_rebuy',
  note: 'Quantities of the year plus growth; prices by the index.',
  decision: -330,
  theirs: [
    ['need_recognition', 'Plants report quantities', 'Maintenance', 'Table of all plants', -375, -371],
    ['order_routine', 'Call-off order is placed', 'Purchasing', 'Order with number', -330, -326],
    ['performance_review', 'Deliveries are rated', 'Purchasing', 'Their rating of suppliers', -60, -58],
  ],
  ours: [
    [[0], 'Send quantities of the last year', 'Customer service', 'They return them corrected', -385, -384],
    [[1], 'Confirm prices and stock', 'Account manager', 'They agree in writing', -345, -344],
    [[2], 'Look at deliveries together', 'Account manager', 'Minutes of the call', -65, -63],
  ],
}
const TEMPLATE = 'Yearly call-off of filter elements'
const NEXT_DECISION = 35
/** Of the new purchase: quantities were sent and came back. */
const DONE_AGAIN: readonly (readonly [title: string, days: number])[] = [
  ['Plants report quantities', -4],
  ['Send quantities of the last year', -17],
]

/** How three of the customers buy: one that we follow well, one that we are ahead of, and one that orders again every year. */
export function purchasesOf({ outline, cast, lastDay }: PlanSetting): SamplePurchase[] {
  if (outline.key === 'second-year') return [written(IN_STEP, cast, lastDay)]
  if (outline.key === 'group') return [written(AHEAD, cast, lastDay)]
  if (outline.key !== 'first-year') return []
  return [
    {
      ...written(EVERY_YEAR, cast, lastDay),
      keptAs: TEMPLATE,
      ending: { status: 'won', on: dayAfter(lastDay, -58), reason: 'Ordered, delivered and rated with A' },
    },
    {
      ...written({ ...EVERY_YEAR, theirs: [], ours: [] }, cast, lastDay),
      title: 'Filter elements, call-off for next year',
      decisionOn: dayAfter(lastDay, NEXT_DECISION),
      template: TEMPLATE,
      done: DONE_AGAIN.map(([title, days]) => ({ title, on: dayAfter(lastDay, days) })),
    },
  ]
}

function written({ title, buyClass, note, decision, theirs, ours }: Way, cast: Cast, lastDay: string): SamplePurchase {
  const day = (days: Days) => (days === null ? null : dayAfter(lastDay, days))
  const stepOf = (side: SampleStep['side'], [what, ownerRole, evidence, planned, done]: Line) => ({
    side,
    title: what,
    ownerRole,
    ownerName: nameOf(ownerRole, cast),
    evidence,
    plannedOn: day(planned),
    doneOn: day(done),
  })
  return {
    title,
    buyClass,
    note,
    decisionOn: day(decision),
    template: null,
    keptAs: null,
    ending: null,
    done: [],
    steps: [
      ...theirs.map(([phase, ...line]) => ({ ...stepOf('customer', line), phase, serves: [] })),
      ...ours.map(([serves, ...line]) => ({ ...stepOf('ours', line), phase: null, serves })),
    ],
  }
}

/** Who of the team does what; nobody of the team is named for the others. */
function nameOf(role: string, { seller, buyer, operations, executive }: Cast): string | null {
  const people: Readonly<Record<string, string>> = {
    Purchasing: buyer.name,
    Maintenance: operations.name,
    Management: executive.name,
    'Account manager': seller.name,
  }
  return people[role] ?? null
}
