import type { BuyingFit, BuyingPart, BuyingStep, Purchase } from '@mainstay/contract/plans-buying'
import { dayInWords } from '@mainstay/domain/kernel'
import { countOf, percent } from '../figures.ts'
import type { Audience, Block, Cell } from '../plan-document.ts'
import { WORDS } from '../words.ts'

/** Steps of both sides that a slide holds. */
const ROWS_ON_SLIDE = 10

/** Every open purchase with both ways side by side and how they fit; those that ended stand in one table. */
export function buyingBlocks({ purchases }: BuyingPart, audience: Audience): Block[] {
  if (purchases.length === 0) return []
  const open = purchases.filter(({ status }) => status === 'open')
  const ended = purchases.filter(({ status }) => status !== 'open')
  const isInternal = audience === 'internal'
  return [
    ...open.flatMap((purchase) => [waysTable(purchase, audience), ...(isInternal ? fitText(purchase) : [])]),
    ...(ended.length > 0 ? [endedTable(ended)] : []),
    ...(isInternal ? [fitTable(purchases)] : []),
    stepTable(purchases, audience),
  ]
}

function heading({ title, buyClass, decisionOn }: Purchase, audience: Audience): string {
  const marks = [
    ...(audience === 'internal' ? [WORDS.buyClass[buyClass]] : []),
    ...(decisionOn === null ? [] : [`decision ${dayInWords(decisionOn)}`]),
  ]
  return marks.length === 0 ? title : `${title}: ${marks.join(', ')}`
}

/**
 * Line by line as each side goes its own way: what stands beside each other need not serve each other, so our own people are
 * told the places of the milestones that a step serves.
 */
function waysTable(purchase: Purchase, audience: Audience): Block {
  const isInternal = audience === 'internal'
  const { customerSteps, ourSteps } = purchase
  const side = (name: string) => [
    { title: name, kind: 'text', weight: 3 } as const,
    { title: 'Planned', kind: 'date', weight: 1 } as const,
    { title: 'Done', kind: 'date', weight: 1 } as const,
    ...(isInternal ? ([{ title: 'To note', kind: 'text', weight: 1.8 }] as const) : []),
  ]
  const places = new Map(customerSteps.map(({ id }, at) => [id, at + 1]))
  const place = (at: number) => (isInternal ? `${at + 1}. ` : '')
  const cells = (step: BuyingStep | undefined, at: number): Cell[] => [
    step ? `${place(at)}${step.title}` : null,
    dateCell(step?.plannedOn),
    dateCell(step?.doneOn),
    ...(isInternal ? [step ? marksCell(step) : null] : []),
  ]
  const served = (step: BuyingStep | undefined): Cell[] =>
    isInternal ? [step ? step.mappedTo.map((id) => places.get(id)).join(', ') : null] : []
  const lines = Math.max(customerSteps.length, ourSteps.length)
  return {
    kind: 'table',
    title: heading(purchase, audience),
    columns: [
      ...side(isInternal ? 'Their milestones' : 'Your milestones'),
      ...side('Our steps'),
      ...(isInternal ? ([{ title: 'Serves', kind: 'text', weight: 0.7 }] as const) : []),
    ],
    rows: Array.from({ length: lines }, (_line, at) => [
      ...cells(customerSteps[at], at),
      ...cells(ourSteps[at], at),
      ...served(ourSteps[at]),
    ]),
    empty: isInternal ? 'Nobody has written down yet how they buy.' : 'No steps yet.',
    rowsInDeck: ROWS_ON_SLIDE,
    place: 'pages',
  }
}

function dateCell(day: string | null | undefined): Cell {
  return day ? { date: day } : null
}

/** What a reader should note at a glance; that evidence or a name is missing stands in the workbook. */
const AT_A_GLANCE: ReadonlySet<BuyingStep['marks'][number]> = new Set([
  'not_served',
  'serves_nothing',
  'out_of_order',
  'late',
  'passed_over',
])

