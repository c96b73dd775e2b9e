import { describe, expect, it } from 'vitest'
import { degraded, insufficient, known, notApplicable, parseAmount } from '../kernel/index.ts'
import {
  type CellFacts,
  type CellState,
  countOnce,
  expectedWhiteSpace,
  isOrdered,
  isWhite,
  penetration,
  walletShare,
  weightedPenetration,
  whiteSpaceTotals,
} from './white-space.ts'

const money = (text: string | number) => parseAmount(String(text)) ?? 0n

interface Wish {
  readonly base?: number
  readonly low?: number
  readonly high?: number
  readonly need?: number
  readonly win?: number
  readonly margin?: number
  readonly ours?: number
}

function cell(state: CellState, wish: Wish = {}): CellFacts {
  const amount = (value: number | undefined) => (value === undefined ? null : money(value))
  return {
    state,
    potential: { low: amount(wish.low), base: amount(wish.base), high: amount(wish.high) },
    needProbability: wish.need ?? null,
    winProbability: wish.win ?? null,
    marginRate: wish.margin ?? null,
    ours: wish.ours === undefined ? null : known(money(wish.ours)),
  }
}

describe('penetration', () => {
  it('is what we own of what they buy or could buy', () => {
    expect(penetration([cell('owned'), cell('lapsed'), cell('competitor'), cell('open')])).toEqual(known(0.25))
  })

  it('leaves out what they do not need and what we do not know', () => {
    const cells = [cell('owned'), cell('open'), cell('not_needed'), cell('not_needed'), cell('unknown')]
    expect(penetration(cells)).toEqual(known(0.5))
    expect(whiteSpaceTotals(cells).counts).toEqual({
      owned: 1,
      lapsed: 0,
      competitor: 0,
      open: 1,
      not_needed: 2,
      unknown: 1,
    })
  })

  it('is unknown, not zero, before anything is judged', () => {
    expect(penetration([cell('unknown'), cell('not_needed')])).toEqual(insufficient('plans/nothing-judged'))
    expect(penetration([])).toEqual(insufficient('plans/nothing-judged'))
  })
})

describe('penetration by potential', () => {
  it('weighs a large cell more than a small one', () => {
    const cells = [cell('owned', { base: 900 }), cell('competitor', { base: 50 }), cell('open', { base: 50 })]
    expect(weightedPenetration(cells)).toEqual(known(0.9))
  })

  it('is doubtful where cells of the market have no potential, and ignores those outside of it', () => {
    const cells = [cell('owned', { base: 10 }), cell('open', { base: 30 }), cell('lapsed'), cell('not_needed')]
    expect(weightedPenetration(cells)).toEqual(degraded(0.25, 'plans/potential-missing'))
  })

  it('is unknown without any potential', () => {
    expect(weightedPenetration([cell('owned'), cell('open')])).toEqual(insufficient('plans/potential-missing'))
    expect(weightedPenetration([cell('open', { base: 0 })])).toEqual(insufficient('plans/potential-missing'))
  })
})

describe('share of wallet', () => {
  it('is an interval over the cells that have both potential and sales', () => {
    const totals = whiteSpaceTotals([
      cell('owned', { low: 80, base: 100, high: 200, ours: 60 }),
      cell('competitor', { low: 20, base: 100, high: 100, ours: 0 }),
      cell('open', { base: 1_000 }),
      cell('owned', { ours: 500 }),
    ])
    expect(totals.walletCells).toBe(2)
    expect(totals.ours).toEqual(known(money(60)))
    expect(totals.wallet).toEqual({ low: money(100), base: money(200), high: money(300) })
    expect(totals.shareOfWallet).toEqual({ low: known(0.6), base: known(0.3), high: known(0.2) })
  })

  it('above one means that the wallet is wrong, and is not cut off at one', () => {
    const { shareOfWallet } = whiteSpaceTotals([cell('owned', { base: 100, ours: 150 })])
    expect(shareOfWallet.base).toEqual(notApplicable('economics/wallet-below-our-sales'))
  })

  it('has no bound that one of its cells lacks', () => {
    const { wallet } = whiteSpaceTotals([
      cell('owned', { low: 5, base: 10, ours: 1 }),
      cell('owned', { base: 10, ours: 1 }),
    ])
    expect(wallet).toEqual({ low: null, base: money(20), high: null })
  })

  it('is unknown without a wallet and where our own sales are', () => {
    expect(whiteSpaceTotals([cell('open')]).shareOfWallet.base).toEqual(insufficient('plans/potential-missing'))
    const unknown = walletShare(insufficient('economics/rate-missing'), { low: null, base: 5n, high: null })
    expect(unknown.base).toEqual(insufficient('economics/rate-missing'))
  })
})

