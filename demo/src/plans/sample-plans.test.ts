import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleCompanies } from '../companies.ts'
import { SAMPLE_PEOPLE } from '../people.ts'
import { PRODUCT_LINES } from '../products.ts'
import { customerFigures } from '../sample-figures.fixture.ts'
import { OUTLINES } from './outlines.ts'
import type { SamplePlan } from './sample-plan.ts'
import { type SamplePlans, samplePlans } from './sample-plans.ts'
import { THEMES } from './themes.ts'

const { plans, today } = samplePlans()

function planOf(key: string): SamplePlan {
  const plan = plans.find((each) => each.key === key)
  if (!plan) throw new Error(`no plan ${key}`)
  return plan
}

function isUnique(keys: readonly string[]): boolean {
  return new Set(keys).size === keys.length
}

/** Every driver has an amount for each year, in order, and whoever answers for it is of the customer in the team. */
function expectValueToMeet({ valueCases, team }: SamplePlan): void {
  const theirs = team.filter(({ person }) => person.kind === 'customer').map(({ person }) => person.name)
  for (const { years, drivers } of valueCases) {
    for (const { kind, probability, owner, years: amounts } of drivers) {
      expect(amounts).toHaveLength(years + 1)
      for (const { low, base, high } of amounts) {
        expect(Number(low ?? base)).toBeLessThanOrEqual(Number(base))
        expect(Number(high ?? base)).toBeGreaterThanOrEqual(Number(base))
      }
      if (owner !== null) expect(theirs).toContain(owner.name)
      if (kind === 'cost') expect(probability).toBe(1)
    }
  }
}

/** Everything that must hold for any plan, whatever the seed and the last month. */
function expectSound({ plans: all, today: until }: SamplePlans): void {
  const seen = new Set<string>()
  for (const plan of all) {
    expect(plan.parentKey === null || seen.has(plan.parentKey)).toBe(true)
    seen.add(plan.key)
    expectKeysToMeet(plan)
    expectDaysInOrder(plan, until)
  }
}

function expectKeysToMeet(plan: SamplePlan): void {
  const items = new Set(plan.swot.map(({ key }) => key))
  const objectives = new Set(plan.objectives.map(({ key }) => key))
  const results = new Set(plan.objectives.flatMap(({ keyResults }) => keyResults.map(({ key }) => key)))
  const actions = new Set(plan.actions.map(({ key }) => key))
  for (const { cause } of [...plan.objectives, ...plan.actions]) {
    if (cause?.kind === 'swot') expect(items).toContain(cause.key)
    if (cause?.kind === 'tows') {
      expect(items).toContain(cause.internalKey)
      expect(items).toContain(cause.externalKey)
    }
  }
  for (const action of plan.actions) {
    if (action.objectiveKey !== null) expect(objectives).toContain(action.objectiveKey)
    if (action.keyResultKey !== null) expect(results).toContain(action.keyResultKey)
    for (const need of action.needs) expect(actions).toContain(need)
  }
  for (const event of plan.events) {
    if (event.kind === 'reading') expect(results).toContain(event.keyResultKey)
    if (event.kind === 'move') expect(actions).toContain(event.actionKey)
    if (event.kind === 'end_objective') expect(objectives).toContain(event.objectiveKey)
  }
  expectValueToMeet(plan)
  expect(isUnique(plan.swot.map(({ key }) => key))).toBe(true)
  expect(isUnique(plan.actions.map(({ key }) => key))).toBe(true)
}

function expectDaysInOrder(plan: SamplePlan, until: string): void {
  const days = plan.events.map(({ on }) => on)
  expect(days).toEqual(days.toSorted())
  for (const on of days) {
    expect(on >= plan.begunOn).toBe(true)
    expect(on <= until).toBe(true)
  }
  for (const { startsOn, dueOn } of plan.actions)
    expect(startsOn === null || dueOn === null || startsOn < dueOn).toBe(true)
  for (const { startsOn, endsOn } of plan.objectives) expect(startsOn < endsOn).toBe(true)
  for (const { asOf } of plan.statements) expect(asOf <= until).toBe(true)
  for (const { evidenceOn } of plan.swot) expect(evidenceOn === null || evidenceOn <= until).toBe(true)
  for (const { written } of plan.notes) {
    expect(written.map(({ on }) => on)).toEqual(written.map(({ on }) => on).toSorted())
    for (const { on } of written) expect(on >= plan.begunOn && on <= until).toBe(true)
  }
}

