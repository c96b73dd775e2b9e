import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { type Finding, quantile, round } from './measure.ts'
import { openPlanPage, type PlanPlace } from './plan-interactions.ts'
import { callPlan, type SignedInWriter } from './plan-writers.ts'

const CHANGES = 30

/** Ends when the page shows these words. */
function shows(page: Page, words: string): Promise<void> {
  return page.evaluate(
    (wanted) =>
      new Promise<void>((resolve, reject) => {
        const isThere = () => document.body.textContent?.includes(wanted) ?? false
        if (isThere()) return resolve()
        const watch = new MutationObserver(() => {
          if (!isThere()) return
          watch.disconnect()
          resolve()
        })
        watch.observe(document.body, { childList: true, subtree: true, characterData: true })
        setTimeout(() => reject(new Error(`${wanted} never came`)), 15_000)
      }),
    words,
  )
}

/** One person changes items of the SWOT; how long until the browser of another shows it. */
export async function benchVisibility(place: PlanPlace, writers: readonly SignedInWriter[]): Promise<Finding> {
  const [writer] = writers
  if (!writer) throw new Error('nobody writes')
  const page = await openPlanPage(place, 'swot')
  await page.getByText(/^Item 0:/).waitFor()
  const call = (method: 'GET' | 'PUT', path: string, more: { body?: object; headers?: Record<string, string> } = {}) =>
    callPlan(writer, place.plan, { method, path, ...more })
  const { body: part } = await call('GET', '/swot')
  const items: { id: string; version: number; viewpoint: string }[] = part.items.filter(
    ({ viewpoint }: { viewpoint: string }) => viewpoint === 'customer',
  )
  const times: number[] = []
  for (let change = 0; change < CHANGES; change++) {
    const item = items[change % items.length]
    if (!item) throw new Error('the plan has no items')
    const words = `Changed for the ${change + 1}. time, seen elsewhere`
    // Now close to one another, now far apart, as people write.
    await pause(100 + ((change * 377) % 1_500))
    const seen = shows(page, words)
    const started = performance.now()
    const reply = await call('PUT', `/swot-items/${item.id}`, {
      body: { text: words },
      headers: { 'if-match': `"${item.version}"` },
    })
    if (reply.status !== 200) throw new Error(`the change was refused: ${JSON.stringify(reply.body)}`)
    await seen
    times.push(performance.now() - started)
  }
  await page.context().close()
  const p95 = quantile(times, 0.95)
  return {
    name: 'change of one person until another browser shows it',
    bar: 'p95 under 1 s',
    measured: {
      p50Milliseconds: round(quantile(times, 0.5)),
      p95Milliseconds: round(p95),
      worstMilliseconds: round(Math.max(...times)),
    },
    isReached: p95 < 1_000,
  }
}
