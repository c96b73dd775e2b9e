import { describe, expect, it } from 'vitest'
import { type FittedStep, fitOfWays, LEAD_ALARM, slipDays } from './fit.ts'

const TODAY = '2026-11-20'

function step(id: string, more: Partial<FittedStep> = {}): FittedStep {
  return { id, serves: [], plannedOn: null, doneOn: null, evidence: 'Their word', isNamed: true, ...more }
}

const milestones = (count: number, done = 0) =>
  Array.from({ length: count }, (_step, at) => step(`m${at + 1}`, { doneOn: at < done ? '2026-10-01' : null }))
const steps = (count: number, done = 0) =>
  Array.from({ length: count }, (_step, at) =>
    step(`s${at + 1}`, { serves: [`m${at + 1}`], doneOn: at < done ? '2026-10-01' : null }),
  )

describe('coverage and orphans', () => {
  it('count milestones that nothing serves, and steps that serve nothing', () => {
    // Milestones m1 to m4; s1 serves m1 and m2, s2 serves m2, s3 nothing, s4 something that is gone.
    // Not served: m3 and m4 of four = 2 / 4 = 0.5. Orphans: s3 and s4 of four = 2 / 4 = 0.5.
    const ours = [
      step('s1', { serves: ['m1', 'm2'] }),
      step('s2', { serves: ['m2'] }),
      step('s3'),
      step('s4', { serves: ['gone'] }),
    ]
    const { fit, steps: fits } = fitOfWays({ customer: milestones(4), ours }, TODAY)
    expect([fit.coverageGap.value, fit.notServed]).toEqual([0.5, 2])
    expect([fit.orphanShare.value, fit.orphans]).toEqual([0.5, 2])
    expect(fits.get('m2')?.mappedTo).toEqual(['s1', 's2'])
    expect(fits.get('s1')?.mappedTo).toEqual(['m1', 'm2'])
    expect(fits.get('s4')?.mappedTo).toEqual([])
    expect([...fits].filter(([, { marks }]) => marks.includes('not_served')).map(([id]) => id)).toEqual(['m3', 'm4'])
    expect([...fits].filter(([, { marks }]) => marks.includes('serves_nothing')).map(([id]) => id)).toEqual([
      's3',
      's4',
    ])
  })

  it('lists what is mapped in the order of the other side, whatever order it was said in, and once', () => {
    const ours = [step('s1', { serves: ['m3', 'm1', 'm3'] })]
    const { steps: fits } = fitOfWays({ customer: milestones(3), ours }, TODAY)
    expect(fits.get('s1')?.mappedTo).toEqual(['m1', 'm3'])
  })
})

describe('the order of both sides', () => {
  it('is turned around by the share of comparable pairs that are opposed', () => {
    // s1-m2, s2-m1, s3-m3: of three pairs one is opposed (s1 before s2, m2 after m1) = 1 / 3.
    const ours = [step('s1', { serves: ['m2'] }), step('s2', { serves: ['m1'] }), step('s3', { serves: ['m3'] })]
    const { fit, steps: fits } = fitOfWays({ customer: milestones(3), ours }, TODAY)
    expect(fit.inversions.value).toBeCloseTo(1 / 3, 12)
    expect(fit.inverted).toBe(1)
    const turned = [...fits].filter(([, { marks }]) => marks.includes('out_of_order')).map(([id]) => id)
    expect(turned).toEqual(['m1', 'm2', 's1', 's2'])
  })

  it('marks what came too early, and not what it was put before', () => {
    // s2 serves m4 before s3 to s5 serve m1 to m3; everything else agrees without it.
    // Opposed are s2 with s3, s4 and s5: 3 of the 6 * 5 / 2 = 15 pairs.
    const served = ['m0', 'm4', 'm1', 'm2', 'm3', 'm5']
    const customer = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5'].map((id) => step(id))
    const ours = served.map((id, at) => step(`s${at + 1}`, { serves: [id] }))
    const { fit, steps: fits } = fitOfWays({ customer, ours }, TODAY)
    expect([fit.inverted, fit.inversions.value]).toEqual([3, 3 / 15])
    const turned = [...fits].filter(([, { marks }]) => marks.includes('out_of_order')).map(([id]) => id)
    expect(turned).toEqual(['m4', 's2'])
  })

  it('says nothing of two mappings that share a step or a milestone', () => {
    // s1 serves m1 and m2, s2 serves m2: (s1-m1, s1-m2) share s1, (s1-m2, s2-m2) share m2; s1-m1 and s2-m2 agree: 0 / 1.
    const ours = [step('s1', { serves: ['m1', 'm2'] }), step('s2', { serves: ['m2'] })]
    const { fit } = fitOfWays({ customer: milestones(3), ours }, TODAY)
    expect([fit.inversions.value, fit.inverted]).toEqual([0, 0])
    const alone = fitOfWays({ customer: milestones(3), ours: [step('s1', { serves: ['m1', 'm2'] })] }, TODAY)
    expect(alone.fit.inversions).toEqual({
      value: null,
      status: 'insufficient_data',
      reasons: ['plans/nothing-to-compare'],
    })
  })
})

