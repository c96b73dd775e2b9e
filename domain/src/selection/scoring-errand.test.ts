import { describe, expect, test } from 'vitest'
import { seededRandom } from '../kernel/index.ts'
import type { CriteriaSetContent } from '../program/index.ts'
import { aCriterion, aJudgedCriterion, aSet, evidenceOf } from './fixtures.ts'
import {
  type AccountScore,
  closeRound,
  type Disagreement,
  disagreementsThatMatter,
  finishRound,
  handOverRound,
  type Judgement,
  openRound,
  placeScore,
  type RoundScore,
  raterSeverity,
  roundProgress,
  roundResults,
  type ScoringRound,
  type Settlement,
  scoreAccount,
  scoreSpreads,
  scoreVisibility,
  settle,
} from './index.ts'

// A program lead has forty candidates scored by four functions, blind, and settles what matters.
const CANDIDATES = Array.from({ length: 40 }, (_, index) => `account ${index + 1}`)
const FUNCTIONS = ['sales', 'finance', 'operations', 'service']
const PLACES = 10
const OPENING = '2014-05-01'
const CLOSING = '2014-05-10'

const SET: CriteriaSetContent = aSet({
  criteria: [
    aCriterion({ weight: 50 }),
    aJudgedCriterion({ weight: 30 }),
    aJudgedCriterion({ key: 'access', weight: 20 }),
  ],
  minimumConfidence: 0.5,
})

const PLANNED: ScoringRound = {
  status: 'planned',
  opensOn: OPENING,
  deadline: CLOSING,
  accountIds: CANDIDATES,
  criteria: [
    { criterionKey: 'fit', functions: FUNCTIONS },
    { criterionKey: 'access', functions: ['sales', 'service'] },
  ],
  raters: FUNCTIONS.map((name) => ({ raterId: `${name} person`, function: name })),
  reminderDays: [3],
}

