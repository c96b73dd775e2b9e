import type { ActionsPart, PlanAction } from '@mainstay/contract/plans-actions'
import type { PlanContent } from '@mainstay/contract/plans-content'
import type { GoalsPart, PeriodMeasure } from '@mainstay/contract/plans-goals'
import type { KeyResult, ObjectivesPart, PlanObjective } from '@mainstay/contract/plans-objectives'
import type { PlanStatement, StatementsPart } from '@mainstay/contract/plans-statements'
import type { SwotPart } from '@mainstay/contract/plans-swot'
import type { TeamPart } from '@mainstay/contract/plans-team'
import type { TextsPart } from '@mainstay/contract/plans-texts'
import type { WhiteSpaceCell, WhiteSpacePart } from '@mainstay/contract/plans-white-space'
import { buyingForCustomer } from './buying-for-customer.ts'
import { NOT_TOLD } from './not-told.ts'
import { valueForCustomer } from './value-for-customer.ts'

/**
 * What of a plan the customer may read. Only sections that are marked for them, and of those only what is made for their
 * eyes: everything is built up from nothing, so that a field added later stays in the house until somebody lets it out.
 */
export function forCustomer(content: PlanContent): PlanContent {
  const sections = content.header.sections.filter(({ audience }) => audience === 'customer')
  const shown = <Part>(part: (typeof sections)[number]['part'], of: Part | null): Part | null =>
    sections.some((section) => section.part === part) ? of : null
  const objectives = shown('objectives', content.objectives)
  const actions = shown('actions', content.actions)
  const swot = shown('swot', content.swot)
  const goals = shown('goals', content.goals)
  const whiteSpace = shown('white_space', content.whiteSpace)
  const buying = shown('buying_process', content.buying)
  const team = shown('team', content.team)
  const value = shown('value_cases', content.value)
  const known = objectives ? objectivesForCustomer(objectives) : null
  return {
    header: {
      ...content.header,
      parent: null,
      children: [],
      template: null,
      tier: null,
      isInner: false,
      sections: sections.map((section) => ({ ...section, help: '' })),
    },
    statements: content.statements ? statementsForCustomer(content.statements) : null,
    team: team ? teamForCustomer(team) : null,
    swot: swot ? swotForCustomer(swot) : null,
    objectives: known,
    actions: actions ? actionsForCustomer(actions, known) : null,
    goals: goals ? goalsForCustomer(goals) : null,
    whiteSpace: whiteSpace ? whiteSpaceForCustomer(whiteSpace) : null,
    value: value ? valueForCustomer(value) : null,
    buying: buying ? buyingForCustomer(buying) : null,
    texts: content.texts ? textsForCustomer(content.texts, new Set(sections.map(({ key }) => key))) : null,
  }
}

/** What is only assumed is not told to those it is about. */
function statementsForCustomer(part: StatementsPart): StatementsPart {
  const shared = part.sections.filter(({ section }) => section.audience === 'customer')
  return {
    sections: shared.map(({ section, values, statements }) => ({
      section: { ...section, help: '', fields: section.fields.map((field) => ({ ...field, help: '' })) },
      values: values.flatMap(statementForCustomer),
      earlier: [],
      statements: statements.flatMap(statementForCustomer),
    })),
    completeness: { asked: 0, done: 0, share: null, sections: [] },
  }
}

function statementForCustomer(statement: PlanStatement): PlanStatement[] {
  if (!statement.isConfirmed) return []
  const { id, sectionKey, fieldKey, content, asOf, createdAt, updatedAt } = statement
  return [
    {
      id,
      sectionKey,
      fieldKey,
      content,
      asOf,
      createdAt,
      updatedAt,
      isConfirmed: true,
      source: '',
      authorName: '',
      freshness: 'fresh',
      doubtfulFrom: null,
      version: 1,
    },
  ]
}

