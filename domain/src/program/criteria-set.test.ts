import { describe, expect, test } from 'vitest'
import {
  type CriteriaSet,
  type Criterion,
  changeCriteriaSet,
  isWrittenReason,
  judgedAnchors,
  MEASURE_KEYS,
  MEASURES,
  measuredAnchors,
  needsPublishReason,
  publishCriteriaSet,
  retireCriteriaSet,
  reviseCriteriaSet,
  sizeWeightShare,
  starterCriteriaSet,
  totalWeight,
  validateCriteriaSet,
} from './index.ts'

function aCriterion(changes: Partial<Criterion> = {}): Criterion {
  return {
    key: 'growth',
    name: 'Growth',
    definition: 'How much more they bought.',
    weight: 10,
    isSizeCriterion: false,
    source: { kind: 'measured', measure: 'growth_12m' },
    anchors: measuredAnchors([0, 0], [1, 100]),
    ...changes,
  }
}

function aSet(changes: Partial<CriteriaSet> = {}): CriteriaSet {
  return { ...starterCriteriaSet('set'), ...changes }
}

function setOf(count: number): CriteriaSet {
  return aSet({ criteria: Array.from({ length: count }, (_, index) => aCriterion({ key: `c${index}` })) })
}

const JUDGED = aCriterion({
  key: 'fit',
  source: { kind: 'judged' },
  anchors: judgedAnchors(['None.', 'Little.', 'Some.', 'Much.', 'Full.']),
})

