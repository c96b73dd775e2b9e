import type { ActionsPart } from '@mainstay/contract/plans-actions'
import type { BuyingStep, Purchase } from '@mainstay/contract/plans-buying'
import type { BridgeKind, GoalMeasure } from '@mainstay/contract/plans-goals'
import type { KeyResult, ObjectiveFigures, PlanObjective } from '@mainstay/contract/plans-objectives'
import type { StatementsPart } from '@mainstay/contract/plans-statements'
import type { SwotPart } from '@mainstay/contract/plans-swot'
import type { TeamPart } from '@mainstay/contract/plans-team'
import type { ValueCase, ValueDriver } from '@mainstay/contract/plans-value'
import type { CellState } from '@mainstay/contract/plans-white-space'
import type { Tone } from './plan-document.ts'

type Action = ActionsPart['actions'][number]
type SwotItem = SwotPart['items'][number]

/** What the values of the contract are called where people read them. */
export const WORDS = {
  actionState: {
    planned: 'planned',
    in_progress: 'in progress',
    blocked: 'blocked',
    done: 'done',
    dropped: 'dropped',
  } satisfies Record<Action['state'], string>,
  defect: {
    no_owner: 'nobody owns it',
    no_due_date: 'no due date',
    owner_left: 'its owner has left',
    due_before_start: 'due before it starts',
  } satisfies Record<Action['defects'][number], string>,
  swotKind: {
    strength: 'Strength',
    weakness: 'Weakness',
    opportunity: 'Opportunity',
    threat: 'Threat',
  } satisfies Record<SwotItem['kind'], string>,
  swotViewpoint: {
    customer: 'The customer’s own situation',
    view_of_us: 'How the customer sees us',
  } satisfies Record<SwotItem['viewpoint'], string>,
  judgement: ['', 'small', 'medium', 'great'],
  ambition: { committed: 'committed', stretch: 'stretch' } satisfies Record<KeyResult['ambition'], string>,
  pace: { on_track: 'on track', at_risk: 'at risk', off_track: 'off track' } satisfies Record<
    NonNullable<ObjectiveFigures['pace']>,
    string
  >,
  objectiveStatus: { open: 'open', closed: 'closed', dropped: 'dropped' } satisfies Record<
    PlanObjective['status'],
    string
  >,
  resultSource: {
    net_revenue: 'ledger: net revenue',
    gross_margin: 'ledger: gross margin',
    contribution: 'ledger: contribution',
    invoice_lines: 'ledger: invoice lines',
    products_bought: 'ledger: products bought',
    share_of_wallet: 'ledger: share of wallet',
  },
  duty: {
    accountable: 'accountable',
    responsible: 'responsible',
    consulted: 'consulted',
    informed: 'informed',
  } satisfies Record<TeamPart['people'][number]['duty'], string>,
  side: { ours: 'ours', customer: 'customer' } satisfies Record<TeamPart['people'][number]['side'], string>,
  measure: {
    net_revenue: 'Net revenue',
    gross_margin: 'Gross margin',
    contribution: 'Contribution',
  } satisfies Record<GoalMeasure, string>,
  bridge: {
    base: 'Base',
    committed_growth: 'Committed growth',
    pipeline: 'Pipeline',
    white_space: 'White space',
  } satisfies Record<BridgeKind, string>,
  cell: {
    owned: 'ours',
    lapsed: 'lapsed',
    competitor: 'competitor',
    open: 'open',
    not_needed: 'not needed',
    unknown: 'unknown',
  } satisfies Record<CellState, string>,
  beneficiary: { customer: 'the customer', us: 'us' } satisfies Record<ValueCase['beneficiary'], string>,
  valueKind: { benefit: 'Benefit', cost: 'Cost' } satisfies Record<ValueDriver['kind'], string>,
  valueEvidence: { claimed: 'claimed', agreed: 'agreed', measured: 'measured' } satisfies Record<
    ValueDriver['evidence'],
    string
  >,
  valueMark: {
    no_cost: 'nothing is said of what it costs',
    no_benefit: 'nothing is said of what it brings',
    only_claimed: 'a benefit is only claimed by us',
    no_baseline: 'a benefit has no baseline',
    nobody_named: 'nobody of the customer answers for a benefit',
    no_range: 'amounts without a range',
  } satisfies Record<ValueCase['marks'][number], string>,
  buyClass: {
    new_task: 'new task',
    modified_rebuy: 'modified rebuy',
    straight_rebuy: 'straight rebuy',
  } satisfies Record<Purchase['buyClass'], string>,
  purchaseStatus: {
    open: 'open',
    won: 'won',
    lost: 'lost',
    set_aside: 'set aside',
  } satisfies Record<Purchase['status'], string>,
  buyingPhase: {
    need_recognition: 'recognizing the need',
    characteristics: 'deciding what is needed',
    description: 'describing it',
    source_search: 'searching sources',
    proposals: 'proposals',
    selection: 'selection',
    order_routine: 'order routine',
    performance_review: 'review of performance',
  } satisfies Record<NonNullable<BuyingStep['phase']>, string>,
  buyingMark: {
    not_served: 'nothing of ours serves it',
    serves_nothing: 'serves nothing of theirs',
    out_of_order: 'out of order',
    late: 'late',
    passed_over: 'passed over',
    no_evidence: 'no evidence',
    nobody_named: 'nobody named',
  } satisfies Record<BuyingStep['marks'][number], string>,
  freshness: { fresh: '', ageing: 'ageing', doubtful: 'doubtful' } satisfies Record<
    StatementsPart['sections'][number]['statements'][number]['freshness'],
    string
  >,
} as const

export const CELL_TONES: Readonly<Record<CellState, Tone | null>> = {
  owned: 'good',
  lapsed: 'warn',
  competitor: 'bad',
  open: 'info',
  not_needed: 'quiet',
  unknown: null,
}

interface Named {
  readonly name: string
  readonly function: string
  readonly kind: 'member' | 'colleague' | 'customer'
  readonly hasLeft: boolean
}

/** A person with what they are, of which side, and whether they are there still; nothing where nobody is named. */
export function personText(person: Named | null): string {
  if (!person) return ''
  const name = person.kind === 'customer' ? ofCustomer(person.name) : person.name
  const known = person.function === '' ? name : `${name}, ${person.function}`
  return person.hasLeft ? `${known} (has left)` : known
}

/** Nobody must have to guess on which side of the table somebody sits. */
export function ofCustomer(name: string): string {
  return `${name} (customer)`
}
