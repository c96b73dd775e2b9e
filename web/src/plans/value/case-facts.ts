import type { DriverKind, Evidence, ValueCase, ValueDriver, ValueMark } from './types.ts'

/** Marks that are about single drivers; the others are about the case as a whole. */
const IS_BEHIND: Partial<Record<ValueMark, (driver: ValueDriver, one: ValueCase) => boolean>> = {
  only_claimed: ({ kind, evidence }) => kind === 'benefit' && evidence === ('claimed' satisfies Evidence),
  no_baseline: ({ kind, baseline }) => kind === 'benefit' && baseline === '',
  nobody_named: ({ kind, owner }, { beneficiary }) => beneficiary === 'customer' && kind === 'benefit' && !owner,
  no_range: ({ years }) => years.some(({ low, base, high }) => Number(base) !== 0 && low === null && high === null),
}

/** Names of the drivers for which a case carries a mark; none where it is about the whole case. */
export function driversBehind(mark: ValueMark, one: ValueCase): string[] {
  const isBehind = IS_BEHIND[mark]
  return isBehind ? one.drivers.filter((driver) => isBehind(driver, one)).map(({ name }) => name) : []
}

export function driversOf(one: ValueCase, kind: DriverKind): ValueDriver[] {
  return one.drivers.filter((driver) => driver.kind === kind)
}

/** What the flows come to up to and with each year. */
export function summedUp(flows: readonly string[]): number[] {
  const sums: number[] = []
  for (const flow of flows) sums.push((sums.at(-1) ?? 0) + Number(flow))
  return sums
}
