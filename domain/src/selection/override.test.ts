import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, starterTierScheme } from '../program/index.ts'
import { answerOverride, askOverride, endOverride, type Override, type OverrideAnswer, overrideState } from './index.ts'

const ASKED: Override = {
  id: 'o1',
  accountId: 'north',
  tier: 'B',
  reason: 'They build a plant beside ours next year.',
  askedBy: 'rex',
  askedOn: '2024-05-20',
  expiresOn: '2025-05-20',
  answer: null,
  end: null,
}
const YES: OverrideAnswer = {
  isGranted: true,
  deciderId: 'lea',
  reason: 'The permit for the plant is there.',
  decidedOn: '2024-05-25',
}
const GRANTED: Override = { ...ASKED, answer: YES }

function ask(
  changes: Partial<Override>,
  { overrides = [], currentTier = null }: { overrides?: readonly Override[]; currentTier?: string | null } = {},
): ReturnType<typeof askOverride> {
  return askOverride({ ...ASKED, ...changes }, { scheme: starterTierScheme(), currentTier, overrides })
}

function code(result: ReturnType<typeof askOverride>): string | null {
  return result.ok ? null : result.refusal.code
}

describe('asking', () => {
  test('takes a reason and an end, and starts unanswered', () => {
    expect(ask({ reason: ` ${ASKED.reason} ` })).toEqual({ ok: true, value: ASKED })
  })

  test.each([
    [{ reason: 'a friend' }, 'selection/reason-required'],
    [{ reason: '' }, 'selection/reason-required'],
    [{ expiresOn: '2024-05-19' }, 'selection/override-expiry-in-past'],
    [{ expiresOn: '2026-05-21' }, 'selection/override-expiry-too-late'],
    [{ expiresOn: '2025-02-29' }, 'selection/override-date-invalid'],
    [{ expiresOn: '' }, 'selection/override-date-invalid'],
  ])('%j is refused', (changes, expected) => {
    expect(code(ask(changes))).toBe(expected)
  })

  test('an unknown tier, and the tier the account is in already, are no wish', () => {
    expect(code(ask({ tier: 'Z' }))).toBe('selection/unknown-tier')
    expect(code(ask({ tier: 'B' }, { currentTier: 'B' }))).toBe('selection/same-tier')
    expect(code(ask({ tier: 'out' }))).toBe('selection/same-tier')
    expect(code(ask({ tier: 'out' }, { currentTier: 'B' }))).toBeNull()
    expect(code(ask({ tier: 'A' }, { currentTier: 'B' }))).toBeNull()
  })

  test('the longest is 24 months to the day, the shortest ends today', () => {
    expect(code(ask({ expiresOn: '2026-05-20' }))).toBeNull()
    expect(code(ask({ expiresOn: '2024-05-20' }))).toBeNull()
    expect(ask({ expiresOn: '2027-01-01' })).toMatchObject({
      refusal: { detail: { latest: '2026-05-20', months: 24 } },
    })
  })

  test('while one is asked for or in force, a second for the same account is refused', () => {
    const again = { ...ASKED, id: 'o2', askedOn: '2024-06-01' }
    expect(code(ask(again, { overrides: [ASKED] }))).toBe('selection/override-already-open')
    expect(code(ask(again, { overrides: [GRANTED] }))).toBe('selection/override-already-open')
    expect(code(ask({ ...again, accountId: 'south' }, { overrides: [GRANTED] }))).toBeNull()
  })

  test('after a refusal or an end one may ask again', () => {
    const refused = { ...ASKED, answer: { ...YES, isGranted: false } }
    expect(code(ask({ id: 'o2', askedOn: '2024-06-01' }, { overrides: [refused] }))).toBeNull()
    const late = { ...ASKED, id: 'o2', askedOn: '2025-05-21', expiresOn: '2025-12-31' }
    expect(code(ask(late, { overrides: [GRANTED] }))).toBeNull()
  })
})

