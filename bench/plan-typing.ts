import type { Page } from 'playwright-core'
import { type Finding, quantile, round } from './measure.ts'
import { openPlanPage, type PlanPlace } from './plan-interactions.ts'

const KEYS = 150
const LETTERS = 'abcdefgh'

declare global {
  interface Window {
    benchKeys: number[]
    benchSeen: number[]
  }
}

async function openNotes(place: PlanPlace): Promise<Page> {
  const page = await openPlanPage(place, 'swot')
  const notes = page.getByRole('region', { name: /^Notes on/ }).first()
  await notes.getByRole('button', { name: /^Write notes on/ }).press('Enter')
  await notes.getByRole('textbox').waitFor()
  await notes.getByText('Saved').waitFor()
  return page
}

/** Notes when each key was pressed. */
function watchKeys(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.benchKeys = []
    document.addEventListener('keydown', () => window.benchKeys.push(Date.now()), true)
  })
}

/** Notes when each letter came into sight. */
function watchLetters(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.benchSeen = []
    const box = document.querySelector('[role="textbox"][aria-multiline="true"]')
    if (!box) throw new Error('there are no notes')
    const count = () => box.textContent?.length ?? 0
    const before = count()
    new MutationObserver(() => {
      while (window.benchSeen.length < count() - before) window.benchSeen.push(Date.now())
    }).observe(box, { childList: true, subtree: true, characterData: true })
  })
}

/** Somebody types notes as people do; how long until each letter stands in the browser of another. */
export async function benchTyping(place: PlanPlace): Promise<Finding> {
  const [writer, reader] = [await openNotes(place), await openNotes(place)]
  await watchKeys(writer)
  await watchLetters(reader)
  for (let key = 0; key < KEYS; key += 1) {
    await writer.keyboard.press(LETTERS.charAt(key % LETTERS.length))
    // Fluent, and now and then a moment to think.
    await writer.waitForTimeout(key % 25 === 24 ? 1_200 : 60 + ((key * 37) % 90))
  }
  await reader.waitForFunction((many) => window.benchSeen.length >= many, KEYS)
  const pressed = await writer.evaluate(() => window.benchKeys)
  const seen = await reader.evaluate(() => window.benchSeen)
  for (const page of [writer, reader]) await page.context().close()
  const times = pressed.map((moment, at) => (seen[at] ?? Number.POSITIVE_INFINITY) - moment)
  const p95 = quantile(times, 0.95)
  return {
    name: 'key pressed in notes until another browser shows its letter',
    bar: 'p95 under 1 s',
    measured: {
      p50Milliseconds: round(quantile(times, 0.5)),
      p95Milliseconds: round(p95),
      worstMilliseconds: round(Math.max(...times)),
    },
    isReached: p95 < 1_000,
  }
}
