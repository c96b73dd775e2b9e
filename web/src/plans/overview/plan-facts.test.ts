import { describe, expect, it } from 'vitest'
import { aBuyingPart, aMilestone, aPurchase, aStep } from '../buying/fixtures.ts'
import { aStatement, aStatementsPart } from '../record-fixtures.ts'
import { deedWords } from '../shared/deed-words.ts'
import { aCase, aValuePart, uuidOf } from '../value/fixtures.ts'
import type { Actions, Objectives, Swot } from './overview-queries.ts'
import { periodState, tabOf, whatIsDoubtful, whatToDo } from './plan-facts.ts'

type Action = Actions['actions'][number]
type Item = Swot['items'][number]
type Objective = Objectives['objectives'][number]
const at = '2026-11-20T10:00:00Z'

function anAction(changes: Partial<Action>): Action {
  const owner = { kind: 'member', personId: 'p2', name: 'Mara', function: '', hasLeft: false } as const
  return {
    ...{ id: 'a', planId: 'p', title: 'Call them', details: '', state: 'planned', stateReason: '', evidence: '' },
    ...{ startsOn: null, dueOn: null, doneOn: null, owner, customerOwner: '', objective: null, keyResult: null },
    ...{ repeat: null, cause: null, needs: [], snoozedUntil: null, snoozeReason: '', defects: [], daysLate: 0 },
    ...{ isOpen: true, createdAt: at, updatedAt: at, version: 1 },
    ...changes,
  }
}

function anItem(changes: Partial<Item>): Item {
  return {
    ...{ id: 's', viewpoint: 'own', kind: 'threat', text: 'A rival', evidence: '', evidenceOn: null, saidBy: '' },
    ...{ impact: 3, confidence: 3, score: 9, grade: 'high', settled: null, marks: [], caused: [] },
    ...{ authorName: 'Mara', createdAt: at, updatedAt: at, version: 1 },
    ...changes,
  } as Item
}

const actionsOf = (...actions: Action[]) => ({ actions }) as Actions
const swotOf = (...items: Item[]): Swot => ({ items, chosenPairs: [], openPairs: 0 })
const nothing = { actions: undefined, swot: undefined, objectives: undefined }

describe('what to do next', () => {
  it('is what is due first, with whose it is and how late; what has no date comes last', () => {
    const actions = actionsOf(
      anAction({ id: 'later', dueOn: '2027-03-01' }),
      anAction({ id: 'dateless', owner: null, defects: ['no_owner', 'no_due_date'] }),
      anAction({ id: 'late', dueOn: '2026-11-01', daysLate: 19 }),
      anAction({ id: 'done', dueOn: '2026-01-01', state: 'done', isOpen: false }),
    )
    const lines = whatToDo({ ...nothing, actions })
    expect(lines.map(({ key, tone }) => [key, tone])).toEqual([
      ['late', 'loss'],
      ['later', 'neutral'],
      ['dateless', 'caution'],
    ])
    expect(lines.map(({ remarks }) => remarks)).toEqual([['Mara', '19 days late'], ['Mara'], ['no owner', 'no date']])
  })

  it('marks what is blocked, whatever its date', () => {
    const [line] = whatToDo({ ...nothing, actions: actionsOf(anAction({ state: 'blocked', dueOn: '2027-01-01' })) })
    expect(line).toMatchObject({ tone: 'loss', remarks: ['Mara', 'blocked'] })
  })

  it('names objectives that fall behind, also where only margins tell, and high items that caused nothing', () => {
    const objective = (id: string, figures: unknown, marginFigures: unknown, status = 'open') =>
      ({ id, title: id, status, endsOn: '2027-12-31', figures, marginFigures }) as unknown as Objective
    const objectives: Objectives = {
      asOf: '2026-11-20',
      objectives: [
        objective('off', { pace: 'off_track' }, null),
        objective('fine', { pace: 'on_track' }, null),
        objective('margin', null, { pace: 'at_risk' }),
        objective('over', { pace: 'off_track' }, null, 'closed'),
        objective('hidden', null, null),
      ],
    }
    const settled = { reason: 'gone', on: '2026-01-01', byName: 'Mara' }
    const swot = swotOf(
      anItem({ id: 'high', marks: ['high_without_action'] }),
      anItem({ id: 'settled', marks: ['high_without_action'], settled }),
    )
    expect(whatToDo({ ...nothing, objectives, swot }).map(({ key, part }) => [key, part])).toEqual([
      ['off', 'objectives'],
      ['margin', 'objectives'],
      ['high', 'swot'],
    ])
  })

  it('names open purchases in which we have run ahead of the buyer, or that have milestones nobody serves', () => {
    const theirs = [1, 2, 3].map((number) => aMilestone(number))
    const served = theirs.map((_, at) => aStep(at, [at + 1]))
    const ahead = served.map((step) => ({ ...step, doneOn: '2026-11-01' }))
    const ended = { on: '2026-11-01', reason: 'They bought', byName: 'Mara' }
    const buying = aBuyingPart([
      aPurchase({ theirs, ours: served }, { id: 'fits' }),
      aPurchase({ theirs, ours: ahead }, { id: 'ahead' }),
      aPurchase({ theirs, ours: served.slice(1) }, { id: 'gap' }),
      aPurchase({ theirs, ours: ahead.slice(2) }, { id: 'both' }),
      aPurchase({ theirs, ours: [] }, { id: 'ended', status: 'won', ended }),
    ])
    const lines = whatToDo({ ...nothing, buying })
    expect(lines.map(({ key, tone, remarks }) => [key, tone, remarks])).toEqual([
      ['ahead', 'loss', ['ahead of the buyer']],
      ['both', 'loss', ['ahead of the buyer', '2 milestones nobody serves']],
      ['gap', 'caution', ['1 milestone nobody serves']],
    ])
    expect(lines[0]).toMatchObject({ part: 'buying', title: 'Pumps for the new hall', day: '2027-03-01' })
  })

  it('begins with what has gone wrong, before actions that are not due yet', () => {
    const theirs = [1, 2, 3].map((number) => aMilestone(number))
    const ahead = theirs.map((_, at) => ({ ...aStep(at, [at + 1]), doneOn: '2026-11-01' }))
    const actions = actionsOf(anAction({ id: 'later', dueOn: '2027-03-01' }))
    const lines = whatToDo({
      ...nothing,
      actions,
      buying: aBuyingPart([aPurchase({ theirs, ours: ahead }, { id: 'ahead' })]),
    })
    expect(lines.map(({ key }) => key)).toEqual(['ahead', 'later'])
  })

  it('names at last what the plan asks for and nobody has written, each leading to its part', () => {
    const section = { title: '', help: '', audience: 'plan' as const, fields: [], freshMonths: null }
    const sections = [
      { ...section, key: 'profile', part: 'statements' as const },
      { ...section, key: 'pressures', part: 'swot' as const },
    ]
    const lines = whatToDo({ ...nothing, statements: aStatementsPart(), sections })
    expect(lines).toMatchObject([{ key: 'profile', title: 'Write Profile', remarks: ['Industry'], part: 'situation' }])
    expect(tabOf(sections, 'pressures')).toBe('swot')
  })

  it('is nothing while nothing is known', () => {
    expect(whatToDo(nothing)).toEqual([])
  })
})

