import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Amount, known } from '../kernel/index.ts'
import { type PlannedAmount, rollUpAmounts } from './goal-roll-up.ts'
import { bridgeToGoal, runRate } from './goals.ts'
import { rollUp } from './plan-tree.ts'
import { type Bounds, CELL_STATES, type CellFacts, whiteSpaceTotals } from './white-space.ts'
import { fillFromLedger, type StandingCell } from './white-space-ledger.ts'
import { readCellText, writeCellText } from './white-space-text.ts'

const anAmount = fc.bigInt({ min: 0n, max: 10n ** 18n })
const chance = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null })
const anyBounds: fc.Arbitrary<Bounds> = fc
  .tuple(anAmount, anAmount, anAmount, fc.boolean())
  .map(([a, b, c, isAlone]) => {
    const [low = 0n, base = 0n, high = 0n] = [a, b, c].toSorted((left, right) => (left < right ? -1 : 1))
    return isAlone ? { low: null, base, high: null } : { low, base, high }
  })
const anyCell: fc.Arbitrary<CellFacts> = fc.record({
  state: fc.constantFrom(...CELL_STATES),
  potential: fc.oneof(anyBounds, fc.constant({ low: null, base: null, high: null })),
  needProbability: chance,
  winProbability: chance,
  marginRate: chance,
  ours: fc.option(anAmount.map(known), { nil: null }),
})

describe('laws of the white space', () => {
  it('every cell is counted once, and no share leaves 0 to 1', () => {
    fc.assert(
      fc.property(fc.array(anyCell, { maxLength: 40 }), (cells) => {
        const totals = whiteSpaceTotals(cells)
        expect(Object.values(totals.counts).reduce((sum, count) => sum + count, 0)).toBe(cells.length)
        const { low, base, high } = totals.shareOfWallet
        for (const { value } of [totals.penetration, totals.weightedPenetration, low, base, high]) {
          if (value === null) continue
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('the order of the cells does not matter', () => {
    fc.assert(
      fc.property(fc.array(anyCell, { maxLength: 20 }), (cells) => {
        expect(whiteSpaceTotals(cells.toReversed())).toEqual(whiteSpaceTotals(cells))
      }),
    )
  })

  it('the whole expects what its parts expect together', () => {
    fc.assert(
      fc.property(fc.array(anyCell, { maxLength: 20 }), fc.array(anyCell, { maxLength: 20 }), (some, others) => {
        const of = (cells: readonly CellFacts[]) => whiteSpaceTotals(cells).expectedRevenue.value ?? 0n
        expect(of([...some, ...others])).toBe(of(some) + of(others))
      }),
    )
  })

  it('what is not needed or unknown changes no penetration', () => {
    const silent = anyCell.map((cell) => ({ ...cell, state: 'not_needed' as const }))
    fc.assert(
      fc.property(fc.array(anyCell, { maxLength: 20 }), fc.array(silent, { maxLength: 5 }), (cells, more) => {
        const { penetration, weightedPenetration } = whiteSpaceTotals(cells)
        expect(whiteSpaceTotals([...cells, ...more])).toMatchObject({ penetration, weightedPenetration })
      }),
    )
  })

  it('filling twice from the same ledger changes nothing the second time', () => {
    const place = fc.record({ unitId: fc.constantFrom('a', 'b'), offeringId: fc.constantFrom('x', 'y', 'z') })
    const once = { selector: (cell: { unitId: string; offeringId: string }) => cell.unitId + cell.offeringId }
    const sales = fc.uniqueArray(
      fc.tuple(place, fc.constantFrom('owned' as const, 'lapsed' as const)).map(([at, state]) => ({ ...at, state })),
      once,
    )
    const standing = fc.uniqueArray(
      fc
        .tuple(place, fc.constantFrom(...CELL_STATES), fc.constantFrom('people' as const, 'ledger' as const))
        .map(([at, state, stateBy]) => ({ ...at, state, stateBy })),
      once,
    )
    fc.assert(
      fc.property(sales, standing, (sold, cells) => {
        const first = fillFromLedger(sold, cells, 'nothing_of_people')
        const written = new Map<string, StandingCell>(cells.map((cell) => [once.selector(cell), cell]))
        for (const cell of first.set) written.set(once.selector(cell), { ...cell, stateBy: 'ledger' })
        expect(fillFromLedger(sold, [...written.values()], 'nothing_of_people').set).toEqual([])
      }),
    )
  })

  it('a cell that is copied out and pasted back says the same', () => {
    const content = fc.record(
      {
        state: fc.constant('competitor' as const),
        competitor: fc
          .stringMatching(/^[A-Za-z][A-Za-z0-9 ]{0,40}[A-Za-z]$/)
          .map((name) => name.replaceAll(/ +/g, ' ')),
        competitorShare: fc.integer({ min: 0, max: 10_000 }).map((share) => Number((share / 10_000).toFixed(6))),
        renewalOn: fc.integer({ min: 1, max: 28 }).map((day) => `2027-02-${String(day).padStart(2, '0')}`),
        potential: anyBounds,
      },
      { requiredKeys: ['state', 'competitor'] },
    )
    fc.assert(
      fc.property(content, (written) => {
        const read = readCellText(writeCellText(written), { decimal: '.', group: '' })
        expect(read).toEqual({ ok: true, content: written })
      }),
    )
  })
})

describe('laws of goals', () => {
  const YEAR = { startsOn: '2026-01-01', endsOn: '2026-12-31' }
  /** A tree of up to 30 plans: each hangs below one before it. */
  const anyTree = fc
    .array(fc.tuple(fc.nat(), fc.bigInt({ min: -1_000_000n, max: 1_000_000n })), { minLength: 1, maxLength: 30 })
    .map((plans) =>
      plans.map(([seed, own], index) => ({
        id: `plan-${index}`,
        parentId: index === 0 ? null : `plan-${seed % index}`,
        own: own as Amount | null,
      })),
    )

  it('a plan above holds its own amount and the sum of all below, in a tree of any shape, each once', () => {
    fc.assert(
      fc.property(anyTree, (plans) => {
        const below: PlannedAmount[] = plans.slice(1).map(({ id, own }) => ({
          planId: id,
          ...YEAR,
          measure: 'net_revenue',
          part: 'goal',
          amount: own ?? 0n,
        }))
        const sum = rollUpAmounts([YEAR], below).below(0, 'net_revenue', 'goal')
        expect(sum).toBe(rollUp(plans).get('plan-0')?.below ?? null)
      }),
    )
  })

  it('base, growth, pipeline, white space and gap make up the goal exactly', () => {
    const entry = fc.record({
      kind: fc.constantFrom('committed_growth' as const, 'pipeline' as const, 'white_space' as const),
      amount: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
    })
    fc.assert(
      fc.property(anAmount, anAmount, fc.array(entry), (goal, base, entries) => {
        const bridge = bridgeToGoal({ goal, base: known(base), entries })
        const parts = [bridge.base.value ?? 0n, bridge.committedGrowth, bridge.pipeline, bridge.whiteSpace]
        expect(parts.reduce((sum, part) => sum + part, bridge.gap.value ?? 0n)).toBe(goal)
      }),
    )
  })

  it('the run rate of twelve months is what the twelve months brought, and of a quarter a fourth of it', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (sum) => {
        expect(runRate(known(sum), 12)).toEqual(known(sum))
        const quarter = runRate(known(sum), 3).value ?? 0n
        const rest = quarter * 4n - sum
        expect(rest <= 2n && rest >= -2n).toBe(true)
      }),
    )
  })
})