describe('how far each side is', () => {
  it('is the furthest step done of all, whatever was passed over', () => {
    // Of five milestones the third is done and the second is not: 3 / 5. Of four steps the second: 2 / 4.
    const customer = milestones(5)
    const done = customer.map((each, at) => (at === 0 || at === 2 ? { ...each, doneOn: '2026-10-01' } : each))
    const { fit, steps: fits } = fitOfWays({ customer: done, ours: steps(4, 2) }, TODAY)
    expect([fit.customerProgress.value, fit.ourProgress.value]).toEqual([0.6, 0.5])
    // 2 / 4 - 3 / 5 = -0.1
    expect(fit.leadLag.value).toBeCloseTo(-0.1, 12)
    expect(fit.alarm).toBeNull()
    expect([...fits].filter(([, { marks }]) => marks.includes('passed_over')).map(([id]) => id)).toEqual(['m2'])
  })

  it.each([
    // Ours 3 / 4 less theirs 2 / 4 is exactly a quarter.
    [4, 2, 4, 3, null],
    // 5 / 6 - 7 / 12 = 10 / 12 - 7 / 12 = 3 / 12, which floating point makes a little more than 0.25.
    [12, 7, 6, 5, null],
    // 4 / 4 - 2 / 4 = 0.5
    [4, 2, 4, 4, 'ahead_of_buyer'],
    // 1 / 4 - 3 / 4 = -0.5
    [4, 3, 4, 1, 'behind_buyer'],
    // 51 / 100 - 1 / 4 = 0.26
    [4, 1, 100, 51, 'ahead_of_buyer'],
    [4, 0, 4, 0, null],
  ] as const)('of %i milestones %i done and of %i steps %i gives the alarm %s', (all, done, own, ownDone, alarm) => {
    const { fit } = fitOfWays({ customer: milestones(all, done), ours: steps(own, ownDone) }, TODAY)
    expect(fit.alarm).toBe(alarm)
    expect(LEAD_ALARM).toBe(0.25)
  })
})