describe('expected white space', () => {
  it('is potential times both chances, and times margin', () => {
    const result = expectedWhiteSpace([
      cell('open', { base: 1_000, need: 0.5, win: 0.4, margin: 0.3 }),
      cell('competitor', { base: 2_000, need: 1, win: 0.1, margin: 0.2 }),
      cell('lapsed', { base: 100, need: 0.8, win: 0.5, margin: 0.5 }),
    ])
    expect(result.expectedRevenue).toEqual(known(money(440)))
    expect(result.expectedMargin).toEqual(known(money(120)))
    expect(result.withoutExpectation).toBe(0)
  })

  it('does not count what is ours already, not needed or unknown', () => {
    const certain = { base: 1_000, need: 1, win: 1, margin: 1 }
    const result = expectedWhiteSpace([
      cell('owned', certain),
      cell('not_needed', certain),
      cell('unknown', certain),
      cell('open', { ...certain, base: 10 }),
    ])
    expect(result.expectedRevenue).toEqual(known(money(10)))
  })

  it.each([
    ['potential', { need: 1, win: 1 }],
    ['the chance that they need it', { base: 10, win: 1 }],
    ['the chance that we win it', { base: 10, need: 1 }],
  ])('leaves out and counts a cell without %s', (_, wish) => {
    const result = expectedWhiteSpace([cell('open', wish), cell('open', { base: 10, need: 1, win: 0.5, margin: 1 })])
    expect(result.expectedRevenue).toEqual(degraded(money(5), 'plans/expectation-incomplete'))
    expect(result.withoutExpectation).toBe(1)
  })

  it('knows revenue without margin where the margin is missing', () => {
    const result = expectedWhiteSpace([
      cell('open', { base: 10, need: 1, win: 1 }),
      cell('open', { base: 20, need: 1, win: 1, margin: 0.5 }),
    ])
    expect(result.expectedRevenue).toEqual(known(money(30)))
    expect(result.expectedMargin).toEqual(degraded(money(10), 'plans/margin-missing'))
  })

  it('is unknown where nothing is white or nothing is estimated', () => {
    expect(expectedWhiteSpace([cell('owned')]).expectedRevenue).toEqual(insufficient('plans/no-white-space'))
    expect(expectedWhiteSpace([cell('open')]).expectedRevenue).toEqual(insufficient('plans/expectation-incomplete'))
  })
})

it('calls white what could still be won', () => {
  const states: CellState[] = ['owned', 'lapsed', 'competitor', 'open', 'not_needed', 'unknown']
  expect(states.filter(isWhite)).toEqual(['lapsed', 'competitor', 'open'])
})

describe('bounds of an estimate', () => {
  it.each([
    [{ low: 1n, base: 2n, high: 3n }, true],
    [{ low: null, base: 2n, high: null }, true],
    [{ low: 2n, base: 2n, high: 2n }, true],
    [{ low: 3n, base: 2n, high: 4n }, false],
    [{ low: null, base: 2n, high: 1n }, false],
    [{ low: 2n, base: null, high: 1n }, false],
    [{ low: null, base: -1n, high: null }, false],
  ])('%o in order: %s', (bounds, isFine) => expect(isOrdered(bounds)).toBe(isFine))
})

describe('the white space of several plans', () => {
  const grid = (depth: number, ...cells: readonly [string, CellFacts][]) => ({
    depth,
    cells: cells.map(([key, facts]) => ({ key, facts })),
  })

  it('counts a cell that two plans keep once, as the plan nearer to the unit sees it', () => {
    const cells = countOnce([
      grid(0, ['lab bikes', cell('owned')], ['lab parts', cell('open')]),
      grid(1, ['lab bikes', cell('competitor')], ['plant bikes', cell('owned')]),
    ])
    expect(cells.map(({ state }) => state).toSorted()).toEqual(['competitor', 'open', 'owned'])
  })

  it('lets the plan above speak where the one below does not know', () => {
    const cells = countOnce([grid(0, ['lab bikes', cell('owned')]), grid(1, ['lab bikes', cell('unknown')])])
    expect(cells).toEqual([cell('owned')])
  })

  it('is the sum of all where no cell is shared', () => {
    const own = [cell('owned', { base: 10 }), cell('open', { base: 30 })]
    const below = [cell('lapsed', { base: 60 })]
    const together = countOnce([
      grid(0, ['a', own[0] ?? cell('unknown')], ['b', own[1] ?? cell('unknown')]),
      grid(1, ['c', below[0] ?? cell('unknown')]),
    ])
    expect(whiteSpaceTotals(together)).toEqual(whiteSpaceTotals([...below, ...own]))
    expect(penetration(together)).toEqual(known(1 / 3))
  })
})
