import type { Browser, Page } from 'playwright-core'
import { type Deed, measureInteractions } from './interactions.ts'
import { type LargePlan, SLUG } from './large-plan.ts'
import { type Finding, quantile } from './measure.ts'

const ROUNDS = 6

export interface PlanPlace {
  readonly address: string
  readonly browser: Browser
  readonly cookie: string
  readonly plan: LargePlan
}

/** The plan in a browser of its own. */
export async function openPlanPage({ address, browser, cookie, plan }: PlanPlace, part: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value: decodeURIComponent(value), url: address }])
  const page = await context.newPage()
  await page.goto(`${address}/w/${SLUG}/plans/${plan.id}?part=${part}`)
  return page
}

const grid = (page: Page) => page.getByRole('grid')
const actions = (page: Page) => page.getByRole('table', { name: 'Actions of the plan' })

/** Text that was typed and not saved asks before it goes. */
async function closeDialog(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  if (!(await dialog.isVisible())) return
  await page.keyboard.press('Escape')
  const discard = page.getByText('Discard them')
  // Whichever does not come is only waited for: a click that waits on would hit what lies behind the next dialog.
  const isAsking = discard.waitFor().catch(() => undefined)
  await Promise.race([dialog.waitFor({ state: 'hidden' }), isAsking])
  if (await discard.isVisible()) await discard.click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Brings another part of the plan to the screen, as the tab does. */
async function showPart(page: Page, part: 'SWOT' | 'White space' | 'Actions'): Promise<void> {
  await closeDialog(page)
  const tab = page.getByRole('link', { name: part, exact: true })
  if ((await tab.getAttribute('aria-current')) === null) await tab.click()
}

async function showSwot(page: Page): Promise<void> {
  await showPart(page, 'SWOT')
  await page
    .getByText(/^Item \d+:/)
    .first()
    .waitFor()
}

async function showGrid(page: Page): Promise<void> {
  await showPart(page, 'White space')
  await grid(page).waitFor()
}

async function showActions(page: Page): Promise<void> {
  await showPart(page, 'Actions')
  await actions(page).waitFor()
}

/** Other letters at each turn, so that the state of the cell changes every time. */
const LETTERS = ['c', 'o', 'p', 'l']
let turn = 0

const DEEDS: readonly Deed[] = [
  {
    name: 'open the SWOT',
    prepare: showActions,
    act: (page) => page.getByRole('link', { name: 'SWOT', exact: true }).click(),
  },
  {
    name: 'open a SWOT item',
    prepare: showSwot,
    act: (page) =>
      page
        .getByRole('button', { name: /^Item \d+:/ })
        .nth(3)
        .click(),
  },
  {
    name: 'type in a SWOT item',
    prepare: async (page) => {
      await showSwot(page)
      await page
        .getByRole('button', { name: /^Item \d+:/ })
        .nth(3)
        .click()
      await page.getByRole('dialog').getByRole('textbox').nth(1).focus()
    },
    act: (page) => page.keyboard.type('word'),
  },
  {
    name: 'switch the viewpoint',
    prepare: showSwot,
    act: async (page) => {
      const viewpoints = page.getByRole('radiogroup').first().locator('label')
      await viewpoints.nth(turn++ % 2 === 0 ? 1 : 0).click()
    },
  },
  {
    name: 'open the white space',
    prepare: showSwot,
    act: (page) => page.getByRole('link', { name: 'White space', exact: true }).click(),
  },
  {
    name: 'move in the white space',
    prepare: async (page) => {
      await showGrid(page)
      await grid(page).focus()
    },
    act: (page) => page.keyboard.press('ArrowDown'),
  },
  {
    name: 'type in the white space',
    prepare: async (page) => {
      await showGrid(page)
      await grid(page).focus()
    },
    act: (page) => page.keyboard.press(LETTERS[turn++ % LETTERS.length] ?? 'c'),
  },
  {
    name: 'mark in the white space',
    prepare: async (page) => {
      await showGrid(page)
      await grid(page).focus()
    },
    act: (page) => page.keyboard.press('Shift+PageDown'),
  },
  {
    name: 'open the actions',
    prepare: showGrid,
    act: (page) => page.getByRole('link', { name: 'Actions', exact: true }).click(),
  },
  {
    name: 'select an action',
    prepare: showActions,
    act: (page) => actions(page).getByRole('checkbox').nth(2).click(),
  },
  {
    name: 'tick an action',
    prepare: async (page) => {
      await showActions(page)
      await actions(page).getByRole('combobox').nth(3).focus()
    },
    act: (page) => page.keyboard.press(turn++ % 2 === 0 ? 'ArrowDown' : 'ArrowUp'),
  },
]

/** What people do in a plan with 300 items and a grid of 50 by 40. */
export async function benchPlanInteractions(place: PlanPlace): Promise<Finding> {
  const page = await openPlanPage(place, 'swot')
  const all = await measureInteractions(page, { deeds: DEEDS, rounds: ROUNDS })
  await page.context().close()
  const times = all.map(({ milliseconds }) => milliseconds)
  const medians = [...Map.groupBy(all, ({ deed }) => deed)].flatMap(([deed, done]) => {
    const own = done.map(({ milliseconds }) => milliseconds)
    return [
      [deed, quantile(own, 0.5)],
      [`${deed}, worst`, Math.max(...own)],
    ]
  })
  const p75 = quantile(times, 0.75)
  return {
    name: 'interaction to next paint in a plan of 300 items: SWOT, white space, actions',
    bar: 'p75 under 100 ms',
    measured: { p75Milliseconds: p75, worstMilliseconds: Math.max(...times), ...Object.fromEntries(medians) },
    isReached: p75 < 100,
  }
}
