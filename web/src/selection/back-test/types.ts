import type {
  backTestAccount,
  backTestAnswer,
  backTestGroup,
  backTestListItem,
  backTestReach,
  backTestRival,
} from '@mainstay/contract/selection-back-test'
import type { selectionRun } from '@mainstay/contract/selection-runs'
import type { z } from 'zod'

export type BackTestAccount = z.infer<typeof backTestAccount>
export type BackTestAnswer = z.infer<typeof backTestAnswer>
export type BackTestGroup = z.infer<typeof backTestGroup>
export type BackTestListItem = z.infer<typeof backTestListItem>
export type BackTestReach = z.infer<typeof backTestReach>
export type Rival = z.infer<typeof backTestRival>
export type SelectionRun = z.infer<typeof selectionRun>

export type SetTest = BackTestAnswer['tests'][number]
export type TestedSet = SetTest['criteriaSet']
export type Comparison = SetTest['comparisons'][number]
export type MeasureComparison = NonNullable<Comparison['measures']['netRevenue']>
export type Reason = SetTest['reasons'][number]
export type Predictor = SetTest['criteria'][number]
export type Verdict = SetTest['verdict']
/** What is compared: one of the three sums of money. */
export type Measure = keyof Comparison['measures']
/** How it is compared: the growth of the sum, the growth of the typical account, or money per account. */
export type Unit = 'growth' | 'typicalGrowth' | 'change'