describe('what is wrong with a criteria set', () => {
  test('nothing is wrong with the starter set', () => {
    expect(validateCriteriaSet(starterCriteriaSet('set'))).toEqual([])
  })

  test('a set without criteria cannot rank anybody', () => {
    expect(validateCriteriaSet(aSet({ criteria: [] }))).toEqual([{ path: 'criteria', code: 'program/no-criteria' }])
  })

  test.each([
    ['no key', { key: ' ' }, 'criteria.0.key', 'program/key-missing'],
    ['no name', { name: '' }, 'criteria.0.name', 'program/name-missing'],
    ['no definition', { definition: '  ' }, 'criteria.0.definition', 'program/definition-missing'],
    ['weight nought', { weight: 0 }, 'criteria.0.weight', 'program/weight-not-whole-and-positive'],
    ['a negative weight', { weight: -1 }, 'criteria.0.weight', 'program/weight-not-whole-and-positive'],
    ['half a point of weight', { weight: 2.5 }, 'criteria.0.weight', 'program/weight-not-whole-and-positive'],
    ['no weight at all', { weight: Number.NaN }, 'criteria.0.weight', 'program/weight-not-whole-and-positive'],
    ['a single anchor', { anchors: measuredAnchors([0, 0]) }, 'criteria.0.anchors', 'program/anchors-too-few'],
    [
      'the same points everywhere',
      { anchors: measuredAnchors([0, 50], [1, 50]) },
      'criteria.0.anchors',
      'program/anchors-flat',
    ],
    [
      'two anchors at one raw value',
      { anchors: measuredAnchors([0, 0], [0, 100]) },
      'criteria.0.anchors.1.raw',
      'program/anchors-not-increasing',
    ],
    [
      'an endless anchor',
      { anchors: measuredAnchors([0, 0], [Number.POSITIVE_INFINITY, 100]) },
      'criteria.0.anchors.1.raw',
      'program/anchor-not-a-number',
    ],
    [
      'points above a hundred',
      { anchors: measuredAnchors([0, 0], [1, 101]) },
      'criteria.0.anchors.1.points',
      'program/points-out-of-range',
    ],
    [
      'points below nought',
      { anchors: measuredAnchors([0, -1], [1, 100]) },
      'criteria.0.anchors.0.points',
      'program/points-out-of-range',
    ],
  ] as const)('a criterion with %s', (_, change, path, code) => {
    expect(validateCriteriaSet(aSet({ criteria: [aCriterion(change)] }))).toEqual([{ path, code }])
  })

  test('points that fall as the raw value rises are allowed: less can be better', () => {
    const falling = aCriterion({ anchors: measuredAnchors([0, 100], [1, 20], [2, 40]) })
    expect(validateCriteriaSet(aSet({ criteria: [falling] }))).toEqual([])
  })

  test('a measure that does not exist is found, even when it arrives from outside', () => {
    const outside = JSON.parse('{"kind":"measured","measure":"gut_feeling"}')
    expect(validateCriteriaSet(aSet({ criteria: [aCriterion({ source: outside })] }))).toEqual([
      { path: 'criteria.0.source.measure', code: 'program/measure-unknown' },
    ])
  })

  test('a criterion on a size measure must say that it is one', () => {
    const spend = aCriterion({ source: { kind: 'measured', measure: 'net_revenue_12m' } })
    expect(validateCriteriaSet(aSet({ criteria: [spend] }))).toEqual([
      { path: 'criteria.0.isSizeCriterion', code: 'program/size-not-marked' },
    ])
    expect(validateCriteriaSet(aSet({ criteria: [{ ...spend, isSizeCriterion: true }] }))).toEqual([])
  })

  test('two criteria may not share a key', () => {
    expect(validateCriteriaSet(aSet({ criteria: [aCriterion(), aCriterion()] }))).toEqual([
      { path: 'criteria.1.key', code: 'program/key-duplicate' },
    ])
  })

  test('a judged criterion keeps the five fixed levels', () => {
    const stretched = { ...JUDGED, anchors: JUDGED.anchors.map((anchor) => ({ ...anchor, points: anchor.points / 2 })) }
    expect(validateCriteriaSet(aSet({ criteria: [stretched] }))).toEqual([
      { path: 'criteria.0.anchors', code: 'program/judged-levels-not-fixed' },
    ])
    expect(validateCriteriaSet(aSet({ criteria: [{ ...JUDGED, anchors: JUDGED.anchors.slice(0, 4) }] }))).toEqual([
      { path: 'criteria.0.anchors', code: 'program/judged-levels-not-fixed' },
    ])
  })

  test('every judged level needs its sentence', () => {
    const mute = { ...JUDGED, anchors: judgedAnchors(['None.', '', 'Some.', ' ', 'Full.']) }
    expect(validateCriteriaSet(aSet({ criteria: [mute] }))).toEqual([
      { path: 'criteria.0.anchors.1.sentence', code: 'program/judged-sentence-missing' },
      { path: 'criteria.0.anchors.3.sentence', code: 'program/judged-sentence-missing' },
    ])
  })

  test('a gate may look at a measure or at a judged criterion of the set, not at anything else', () => {
    const gate = { key: 'g', name: 'Gate', operator: 'at_least', value: 3 } as const
    const gates = [
      { ...gate, subject: { kind: 'judged', criterionKey: 'fit' } },
      { ...gate, key: 'h', subject: { kind: 'measured', measure: 'order_regularity' } },
      { ...gate, key: 'i', subject: { kind: 'judged', criterionKey: 'growth' } },
      { ...gate, key: 'i', value: Number.NaN, subject: { kind: 'measured', measure: 'growth_12m' } },
    ] as const
    expect(validateCriteriaSet(aSet({ criteria: [aCriterion(), JUDGED], gates }))).toEqual([
      { path: 'gates.3.key', code: 'program/key-duplicate' },
      { path: 'gates.2.subject', code: 'program/gate-criterion-not-judged' },
      { path: 'gates.3.value', code: 'program/gate-value-not-a-number' },
    ])
  })

  test.each([-0.1, 1.1, Number.NaN])('a minimum confidence of %s is out of range', (minimumConfidence) => {
    expect(validateCriteriaSet(aSet({ minimumConfidence }))).toEqual([
      { path: 'minimumConfidence', code: 'program/minimum-confidence-out-of-range' },
    ])
  })

  test('all faults are told at once', () => {
    const broken = aCriterion({ name: '', weight: 0, anchors: [] })
    const faults = validateCriteriaSet(aSet({ criteria: [broken, broken], minimumConfidence: 2 }))
    expect(faults.map(({ path }) => path)).toEqual([
      'criteria.0.name',
      'criteria.1.key',
      'criteria.1.name',
      'criteria.0.weight',
      'criteria.0.anchors',
      'criteria.1.weight',
      'criteria.1.anchors',
      'minimumConfidence',
    ])
  })
})

describe('publishing', () => {
  test('a draft with five to ten criteria is published without a word', () => {
    expect(publishCriteriaSet(setOf(5), null)).toMatchObject({ value: { status: 'published', publishReason: null } })
    expect(publishCriteriaSet(setOf(10), ' ')).toMatchObject({ value: { status: 'published', publishReason: null } })
  })

  test.each([4, 11])('%i criteria need a written reason, which is kept', (count) => {
    expect(needsPublishReason(setOf(count))).toBe(true)
    expect(publishCriteriaSet(setOf(count), 'because')).toMatchObject({
      ok: false,
      refusal: { code: 'program/criteria-count-needs-reason', detail: { criteria: count, fewest: 5, most: 10 } },
    })
    expect(publishCriteriaSet(setOf(count), '  The council agreed on this number.  ')).toMatchObject({
      value: { status: 'published', publishReason: 'The council agreed on this number.' },
    })
  })

  test('a set with faults is refused, with their number and the first of them', () => {
    const faulty = aSet({ criteria: setOf(6).criteria.map((criterion) => ({ ...criterion, weight: 0 })) })
    expect(publishCriteriaSet(faulty, null)).toEqual({
      ok: false,
      refusal: {
        code: 'program/criteria-set-invalid',
        detail: { faults: 6, path: 'criteria.0.weight', fault: 'program/weight-not-whole-and-positive' },
      },
    })
  })
})