function accepted<Value>(result: { ok: true; value: Value } | { ok: false; refusal: { code: string } }): Value {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

/** Fit is seen alike within a level, finance is a level more severe; about access sales and service quarrel. */
function opinion(account: number, criterionKey: string, name: string): number {
  const random = seededRandom(account * 31 + criterionKey.length * 7 + name.length)
  if (criterionKey === 'access') return 1 + Math.floor(random() * 5)
  const level = 1 + (account % 5)
  return Math.max(1, level - (name === 'finance' ? 1 : 0))
}

function everythingScored(round: ScoringRound): readonly RoundScore[] {
  return round.raters.flatMap((rater) =>
    round.criteria
      .filter(({ functions }) => functions.includes(rater.function))
      .flatMap(({ criterionKey }) =>
        round.accountIds.map((accountId, account) => {
          const score = opinion(account, criterionKey, rater.function)
          return accepted(
            placeScore(round, { accountId, criterionKey, raterId: rater.raterId, score, comment: null }, '2014-05-08'),
          )
        }),
      ),
  )
}

function answersOf(scores: readonly RoundScore[]): ReadonlyMap<string, number> {
  const answers = new Map<string, number>()
  for (const { raterId } of scores) answers.set(raterId, (answers.get(raterId) ?? 0) + 1)
  return answers
}

function cellOf({ accountId, criterionKey }: { readonly accountId: string; readonly criterionKey: string }): string {
  return `${accountId} ${criterionKey}`
}

describe('the errand of a scoring round', () => {
  const open = accepted(openRound(PLANNED, { today: OPENING, judgedCriteria: ['fit', 'access'] }))
  const scores = everythingScored(open)
  const closed = accepted(closeRound(open))

  function scoresWith(settlements: readonly Settlement[]): readonly AccountScore[] {
    const results = roundResults({ round: closed, scores, settlements })
    const { judgements } = handOverRound(results, scores)
    const settled = new Set(judgements.flatMap((one) => (one.settlementId ? [cellOf(one)] : [])))
    return CANDIDATES.map((accountId, index) => {
      const own = judgements.filter((one) => one.accountId === accountId)
      const counting = own.filter((one) => one.settlementId !== null || !settled.has(cellOf(one)))
      const dated = counting.map((one): Judgement => ({ ...one, date: CLOSING }))
      return scoreAccount(SET, evidenceOf({ growth_12m: (index % 7) / 7 }, dated, accountId), CLOSING)
    })
  }

  function mattering(settlements: readonly Settlement[]): readonly Disagreement[] {
    const settled = new Set(settlements.map(({ accountId, criterionKey }) => `${accountId} ${criterionKey}`))
    return disagreementsThatMatter({
      criteria: SET.criteria,
      scores: scoresWith(settlements),
      spreads: scoreSpreads(scores).filter((one) => !settled.has(`${one.accountId} ${one.criterionKey}`)),
      cut: { kind: 'places', places: PLACES },
    })
  }

  const matters = mattering([]).filter(({ criterionKey }) => criterionKey === 'access')
  const five = matters.slice(0, 5).map(
    ({ accountId, criterionKey }, index): Settlement =>
      accepted(
        settle(
          closed,
          {
            id: `s${index}`,
            accountId,
            criterionKey,
            score: 3,
            note: 'Both had seen a different buyer.',
            settledBy: 'lead',
            settledAt: `2014-05-11T10:0${index}:00Z`,
            replaces: null,
          },
          null,
        ),
      ),
  )

  test('while it is open the lead sees progress and no score', () => {
    expect(roundProgress(open, answersOf(scores), '2014-05-08')).toMatchObject({ due: 240, done: 240, share: 1 })
    expect(scoreVisibility(open, { personId: 'lead', leadsRound: true })).toBe('none')
  })

  test('once closed she sees that finance is severe, and may have it taken out', () => {
    const { raters, isCorrectable } = raterSeverity(scores.filter(({ criterionKey }) => criterionKey === 'fit'))
    const finance = raters.find(({ raterId }) => raterId === 'finance person')
    expect(isCorrectable).toBe(true)
    expect(finance?.deviation.value).toBeLessThan(-0.5)
    expect(finance?.commonAccounts).toBe(40)
  })

  test('on fit the functions agree and all forty have a result; the quarrel about access goes to discussion', () => {
    const results = roundResults({ round: closed, scores, settlements: [] })
    const kinds = (key: string): Set<string> =>
      new Set(results.filter(({ criterionKey }) => criterionKey === key).map(({ kind }) => kind))
    expect(kinds('fit')).toEqual(new Set(['agreed']))
    expect(kinds('access').has('discuss')).toBe(true)
    const discussed = results.filter(({ kind }) => kind === 'discuss')
    expect(discussed.every(({ spread }) => (spread?.range ?? 0) >= 2)).toBe(true)
  })

  test('what is open for discussion is missing evidence: it lowers the confidence and does not count as middling', () => {
    const results = roundResults({ round: closed, scores, settlements: [] })
    const quarreled = results.find(({ kind }) => kind === 'discuss')?.accountId
    const account = scoresWith([]).find(({ accountId }) => accountId === quarreled)
    expect(account?.confidence).toBeCloseTo(0.8, 12)
    expect(account?.contributions.find(({ key }) => key === 'access')?.points).toBeNull()
  })

  test('those that could cross the cut come first, and she settles five of them', () => {
    expect(matters[0]?.crossesCut).toBe(true)
    expect(five).toHaveLength(5)
    const ids = new Set(five.map(({ accountId }) => accountId))
    for (const { accountId, contributions, confidence } of scoresWith(five)) {
      if (!ids.has(accountId)) continue
      expect(contributions.find(({ key }) => key === 'access')?.points).toBe(50)
      expect(confidence).toBe(1)
    }
  })

  test('settled ones leave the list of what matters; the raw scores are all still there', () => {
    const left = mattering(five).filter(({ criterionKey }) => criterionKey === 'access')
    const settled = new Set(five.map(({ accountId }) => accountId))
    expect(left.some(({ accountId }) => settled.has(accountId))).toBe(false)
    expect(scores).toHaveLength(240)
  })

  test('the round ends with a reason for what she leaves open, and not without', () => {
    const results = roundResults({ round: closed, scores, settlements: five })
    const openResults = results.filter(({ kind }) => kind === 'discuss').length
    expect(openResults).toBeGreaterThan(0)
    expect(finishRound(closed, { openResults, reason: null }).ok).toBe(false)
    const reason = 'None of them is near the cut; the anchors are rewritten first.'
    expect(finishRound(closed, { openResults, reason })).toMatchObject({ ok: true, value: { status: 'reconciled' } })
  })
})