function marksCell({ marks, slipDays }: BuyingStep): Cell {
  const shown = marks.filter((mark) => AT_A_GLANCE.has(mark))
  if (shown.length === 0) return null
  const words = shown.map((mark) =>
    mark === 'late' && slipDays !== null ? `${countOf(slipDays, 'day')} late` : WORDS.buyingMark[mark],
  )
  return { value: words.join('; '), tone: 'warn' }
}

/** How well both ways fit, short enough to stand on the slide of the purchase; nothing while a side has no steps. */
function fitText({ customerSteps, ourSteps, fit }: Purchase): Block[] {
  if (customerSteps.length === 0 || ourSteps.length === 0) return []
  const unnamed = customerSteps.filter(({ marks }) => marks.includes('nobody_named')).length
  const gaps = [
    ...ofAll(fit.notServed, customerSteps.length, 'milestones', 'not served by us'),
    ...ofAll(fit.orphans, ourSteps.length, 'steps of ours', 'serving nothing of theirs'),
    ...(fit.inverted > 0 ? [`${share(fit.inversions)} of the order turned around`] : []),
    ...ofAll(unnamed, customerSteps.length, 'milestones', 'with nobody named'),
  ]
  const days = [
    ...(fit.medianSlipDays.value === null
      ? []
      : [`What is done came ${slipInWords(fit.medianSlipDays.value)} in the middle.`]),
    ...(fit.lateSteps > 0 ? [`${countOf(fit.lateSteps, 'step')} late by now.`] : []),
  ]
  const paragraphs = [
    `They are ${share(fit.customerProgress)} of the way, we ${share(fit.ourProgress)}. ${leadInWords(fit)}`,
    gaps.length === 0 ? 'Everything is served, in their order.' : `To mend: ${gaps.join('; ')}.`,
    ...(days.length > 0 ? [days.join(' ')] : []),
  ]
  return [{ kind: 'text', title: '', paragraphs }]
}

function ofAll(count: number, all: number, things: string, what: string): string[] {
  return count === 0 ? [] : [`${count} of ${all} ${things} ${what}`]
}

function slipInWords(days: number): string {
  if (days === 0) return 'on its day'
  return days > 0 ? `${countOf(days, 'day')} late` : `${countOf(-days, 'day')} early`
}

/** The same as figures, for the workbook. */
function fitTable(purchases: readonly Purchase[]): Block {
  const shareColumn = (title: string) => ({ title, kind: 'percent', weight: 1 }) as const
  const countColumn = (title: string) => ({ title, kind: 'number', weight: 1 }) as const
  return {
    kind: 'table',
    title: 'How our selling fits',
    columns: [
      { title: 'Purchase', kind: 'text', weight: 2.5 },
      { title: 'Class', kind: 'text', weight: 1.2 },
      { title: 'Status', kind: 'text', weight: 1 },
      { title: 'Decision', kind: 'date', weight: 1 },
      shareColumn('Milestones not served'),
      shareColumn('Steps that serve nothing'),
      shareColumn('Order turned around'),
      shareColumn('How far they are'),
      shareColumn('How far we are'),
      shareColumn('Our lead'),
      countColumn('Median slip in days'),
      countColumn('Steps late'),
      shareColumn('Milestones with nobody named'),
      { title: 'To note', kind: 'text', weight: 3 },
    ],
    rows: purchases.map(({ title, buyClass, status, decisionOn, fit }) => [
      title,
      WORDS.buyClass[buyClass],
      WORDS.purchaseStatus[status],
      dateCell(decisionOn),
      gapCell(fit.coverageGap),
      gapCell(fit.orphanShare),
      gapCell(fit.inversions),
      fit.customerProgress.value,
      fit.ourProgress.value,
      { value: fit.leadLag.value, tone: fit.alarm === null ? null : 'bad' },
      fit.medianSlipDays.value,
      fit.lateSteps,
      gapCell(fit.roleGap),
      leadInWords(fit),
    ]),
    empty: '',
    place: 'workbook',
  }
}

function gapCell({ value }: BuyingFit['coverageGap']): Cell {
  return { value, tone: value !== null && value > 0 ? 'warn' : null }
}