describe('the life of a criteria set', () => {
  const draft = aSet()
  const published = aSet({ status: 'published', version: 3, publishReason: 'Agreed by the council.' })
  const retired = aSet({ status: 'retired' })

  test('a draft may be changed, even into something unfinished', () => {
    expect(changeCriteriaSet(draft, { criteria: [] })).toEqual({ ok: true, value: { ...draft, criteria: [] } })
  })

  test('a published set is revised into a new draft and does not change itself', () => {
    expect(reviseCriteriaSet(published, { id: 'next', version: 4 })).toEqual({
      ok: true,
      value: { ...published, id: 'next', version: 4, status: 'draft', publishReason: null },
    })
    expect(published.status).toBe('published')
  })

  test('a revision must be newer than what it revises', () => {
    expect(reviseCriteriaSet(published, { id: 'next', version: 3 })).toMatchObject({
      refusal: { code: 'program/version-not-newer', detail: { version: 3, published: 3 } },
    })
  })

  test('a published set is retired', () => {
    expect(retireCriteriaSet(published)).toEqual({ ok: true, value: { ...published, status: 'retired' } })
  })

  test.each([
    ['changing a published set', changeCriteriaSet(published, {}), 'program/criteria-set-published'],
    ['publishing it again', publishCriteriaSet(published, null), 'program/criteria-set-published'],
    ['revising a draft', reviseCriteriaSet(draft, { id: 'x', version: 9 }), 'program/criteria-set-not-published'],
    ['retiring a draft', retireCriteriaSet(draft), 'program/criteria-set-not-published'],
    ['changing a retired set', changeCriteriaSet(retired, {}), 'program/criteria-set-retired'],
    ['publishing a retired set', publishCriteriaSet(retired, null), 'program/criteria-set-retired'],
    ['revising a retired set', reviseCriteriaSet(retired, { id: 'x', version: 9 }), 'program/criteria-set-retired'],
    ['retiring it again', retireCriteriaSet(retired), 'program/criteria-set-retired'],
  ])('%s is refused', (_, result, code) => {
    expect(result).toMatchObject({ ok: false, refusal: { code } })
  })
})

describe('the starter set', () => {
  const { criteria } = starterCriteriaSet('set')

  test('holds seven criteria whose weights sum to 100', () => {
    expect(criteria.map(({ weight }) => weight)).toEqual([22, 18, 16, 12, 14, 10, 8])
    expect(totalWeight(criteria)).toBe(100)
  })

  test('puts no weight on size, neither by mark nor by measure', () => {
    expect(sizeWeightShare(criteria)).toBe(0)
    expect(criteria.filter(({ source }) => source.kind === 'measured' && MEASURES[source.measure].isSize)).toEqual([])
  })

  test('is published as it stands', () => {
    expect(publishCriteriaSet(starterCriteriaSet('set'), null).ok).toBe(true)
  })

  test('ranks accounts on the invoice ledger alone: margin, growth and range make half of the weight', () => {
    const fromLedger = criteria.filter(({ key }) => ['contribution_rate', 'growth', 'product_breadth'].includes(key))
    expect(totalWeight(fromLedger) / totalWeight(criteria)).toBeGreaterThanOrEqual(
      starterCriteriaSet('set').minimumConfidence,
    )
  })
})

describe('weights and measures', () => {
  test('the share of size criteria is by weight, not by count', () => {
    expect(sizeWeightShare([aCriterion({ weight: 30, isSizeCriterion: true }), aCriterion({ weight: 90 })])).toBe(0.25)
    expect(sizeWeightShare([])).toBe(0)
  })

  test('every measure is described under its own key', () => {
    for (const key of MEASURE_KEYS) {
      expect(MEASURES[key].key).toBe(key)
      expect(MEASURES[key].meaning.length).toBeGreaterThan(20)
    }
  })

  test('money says how big an account is, shares and counts do not', () => {
    const sizes = MEASURE_KEYS.filter((key) => MEASURES[key].isSize)
    expect(sizes).toEqual(['net_revenue_12m', 'contribution_amount', 'wallet_headroom_amount'])
    expect(MEASURE_KEYS.filter((key) => MEASURES[key].unit === 'money')).toEqual(sizes)
  })

  test('what shows margins is marked, so that it can be hidden', () => {
    expect(MEASURE_KEYS.filter((key) => MEASURES[key].needsMargins)).toEqual([
      'contribution_amount',
      'contribution_rate',
      'gross_margin_rate',
      'margin_change',
    ])
  })
})

test.each([
  ['Agreed by the council', true],
  ['ten chars.', true],
  ['too short', false],
  ['  a         b  ', false],
  ['..............', false],
  ['', false],
  [null, false],
])('%j as a written reason: %s', (text, isReason) => {
  expect(isWrittenReason(text)).toBe(isReason)
})
