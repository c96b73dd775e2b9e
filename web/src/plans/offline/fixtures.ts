import { type FakeCall, type FakeHandler, FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAction, myAction, quiet } from '../actions/fixtures.ts'
import type { PlanComment } from '../comments/api/comment-queries.ts'
import { aGoal, aGoalsPart, aPeriod } from '../goals/fixtures.ts'
import type { GoalsPart } from '../goals/types.ts'
import { aPerson, aPlanHeader, PLAN_ID } from '../record-fixtures.ts'
import { aCell, aWhiteSpace, uuidOf } from '../white-space/fixtures.ts'
import type { WhiteSpaceCell } from '../white-space/types.ts'
import { cellSubject, GOAL_FIELDS, type GoalAt } from './places.ts'

export const SENDER = { workspace: 'acme', personId: 'p1' }
export { PLAN_ID }

interface Versioned {
  readonly version: number
}

const SECTION = { help: '', audience: 'plan' as const, freshMonths: 12, fields: [] }
const header = aPlanHeader({
  sections: [
    { ...SECTION, key: 'goals', title: 'Goals', part: 'goals' },
    { ...SECTION, key: 'white', title: 'White space', part: 'white_space' },
    { ...SECTION, key: 'team', title: 'Team', part: 'team' },
  ],
})

const COMMENT_ID = uuidOf(700)
const aComment = (changes: Partial<PlanComment> = {}): PlanComment => ({
  id: COMMENT_ID,
  planId: PLAN_ID,
  subjectKind: 'plan',
  subjectId: PLAN_ID,
  content: 'Shall we call them?',
  mentions: [],
  author: { personId: 'p1', name: 'Ann Bell' },
  isOwn: true,
  createdAt: '2026-11-02T10:00:00Z',
  editedAt: null,
  mayChange: true,
  mayRemove: true,
  version: 1,
  ...changes,
})
const pageOf = <Row>(...rows: readonly Row[]) => ({ rows, nextCursor: null, total: rows.length })
const faultsOf = (messages: readonly string[], code: string) => ({
  errors: messages.map((message, index) => ({ path: String(index), code, message })),
})

type GoalWish = GoalAt & { readonly amount: string | null }

function goalsWith(part: GoalsPart, wishes: readonly GoalWish[]): GoalsPart {
  const periods = part.periods.map((period) => {
    const next = { ...period }
    for (const { measure, amount, version } of wishes.filter((wish) => wish.period === period.number)) {
      const own = amount === null ? null : `${amount}.0000`
      next[GOAL_FIELDS[measure]] = { ...period.netRevenue, own, version: version + 1 }
    }
    return next
  })
  return { ...part, periods }
}