describe('days', () => {
  it('slip by done less planned, by today less planned while open and past, and else by nothing', () => {
    expect(slipDays({ plannedOn: '2026-10-01', doneOn: '2026-10-11' }, TODAY)).toBe(10)
    expect(slipDays({ plannedOn: '2026-10-11', doneOn: '2026-10-01' }, TODAY)).toBe(-10)
    expect(slipDays({ plannedOn: '2026-11-10', doneOn: null }, TODAY)).toBe(10)
    expect(slipDays({ plannedOn: TODAY, doneOn: null }, TODAY)).toBeNull()
    expect(slipDays({ plannedOn: '2026-12-01', doneOn: null }, TODAY)).toBeNull()
    expect(slipDays({ plannedOn: null, doneOn: '2026-10-01' }, TODAY)).toBeNull()
  })

  it('have a median over what is done on both sides, and a count of what is late', () => {
    // Slips of what is done: -2 and 4 of theirs, 10 of ours: the middle one is 4. Late: m3 and s2.
    const customer = [
      step('m1', { plannedOn: '2026-10-03', doneOn: '2026-10-01' }),
      step('m2', { plannedOn: '2026-10-03', doneOn: '2026-10-07' }),
      step('m3', { plannedOn: '2026-11-19' }),
    ]
    const ours = [
      step('s1', { plannedOn: '2026-10-01', doneOn: '2026-10-11' }),
      step('s2', { plannedOn: '2026-01-01' }),
      step('s3', { plannedOn: TODAY }),
    ]
    const { fit, steps: fits } = fitOfWays({ customer, ours }, TODAY)
    expect([fit.medianSlipDays.value, fit.lateSteps]).toEqual([4, 2])
    expect(fits.get('s3')?.marks).not.toContain('late')
    // Without the 10: (-2 + 4) / 2 = 1
    expect(fitOfWays({ customer, ours: [] }, TODAY).fit.medianSlipDays.value).toBe(1)
    expect(fitOfWays({ customer: milestones(3), ours: [] }, TODAY).fit.medianSlipDays).toMatchObject({
      value: null,
      reasons: ['plans/nothing-done'],
    })
  })
})

describe('what is missing', () => {
  it('is told of names and evidence', () => {
    // One of four milestones has nobody: 1 / 4.
    const customer = [...milestones(3), step('m4', { isNamed: false, evidence: ' ' })]
    const { fit, steps: fits } = fitOfWays({ customer, ours: [step('s1', { isNamed: false })] }, TODAY)
    expect(fit.roleGap.value).toBe(0.25)
    expect(fits.get('m4')?.marks).toEqual(['not_served', 'no_evidence', 'nobody_named'])
    expect(fits.get('s1')?.marks).toEqual(['serves_nothing', 'nobody_named'])
  })

  it('leaves figures unknown where a side is empty, never 0', () => {
    const { fit } = fitOfWays({ customer: [], ours: steps(3, 1) }, TODAY)
    const unknown = { value: null, status: 'insufficient_data', reasons: ['plans/no-milestones'] }
    expect(fit).toMatchObject({ coverageGap: unknown, roleGap: unknown, customerProgress: unknown, leadLag: unknown })
    expect(fit).toMatchObject({ orphanShare: { value: 1 }, orphans: 3, alarm: null, ourProgress: { status: 'ok' } })
    const other = fitOfWays({ customer: milestones(3, 3), ours: [] }, TODAY).fit
    const missing = { value: null, status: 'insufficient_data', reasons: ['plans/no-steps-of-ours'] }
    expect(other).toMatchObject({ orphanShare: missing, ourProgress: missing, leadLag: missing, alarm: null })
    expect(other.coverageGap.value).toBe(1)
    const none = fitOfWays({ customer: [], ours: [] }, TODAY).fit
    expect(none.leadLag.reasons).toEqual(['plans/no-milestones', 'plans/no-steps-of-ours'])
    expect([none.notServed, none.orphans, none.inverted, none.lateSteps]).toEqual([0, 0, 0, 0])
  })

  it('makes figures doubtful below three milestones', () => {
    const two = fitOfWays({ customer: milestones(2), ours: steps(2) }, TODAY).fit
    for (const figure of [two.coverageGap, two.inversions, two.customerProgress, two.leadLag, two.roleGap])
      expect([figure.status, figure.reasons]).toEqual(['degraded', ['plans/few-milestones']])
    expect(two.ourProgress.status).toBe('ok')
    expect(fitOfWays({ customer: milestones(3), ours: steps(3) }, TODAY).fit.coverageGap.status).toBe('ok')
  })
})
