import { describe, expect, it } from 'vitest'
import { checkRule, fillRuleTitle, RULE_TRIGGERS, ruleInWords, triggerInWords, unknownOfThePast } from './work-rule.ts'

const action = { title: 'Call {account}', dueInDays: 14, owner: { kind: 'accountable' } } as const
const kinds = Object.keys(RULE_TRIGGERS) as (keyof typeof RULE_TRIGGERS)[]

describe('taking a rule as written', () => {
  it('accepts days within the bounds of what it waits for, and none where it takes none', () => {
    for (const days of [1, 365]) expect(checkRule({ trigger: { kind: 'period_ends', days }, action }).ok).toBe(true)
    expect(checkRule({ trigger: { kind: 'renewal_near', days: 730 }, action }).ok).toBe(true)
    expect(checkRule({ trigger: { kind: 'result_red', days: null }, action }).ok).toBe(true)
  })

  it('refuses days outside the bounds, half days, missing days, and days where there are none', () => {
    const wrong = [
      ['period_ends', 0],
      ['period_ends', 366],
      ['period_ends', 1.5],
      ['period_ends', null],
      ['result_stalled', 6],
      ['plan_untouched', 6],
      ['tier_changed', 5],
      ['statement_doubtful', 0],
    ] as const
    for (const [kind, days] of wrong) {
      const result = checkRule({ trigger: { kind, days }, action })
      expect(result, `${kind} ${days}`).toMatchObject({ ok: false, refusal: { code: 'plans/rule-days' } })
    }
  })

  it('refuses an action that is due before it is made, or more than a year later', () => {
    const trigger = { kind: 'result_red', days: null } as const
    for (const dueInDays of [-1, 366, 0.5]) {
      const result = checkRule({ trigger, action: { ...action, dueInDays } })
      expect(result).toMatchObject({ ok: false, refusal: { code: 'plans/rule-due-days' } })
    }
    expect(checkRule({ trigger, action: { ...action, dueInDays: 0 } }).ok).toBe(true)
  })

  it('refuses a placeholder that no rule knows, which would stand in every action', () => {
    const trigger = { kind: 'result_red', days: null } as const
    expect(checkRule({ trigger, action: { ...action, title: 'See {item} at {customer}' } })).toMatchObject({
      ok: false,
      refusal: { code: 'plans/rule-placeholder', detail: { found: '{customer}' } },
    })
    expect(checkRule({ trigger, action: { ...action, title: '{account} {plan} {item}' } }).ok).toBe(true)
  })
})

describe('the title of an action', () => {
  const names = { account: 'Harbour', plan: 'Plan 2027', item: 'Late parts' }

  it('holds the names in their places, each as often as it is asked for', () => {
    expect(fillRuleTitle('{account}: {item} ({plan}), {account}', names)).toBe(
      'Harbour: Late parts (Plan 2027), Harbour',
    )
  })

  it('leaves what a name itself holds in braces as it is', () => {
    expect(fillRuleTitle('{item}', { ...names, item: '{account} wins' })).toBe('{account} wins')
  })

  it('is one line', () => {
    expect(fillRuleTitle('Ask:\n{item}', { ...names, item: 'Three\n plants' })).toBe('Ask: Three plants')
  })

  it('is cut at 300 characters with an ellipsis, and never through the middle of a character', () => {
    const long = fillRuleTitle('{item}', { ...names, item: 'x'.repeat(400) })
    expect(long).toHaveLength(300)
    expect(long.endsWith('x…')).toBe(true)
    const faces = fillRuleTitle('{item}', { ...names, item: `${'x'.repeat(298)}😀😀` })
    expect(faces).toBe(`${'x'.repeat(298)}…`)
    expect(fillRuleTitle('{item}', { ...names, item: 'x'.repeat(300) })).toBe('x'.repeat(300))
  })
})

describe('a rule in words', () => {
  it('is one sentence that says when, what, until when and for whom', () => {
    expect(ruleInWords({ kind: 'swot_unanswered', days: 30 }, action)).toBe(
      'When a SWOT item has been high and without objective or action for 30 days, the plan gets the action “Call {account}”, due 14 days later, for who is accountable for the plan.',
    )
    expect(
      ruleInWords(
        { kind: 'tier_changed', days: null },
        { title: 'Tell the team', dueInDays: 0, owner: { kind: 'member', name: 'Mia' } },
      ),
    ).toBe('When an account changes tier, the plan gets the action “Tell the team”, due the same day, for Mia.')
    expect(
      ruleInWords(
        { kind: 'action_due', days: 1 },
        { title: 'Prepare', dueInDays: 1, owner: { kind: 'account_manager' } },
      ),
    ).toBe(
      'When an open action is due within 1 day, the plan gets the action “Prepare”, due 1 day later, for the account manager.',
    )
  })

  it('is another one for every kind, and names the days where there are any', () => {
    const sentences = kinds.map((kind) => triggerInWords({ kind, days: RULE_TRIGGERS[kind].days ? 45 : null }))
    expect(new Set(sentences).size).toBe(kinds.length)
    for (const [index, kind] of kinds.entries()) {
      expect(sentences[index]?.includes('45 days'), kind).toBe(RULE_TRIGGERS[kind].days !== null)
    }
  })
})

describe('what the past cannot tell', () => {
  it('is said for every kind, for nothing keeps what was taken out', () => {
    for (const kind of kinds) {
      expect(unknownOfThePast(kind).at(-1)).toBe('Plans and things that were taken out since are not counted.')
    }
    expect(unknownOfThePast('action_due')[0]).toContain('Due dates are taken as they are today')
    expect(unknownOfThePast('result_red').join(' ')).toContain('ledger')
  })
})
