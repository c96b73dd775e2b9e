import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { beginPlan } from './begin-plan.ts'
import { openBrowser, openPage, plain, seriousFindings, takeBack, type WatchedPage } from './browser.ts'
import { createWorkspace, OWNER } from './first-run.ts'
import { type RunningProgram, runProgram } from './running-program.ts'
import { inviteAndJoin } from './second-person.ts'

const SLUG = 'sample-works'
/** A small company of the sample, of which nobody else thinks. */
const ACCOUNT = 'Falkenbrinker Pumpentechnik'
const SAM = { name: 'Sam Sales', email: 'sam@example.test', role: 'contributor' } as const
const VERA = { name: 'Vera Viewer', email: 'vera@example.test', role: 'viewer' } as const
const PUMPS = 'Pumps for the new hall'
const TENDER = 'Pumps for the old hall'
const TEMPLATE = 'How they buy pumps'
const CHOICE = 'Proposals are compared and one is chosen'
const TERMS = 'Agree on terms with those who decide'
const ACTION = 'Ask who compares the proposals'
/** The phases of a new task. */
const PHASES = 8

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

let program: RunningProgram
let browser: Browser
const opened: WatchedPage[] = []
let ann: Page
let sam: Page
let planId = ''

async function open(options: Parameters<typeof openPage>[1] = {}): Promise<Page> {
  const watched = await openPage(browser, options)
  watched.page.setDefaultTimeout(15_000)
  opened.push(watched)
  return watched.page
}

const address = (path: string): string => `${program.address}/w/${SLUG}${path}`
const part = (id: string): string => address(`/plans/${planId}?part=${id}`)
const column = (page: Page, side: 'Their milestones' | 'Our steps'): Locator =>
  page.getByRole('list', { name: side, exact: true })
const card = (page: Page, side: 'Their milestones' | 'Our steps', title: string): Locator =>
  column(page, side)
    .locator('[data-step]')
    .filter({ has: page.getByRole('button', { name: title, exact: true }) })
const tick = (page: Page, title: string): Locator => page.getByRole('checkbox', { name: `Done: ${title}` })
const figure = async (page: Page, label: string): Promise<string> => {
  const strip = page.getByRole('region', { name: 'How our selling fits their buying' })
  return plain(await strip.innerText()).split(`${label} `)[1] ?? ''
}

beforeAll(async () => {
  ;[program, browser] = await Promise.all([runProgram(), openBrowser()])
  ann = await open()
  await createWorkspace(ann, program, 'Sample Works')
  await ann.getByRole('button', { name: 'Start with the sample company' }).click()
  await ann.waitForURL(/\/portfolio/, { timeout: 60_000 })
  sam = await inviteAndJoin(SAM, { inviter: ann, workspace: address(''), open })
  planId = await beginPlan(ann, address(''), ACCOUNT)
})