describe('the purchases of the sample company', () => {
  const purchases = plans.flatMap((plan) => plan.purchases.map((purchase) => ({ plan, purchase })))

  it('are of three plans: one well served, one with a milestone that nothing serves, one ordered again every year', () => {
    expect(purchases.map(({ plan, purchase }) => [plan.key, purchase.buyClass, purchase.template])).toEqual([
      ['second-year', 'modified_rebuy', null],
      ['group', 'new_task', null],
      ['first-year', 'straight_rebuy', null],
      ['first-year', 'straight_rebuy', 'Yearly call-off of filter elements'],
    ])
    const notServed = purchases.map(({ purchase: { steps } }) => {
      const served = new Set(steps.flatMap(({ serves }) => serves))
      return steps.filter(({ side }, place) => side === 'customer' && !served.has(place)).map(({ title }) => title)
    })
    expect(notServed).toEqual([[], ['Budget is approved'], [], []])
  })

  it('name people of the team on their own side, and no day to come as done', () => {
    for (const { plan, purchase } of purchases) {
      const sides = new Map(
        plan.team.map(({ person }) => [person.name, person.kind === 'customer' ? 'customer' : 'ours']),
      )
      const milestones = purchase.steps.filter(({ side }) => side === 'customer').length
      for (const step of purchase.steps) {
        if (step.ownerName !== null) expect(sides.get(step.ownerName)).toBe(step.side)
        expect(step.doneOn === null || step.doneOn <= today).toBe(true)
        for (const place of step.serves) expect(place).toBeLessThan(milestones)
      }
      for (const { on } of purchase.done) expect(on <= today).toBe(true)
      expect(purchase.ending === null || purchase.ending.on <= today).toBe(true)
    }
  })

  it('begin from a template that an earlier one of the same plan was kept as, and do steps that it has', () => {
    const { purchases: own } = planOf('first-year')
    const [kept, next] = own
    expect(next?.template).toBe(kept?.keptAs)
    const titles = kept?.steps.map(({ title }) => title)
    for (const { title } of next?.done ?? []) expect(titles).toContain(title)
  })
})

