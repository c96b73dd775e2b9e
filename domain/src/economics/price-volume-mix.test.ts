import { describe, expect, it } from 'vitest'
import { money } from './fixtures.ts'
import { type ProductPair, priceVolumeMixBridge, productMovement } from './price-volume-mix.ts'

type Sold = readonly [quantity: number | null, amount: number | string]

function product(id: string, [q0, a0]: Sold, [q1, a1]: Sold): ProductPair {
  return { id, before: { quantity: q0, amount: money(a0) }, after: { quantity: q1, amount: money(a1) } }
}

const nothing: Sold = [0, 0]

describe('the price, volume and mix of a single product', () => {
  it('is all volume when only the quantity changed', () => {
    const bridge = priceVolumeMixBridge([product('A', [10, 100], [12, 120])])
    expect([bridge.price, bridge.volume, bridge.mix]).toEqual([0n, money(20), 0n])
  })

  it('is all price when only the price changed', () => {
    const bridge = priceVolumeMixBridge([product('A', [10, 100], [10, 90])])
    expect([bridge.price, bridge.volume, bridge.mix]).toEqual([money(-10), 0n, 0n])
  })

  it('values the price change at the later quantity', () => {
    const bridge = priceVolumeMixBridge([product('A', [10, 100], [20, 220])])
    expect([bridge.price, bridge.volume, bridge.mix]).toEqual([money(20), money(100), 0n])
  })
})

describe('a shift between products', () => {
  it('is mix when prices and total quantity stay', () => {
    const bridge = priceVolumeMixBridge([product('cheap', [50, 50], [40, 40]), product('dear', [50, 500], [60, 600])])
    expect([bridge.price, bridge.volume, bridge.mix]).toEqual([0n, 0n, money(90)])
    expect(bridge.end - bridge.start).toBe(money(90))
  })

  it('is separated from price and volume', () => {
    const bridge = priceVolumeMixBridge([
      product('cheap', [100, 100], [100, 110]),
      product('dear', [100, 300], [200, 640]),
    ])
    expect(bridge.volume).toBe(money(200))
    expect(bridge.mix).toBe(money(100))
    expect(bridge.price).toBe(money(50))
  })
})

describe('products sold in one period only', () => {
  it('are new or lost', () => {
    const bridge = priceVolumeMixBridge([
      product('stays', [1, 10], [1, 10]),
      product('new', nothing, [3, 30]),
      product('lost', [2, 25], nothing),
    ])
    expect(bridge.newProduct).toBe(money(30))
    expect(bridge.lostProduct).toBe(money(-25))
    expect(bridge.start).toBe(money(35))
    expect(bridge.end).toBe(money(40))
  })

  it('are new or lost even without quantities', () => {
    const bridge = priceVolumeMixBridge([product('new', [null, 0], [null, 30]), product('lost', [null, 5], [null, 0])])
    expect(bridge.newProduct).toBe(money(30))
    expect(bridge.lostProduct).toBe(money(-5))
    expect(bridge.notSplit).toBe(0n)
  })
})

describe('changes that cannot be split', () => {
  it.each([
    ['the earlier quantity is missing', product('A', [null, 10], [1, 14])],
    ['the later quantity is missing', product('A', [1, 10], [null, 14])],
    ['the quantity is zero but money flowed', product('A', [0, 10], [1, 14])],
    ['more was returned than sold', product('A', [-2, 10], [1, 14])],
    ['the quantity is no number', product('A', [Number.NaN, 10], [1, 14])],
  ])('stay apart when %s', (_, entry) => {
    const bridge = priceVolumeMixBridge([entry])
    expect(bridge.notSplit).toBe(money(4))
    expect([bridge.price, bridge.volume, bridge.mix]).toEqual([0n, 0n, 0n])
  })
})

describe('changes that nothing explains', () => {
  it('stay apart even when there was no sale before, and keep the currency out', () => {
    const unnamed: ProductPair = {
      ...product('', nothing, [null, 14]),
      afterAtStartRates: money(12),
      cannotBeSplit: true,
    }
    const bridge = priceVolumeMixBridge([unnamed, product('A', [1, 10], [1, 11])])
    expect(bridge).toMatchObject({ notSplit: money(12), newProduct: 0n, currencyEffect: money(2), price: money(1) })
    expect(productMovement(unnamed)).toBe('notSplit')
  })
})

describe('the movement of a product', () => {
  it.each([
    ['continuing', product('A', [1, 10], [2, 14])],
    ['newProduct', product('A', nothing, [2, 14])],
    ['lostProduct', product('A', [1, 10], nothing)],
    ['notSplit', product('A', [null, 10], [2, 14])],
    ['notSplit', product('A', nothing, nothing)],
    ['continuing', product('given away', [1, 0], [2, 14])],
  ] as const)('is %s', (movement, pair) => {
    expect(productMovement(pair)).toBe(movement)
  })
})

describe('currency', () => {
  it('is kept apart from price', () => {
    const bridge = priceVolumeMixBridge([{ ...product('A', [10, 100], [10, 130]), afterAtStartRates: money(110) }])
    expect(bridge.price).toBe(money(10))
    expect(bridge.currencyEffect).toBe(money(20))
  })

  it('of a new product is kept apart from its sales', () => {
    const bridge = priceVolumeMixBridge([{ ...product('A', nothing, [1, 12]), afterAtStartRates: money(10) }])
    expect(bridge.newProduct).toBe(money(10))
    expect(bridge.currencyEffect).toBe(money(2))
  })
})

describe('prices that do not divide evenly', () => {
  it('still reconcile to the last decimal', () => {
    const bridge = priceVolumeMixBridge([
      product('A', [3, '10.01'], [7, '25.13']),
      product('B', [7, '0.01'], [11, '0.02']),
    ])
    expect(bridge.start + bridge.price + bridge.volume + bridge.mix).toBe(bridge.end)
  })
})
