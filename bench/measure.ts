/** One measured bar: what it was held against, what came out, and whether it is reached. */
export interface Finding {
  readonly name: string
  readonly bar: string
  readonly measured: Readonly<Record<string, number>>
  readonly isReached: boolean
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function round(value: number, decimals = 2): number {
  return Number(value.toFixed(decimals))
}

/** Milliseconds each run of `work` takes, after warming up. */
export async function timeEach(runs: number, work: (run: number) => Promise<unknown>, warmUps = 3): Promise<number[]> {
  for (let run = 0; run < warmUps; run++) await work(-1 - run)
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    await work(run)
    times.push(performance.now() - started)
  }
  return times
}

export async function timeOnce<Value>(work: () => Promise<Value>): Promise<{ seconds: number; value: Value }> {
  const started = performance.now()
  const value = await work()
  return { seconds: (performance.now() - started) / 1000, value }
}

/** Requests a second that `work` reaches with several callers at once. */
export async function throughput(
  seconds: number,
  callers: number,
  work: (run: number) => Promise<unknown>,
): Promise<number> {
  const end = performance.now() + seconds * 1000
  let begun = 0
  let done = 0
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < end) {
        await work(begun++)
        done++
      }
    }),
  )
  return done / seconds
}
