import { describe, expect, it } from 'vitest'
import { judgedAnchors } from '../program/index.ts'
import { aCriterion, aJudgedCriterion, aJudgement, aSet, evidenceOf, TODAY } from './fixtures.ts'
import {
  type AccountEvidence,
  buildScoreMatrix,
  type CutQuestion,
  type Judgement,
  leaveOneCriterionOut,
  leaveOneRaterOut,
  rankMatrix,
  withEvidenceOf,
} from './index.ts'

const criteriaSet = aSet({
  criteria: [aCriterion({ weight: 10 }), aJudgedCriterion({ weight: 10 })],
  minimumConfidence: 0.6,
})

function judged(scores: Readonly<Record<string, number>>): readonly Judgement[] {
  return Object.entries(scores).map(([authorId, score]) => aJudgement({ authorId, score }))
}

function ask(
  accounts: readonly AccountEvidence[],
  content = criteriaSet,
): { question: CutQuestion; evidence: Parameters<typeof leaveOneRaterOut>[1] } {
  return {
    question: {
      matrix: buildScoreMatrix(content, accounts, TODAY),
      weights: content.criteria.map(({ weight }) => weight),
      minimumConfidence: content.minimumConfidence,
      places: 2,
    },
    evidence: { criteriaSet: content, accounts: new Map(accounts.entries()), asOf: TODAY },
  }
}

/** Four accounts; ben lifts the third above the second by his judgement alone. */
const accounts = [
  evidenceOf({ growth_12m: 0.9 }, judged({ ana: 5, ben: 5 }), 'a'),
  evidenceOf({ growth_12m: 0.5 }, judged({ ana: 4, ben: 2 }), 'b'),
  evidenceOf({ growth_12m: 0.45 }, judged({ ana: 4, ben: 5 }), 'c'),
  evidenceOf({ growth_12m: 0.1 }, judged({ cleo: 1 }), 'd'),
]

describe('leaving one criterion out', () => {
  it('says who falls out and who comes in without it', () => {
    const { question } = ask(accounts)
    const left = leaveOneCriterionOut({ ...question, minimumConfidence: 0 })
    expect(left.map(({ key, fallsOut, comesIn }) => ({ key, fallsOut, comesIn }))).toEqual([
      { key: 'growth', fallsOut: [], comesIn: [] },
      { key: 'fit', fallsOut: [2], comesIn: [1] },
    ])
  })

  it('gives the rank correlation of the two lists from five accounts on', () => {
    const five = [...accounts, evidenceOf({ growth_12m: 0 }, judged({ ana: 1 }), 'e')]
    expect(leaveOneCriterionOut(ask(five).question)[0]?.rankCorrelation.value).toBeGreaterThan(0.7)
    expect(leaveOneCriterionOut(ask(accounts).question)[0]?.rankCorrelation.value).toBeNull()
  })

  it('drops accounts that rest on nothing else', () => {
    const thin = [...accounts, evidenceOf({}, judged({ ana: 5 }), 'e')]
    const { question } = ask(thin)
    const left = leaveOneCriterionOut({ ...question, minimumConfidence: 0, places: 5 })
    expect(left.find(({ key }) => key === 'fit')?.fallsOut).toEqual([4])
  })

  it('has nothing to leave out of a set with one criterion', () => {
    expect(leaveOneCriterionOut(ask(accounts, aSet()).question)).toEqual([])
  })

  it('skips criteria without weight', () => {
    const { question } = ask(accounts)
    expect(leaveOneCriterionOut({ ...question, weights: [1, 0] })).toEqual([])
  })
})