describe('what is doubtful', () => {
  it('are aged statements, the oldest first, under the name of their field, and items without good evidence', () => {
    const statements = aStatementsPart({
      values: [aStatement({ id: 'v', fieldKey: 'industry', freshness: 'doubtful', asOf: '2025-05-01' })],
      statements: [
        aStatement({ id: 'old', freshness: 'doubtful', asOf: '2024-01-01', isConfirmed: false }),
        aStatement({ id: 'ageing', freshness: 'ageing' }),
        aStatement({ id: 'fresh' }),
      ],
    })
    const swot = swotOf(anItem({ id: 'bare', marks: ['without_evidence', 'not_graded'] }), anItem({ id: 'good' }))
    const lines = whatIsDoubtful({ statements, swot })
    expect(lines.map(({ key, title, remarks }) => [key, title, remarks])).toEqual([
      ['old', 'Freight costs have doubled.', ['Pressures', 'assumed']],
      ['v', 'Industry', ['Profile']],
      ['bare', 'A rival', ['no evidence', 'not judged']],
    ])
  })

  it('are value cases that nobody would believe as they stand, and lead to them', () => {
    const cases = [aCase({ marks: ['only_claimed', 'nobody_named'] }), aCase({ id: uuidOf(2), marks: [] })]
    const lines = whatIsDoubtful({ statements: undefined, swot: undefined, value: aValuePart(cases) })
    expect(lines.map(({ title, remarks, part }) => [title, remarks, part])).toEqual([
      ['Filling line without stops', ['only claimed', 'nobody of theirs named'], 'value'],
    ])
  })
})

it('tells which period is running', () => {
  const period = { startsOn: '2027-01-01', endsOn: '2027-12-31' }
  expect(['2026-12-31', '2027-01-01', '2027-12-31', '2028-01-01'].map((day) => periodState(period, day))).toEqual([
    'to come',
    'running',
    'running',
    'over',
  ])
})

it('tells what was done, and to what where it has a name', () => {
  expect(deedWords('plans.rolled-forward')).toBe('rolled the plan forward')
  expect(deedWords('plans.objective-removed', 'Grow together')).toBe('took an objective out: Grow together')
  expect(deedWords('plans.purchase-ended', 'Pumps')).toBe('said how a purchase of theirs ended: Pumps')
  expect(deedWords('plans.of-a-later-version')).toBe('did something that this page has no words for')
})
