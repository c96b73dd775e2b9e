import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, plain, seriousFindings, type WatchedPage } from './browser.ts'
import { createWorkspace, OWNER } from './first-run.ts'
import { type RunningProgram, runProgram } from './running-program.ts'
import { inviteAndJoin } from './second-person.ts'

const SLUG = 'sample-works'
const GUEST = { name: 'Vera Guest', email: 'vera@example.test', role: 'viewer' } as const

const SCREENS = {
  portfolio: '/portfolio',
  account: '/accounts/:best',
  selection: '/program/selection',
  criteria: '/program/criteria',
  tiers: '/program/tiers',
  import: '/data/import',
  people: '/settings/people',
  settings: '/settings',
} as const

type Screen = keyof typeof SCREENS

/** What stands on a screen once its data is there. */
const FILLED: Readonly<Record<Screen, (page: Page) => Promise<void>>> = {
  portfolio: (page) => page.locator('main a[href*="/accounts/"]').first().waitFor(),
  account: (page) => page.getByRole('region', { name: 'From list value to contribution' }).waitFor(),
  selection: (page) => page.getByRole('region', { name: 'Ranking' }).getByRole('rowheader').first().waitFor(),
  criteria: (page) => page.getByText('Growth of demand').first().waitFor(),
  tiers: (page) => page.getByRole('region', { name: 'Decisions' }).waitFor(),
  import: (page) => page.getByRole('link', { name: 'Import 1' }).waitFor(),
  people: (page) => page.getByRole('grid', { name: 'Members' }).getByRole('rowheader').first().waitFor(),
  settings: (page) => page.getByRole('combobox', { name: 'Reporting currency' }).waitFor(),
}

let program: RunningProgram
let browser: Browser
let watched: WatchedPage
let page: Page
const opened: WatchedPage[] = []
/** The account that ranks first. */
let bestAccount = ''

async function open(options: Parameters<typeof openPage>[1] = {}): Promise<WatchedPage> {
  const another = await openPage(browser, options)
  another.page.setDefaultTimeout(15_000)
  opened.push(another)
  return another
}

/** A further window of the owner, who is signed in already. */
async function openAsOwner(options: Parameters<typeof openPage>[1] = {}): Promise<WatchedPage> {
  const another = await open(options)
  await another.context.addCookies(await watched.context.cookies())
  return another
}

function addressOf(screen: Screen): string {
  return `${program.address}/w/${SLUG}${SCREENS[screen].replace(':best', bestAccount)}`
}

/** An answer of the interface as the person of that window gets it. */
async function ask(target: Page, path: string): Promise<{ status: number; body: unknown }> {
  const answer = await target.request.get(`${program.address}/api/workspaces/${SLUG}${path}`)
  return { status: answer.status(), body: await answer.json() }
}

async function show(target: Page, screen: Screen): Promise<void> {
  await target.goto(addressOf(screen))
  await FILLED[screen](target)
}

beforeAll(async () => {
  ;[program, browser] = await Promise.all([runProgram(), openBrowser()])
  watched = await open()
  page = watched.page
})

