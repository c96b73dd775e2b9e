import { expect, test } from 'vitest'
import { handOverRound, type RoundJudgement, roundResults, type Settlement } from './index.ts'
import { aRound, aScore, scoresFrom } from './round-fixtures.ts'

const ROUND = aRound({
  status: 'closed',
  accountIds: ['a0', 'a1', 'a2'],
  criteria: [{ criterionKey: 'fit', functions: ['sales', 'finance', 'service'] }],
})

const SETTLEMENT: Settlement = {
  id: 's1',
  accountId: 'a1',
  criterionKey: 'fit',
  score: 3,
  note: 'Both had seen a different buyer.',
  settledBy: 'lea',
  settledAt: '2024-06-01T10:00:00Z',
}

function handedOver(scores: ReturnType<typeof scoresFrom>, settlements: readonly Settlement[] = []) {
  return handOverRound(roundResults({ round: ROUND, scores, settlements }), scores)
}

function inShort(judgements: readonly RoundJudgement[]): string[] {
  return judgements.map((one) => `${one.accountId} ${one.authorId} ${one.score}${one.settlementId ? ' settled' : ''}`)
}

test("what raters agree on goes over as each rater's own score, unchanged, with the comment", () => {
  const scores = [
    aScore({ accountId: 'a0', score: 4, comment: 'Met them.' }),
    aScore({ accountId: 'a0', raterId: 'fay' }),
  ]
  const { judgements, openResults } = handedOver(scores)
  expect(inShort(judgements)).toEqual(['a0 sam 4', 'a0 fay 3'])
  expect(judgements[0]?.comment).toBe('Met them.')
  expect(openResults).toBe(0)
})

test('a quarrel hands over nothing until it is settled, then the scores and behind them what was settled', () => {
  const scores = scoresFrom({ sam: [3, 1], fay: [3, 5] })
  expect(inShort(handedOver(scores).judgements)).toEqual(['a0 sam 3', 'a0 fay 3'])
  expect(handedOver(scores).openResults).toBe(1)
  const settled = handedOver(scores, [SETTLEMENT])
  expect(settled.openResults).toBe(0)
  expect(inShort(settled.judgements)).toEqual(['a0 sam 3', 'a0 fay 3', 'a1 sam 1', 'a1 fay 5', 'a1 lea 3 settled'])
  expect(settled.judgements.at(-1)).toMatchObject({ comment: SETTLEMENT.note, settlementId: 's1' })
})

test('having no basis to judge is no judgement, and what nobody scored may still be settled', () => {
  const { judgements } = handedOver(scoresFrom({ sam: [null], fay: [2] }), [SETTLEMENT])
  expect(inShort(judgements)).toEqual(['a0 fay 2', 'a1 lea 3 settled'])
})