afterEach(() => {
  expect(opened.flatMap(({ faults }) => faults)).toEqual([])
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

describe('how the customer buys', () => {
  it('begins with the phases of a new task, each with a step of ours that serves it', async () => {
    await ann.goto(part('buying'))
    await ann.getByText('How do they buy?').waitFor()
    await ann.getByLabel(/^What they buy/).fill(PUMPS)
    await ann.getByLabel('Day of decision').fill(inDays(120))
    await ann.getByRole('button', { name: 'Begin', exact: true }).press('Enter')
    await ann.getByRole('heading', { name: PUMPS }).waitFor()
    expect(await column(ann, 'Their milestones').locator('[data-step]').count()).toBe(PHASES)
    expect(await column(ann, 'Our steps').locator('[data-step]').count()).toBe(PHASES)
    expect(await figure(ann, 'Milestones nobody serves')).toMatch(/^0 ?%/)
    expect(await ann.locator('svg path[data-kind]').count()).toBe(PHASES)
  })

  it('tells us when we run ahead of the buyer, to everybody who looks', async () => {
    await sam.goto(part('buying'))
    await sam.getByText('Both are equally far.').waitFor()
    for (const title of ['Understand what the need costs them', 'Help them to weigh what they need']) {
      await tick(ann, title).press('Space')
      await ann.getByText(`“${title}” is done.`).waitFor()
    }
    await ann.getByText('We are 25 points ahead of them.').waitFor()
    expect(await ann.getByText('You are ahead of the buyer').count()).toBe(0)
    await tick(ann, 'Comment on the specification').press('Space')
    await ann.getByText('You are ahead of the buyer').waitFor()
    await sam.getByText('You are ahead of the buyer').waitFor()
    await sam.getByText('Their next milestone:').waitFor()
    await tick(sam, 'The need is recognized').press('Space')
    await ann.getByText('You are ahead of the buyer').waitFor({ state: 'detached' })
    await tick(ann, 'Hand in and explain the proposal').press('Space')
    await ann.getByText('You are ahead of the buyer').waitFor()
  })

  it('shows what nobody serves once a mapping is taken out, by keyboard alone', async () => {
    const { keyboard } = ann
    await card(ann, 'Our steps', TERMS)
      .getByRole('button', { name: `Map ${TERMS}` })
      .press('Enter')
    const dialog = ann.getByRole('dialog')
    await dialog.getByRole('checkbox', { name: new RegExp(CHOICE) }).press('Space')
    await dialog.getByRole('button', { name: 'Save' }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await card(ann, 'Their milestones', CHOICE).getByText('nobody serves it').waitFor()
    await card(ann, 'Our steps', TERMS).getByText('serves nothing').waitFor()
    await expect.poll(() => figure(ann, 'Milestones nobody serves')).toMatch(/^12\.5 ?%|^13 ?%/)
    await expect.poll(() => ann.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(`Map ${TERMS}`)
    await column(ann, 'Their milestones').getByRole('button', { name: CHOICE, exact: true }).focus()
    for (const key of ['Alt+ArrowUp', 'Alt+ArrowUp']) await keyboard.press(key)
    await ann.getByText(`${CHOICE} is now 4 of ${PHASES}.`).waitFor()
    for (const key of ['Alt+ArrowDown', 'Alt+ArrowDown']) await keyboard.press(key)
    await ann.getByText(`${CHOICE} is now 6 of ${PHASES}.`).waitFor()
    await expect.poll(() => ann.evaluate(() => document.activeElement?.textContent)).toBe(CHOICE)
    await ann.getByRole('textbox', { name: 'Add a milestone of theirs' }).focus()
    await keyboard.type('Their works council is heard')
    await keyboard.press('Enter')
    await card(ann, 'Their milestones', 'Their works council is heard').waitFor()
  })

  it('makes an action of what does not fit, which is found among the actions and at the milestone', async () => {
    const misfits = ann.getByRole('list', { name: 'Steps that do not fit' })
    const misfit = misfits.getByRole('listitem').filter({ has: ann.getByRole('button', { name: CHOICE, exact: true }) })
    await misfit.getByRole('button', { name: 'Make an action' }).press('Enter')
    const dialog = ann.getByRole('dialog', { name: 'New action' })
    await dialog.getByLabel(/^What is to be done/).fill(ACTION)
    await dialog.getByLabel('Due', { exact: true }).fill(inDays(14))
    await dialog.getByLabel(/^Owner/).selectOption('member')
    await dialog.getByLabel(/^Person/).selectOption({ label: OWNER.name })
    await dialog.getByRole('button', { name: 'Add', exact: true }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await misfit.getByText(ACTION).waitFor()
    await card(ann, 'Their milestones', CHOICE).getByText('led to 1').waitFor()
    await ann.goto(part('actions'))
    await ann.getByRole('table', { name: 'Actions of the plan' }).getByText(ACTION).waitFor()
    await ann.goto(part('overview'))
    await ann.getByRole('link', { name: PUMPS }).waitFor()
    await ann.getByText(/^ahead of the buyer, 2 milestones nobody serves/).waitFor()
  })

  it('keeps what two people write of one step at once', async () => {
    await Promise.all([ann.goto(part('buying')), sam.goto(part('buying'))])
    for (const page of [ann, sam])
      await column(page, 'Their milestones').getByRole('button', { name: CHOICE, exact: true }).click()
    const write = async (page: Page, label: RegExp, words: string) => {
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(label).fill(words)
      await dialog.getByRole('button', { name: 'Save' }).press('Enter')
      await dialog.waitFor({ state: 'hidden' })
    }
    await write(sam, /^Role/, 'Board')
    await write(ann, /^What it asks for/, 'Three offers')
    await card(ann, 'Their milestones', CHOICE).getByText(/Board/).waitFor()
    await column(ann, 'Their milestones').getByRole('button', { name: CHOICE, exact: true }).click()
    const dialog = ann.getByRole('dialog')
    await expect.poll(() => dialog.getByLabel(/^What it asks for/).inputValue()).toBe('Three offers')
    await dialog.getByLabel('Planned for').fill(inDays(100))
    await dialog.getByRole('button', { name: 'Save' }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
  })

  it('is kept as a template, from which the next purchase begins with its own days', async () => {
    await ann.getByRole('button', { name: 'Keep as template' }).press('Enter')
    const keeping = ann.getByRole('dialog')
    await keeping.getByLabel(/^Name/).fill(TEMPLATE)
    await keeping.getByRole('button', { name: 'Keep', exact: true }).press('Enter')
    await ann.getByText(`Kept as “${TEMPLATE}”, version 1.`).waitFor()
    await keeping.waitFor({ state: 'hidden' })
    await ann.getByRole('button', { name: 'Begin another' }).press('Enter')
    const dialog = ann.getByRole('dialog', { name: 'Begin a purchase' })
    await dialog.getByLabel(/^What they buy/).fill(TENDER)
    await dialog.getByLabel('Day of decision').fill(inDays(220))
    await dialog.getByRole('radio', { name: `Template “${TEMPLATE}”, version 1` }).check()
    await dialog.getByRole('button', { name: 'Begin', exact: true }).press('Enter')
    await ann.getByRole('heading', { name: TENDER }).waitFor()
    await ann.getByText(`begun from template “${TEMPLATE}”, version 1`).waitFor()
    expect(await column(ann, 'Their milestones').locator('[data-step]').count()).toBe(PHASES + 1)
    await column(ann, 'Their milestones').getByRole('button', { name: CHOICE, exact: true }).click()
    const step = ann.getByRole('dialog', { name: 'Milestone of theirs' })
    // Twenty days before the decision, as in the first.
    expect(await step.getByLabel('Planned for').inputValue()).toBe(inDays(200))
    expect(await step.getByLabel('Done on').inputValue()).toBe('')
    await ann.keyboard.press('Escape')
    await step.waitFor({ state: 'hidden' })
  })

  it('ends with how and why, stays readable, and is told in the history', async () => {
    await ann.getByRole('list', { name: 'Purchases that are open' }).getByRole('button', { name: PUMPS }).press('Enter')
    await ann.getByRole('button', { name: 'Say how it ended' }).press('Enter')
    const dialog = ann.getByRole('dialog')
    await dialog.getByLabel(/^Why/).fill('The trial convinced their plant manager')
    await dialog.getByRole('button', { name: 'End it' }).press('Enter')
    await ann.getByText(`“${PUMPS}” is won.`).waitFor()
    await dialog.waitFor({ state: 'hidden' })
    await ann.getByText(/^This purchase has ended/).waitFor()
    expect(await ann.getByRole('checkbox', { name: /^Done:/ }).count()).toBe(0)
    await ann.goto(part('buying'))
    await ann.getByRole('heading', { name: TENDER }).waitFor()
    await ann.getByRole('button', { name: '1 purchase ended' }).press('Enter')
    await ann.getByText(/The trial convinced their plant manager/).waitFor()
    await ann.goto(part('history'))
    await ann
      .getByText(new RegExp(`said how a purchase of theirs ended: ${PUMPS}`))
      .first()
      .waitFor()
  })

  it('is taken out and put back with its steps', async () => {
    await ann.goto(part('buying'))
    await ann.getByRole('heading', { name: TENDER }).waitFor()
    await ann.getByRole('button', { name: 'Take out' }).press('Enter')
    await takeBack(ann, `“${TENDER}” taken out with its steps.`)
    await ann.getByRole('list', { name: 'Purchases that are open' }).getByRole('button', { name: TENDER }).waitFor()
  })

  it('is read by those who may not write, without serious findings, in the light of a desk and in the dark of a phone', async () => {
    const vera = await inviteAndJoin(VERA, { inviter: ann, workspace: address(''), open })
    await vera.goto(part('buying'))
    await vera.getByText('You may read this plan, but not change it.').waitFor()
    expect(await vera.getByRole('button', { name: /^(Begin|Map|Move|Make)/ }).count()).toBe(0)
    const phone = await open({ colorScheme: 'dark', width: 360, height: 740 })
    await phone.context().addCookies(await ann.context().cookies())
    for (const [page, width] of [
      [ann, 1440],
      [phone, 360],
    ] as const) {
      await page.goto(part('buying'))
      await column(page, 'Our steps').waitFor()
      await page.waitForLoadState('networkidle')
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      expect(await seriousFindings(page)).toEqual([])
      await column(page, 'Our steps').getByRole('button', { name: TERMS, exact: true }).click()
      await page.getByRole('dialog').waitFor()
      expect(await seriousFindings(page)).toEqual([])
    }
  })
})