function teamForCustomer({ people }: TeamPart): TeamPart {
  return {
    people: people
      .filter(({ hasLeft }) => !hasLeft)
      .map(({ id, name, side, function: of, duty }) => ({
        id,
        name,
        side,
        function: of,
        duty,
        personId: null,
        task: '',
        isInner: false,
        hasLeft: false,
        version: 1,
      })),
    hasAccountable: true,
    mayShapeInner: false,
  }
}

function swotForCustomer({ items }: SwotPart): SwotPart {
  return {
    items: items
      .filter(({ settled }) => settled === null)
      .map(({ id, viewpoint, kind, text, createdAt, updatedAt }) => ({
        id,
        viewpoint,
        kind,
        text,
        createdAt,
        updatedAt,
        evidence: '',
        evidenceOn: null,
        saidBy: '',
        impact: null,
        confidence: null,
        score: null,
        grade: null,
        settled: null,
        marks: [],
        caused: [],
        authorName: '',
        version: 1,
      })),
    chosenPairs: [],
    openPairs: 0,
  }
}

function objectivesForCustomer({ objectives, asOf }: ObjectivesPart): ObjectivesPart {
  return { asOf, objectives: objectives.filter(({ status }) => status !== 'dropped').map(objectiveForCustomer) }
}

/** An objective that rests on margins, or on what we count alone, is shown without its grade. */
function objectiveForCustomer(objective: PlanObjective): PlanObjective {
  const results = objective.keyResults.flatMap(resultForCustomer)
  const isWhole = results.length === objective.keyResults.length && objective.marginFigures === null
  const { id, planId, title, kind, ambition, owner, startsOn, endsOn, status, createdAt, updatedAt } = objective
  return {
    id,
    planId,
    title,
    kind,
    ambition,
    startsOn,
    endsOn,
    status,
    createdAt,
    updatedAt,
    owner: owner && { ...owner, personId: null, hasLeft: false },
    why: '',
    isOutsideHorizon: false,
    ending: null,
    figures: isWhole ? objective.figures : null,
    marginFigures: null,
    keyResults: results,
    causes: [],
    actions: { total: 0, done: 0, overdue: 0, blocked: 0 },
    version: 1,
  }
}

const OWN_NUMBERS = new Set(['gross_margin', 'contribution', 'share_of_wallet'])

function resultForCustomer(result: KeyResult): KeyResult[] {
  const { measure, figures } = result
  if (result.marginFigures !== null || figures === null) return []
  if (measure.kind === 'fed' && OWN_NUMBERS.has(measure.source)) return []
  const readings = figures.readings.map((reading) => ({ ...reading, note: '', authorName: null }))
  return [{ ...result, marginFigures: null, figures: { ...figures, readings } }]
}

function actionsForCustomer({ actions, report }: ActionsPart, objectives: ObjectivesPart | null): ActionsPart {
  const shared = new Set(objectives?.objectives.map(({ id }) => id))
  const results = new Set(objectives?.objectives.flatMap(({ keyResults }) => keyResults.map(({ id }) => id)))
  return {
    actions: actions
      .filter(({ state }) => state !== 'dropped')
      .map((action) => actionForCustomer(action, { shared, results })),
    report: {
      asOf: report.asOf,
      counted: 0,
      done: 0,
      doneFraction: null,
      overdue: 0,
      medianDaysLate: null,
      blocked: [],
      withoutOwner: 0,
      withoutDueDate: 0,
      ownerLeft: 0,
      keyResults: [],
      sentences: [],
    },
  }
}

function actionForCustomer(
  action: PlanAction,
  known: { readonly shared: ReadonlySet<string>; readonly results: ReadonlySet<string> },
): PlanAction {
  const { id, planId, title, state, startsOn, dueOn, doneOn, owner, customerOwner, objective, keyResult } = action
  return {
    id,
    planId,
    title,
    // Why we are stuck is ours to say; that it is not done yet is plain.
    state: state === 'blocked' ? 'in_progress' : state,
    startsOn,
    dueOn,
    doneOn,
    customerOwner,
    owner: owner && { ...owner, personId: null, hasLeft: false },
    objective: objective && known.shared.has(objective.id) ? objective : null,
    keyResult: keyResult && known.results.has(keyResult.id) ? keyResult : null,
    details: '',
    stateReason: '',
    evidence: '',
    repeat: null,
    cause: null,
    needs: [],
    snoozedUntil: null,
    snoozeReason: '',
    defects: [],
    daysLate: 0,
    isOpen: action.isOpen,
    createdAt: action.createdAt,
    updatedAt: action.updatedAt,
    version: 1,
  }
}