afterEach(() => {
  expect(opened.flatMap(({ faults }) => faults)).toEqual([])
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

describe('the sample company', () => {
  it('is loaded with its progress in sight and leads to a portfolio with its whale curve', async () => {
    await createWorkspace(page, program, 'Sample Works')
    await page.getByRole('button', { name: 'Start with the sample company' }).click()
    await page.getByRole('progressbar').first().waitFor()
    await page.waitForURL(/\/portfolio/, { timeout: 60_000 })
    const curve = page.getByRole('region', { name: 'Whale curve of contribution' })
    await curve.getByRole('img', { name: /accounts earn .* give back/ }).waitFor()
    const figures = page.getByLabel('The portfolio in six figures')
    await expect.poll(async () => plain(await figures.innerText()), { timeout: 20_000 }).toMatch(/[1-9]\d* in, 0 out/)
    const best = await page.locator('main a[href*="/accounts/"]').first().getAttribute('href')
    bestAccount = best?.split('/').at(-1) ?? ''
    expect(bestAccount).not.toBe('')
  })

  it.each(Object.keys(SCREENS) as Screen[])(
    'has no serious barrier on the %s screen, light or dark',
    async (screen) => {
      await show(page, screen)
      const findings: Record<string, string[]> = {}
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor()
        findings[colorScheme] = await seriousFindings(page)
      }
      await page.emulateMedia({ colorScheme: 'light' })
      expect(findings).toEqual({ light: [], dark: [] })
    },
  )

  it.each(['portfolio', 'account', 'import', 'tiers'] as const)(
    'fits the %s screen into 360 pixels',
    async (screen) => {
      const { page: narrow, context } = await openAsOwner({ width: 360, height: 740 })
      await show(narrow, screen)
      expect(await narrow.evaluate(() => document.scrollingElement?.scrollWidth ?? 0)).toBeLessThanOrEqual(360)
      await context.close()
    },
  )

  it('lets somebody sign in, find an account and read its score by keyboard alone', async () => {
    const { page: keyed, context } = await open()
    const { keyboard } = keyed
    await keyed.goto(addressOf('portfolio'))
    const mail = keyed.getByLabel('Mail address')
    await mail.waitFor()
    await tabTo(keyed, 'Mail address')
    await keyboard.type(OWNER.email)
    await tabTo(keyed, 'Password')
    await keyboard.type(OWNER.password)
    await keyboard.press('Enter')
    await FILLED.portfolio(keyed)
    await keyboard.press('Control+k')
    await keyed.getByRole('dialog').getByPlaceholder('Search or do anything').waitFor()
    await keyboard.type('Oostenvelde Procestechniek')
    await keyed
      .getByRole('dialog')
      .getByRole('button', { name: /Oostenvelde Procestechniek N\.V\./ })
      .first()
      .waitFor()
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await keyed.getByRole('heading', { level: 1, name: 'Oostenvelde Procestechniek N.V.' }).waitFor()
    await tabTo(keyed, 'Score')
    await keyboard.press('Enter')
    await keyed.getByRole('region', { name: 'Score explained' }).getByText('Growth of demand').first().waitFor()
    await context.close()
  })

  it('shows a name changed in one browser in the other within two seconds', async () => {
    const { page: other, context } = await openAsOwner()
    await Promise.all([show(other, 'account'), show(page, 'account')])
    const name = 'Hélnoy Waterworks'
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: /^Edit / })
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText(`${name} is saved.`).waitFor()
    await other.getByRole('heading', { level: 1, name }).waitFor({ timeout: 2_000 })
    await context.close()
  })

  it('hides margins from an invited viewer, on the screen and on the wire', async () => {
    const guest = await inviteAndJoin(GUEST, {
      inviter: page,
      workspace: `${program.address}/w/${SLUG}`,
      open: async () => (await open()).page,
    })
    const figures = guest.getByLabel('The portfolio in six figures')
    await figures.waitFor()
    expect(plain(await figures.innerText())).toContain('Margin hidden')
    await guest.goto(addressOf('account'))
    const account = guest.getByLabel('The account in five figures')
    await account.waitFor()
    expect(plain(await account.innerText())).toContain('hidden')

    const [full, cut] = await Promise.all([ask(page, '/portfolio/summary'), ask(guest, '/portfolio/summary')])
    expect(full.body).toMatchObject({ margin: { measure: 'contribution' } })
    expect(cut).toMatchObject({ status: 200, body: { margin: null, lossMaking: null } })
    expect(await ask(guest, `/accounts/${bestAccount}/economics`)).toMatchObject({
      status: 200,
      body: { waterfall: null, activities: null, dilution: null },
    })
    expect(await ask(guest, '/cost-to-serve')).toMatchObject({ status: 403 })
    await guest.context().close()
  })

  it('is taken out again by undoing its import', async () => {
    await show(page, 'import')
    await page.getByRole('button', { name: 'Undo import 1' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click()
    await page.getByRole('cell', { name: 'undone', exact: true }).waitFor({ timeout: 60_000 })
    await page.getByRole('link', { name: 'Portfolio', exact: true }).click()
    await page.getByText('No ledger yet').waitFor({ timeout: 30_000 })
    expect(await page.getByLabel('The portfolio in six figures').count()).toBe(0)
  })
})

/** Presses the tabulator until the control of that name has the focus. */
async function tabTo(target: Page, name: string): Promise<void> {
  const focused = () =>
    target.evaluate(() => {
      const element = document.activeElement
      if (element instanceof HTMLInputElement) return element.labels?.[0]?.textContent ?? element.ariaLabel
      return element?.getAttribute('aria-label') ?? element?.textContent
    })
  for (let step = 0; step < 60; step += 1) {
    if ((await focused())?.trim() === name) return
    await target.keyboard.press('Tab')
  }
  throw new Error(`"${name}" is not reached by the tabulator`)
}
