import { describe, expect, it } from 'vitest'
import { requireKnownBy } from './as-of.ts'
import { aCriterion, aJudgedCriterion, aJudgement, aSet, evidenceOf } from './fixtures.ts'
import {
  backTest,
  buildAsOfMatrix,
  buildScoreMatrix,
  compareSets,
  dateOfDay,
  dayOfDate,
  FutureEvidenceError,
  knownBy,
  NOTHING_KNOWN,
} from './index.ts'
import { PLANTED_DAY, plantHistory } from './planted-history.fixture.ts'

const AS_OF = '2012-11-29'
const NEXT_DAY = dayOfDate('2012-11-30')

function copyWithDay(days: Int32Array, account: number, day: number): Int32Array {
  const copy = days.slice()
  copy[account] = day
  return copy
}

describe('what was known on a day', () => {
  it('counts days from 1970', () => {
    expect(dayOfDate('1970-01-01')).toBe(0)
    expect(dayOfDate('2012-11-29')).toBe(15_673)
    expect(dateOfDay(15_673)).toBe('2012-11-29')
    expect(dateOfDay(dayOfDate('2012-02-29'))).toBe('2012-02-29')
  })

  it('leaves out facts that came to light later, that day’s own included', () => {
    const facts = ['2012-11-28', '2012-11-29', '2012-11-30'].map((knownOn) => ({ knownOn }))
    expect(knownBy(facts, AS_OF)).toEqual([{ knownOn: '2012-11-28' }, { knownOn: '2012-11-29' }])
  })

  it('is laid out as scoring lays it out, with the dates beside it', () => {
    const content = aSet({
      criteria: [aCriterion(), aJudgedCriterion()],
      gates: [
        {
          key: 'big',
          name: 'Big',
          operator: 'at_least',
          value: 1,
          subject: { kind: 'measured', measure: 'net_revenue_12m' },
        },
      ],
    })
    const judgement = { ...aJudgement(), date: '2012-05-01' }
    const accounts = [
      {
        evidence: evidenceOf({ growth_12m: 0.5, net_revenue_12m: 5 }, [judgement], 'a'),
        knownOn: { growth: '2012-11-29', fit: '2012-05-02', big: '2012-11-01' },
      },
      { evidence: evidenceOf({}, [], 'b'), knownOn: {} },
    ]
    const matrix = buildAsOfMatrix(content, accounts, AS_OF)
    const plain = buildScoreMatrix(
      content,
      accounts.map(({ evidence }) => evidence),
      AS_OF,
    )
    expect(matrix.columns.map(({ knownOn: _, ...column }) => column)).toEqual(plain.columns)
    expect(matrix.gates).toEqual(plain.gates)
    expect(matrix.columns.map(({ knownOn }) => [...knownOn])).toEqual([
      [dayOfDate('2012-11-29'), NOTHING_KNOWN],
      [dayOfDate('2012-05-02'), NOTHING_KNOWN],
    ])
    expect([...(matrix.gatesKnownOn ?? [])]).toEqual([dayOfDate('2012-11-01'), NOTHING_KNOWN])
  })

  it('needs no dates of gates in a set without gates', () => {
    const matrix = buildAsOfMatrix(aSet(), [{ evidence: evidenceOf({}), knownOn: {} }], AS_OF)
    expect(matrix.gates).toBeNull()
    expect(matrix.gatesKnownOn).toBeNull()
  })
})

describe('the guard against later knowledge', () => {
  const everywhere = () => true

  it('lets evidence of the day itself pass', () => {
    const facts = [{ about: 'growth', knownOn: Int32Array.of(dayOfDate(AS_OF), 0), isKnown: everywhere }]
    expect(() => requireKnownBy(AS_OF, facts)).not.toThrow()
  })

  it('names the evidence, the account and the day when one fact came a day later', () => {
    const facts = [{ about: 'growth', knownOn: Int32Array.of(0, NEXT_DAY), isKnown: everywhere }]
    expect(() => requireKnownBy(AS_OF, facts)).toThrow(FutureEvidenceError)
    try {
      requireKnownBy(AS_OF, facts)
    } catch (fault) {
      expect(fault).toMatchObject({ about: 'growth', account: 1, knownOn: '2012-11-30', asOf: AS_OF })
      expect(String(fault)).toContain('became known on 2012-11-30')
    }
  })

  it('refuses evidence that carries no date, but not the absence of evidence', () => {
    const undated = { about: 'growth', knownOn: Int32Array.of(NOTHING_KNOWN), isKnown: everywhere }
    expect(() => requireKnownBy(AS_OF, [undated])).toThrow('on no stated day')
    expect(() => requireKnownBy(AS_OF, [{ ...undated, isKnown: () => false }])).not.toThrow()
  })

  it('stops a back-test and a comparison of sets at a single later fact, wherever it hides', () => {
    const { question } = plantHistory({ accounts: 80, places: 20 })
    const { set, start } = question
    const [first, ...others] = set.matrix.columns
    const late = NEXT_DAY
    if (!first) throw new Error('the planted set has criteria')
    const leaks = [
      {
        ...question,
        set: {
          ...set,
          matrix: { ...set.matrix, columns: [{ ...first, knownOn: copyWithDay(first.knownOn, 79, late) }, ...others] },
        },
      },
      { ...question, start: { ...start, knownOn: copyWithDay(start.knownOn, 3, late) } },
      { ...question, chosen: { accounts: [1, 2], knownOn: ['2012-01-01', '2012-11-30'] } },
      {
        ...question,
        set: {
          ...set,
          matrix: {
            ...set.matrix,
            gates: new Uint8Array(80),
            gatesKnownOn: copyWithDay(first.knownOn, 0, late),
          },
        },
      },
      { ...question, set: { ...set, matrix: { ...set.matrix, gates: new Uint8Array(80), gatesKnownOn: null } } },
    ]
    expect(question.asOf).toBe(PLANTED_DAY)
    expect(() => backTest(question)).not.toThrow()
    for (const leak of leaks) {
      expect(() => backTest(leak)).toThrow(FutureEvidenceError)
      expect(() => compareSets(leak, question.set)).toThrow(FutureEvidenceError)
    }
    expect(() => compareSets(question, leaks[0]?.set ?? question.set)).toThrow(FutureEvidenceError)
  })

  it('asks no date of an account that has spent nothing', () => {
    const { question } = plantHistory({ accounts: 80, places: 20 })
    const spend = question.start.spend.slice()
    spend[5] = 0
    const knownOn = copyWithDay(question.start.knownOn, 5, NOTHING_KNOWN)
    expect(() => backTest({ ...question, start: { ...question.start, spend, knownOn } })).not.toThrow()
  })
})