describe('the account plans of the sample company', () => {
  it('are twelve, at every stage of life, begun over four years', () => {
    expect(plans).toHaveLength(12)
    const stages = plans.map(({ stage }) => stage)
    expect(new Set(stages)).toEqual(new Set(['draft', 'active', 'waiting', 'changes_asked', 'approved', 'closed']))
    expect(stages.filter((stage) => stage === 'draft')).toHaveLength(2)
    expect(new Set(plans.map(({ startMonth }) => startMonth))).toEqual(
      new Set(['2024-01', '2025-01', '2026-01', '2027-01']),
    )
    expect(plans.filter(({ periodKind }) => periodKind === 'quarter')).toHaveLength(1)
  })

  it('are for accounts of the sample company, one open plan for each account and unit', () => {
    const codes = new Set(sampleCompanies(20_261, 400).map(({ code }) => code))
    expect(plans.every(({ customerCode }) => codes.has(customerCode))).toBe(true)
    expect(isUnique(plans.map(({ customerCode, scope }) => `${customerCode} ${scope}`))).toBe(true)
  })

  it('put a company and a unit of one group below the plan of that group', () => {
    const below = plans.filter(({ parentKey }) => parentKey !== null)
    expect(below.map(({ parentKey }) => parentKey)).toEqual(['group', 'group'])
    expect(below.map(({ scope }) => scope)).toEqual(['', 'Service workshops'])
    expect(below[1]?.customerCode).toBe(planOf('group').customerCode)
  })

  it('ask of the group only what the plans below do not ask', () => {
    const firstGoal = (key: string, period: number) =>
      Number(
        planOf(key).goals.find((goal) => goal.period === period && goal.measure === 'net_revenue')?.amount ??
          Number.NaN,
      )
    const ownSecondYear = firstGoal('group', 2)
    const below = firstGoal('group-company', 1) + firstGoal('group-unit', 1)
    const whole = 3_500_000
    expect(ownSecondYear / 1.06 ** 2 + below / 1.06).toBeCloseTo(whole, -4)
  })

  it('have value cases for three customers, and one of what it is worth to us', () => {
    const cases = plans.flatMap(({ key, valueCases }) => valueCases.map(({ beneficiary }) => [key, beneficiary]))
    expect(cases).toEqual([
      ['second-year', 'customer'],
      ['second-year', 'us'],
      ['group', 'customer'],
      ['costly', 'customer'],
    ])
    const [valves] = planOf('second-year').valueCases
    const paid = valves?.drivers.filter(({ kind }) => kind === 'cost').flatMap(({ years }) => years[0] ?? [])
    expect(Number(paid?.[0]?.base)).toBeGreaterThan(5_000)
    expect(valves?.drivers.map(({ evidence }) => evidence)).toEqual(['measured', 'agreed', 'measured', 'claimed'])
  })

  it('always come out the same, down to the last letter', () => {
    const print = (sample: SamplePlans) => createHash('sha256').update(JSON.stringify(sample)).digest('hex')
    expect(print(samplePlans())).toBe(print(samplePlans()))
    expect(print(samplePlans({ seed: 7 }))).not.toBe(print(samplePlans()))
  })

  it('hold together for any seed and any last month', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 31 - 1 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 2020, max: 2040 }),
        (seed, month, year) => {
          const lastMonth = `${year}-${String(month).padStart(2, '0')}`
          const shapes = sampleCompanies(seed, 400)
          fc.pre(OUTLINES.every(({ rank, company }) => shapes.filter(({ plan }) => plan.rank === rank)[company]))
          expectSound(samplePlans({ seed, lastMonth }))
        },
      ),
      { numRuns: 25 },
    )
  })

  it('name people of the sample company and of the customer, who are never the same', () => {
    const names = new Set(SAMPLE_PEOPLE.map(({ name }) => name))
    for (const { actions, team } of plans) {
      for (const owner of [...actions.map((action) => action.owner), ...team.map(({ person }) => person)]) {
        if (owner !== null) expect(names.has(owner.name)).toBe(owner.kind === 'colleague')
      }
    }
  })

  it('have one who answers for each plan', () => {
    for (const { team } of plans) expect(team.filter(({ duty }) => duty === 'accountable')).toHaveLength(1)
  })

  it('give something to do to the managing director and to the customer', () => {
    const functions = plans.flatMap(({ actions }) => actions.map(({ owner }) => owner?.function))
    expect(functions).toContain('Managing director')
    expect(functions).toContain('Head of maintenance')
  })
})

describe('work in the sample plans', () => {
  const actions = plans.flatMap((plan) => plan.actions)
  const moves = plans.flatMap((plan) => plan.events).filter((event) => event.kind === 'move')

  it('is done in time and late, blocked and dropped with reasons, and done with evidence', () => {
    const dueOf = new Map(plans.flatMap((plan) => plan.actions.map(({ key, dueOn }) => [`${plan.key} ${key}`, dueOn])))
    const done = plans.flatMap((plan) =>
      plan.events.flatMap((event) =>
        event.kind === 'move' && event.state === 'done'
          ? [{ on: event.on, dueOn: dueOf.get(`${plan.key} ${event.actionKey}`) ?? '' }]
          : [],
      ),
    )
    expect(done.some(({ on, dueOn }) => on <= dueOn)).toBe(true)
    expect(done.some(({ on, dueOn }) => on > dueOn)).toBe(true)
    for (const move of moves) {
      expect(move.reason !== '').toBe(move.state === 'blocked' || move.state === 'dropped')
      if (move.state === 'done') expect(move.evidence).not.toBe('')
    }
    expect(new Set(moves.map(({ state }) => state))).toEqual(new Set(['in_progress', 'blocked', 'done', 'dropped']))
  })

  it('has what a real plan has: nobody in charge, no date, overdue, recurring, waiting for another', () => {
    expect(actions.some(({ owner }) => owner === null)).toBe(true)
    expect(actions.some(({ dueOn }) => dueOn === null)).toBe(true)
    expect(actions.some(({ repeat }) => repeat !== null)).toBe(true)
    expect(actions.some(({ needs }) => needs.length > 0)).toBe(true)
    const finished = new Set(moves.filter(({ state }) => state === 'done').map(({ actionKey }) => actionKey))
    expect(actions.some(({ key, dueOn }) => dueOn !== null && dueOn < today && !finished.has(key))).toBe(true)
  })

  it('has not begun where a plan is only drafted', () => {
    for (const plan of plans.filter(({ startMonth }) => startMonth === '2027-01')) {
      expect(plan.events).toEqual([])
      expect(plan.actions.every(({ dueOn }) => dueOn !== null && dueOn > today)).toBe(true)
    }
  })

  it('is over where a plan is closed', () => {
    const { actions: all, events, closing } = planOf('closed')
    expect(closing).not.toBe('')
    const last = new Map(events.flatMap((event) => (event.kind === 'move' ? [[event.actionKey, event.state]] : [])))
    expect(all.every(({ key }) => ['done', 'dropped'].includes(last.get(key) ?? ''))).toBe(true)
  })
})

