import { describe, expect, it } from 'vitest'
import { aChange, aCriterion, aFirmness } from './fixtures.ts'
import { changeWords, verdictOn, writePoints } from './verdict.ts'

const said = (changes: Parameters<typeof aFirmness>[0]) => verdictOn(aFirmness(changes), 'en').sentences

describe('the verdict on a list', () => {
  it('names the criteria whose weight a reasonable change of which would move somebody', () => {
    expect(said({})).toEqual([
      'The list survives any change of a single weight by up to 5 points, except of Margin.',
      'Of 1 with a place, 0 keep it in everything tested here and 1 loses it when one weight moves by up to 5 points.',
    ])
  })

  it('is firm when nothing tested moves anybody', () => {
    const verdict = verdictOn(
      aFirmness({ criteria: [aCriterion('margin', 'Margin', { more: aChange({ change: 0.051 }) })], edges: [] }),
      'en',
    )
    expect(verdict).toEqual({
      tone: 'gain',
      sentences: [
        'The list survives any change of a single weight by up to 5 points.',
        'All 1 with a place keep it in everything tested here.',
      ],
    })
  })

  it('says so when any weight at all can move somebody, and what rests on little evidence', () => {
    const thin = 'selection/criterion-thin-evidence'
    const criteria = [
      aCriterion('margin', 'Margin', { more: aChange(), caution: thin }),
      aCriterion('growth', 'Growth', { less: aChange({ change: -0.05 }), caution: thin }),
    ]
    const sentences = said({ criteria })
    expect(sentences[0]).toBe('A change of up to 5 points in any one weight moves somebody across the line.')
    expect(sentences.at(-1)).toBe('Fewer than half of the accounts have evidence on Margin and Growth.')
  })

  it('does not call a criterion safe whose answer is hidden', () => {
    const criteria = [aCriterion('margin', 'Margin', { isHidden: true }), aCriterion('growth', 'Growth')]
    expect(said({ criteria, edges: [] })).toContain(
      'What a change in the weight of Margin would do is hidden: you do not have the right to see margins and costs.',
    )
  })

  it.each([
    ['no_accounts', /no accounts to rank/],
    ['nobody_ranked', /No account has enough evidence/],
    ['no_places', /no places/],
    ['everybody_in', /Every ranked account has a place \(38\)/],
    ['one_criterion', /Only one criterion has weight/],
    ['all_equal', /the same score/],
  ] as const)('says in words when there is nothing to contest: %s', (situation, words) => {
    expect(said({ situation })[0]).toMatch(words)
  })
})

describe('who crosses the line', () => {
  it('is told with the cause, and without the name of an account the reader may not see', () => {
    expect(changeWords(aChange())).toBe('Lakeside takes the place of Harbour')
    expect(changeWords(aChange({ comesIn: { account: null } }))).toBe(
      'an account you may not see takes the place of Harbour',
    )
    expect(changeWords(aChange({ cause: 'evidence_too_thin', comesIn: null }))).toMatch(/Harbour is no longer ranked/)
    expect(changeWords(aChange({ cause: 'evidence_too_thin' }))).toMatch(/^Lakeside follows Harbour/)
    expect(changeWords(aChange({ cause: 'evidence_enough', fallsOut: null }))).toMatch(/^Lakeside .* gets in$/)
    expect(changeWords(aChange({ cause: 'evidence_enough' }))).toMatch(/takes the place of Harbour$/)
  })

  it('is at a distance in points of a hundred, never at one of 0.0', () => {
    expect(writePoints(0.0004, 'en')).toBe('under 0.1')
    expect(writePoints(-0.021, 'en')).toBe('2.1')
    expect(writePoints(0.05, 'en')).toBe('5')
    expect(writePoints(0.234, 'en')).toBe('23')
  })
})
