import { describe, expect, test } from 'vitest'
import {
  cancelRound,
  changeRound,
  closeRound,
  extendRound,
  finishRound,
  openRound,
  type RoundStatus,
  reopenRound,
} from './index.ts'
import { aRound, ROUND_DAY } from './round-fixtures.ts'

const REASON = 'The scheme of regions has changed.'
const SITUATION = { today: ROUND_DAY, judgedCriteria: ['fit', 'credit'] }
const STATUSES: readonly RoundStatus[] = ['planned', 'open', 'closed', 'reconciled', 'cancelled']

function outcomes(step: (status: RoundStatus) => ReturnType<typeof closeRound>): string[] {
  return STATUSES.map((status) => {
    const result = step(status)
    return result.ok ? result.value.status : result.refusal.code.replace('selection/', '')
  })
}

describe('the steps of a round, from planned, open, closed, reconciled and cancelled', () => {
  test('it is changed only while it is planned', () => {
    expect(outcomes((status) => changeRound(aRound({ status }), { accountIds: ['east'] }))).toEqual([
      'planned',
      'round-not-planned',
      'round-not-planned',
      'round-over',
      'round-over',
    ])
    const changed = changeRound(aRound({ status: 'planned' }), { accountIds: ['east'] })
    expect(changed.ok && changed.value.accountIds).toEqual(['east'])
  })

  test('it is opened once, and never again after people have read it', () => {
    expect(outcomes((status) => openRound(aRound({ status }), SITUATION))).toEqual([
      'open',
      'round-not-planned',
      'round-not-planned',
      'round-over',
      'round-over',
    ])
  })

  test('its deadline can be moved until it is closed', () => {
    expect(outcomes((status) => extendRound(aRound({ status }), '2024-06-10', ROUND_DAY))).toEqual([
      'planned',
      'open',
      'round-not-open',
      'round-over',
      'round-over',
    ])
  })

  test('only an open round is closed', () => {
    expect(outcomes((status) => closeRound(aRound({ status })))).toEqual([
      'round-not-open',
      'closed',
      'round-not-open',
      'round-over',
      'round-over',
    ])
  })

  test('only a closed round is reconciled', () => {
    expect(outcomes((status) => finishRound(aRound({ status }), { openResults: 0, reason: null }))).toEqual([
      'round-not-closed',
      'round-not-closed',
      'reconciled',
      'round-over',
      'round-over',
    ])
  })

  test('only a finished round is taken up again, to settle more, and nobody scores in it again', () => {
    expect(outcomes((status) => reopenRound(aRound({ status }), REASON))).toEqual([
      'round-not-finished',
      'round-not-finished',
      'round-not-finished',
      'closed',
      'round-over',
    ])
  })

  test('it can be called off until it is over', () => {
    expect(outcomes((status) => cancelRound(aRound({ status }), REASON))).toEqual([
      'cancelled',
      'cancelled',
      'cancelled',
      'round-over',
      'round-over',
    ])
  })
})

describe('what a step asks for', () => {
  test('a deadline in the past keeps a round from opening, and the refusal says which field', () => {
    expect(openRound(aRound({ status: 'planned', deadline: '2024-05-19' }), SITUATION)).toEqual({
      ok: false,
      refusal: {
        code: 'selection/round-invalid',
        detail: { faults: 1, path: 'deadline', fault: 'selection/round-deadline-in-past' },
      },
    })
  })

  test('it does not open before its first day', () => {
    const early = { ...SITUATION, today: '2024-04-30' }
    expect(openRound(aRound({ status: 'planned' }), early)).toMatchObject({
      ok: false,
      refusal: { code: 'selection/round-opens-later', detail: { opensOn: '2024-05-01' } },
    })
    expect(openRound(aRound({ status: 'planned' }), { ...SITUATION, today: '2024-05-01' }).ok).toBe(true)
  })

  test('more time means later, and not a day that has gone', () => {
    expect(extendRound(aRound(), '2024-05-30', ROUND_DAY)).toMatchObject({
      refusal: { code: 'selection/round-deadline-not-later' },
    })
    expect(extendRound(aRound(), '2024-06-02', '2024-06-05')).toMatchObject({
      refusal: { code: 'selection/round-deadline-passed' },
    })
    const extended = extendRound(aRound(), '2024-06-05', '2024-06-05')
    expect(extended.ok && extended.value.deadline).toBe('2024-06-05')
  })

  test('open results keep a round from ending, unless a written reason leaves them open', () => {
    const closed = aRound({ status: 'closed' })
    expect(finishRound(closed, { openResults: 2, reason: 'later' })).toEqual({
      ok: false,
      refusal: { code: 'selection/round-unsettled', detail: { open: 2, fewest: 10 } },
    })
    expect(finishRound(closed, { openResults: 2, reason: 'Both are being sold this summer.' }).ok).toBe(true)
  })

  test('taking a round up again takes a written reason', () => {
    expect(reopenRound(aRound({ status: 'reconciled' }), 'again')).toMatchObject({
      refusal: { code: 'selection/reason-required' },
    })
  })

  test('calling a round off takes a written reason', () => {
    expect(cancelRound(aRound(), ' ')).toMatchObject({ refusal: { code: 'selection/reason-required' } })
    expect(cancelRound(aRound(), null)).toMatchObject({ refusal: { code: 'selection/reason-required' } })
  })
})