describe('answering', () => {
  const right = { mayAnswer: true }

  test('a second person with the right grants or refuses, with a reason', () => {
    expect(answerOverride(ASKED, YES, right)).toEqual({ ok: true, value: GRANTED })
    const no = { ...YES, isGranted: false, reason: 'Size is no reason to us.' }
    expect(answerOverride(ASKED, no, right)).toMatchObject({ ok: true, value: { answer: { isGranted: false } } })
  })

  test('nobody answers their own wish, whatever their rights', () => {
    expect(code(answerOverride(ASKED, { ...YES, deciderId: 'rex' }, right))).toBe(
      'selection/override-needs-second-person',
    )
  })

  test('without the right there is no answer', () => {
    expect(code(answerOverride(ASKED, YES, { mayAnswer: false }))).toBe('selection/override-right-missing')
  })

  test('an answer takes a reason, is given once, and not after the last day', () => {
    expect(code(answerOverride(ASKED, { ...YES, reason: 'fine' }, right))).toBe('selection/reason-required')
    expect(code(answerOverride(GRANTED, { ...YES, deciderId: 'max' }, right))).toBe(
      'selection/override-already-answered',
    )
    expect(code(answerOverride(ASKED, { ...YES, decidedOn: '2025-05-21' }, right))).toBe('selection/override-over')
    const withdrawn = { ...ASKED, end: { endedBy: 'rex', reason: 'No longer needed by us.', endedOn: '2024-05-21' } }
    expect(code(answerOverride(withdrawn, YES, right))).toBe('selection/override-over')
  })
})

describe('ending early', () => {
  const end = { endedBy: 'lea', reason: 'The plant is not being built.', endedOn: '2024-09-01' }
  const lead = { mayAnswer: true }
  const seller = { mayAnswer: false }

  test('one in force is ended with a written reason by somebody who may answer', () => {
    expect(endOverride(GRANTED, end, lead)).toEqual({ ok: true, value: { ...GRANTED, end } })
    expect(code(endOverride(GRANTED, { ...end, reason: 'over' }, lead))).toBe('selection/reason-required')
    expect(code(endOverride(GRANTED, { ...end, endedBy: 'rex' }, seller))).toBe('selection/override-right-missing')
  })

  test('one not yet answered is withdrawn by whoever asked, and by nobody else', () => {
    expect(endOverride(ASKED, { ...end, endedBy: 'rex' }, seller).ok).toBe(true)
    expect(code(endOverride(ASKED, end, lead))).toBe('selection/override-not-yours')
  })

  test('what is over cannot end', () => {
    const late = { ...end, endedOn: '2025-05-21' }
    expect(code(endOverride(GRANTED, late, lead))).toBe('selection/override-over')
    const again = { ...end, endedOn: '2024-10-01' }
    expect(code(endOverride({ ...GRANTED, end }, again, lead))).toBe('selection/override-over')
    const refused = { ...ASKED, answer: { ...YES, isGranted: false } }
    expect(code(endOverride(refused, end, lead))).toBe('selection/override-over')
  })
})

describe('where an override stands', () => {
  test.each([
    ['asked', ASKED, '2024-05-20'],
    ['asked', ASKED, '2025-05-20'],
    ['lapsed', ASKED, '2025-05-21'],
    ['asked', GRANTED, '2024-05-24'],
    ['granted', GRANTED, '2024-05-25'],
    ['granted', GRANTED, '2025-05-20'],
    ['expired', GRANTED, '2025-05-21'],
    ['refused', { ...ASKED, answer: { ...YES, isGranted: false } }, '2024-05-25'],
    ['refused', { ...ASKED, answer: { ...YES, isGranted: false } }, '2026-01-01'],
  ] satisfies [string, Override, string][])('%s', (state, override, day) => {
    expect(overrideState(override, day)).toBe(state)
  })

  test('an early end holds from its day on, and not before', () => {
    const ended = { ...GRANTED, end: { endedBy: 'lea', reason: 'The plant is not built.', endedOn: '2024-09-01' } }
    expect(overrideState(ended, '2024-08-31')).toBe('granted')
    expect(overrideState(ended, '2024-09-01')).toBe('ended')
  })
})

describe('the end of an override', () => {
  test('by law: once over, an override never comes back', () => {
    const over = new Set(['expired', 'ended', 'lapsed', 'refused'])
    const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2024-05-20', days))
    fc.assert(
      fc.property(day, day, fc.constantFrom(ASKED, GRANTED), (one, other, override) => {
        const [first, second] = [one, other].sort()
        if (!over.has(overrideState(override, first ?? ''))) return
        expect(over.has(overrideState(override, second ?? ''))).toBe(true)
      }),
    )
  })
})
