import type { WhiteSpacePart } from '@mainstay/contract/plans-white-space'
import { expect, it } from 'vitest'
import { whiteSpaceBlocks } from './white-space.ts'

const known = (value: number | null) => ({ value, status: value === null ? 'insufficient_data' : 'known', reasons: [] })

/** One unit of which we know only what it buys from us, as a new plan has it. */
function aGrid(unknown: number): WhiteSpacePart {
  const totals = {
    ...{ owned: 15, lapsed: 0, competitor: 0, open: 0, notNeeded: 0, unknown, withoutExpectation: 0 },
    ...{
      penetration: known(1),
      shareOfWallet: { base: known(null) },
      expectedRevenue: known(null),
      expectedMargin: null,
    },
  }
  const units = [{ id: 'u', name: 'Lab' }]
  const offerings = [{ id: 'o', name: 'Bikes' }]
  return { currency: 'USD', ledger: null, units, offerings, cells: [], totals } as unknown as WhiteSpacePart
}

const toldOf = (unknown: number) => JSON.stringify(whiteSpaceBlocks(aGrid(unknown), 'internal'))

it('says of a penetration how much of the grid nobody has judged', () => {
  expect(toldOf(18)).toContain('Penetration: 100\u00a0% of what they need, as far as it is judged; 18 cells are not.')
  expect(toldOf(1)).toContain('as far as it is judged; 1 cell is not.')
  expect(toldOf(0)).toContain('Penetration: 100\u00a0% of what they need."')
})