/** The goal and what was bought so far; how we mean to get there is not theirs. */
function goalsForCustomer({ currency, ledgerUntil, periods }: GoalsPart): GoalsPart {
  return {
    currency,
    ledgerUntil,
    runRate: null,
    periods: periods.map(({ number, startsOn, endsOn, months, elapsed, netRevenue }) => ({
      number,
      startsOn,
      endsOn,
      months,
      elapsed,
      netRevenue: measureForCustomer(netRevenue),
      grossMargin: null,
      contribution: null,
    })),
    plansBelow: [],
    notCounted: [],
    expectedWhiteSpace: null,
  }
}

function measureForCustomer({ goal, attainment }: PeriodMeasure): PeriodMeasure {
  return {
    own: null,
    version: 1,
    below: null,
    goal,
    entries: [],
    bridge: {
      base: NOT_TOLD,
      baseSource: 'ledger',
      committedGrowth: '0',
      pipeline: '0',
      whiteSpace: '0',
      gap: NOT_TOLD,
    },
    attainment: {
      actual: attainment.actual,
      shareOfGoal: attainment.shareOfGoal,
      dueByNow: NOT_TOLD,
      pace: NOT_TOLD,
    },
  }
}

/** What they buy from us and what they could; whom else they buy from, and what we make of it, stays here. */
function whiteSpaceForCustomer(part: WhiteSpacePart): WhiteSpacePart {
  const none = { low: null, base: null, high: null }
  return {
    currency: part.currency,
    ledger: null,
    units: part.units.map((unit) => ({ ...unit, account: null })),
    offerings: part.offerings.map((offering) => ({ ...offering, marginRate: null, marginSource: 'none' })),
    cells: part.cells.map(cellForCustomer),
    sales: [],
    totals: {
      owned: 0,
      lapsed: 0,
      competitor: 0,
      open: 0,
      notNeeded: 0,
      unknown: 0,
      penetration: NOT_TOLD,
      weightedPenetration: NOT_TOLD,
      walletCells: 0,
      wallet: none,
      ours: NOT_TOLD,
      shareOfWallet: { low: NOT_TOLD, base: NOT_TOLD, high: NOT_TOLD },
      expectedRevenue: NOT_TOLD,
      expectedMargin: null,
      withoutExpectation: 0,
    },
    byUnit: [],
    byOffering: [],
    withPlansBelow: null,
  }
}

function cellForCustomer({ unitId, offeringId, state, updatedAt }: WhiteSpaceCell): WhiteSpaceCell {
  const none = { low: null, base: null, high: null }
  const told = state === 'competitor' || state === 'lapsed' ? 'open' : state
  return {
    unitId,
    offeringId,
    state: told,
    competitor: null,
    competitorShare: null,
    renewalOn: null,
    potential: none,
    needProbability: null,
    winProbability: null,
    source: '',
    note: '',
    writtenBy: 'people',
    authorName: '',
    updatedAt,
    version: 1,
    led: [],
  }
}

/** Notes of the sections that are marked for them, without who wrote them. */
function textsForCustomer({ texts }: TextsPart, shared: ReadonlySet<string>): TextsPart {
  return {
    texts: texts
      .filter(({ sectionKey }) => shared.has(sectionKey))
      .map(({ sectionKey, blocks, characters, updatedAt }) => ({
        sectionKey,
        blocks,
        characters,
        updatedAt,
        sequence: 1,
        updatedByName: null,
      })),
  }
}