describe('key results of the sample plans', () => {
  it('are read every few weeks over the life of the plan', () => {
    const days = planOf('second-year')
      .events.filter((event) => event.kind === 'reading' && event.keyResultKey === 'valves-typed')
      .map(({ on }) => on.slice(0, 7))
    expect(new Set(days).size).toBeGreaterThan(10)
  })

  it('never aim at where they start', () => {
    const results = plans.flatMap(({ objectives }) => objectives.flatMap(({ keyResults }) => keyResults))
    expect(results.every(({ start, target }) => start !== target)).toBe(true)
    expect(new Set(results.map(({ measure }) => measure.kind))).toEqual(new Set(['typed', 'fed']))
    const sources = results.flatMap(({ measure }) => (measure.kind === 'fed' ? [measure.source] : []))
    expect(new Set(sources)).toEqual(new Set(['net_revenue', 'gross_margin', 'products_bought', 'share_of_wallet']))
  })

  it('stay between start and target', () => {
    for (const plan of plans) {
      const results = new Map(
        plan.objectives.flatMap(({ keyResults }) => keyResults.map((result) => [result.key, result])),
      )
      for (const event of plan.events) {
        if (event.kind !== 'reading') continue
        const result = results.get(event.keyResultKey)
        const bounds = [Number(result?.start), Number(result?.target)]
        expect(Number(event.value)).toBeGreaterThanOrEqual(Math.min(...bounds))
        expect(Number(event.value)).toBeLessThanOrEqual(Math.max(...bounds))
      }
    }
  })
})

