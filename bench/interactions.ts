import type { Page } from 'playwright-core'

/** What one deed of a person took until the next paint, in milliseconds. */
export interface Interaction {
  readonly deed: string
  readonly milliseconds: number
}

export interface Deed {
  readonly name: string
  /** Brings the page to where the deed can be done. */
  readonly prepare: (page: Page) => Promise<void>
  /** Real input, as a browser gets it from mouse and keyboard. */
  readonly act: (page: Page) => Promise<void>
}

// Shorter ones the browser does not report: they took one frame at most.
const LEAST_REPORTED = 16

const portfolioTable = (page: Page) => page.getByRole('grid', { name: 'Accounts' })

async function showPortfolio(page: Page): Promise<void> {
  if (!page.url().includes('/portfolio')) await page.getByRole('link', { name: 'Portfolio' }).first().click()
  await portfolioTable(page).getByRole('row').nth(3).waitFor()
}

/** What people do most about the portfolio. */
export const PORTFOLIO_DEEDS: readonly Deed[] = [
  {
    name: 'open the filter menu',
    prepare: showPortfolio,
    act: (page) => page.getByRole('button', { name: '+ Filter' }).click(),
  },
  {
    name: 'sort the table',
    prepare: async (page) => {
      await page.keyboard.press('Escape')
      await showPortfolio(page)
    },
    act: (page) => portfolioTable(page).getByRole('columnheader', { name: 'Net revenue' }).getByRole('button').click(),
  },
  {
    name: 'open the command palette',
    prepare: showPortfolio,
    act: (page) => page.keyboard.press('Control+k'),
  },
  {
    name: 'open an account',
    prepare: async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await showPortfolio(page)
    },
    act: (page) => portfolioTable(page).getByRole('row').nth(2).getByRole('link').first().click(),
  },
  {
    name: 'move a weight',
    prepare: async (page) => {
      await page.getByRole('link', { name: 'Selection' }).first().click()
      await page.getByRole('slider').first().focus()
    },
    act: (page) => page.keyboard.press('ArrowRight'),
  },
]

/** Starts the browser's own record of how long each interaction took until its paint. */
async function record(page: Page): Promise<void> {
  await page.evaluate((least) => {
    const longest = new Map<number, number>()
    Reflect.set(window, 'longestInteractions', longest)
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEventTiming[]) {
        if (entry.interactionId > 0) {
          longest.set(entry.interactionId, Math.max(entry.duration, longest.get(entry.interactionId) ?? 0))
        }
      }
      // The option is younger than the types of the library.
    }).observe({ type: 'event', durationThreshold: least } as PerformanceObserverInit)
  }, LEAST_REPORTED)
}

async function takeLongest(page: Page): Promise<number> {
  return page.evaluate(async () => {
    // Reported after the paint that ends the interaction.
    await new Promise((resolve) => setTimeout(resolve, 350))
    const longest = Reflect.get(window, 'longestInteractions') as Map<number, number>
    const worst = Math.max(0, ...longest.values())
    longest.clear()
    return worst
  })
}

/** Does every deed several times over, and tells how long each took until the screen answered. */
export async function measureInteractions(
  page: Page,
  { deeds, rounds }: { readonly deeds: readonly Deed[]; readonly rounds: number },
): Promise<Interaction[]> {
  await record(page)
  const interactions: Interaction[] = []
  for (let round = 0; round < rounds; round++) {
    for (const { name, prepare, act } of deeds) {
      await prepare(page)
      await takeLongest(page)
      await act(page)
      const milliseconds = await takeLongest(page)
      interactions.push({ deed: name, milliseconds: Math.max(milliseconds, LEAST_REPORTED) })
    }
  }
  return interactions
}