describe('the list as it would be with other judgements', () => {
  it('reads the judged criteria of the accounts given anew and leaves the rest', () => {
    const { question } = ask(accounts)
    const anew = evidenceOf({ growth_12m: 0.5 }, judged({ zoe: 1 }), 'b')
    const matrix = withEvidenceOf(question.matrix, { criteriaSet, accounts: new Map([[1, anew]]), asOf: TODAY })
    const fit = (from: typeof matrix) => [...(from.columns.find(({ key }) => key === 'fit')?.points ?? [])]
    expect(fit(matrix)[1]).toBe(0)
    expect(fit(matrix).filter((_, index) => index !== 1)).toEqual(
      fit(question.matrix).filter((_, index) => index !== 1),
    )
    expect(fit(question.matrix)[1]).toBe(50)
    const [, b] = fit(matrix)
    expect(b).toBe(buildScoreMatrix(criteriaSet, [anew], TODAY).columns[1]?.points[0])
  })
})

describe('leaving one rater out', () => {
  it('shows whose judgement a place hangs on', () => {
    const { question, evidence } = ask(accounts)
    const left = leaveOneRaterOut(question, evidence)
    expect(left.map(({ key }) => key)).toEqual(['ana', 'ben', 'cleo'])
    expect(left.find(({ key }) => key === 'ben')).toMatchObject({ fallsOut: [2], comesIn: [1], judgedAccounts: 3 })
    expect(left.find(({ key }) => key === 'ana')).toMatchObject({ fallsOut: [], comesIn: [] })
  })

  it('is the same as scoring without the rater from the start', () => {
    const { question, evidence } = ask(accounts)
    for (const { key, fallsOut, comesIn } of leaveOneRaterOut(question, evidence)) {
      const without = accounts.map((account) => ({
        ...account,
        judgements: account.judgements.filter(({ authorId }) => authorId !== key),
      }))
      const { order, standing } = rankMatrix(ask(without).question.matrix, question.weights, 0.6)
      const inside = [...order].filter((account) => standing[account] === 0).slice(0, 2)
      const before = [0, 2].filter((account) => !fallsOut.includes(account))
      expect([...before, ...comesIn].sort()).toEqual(inside.sort())
    }
  })

  it('takes the place of an account nobody else has judged', () => {
    const { question, evidence } = ask([accounts[3] ?? evidenceOf({})])
    expect(leaveOneRaterOut(question, evidence)).toMatchObject([{ key: 'cleo', fallsOut: [0], comesIn: [] }])
  })

  it('reads gates on judgements anew as well', () => {
    const gated = aSet({
      ...criteriaSet,
      minimumConfidence: 0,
      gates: [
        { key: 'g', name: 'Fit', operator: 'at_least', value: 3.5, subject: { kind: 'judged', criterionKey: 'fit' } },
      ],
    })
    const { question, evidence } = ask(accounts, gated)
    // Without ben the second account's mean is 4, above the gate; with him it is 3.
    const without = leaveOneRaterOut(question, evidence).find(({ key }) => key === 'ben')
    expect(without).toMatchObject({ fallsOut: [2], comesIn: [1] })
  })

  it('lets stale judgements count half when only they are left', () => {
    const old = { ...aJudgement({ authorId: 'ben', score: 5 }), date: '2011-01-01' }
    const { question, evidence } = ask(
      [evidenceOf({}, [aJudgement({ authorId: 'ana' }), old], 'a')],
      aSet({ criteria: [aJudgedCriterion()], minimumConfidence: 0.8 }),
    )
    expect(leaveOneRaterOut(question, evidence)).toMatchObject([
      { key: 'ana', fallsOut: [0] },
      { key: 'ben', fallsOut: [] },
    ])
  })

  it('leaves the question as it was, and has no answer without judgements', () => {
    const { question, evidence } = ask(accounts)
    const before = question.matrix.columns.map(({ points }) => [...points])
    leaveOneRaterOut(question, evidence)
    expect(question.matrix.columns.map(({ points }) => [...points])).toEqual(before)
    expect(leaveOneRaterOut(question, { ...evidence, accounts: new Map() })).toEqual([])
  })

  it('knows the fixed levels a judgement earns points by', () => {
    expect(judgedAnchors(['a', 'b', 'c', 'd', 'e']).map(({ points }) => points)).toEqual([0, 25, 50, 75, 100])
  })
})