/** A plan on a server that can be cut off; the same key again is answered again, and versions are held to. */
export function planServer(more: Readonly<Record<string, FakeHandler>> = {}) {
  /** Silent: what is read anew never comes. */
  const line = { isDown: false, isLost: false, isSilent: false }
  const answers = new Map<string, unknown>()
  /** The calls that were carried out, each once. */
  const done: FakeCall[] = []
  const state = {
    action: myAction(1, { title: 'Visit the plant', version: 3 }),
    goals: aGoalsPart({ periods: [aPeriod(1, { netRevenue: aGoal() }), aPeriod(2)] }),
    cells: [aCell(1, 1)] as readonly WhiteSpaceCell[],
    comments: [aComment()] as readonly PlanComment[],
    person: aPerson({ personId: null }),
  }
  const writes =
    <Answer>(work: (call: FakeCall) => Answer): FakeHandler =>
    (call) => {
      if (line.isDown) throw new TypeError('Failed to fetch')
      const key = call.headers.get('idempotency-key') ?? ''
      if (answers.has(key)) return answers.get(key)
      const answer = work(call)
      answers.set(key, answer)
      done.push(call)
      if (!line.isLost) return answer
      line.isLost = false
      throw new TypeError('Failed to fetch')
    }
  const over = (call: FakeCall, { version }: Versioned) => {
    if (call.ifMatch !== `"${version}"`) throw new FakeRefusal(412, 'http/version-stale')
    return { version: version + 1 }
  }
  const changeAction = (changes: (call: FakeCall) => object) =>
    writes((call) => {
      state.action = { ...state.action, ...changes(call), ...over(call, state.action) }
      return { ...anAction(1), ...state.action }
    })
  const setGoals = (call: FakeCall) => {
    const goals = call.input.goals as readonly GoalWish[]
    const faults = goals.flatMap(({ period, measure, version }) => {
      const now = state.goals.periods.find(({ number }) => number === period)?.[GOAL_FIELDS[measure]]
      return now?.version === version ? [] : [`Bo Cole has changed this goal to ${now?.own} meanwhile.`]
    })
    const code = 'plans/goals-changed-meanwhile'
    if (faults.length > 0) throw new FakeRefusal(412, code, faultsOf(faults, code))
    state.goals = goalsWith(state.goals, goals)
    return state.goals
  }
  const setCells = (call: FakeCall) => {
    const wishes = call.input.cells as readonly (Partial<WhiteSpaceCell> & ReturnType<typeof aCell>)[]
    const standing = (wish: WhiteSpaceCell) => state.cells.find((cell) => cellSubject(cell) === cellSubject(wish))
    const faults = wishes.flatMap((wish) =>
      (standing(wish)?.version ?? 0) === wish.version ? [] : ['Lab, Bikes: Bo Cole wrote “lapsed” meanwhile.'],
    )
    const code = 'plans/cells-changed-meanwhile'
    if (faults.length > 0) throw new FakeRefusal(412, code, faultsOf(faults, code))
    const cells = wishes.map((wish) => ({
      ...(standing(wish) ?? aCell(1, 1, { state: 'unknown' })),
      ...wish,
      version: wish.version + 1,
    }))
    const written = new Set(cells.map(cellSubject))
    state.cells = [...state.cells.filter((cell) => !written.has(cellSubject(cell))), ...cells]
    return { changeId: uuidOf(900), cells, emptied: [] }
  }
  startFakeServer({
    ...quiet,
    'plans.readPlan': () => header,
    'plans.readPlanHistory': () => ({ approvals: [], snapshots: [], turns: [], knownSince: null }),
    'plans.readPlanApproval': () => ({ approval: null }),
    'plans.readPlanStance': () => ({ stance: 'normal', toldAs: null }),
    'plans.listPlanPresence': () => ({ people: [] }),
    'plans.beatPlanPresence': () => ({ people: [] }),
    'plans.leavePlan': () => ({ people: [] }),
    'plans.listPlanReaders': () => ({ rows: [] }),
    'plans.countPlanComments': () => ({ rows: [{ subjectKind: 'plan', subjectId: PLAN_ID, comments: 1 }] }),
    'plans.listMyWork': () => pageOf(state.action),
    'plans.readAction': () => ({ ...anAction(1), ...state.action }),
    'plans.snoozeAction': changeAction(({ input }) => ({ snoozedUntil: input.until, snoozeReason: input.reason })),
    'plans.handOverAction': changeAction(() => ({
      owner: { kind: 'member', personId: 'p2', name: 'Bo Cole', function: '', hasLeft: false },
    })),
    'plans.listPlanComments': () => pageOf(...state.comments),
    'plans.addPlanComment': writes(({ input }) => {
      const added = aComment({ id: uuidOf(701), content: String(input.content) })
      state.comments = [...state.comments, added]
      return added
    }),
    'plans.changePlanComment': writes((call) => {
      const [first = aComment()] = state.comments
      const changed = { ...first, content: String(call.input.content), ...over(call, first) }
      state.comments = [changed]
      return changed
    }),
    'plans.readPlanGoals': () => (line.isSilent ? new Promise(() => undefined) : state.goals),
    'plans.setPlanGoals': writes(setGoals),
    'plans.addBridgeEntry': writes(({ input }) => ({ ...entryOf(state.goals), ...input, id: uuidOf(800) })),
    'plans.changeBridgeEntry': writes((call) => {
      const { amount, note, source } = call.input
      const changed = { ...entryOf(state.goals), amount, note, source, ...over(call, entryOf(state.goals)) }
      state.goals = aGoalsPart({
        periods: [aPeriod(1, { netRevenue: aGoal({ entries: [changed as never] }) }), aPeriod(2)],
      })
      return changed
    }),
    'plans.readWhiteSpace': () =>
      line.isSilent ? new Promise(() => undefined) : aWhiteSpace({ cells: [...state.cells] }),
    'plans.setWhiteSpaceCells': writes(setCells),
    'plans.readTeamPart': () => ({ people: [state.person], hasAccountable: true, mayShapeInner: true }),
    'plans.addPlanPerson': writes(({ input }) => aPerson({ ...input, id: uuidOf(801) })),
    'plans.changePlanPerson': writes((call) => {
      state.person = { ...state.person, task: String(call.input.task), ...over(call, state.person) }
      return state.person
    }),
    ...more,
  })
  return { line, state, done }
}

function entryOf({ periods }: GoalsPart) {
  const [entry] = periods[0]?.netRevenue.entries ?? []
  if (!entry) throw new Error('the goals have no entry')
  return entry
}
