import { describe, expect, it } from 'vitest'
import { BUYING_PHASES, firstBuyingSteps, phasesOfClass } from './phases.ts'
import { type BuyingStepDraft, buyingStepFaults, isStillToCome } from './step.ts'
import { keepAsTemplate, layOutTemplate, type StepToKeep } from './template.ts'

const TODAY = '2026-11-20'
const AROUND = {
  today: TODAY,
  milestones: new Set(['m1', 'm2']),
  team: new Map([
    ['ben', 'customer'],
    ['sam', 'ours'],
  ] as const),
}

function faults(draft: Partial<BuyingStepDraft>) {
  const step: BuyingStepDraft = { side: 'ours', phase: null, doneOn: null, serves: [], ownerId: null, ...draft }
  return buyingStepFaults(step, AROUND).map(({ field, code }) => `${field} ${code}`)
}

describe('a step', () => {
  it('is taken where everything in it belongs to its side', () => {
    expect(faults({ side: 'ours', serves: ['m2', 'm1'], ownerId: 'sam', doneOn: TODAY })).toEqual([])
    expect(faults({ side: 'customer', phase: 'selection', ownerId: 'ben', doneOn: '1999-01-01' })).toEqual([])
    expect(faults({ side: 'customer' })).toEqual([])
  })

  it('is refused with everything that is wrong at once', () => {
    expect(faults({ phase: 'selection', serves: ['m1', 'gone'], doneOn: '2027-01-01', ownerId: 'ben' })).toEqual([
      'phase plans/phase-is-theirs',
      'serves plans/milestone-unknown',
      'doneOn plans/done-in-future',
      'ownerId plans/owner-of-other-side',
    ])
    expect(faults({ side: 'customer', serves: ['m1'], ownerId: 'nobody' })).toEqual([
      'serves plans/serving-is-ours',
      'ownerId plans/owner-not-on-team',
    ])
    expect(faults({ side: 'customer', ownerId: 'sam' })).toEqual(['ownerId plans/owner-of-other-side'])
  })

  it('may have been done on the day that the east of the world has already', () => {
    expect(faults({ doneOn: '2026-11-21' })).toEqual([])
    expect(faults({ doneOn: '2026-11-22' })).toEqual(['doneOn plans/done-in-future'])
    expect([isStillToCome(null, TODAY), isStillToCome('2026-11-22', TODAY)]).toEqual([false, true])
  })
})

describe('the phases of a purchase', () => {
  it('are all eight of a new task, and fewer the more often it was bought', () => {
    expect(phasesOfClass('new_task')).toEqual(BUYING_PHASES)
    expect(BUYING_PHASES).toHaveLength(8)
    expect(phasesOfClass('modified_rebuy')).toEqual([
      'need_recognition',
      'description',
      'proposals',
      'selection',
      'order_routine',
      'performance_review',
    ])
    expect(phasesOfClass('straight_rebuy')).toEqual(['need_recognition', 'order_routine', 'performance_review'])
  })

  it.each(['new_task', 'modified_rebuy', 'straight_rebuy'] as const)(
    'of a %s begin with a milestone each, in order, that one step of ours serves, with evidence and a role',
    (buyClass) => {
      const steps = firstBuyingSteps(buyClass)
      const theirs = steps.filter(({ side }) => side === 'customer')
      const ours = steps.filter(({ side }) => side === 'ours')
      expect(theirs.map(({ phase }) => phase)).toEqual(phasesOfClass(buyClass))
      expect(ours.map(({ serves }) => serves)).toEqual(theirs.map((_step, place) => [place]))
      expect(steps.slice(0, theirs.length)).toEqual(theirs)
      for (const { evidence, ownerRole, title, side, phase, serves } of steps) {
        expect(evidence).not.toBe('')
        expect(ownerRole).not.toBe('')
        expect(title.length).toBeLessThanOrEqual(200)
        expect(side === 'ours' ? phase : serves.length).toBe(side === 'ours' ? null : 0)
      }
      expect(new Set(steps.map(({ title }) => title)).size).toBe(steps.length)
    },
  )
})

function step(id: string, more: Partial<StepToKeep> = {}): StepToKeep {
  return {
    id,
    side: 'customer',
    title: id,
    phase: null,
    ownerRole: 'Purchasing',
    evidence: 'Their order',
    requirement: '',
    plannedOn: null,
    serves: [],
    ...more,
  }
}

describe('a template', () => {
  const steps = [
    step('s1', { side: 'ours', serves: ['m2', 'gone', 'm1'], plannedOn: '2026-11-30' }),
    step('m1', { phase: 'selection', plannedOn: '2026-12-31' }),
    step('m2', { plannedOn: '2027-01-30' }),
    step('m3'),
  ]

  it('keeps milestones first, then our steps, with places for names and distances for days', () => {
    // The day of decision is 31 December: 30 January is 30 days after it, 30 November 31 days before.
    const template = keepAsTemplate(steps, '2026-12-31')
    expect(template.map(({ title, daysAfterDecision, serves }) => [title, daysAfterDecision, serves])).toEqual([
      ['m1', 0, []],
      ['m2', 30, []],
      ['m3', null, []],
      ['s1', -31, [0, 1]],
    ])
    expect(template[0]).toEqual({
      side: 'customer',
      title: 'm1',
      phase: 'selection',
      ownerRole: 'Purchasing',
      evidence: 'Their order',
      requirement: '',
      serves: [],
      daysAfterDecision: 0,
    })
  })

  it('lays its days out from another day of decision, over the end of February too', () => {
    // From 1 March 2028, a leap year: 31 days before is 30 January, 30 days after 31 March.
    const days = layOutTemplate(keepAsTemplate(steps, '2026-12-31'), '2028-03-01').map(({ plannedOn }) => plannedOn)
    expect(days).toEqual(['2028-03-01', '2028-03-31', null, '2028-01-30'])
  })

  it('has no days without a day of decision, when kept or when laid out', () => {
    const none = [null, null, null, null]
    expect(layOutTemplate(keepAsTemplate(steps, null), '2028-03-01').map(({ plannedOn }) => plannedOn)).toEqual(none)
    expect(layOutTemplate(keepAsTemplate(steps, '2026-12-31'), null).map(({ plannedOn }) => plannedOn)).toEqual(none)
  })

  it('leaves days empty that no plan may name', () => {
    const template = keepAsTemplate(steps, '2026-12-31')
    expect(layOutTemplate(template, '2999-12-31').map(({ plannedOn }) => plannedOn)).toEqual([
      '2999-12-31',
      null,
      null,
      '2999-11-30',
    ])
    expect(layOutTemplate(template, '1000-01-15').map(({ plannedOn }) => plannedOn)).toEqual([
      '1000-01-15',
      '1000-02-14',
      null,
      null,
    ])
  })
})
