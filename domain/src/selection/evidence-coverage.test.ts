import { expect, test } from 'vitest'
import { aCriterion, aJudgedCriterion, aJudgement, aSet, evidenceOf, TODAY } from './fixtures.ts'
import { type AccountEvidence, buildScoreMatrix, evidenceCoverage } from './index.ts'

const SET = aSet({ criteria: [aCriterion(), aJudgedCriterion()] })

function cautions(accounts: readonly AccountEvidence[]): readonly (string | null)[] {
  return evidenceCoverage(buildScoreMatrix(SET, accounts, TODAY)).map(({ caution }) => caution)
}

test('a criterion that nobody has scored decides nothing, and says so', () => {
  const accounts = [evidenceOf({ growth_12m: 0.1 }), evidenceOf({ growth_12m: 0.2 })]
  expect(evidenceCoverage(buildScoreMatrix(SET, accounts, TODAY))).toEqual([
    { key: 'growth', accounts: 2, share: 1, caution: null },
    { key: 'fit', accounts: 0, share: 0, caution: 'selection/criterion-without-evidence' },
  ])
})

test('a criterion on which all are equal tells nobody apart', () => {
  const judged = (growth: number): AccountEvidence => evidenceOf({ growth_12m: growth }, [aJudgement()])
  expect(cautions([judged(0.1), judged(0.2)])).toEqual([null, 'selection/criterion-all-equal'])
})

test('values beyond the end anchors are equal points, however far apart', () => {
  expect(cautions([evidenceOf({ growth_12m: 2 }), evidenceOf({ growth_12m: 30 })])[0]).toBe(
    'selection/criterion-all-equal',
  )
})

test('evidence on less than half of the accounts is thin; half is enough', () => {
  const blank = evidenceOf({})
  const [low, high] = [evidenceOf({ growth_12m: 0.1 }), evidenceOf({ growth_12m: 0.9 })]
  expect(cautions([low, high, blank, blank])[0]).toBeNull()
  expect(cautions([low, high, blank, blank, blank])[0]).toBe('selection/criterion-thin-evidence')
  expect(cautions([low, blank, blank])[0]).toBe('selection/criterion-thin-evidence')
})

test('a single account is not called equal to itself, and no account is no evidence', () => {
  expect(cautions([evidenceOf({ growth_12m: 0.1 })])[0]).toBeNull()
  expect(cautions([])).toEqual(['selection/criterion-without-evidence', 'selection/criterion-without-evidence'])
})