describe('what the sample plans rest on', () => {
  it('SWOT has both viewpoints and all kinds, high threats that led to something and one that did not', () => {
    for (const plan of plans.filter(({ swot }) => swot.length > 0)) {
      expect(new Set(plan.swot.map(({ viewpoint }) => viewpoint))).toEqual(new Set(['customer', 'view_of_us']))
      const led = new Set(
        [...plan.objectives, ...plan.actions].flatMap(({ cause }) => {
          if (cause === null) return []
          return cause.kind === 'swot' ? [cause.key] : [cause.internalKey, cause.externalKey]
        }),
      )
      expect(plan.swot.some(({ key, kind, impact }) => kind === 'threat' && impact === 3 && !led.has(key))).toBe(true)
    }
    const items = plans.flatMap(({ swot }) => swot)
    expect(new Set(items.map(({ kind }) => kind)).size).toBe(4)
    expect(items.some(({ evidence }) => evidence === '')).toBe(true)
  })

  it('a theme pairs a strength or weakness with an opportunity or threat of the same viewpoint', () => {
    for (const { items, cause } of THEMES) {
      const [first, second] = cause.map((key) => items.find((item) => item.key === key))
      expect(first).toBeDefined()
      if (cause.length === 1) continue
      expect(['strength', 'weakness']).toContain(first?.kind)
      expect(['opportunity', 'threat']).toContain(second?.kind)
      expect(first?.viewpoint).toBe(second?.viewpoint)
    }
  })

  it('each theme is about a product line that is sold', () => {
    const lines = PRODUCT_LINES.map(({ name }) => name)
    for (const { productLine } of THEMES) expect(lines).toContain(productLine)
    expect(new Set(OUTLINES.flatMap(({ themes }) => themes))).toEqual(new Set(THEMES.map(({ key }) => key)))
  })

  it('white space has competitors with share and renewal, open cells and cells nobody needs', () => {
    const cells = plans.flatMap(({ whiteSpace }) => whiteSpace?.cells ?? [])
    expect(new Set(cells.map(({ state }) => state))).toEqual(
      new Set(['owned', 'competitor', 'open', 'not_needed', null]),
    )
    for (const cell of cells) {
      expect(cell.competitor !== null && cell.renewalOn !== null).toBe(cell.state === 'competitor')
      expect(cell.renewalOn === null || cell.renewalOn > today).toBe(true)
      if (cell.potential === null) continue
      const { low, base, high } = cell.potential
      expect(Number(low)).toBeLessThanOrEqual(Number(base))
      expect(Number(base)).toBeLessThanOrEqual(Number(high))
    }
  })

  it('white space says of product lines that are bought what is spent on them, and leaves the state to the ledger', () => {
    for (const plan of plans) {
      const { offerings = [], cells = [], units = [] } = plan.whiteSpace ?? {}
      const lines = new Set(offerings.flatMap(({ productLine }) => productLine ?? []))
      expect(isUnique(cells.map(({ unitCode, offering }) => `${unitCode} ${offering}`))).toBe(true)
      expect(cells.every(({ unitCode }) => units.some(({ code }) => code === unitCode))).toBe(true)
      for (const { state, offering, potential } of cells) {
        expect(offerings.map(({ name }) => name)).toContain(offering)
        if (state === null) expect(potential).not.toBeNull()
        if (state === null || state === 'owned') expect(lines.has(offering)).toBe(state === null)
      }
    }
  })

  it('goals are set for every period, margin below revenue', () => {
    for (const { goals, periods } of plans.filter(({ objectives }) => objectives.length > 0)) {
      expect(goals).toHaveLength(periods * 2)
      for (const { period, measure, amount } of goals) {
        if (measure !== 'gross_margin') continue
        const revenue = goals.find((goal) => goal.period === period && goal.measure === 'net_revenue')
        expect(Number(amount)).toBeLessThan(Number(revenue?.amount))
      }
    }
  })

  it('two moments can be compared in three of the plans, with something in between', () => {
    const kept = plans.filter(({ events }) => events.some(({ kind }) => kind === 'snapshot'))
    expect(kept.map(({ key }) => key)).toEqual(['second-year', 'group', 'first-year'])
    for (const { events } of kept) {
      const [first, second] = events.flatMap((event, index) => (event.kind === 'snapshot' ? [index] : []))
      expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(3)
    }
  })

  it('aim a little above what their accounts earn, also in margin: a thin one stays thin', () => {
    const month = today.slice(0, 7)
    const figures = customerFigures({
      from: `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`,
      to: month,
      level: 'group',
    })
    const rates = plans.flatMap(({ customerCode, goals }) => {
      const own = figures.find(({ code }) => code === customerCode)
      const goal = (measure: string) => Number(goals.find((each) => each.measure === measure)?.amount)
      const aimed = goal('gross_margin') / goal('net_revenue')
      return own && goals.length > 0 ? [{ is: own.grossMargin / own.net, aimed }] : []
    })
    expect(rates.length).toBeGreaterThanOrEqual(6)
    expect(Math.min(...rates.map(({ aimed }) => aimed))).toBeLessThan(0.25)
    for (const { is, aimed } of rates) expect(Math.abs(aimed - is)).toBeLessThan(0.06)
  })

  it('have notes that several people wrote, in plans that are worked on', () => {
    const noted = plans.filter(({ notes }) => notes.length > 0)
    expect(noted.length).toBeGreaterThanOrEqual(8)
    const writers = noted.flatMap(({ notes }) =>
      notes.map(({ written }) => new Set(written.map(({ authorCode }) => authorCode)).size),
    )
    expect(Math.max(...writers)).toBe(2)
    expect(new Set(noted.map(({ notes }) => JSON.stringify(notes))).size).toBe(noted.length)
  })
})