/** What the lead of a side means, in words. */
function leadInWords({ alarm, leadLag }: BuyingFit): string {
  if (leadLag.value === null) return 'unknown while a side has no steps'
  if (alarm === 'ahead_of_buyer') return 'We are ahead of the buyer: what we do rests on steps they have not taken.'
  if (alarm === 'behind_buyer') return 'They are ahead of us: they decide without what we have not done yet.'
  return 'Both are about as far.'
}

function share({ value }: BuyingFit['coverageGap']): string {
  return value === null ? 'unknown' : percent(value)
}

/** Everything of both ways, line by line, for the workbook. */
function stepTable(purchases: readonly Purchase[], audience: Audience): Block {
  const isInternal = audience === 'internal'
  return {
    kind: 'table',
    title: 'Steps of both sides',
    columns: [
      { title: 'Purchase', kind: 'text', weight: 2 },
      { title: 'Side', kind: 'text', weight: 1 },
      { title: 'Place', kind: 'number', weight: 0.6 },
      { title: 'Step', kind: 'text', weight: 3 },
      { title: 'Planned', kind: 'date', weight: 1 },
      { title: 'Done', kind: 'date', weight: 1 },
      ...(isInternal
        ? ([
            { title: 'Slip in days', kind: 'number', weight: 0.8 },
            { title: 'Phase', kind: 'text', weight: 1.4 },
            { title: 'Role', kind: 'text', weight: 1.4 },
            { title: 'Person', kind: 'text', weight: 1.4 },
            { title: 'Evidence', kind: 'text', weight: 2.5 },
            { title: 'Requirement', kind: 'text', weight: 2.5 },
            { title: 'Mapped to', kind: 'text', weight: 2.5 },
            { title: 'To note', kind: 'text', weight: 2 },
          ] as const)
        : []),
    ],
    rows: purchases.flatMap((purchase) =>
      [purchase.customerSteps, purchase.ourSteps].flatMap((side) =>
        side.map((step, at) => [
          ...[purchase.title, WORDS.side[step.side], at + 1, step.title],
          ...[dateCell(step.plannedOn), dateCell(step.doneOn)],
          ...(isInternal ? judgedCells(step, purchase) : []),
        ]),
      ),
    ),
    empty: '',
    place: 'workbook',
  }
}

function judgedCells(step: BuyingStep, { customerSteps, ourSteps }: Purchase): Cell[] {
  const others = step.side === 'customer' ? ourSteps : customerSteps
  const mapped = others.filter(({ id }) => step.mappedTo.includes(id))
  return [
    step.slipDays,
    step.phase && WORDS.buyingPhase[step.phase],
    step.ownerRole,
    step.owner?.name ?? '',
    step.evidence,
    step.requirement,
    mapped.map(({ title }) => title).join('; '),
    step.marks.map((mark) => WORDS.buyingMark[mark]).join('; '),
  ]
}

function endedTable(purchases: readonly Purchase[]): Block {
  return {
    kind: 'table',
    title: 'Purchases that ended',
    columns: [
      { title: 'Purchase', kind: 'text', weight: 2.5 },
      { title: 'How', kind: 'text', weight: 1 },
      { title: 'On', kind: 'date', weight: 1 },
      { title: 'Why', kind: 'text', weight: 4 },
    ],
    rows: purchases.map(({ title, status, ended }) => [
      title,
      WORDS.purchaseStatus[status],
      dateCell(ended?.on),
      ended?.reason ?? '',
    ]),
    empty: '',
  }
}

/** What of the buying makes the plan doubtful, in a sentence each. */
export function buyingDoubts({ purchases }: BuyingPart): string[] {
  return purchases.flatMap(({ title, status, fit }) => {
    if (status !== 'open') return []
    return [
      ...(fit.alarm === 'ahead_of_buyer' ? [`${title}: we are ahead of the buyer`] : []),
      ...(fit.notServed > 0 ? [`${title}: ${countOf(fit.notServed, 'milestone')} of theirs not served`] : []),
    ]
  })
}
