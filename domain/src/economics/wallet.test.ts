import { describe, expect, it } from 'vitest'
import { degraded, insufficient, known, notApplicable } from '../kernel/index.ts'
import { money } from './fixtures.ts'
import { headRoomToTarget, shareOfWallet } from './wallet.ts'

const estimate = { ourNet: money(300), low: money(500), base: money(600), high: money(1_000) }

describe('share of wallet', () => {
  it('is an interval, highest for the low estimate', () => {
    expect(shareOfWallet(estimate).share).toEqual({ low: known(0.6), base: known(0.5), high: known(0.3) })
  })

  it('leaves room up to each estimate', () => {
    expect(shareOfWallet(estimate).headRoom).toEqual({
      low: known(money(200)),
      base: known(money(300)),
      high: known(money(700)),
    })
  })

  it('is 1 when we have it all and 0 when we sell nothing', () => {
    expect(shareOfWallet({ ...estimate, ourNet: money(500) }).share.low).toEqual(known(1))
    expect(shareOfWallet({ ...estimate, ourNet: 0n }).share.base).toEqual(known(0))
  })

  it('is never clamped: sales above the wallet mean that the estimate is wrong', () => {
    const { share, headRoom } = shareOfWallet({ ...estimate, ourNet: money(1_001) })
    const refusal = notApplicable('economics/wallet-below-our-sales')
    expect(share).toEqual({ low: refusal, base: refusal, high: refusal })
    expect(headRoom.base).toEqual(refusal)
  })

  it('is doubtful when only the low estimate is below our sales', () => {
    const { share } = shareOfWallet({ ...estimate, ourNet: money(550) })
    expect(share.low).toEqual(notApplicable('economics/wallet-below-our-sales'))
    expect(share.high).toEqual(degraded(0.55, 'economics/wallet-low-below-our-sales'))
    expect(share.base.status).toBe('degraded')
  })

  it('is unknown without an estimate', () => {
    const { share, headRoom } = shareOfWallet({ ...estimate, low: null, base: null, high: null })
    expect(share.base).toEqual(insufficient('economics/wallet-missing'))
    expect(headRoom.high).toEqual(insufficient('economics/wallet-missing'))
  })

  it('may rest on a base estimate alone', () => {
    const { share } = shareOfWallet({ ...estimate, low: null, high: null })
    expect(share).toEqual({
      low: insufficient('economics/wallet-missing'),
      base: known(0.5),
      high: insufficient('economics/wallet-missing'),
    })
  })

  it.each([
    ['low above base', { low: money(700) }],
    ['high below base', { high: money(550) }],
    ['high below low with no base', { base: null, high: money(400) }],
  ])('refuses estimates out of order: %s', (_, bounds) => {
    expect(shareOfWallet({ ...estimate, ...bounds }).share.low).toEqual(
      notApplicable('economics/wallet-bounds-out-of-order'),
    )
  })

  it('refuses net credits and an empty wallet', () => {
    expect(shareOfWallet({ ...estimate, ourNet: money(-1) }).share.base.reasons).toEqual([
      'economics/net-revenue-not-positive',
    ])
    expect(shareOfWallet({ ourNet: 0n, low: 0n, base: 0n, high: 0n }).share.base).toEqual(
      notApplicable('economics/wallet-not-positive'),
    )
  })
})

describe('head-room to a target share', () => {
  it('is what is still to win', () => {
    expect(headRoomToTarget(money(300), money(600), 0.7)).toEqual(known(money(120)))
  })

  it('is negative past the target', () => {
    expect(headRoomToTarget(money(300), money(600), 0.4)).toEqual(known(money(-60)))
  })

  it.each([
    ['no wallet is known', null, 0.5, 'economics/wallet-missing'],
    ['the wallet is below our sales', money(200), 0.5, 'economics/wallet-below-our-sales'],
    ['the target is above 100 %', money(600), 1.2, 'economics/fraction-out-of-range'],
    ['the target is no number', money(600), Number.NaN, 'economics/fraction-out-of-range'],
  ])('is refused when %s', (_, wallet, target, reason) => {
    const figure = headRoomToTarget(money(300), wallet, target)
    expect(figure.value).toBeNull()
    expect(figure.reasons).toEqual([reason])
  })
})
