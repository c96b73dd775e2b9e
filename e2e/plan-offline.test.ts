import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { beginPlan } from './begin-plan.ts'
import { openBrowser, openPage, plain, seriousFindings, type WatchedPage } from './browser.ts'
import { createWorkspace } from './first-run.ts'
import { type RunningProgram, runProgram } from './running-program.ts'
import { inviteAndJoin } from './second-person.ts'

const SLUG = 'sample-works'
const ACCOUNT = 'Falkenbrinker Pumpentechnik'
const SAM = { name: 'Sam Sales', email: 'sam@example.test', role: 'contributor' } as const
const ACTION = 'Call their plant manager'
const WORDS = 'Their board meets in May.'
/** A machine that is busy with other things takes its time. */
const SOON = { timeout: 20_000 }
const THIS_YEAR = new Date().getUTCFullYear()
const NEXT_WEEK = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)

let program: RunningProgram
let browser: Browser
const opened: WatchedPage[] = []
let ann: Page
let sam: Page
let planId = ''

async function open(): Promise<Page> {
  const watched = await openPage(browser)
  watched.page.setDefaultTimeout(15_000)
  opened.push(watched)
  return watched.page
}

const address = (path: string): string => `${program.address}/w/${SLUG}${path}`
const part = (id: string): string => address(`/plans/${planId}?part=${id}`)

async function addAction(): Promise<void> {
  await to(ann, 'Actions')
  await ann.getByRole('button', { name: 'Add an action' }).first().press('Enter')
  const dialog = ann.getByRole('dialog', { name: 'New action' })
  await dialog.getByLabel(/^What is to be done/).fill(ACTION)
  await dialog.getByLabel(/^Owner/).selectOption('member')
  await dialog.getByLabel(/^Person/).selectOption({ label: SAM.name })
  await dialog.getByRole('button', { name: 'Add', exact: true }).press('Enter')
  await dialog.waitFor({ state: 'hidden' })
}

/** A plan begins with what the ledger knows, laid out. */
async function seeGrid(): Promise<void> {
  await to(ann, 'White space')
  await grid(ann).waitFor()
}

/** Another part of the plan in the same window: nothing is loaded anew. */
const to = (page: Page, name: string): Promise<void> =>
  page
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .first()
    .press('Enter')
const grid = (page: Page): Locator => page.getByRole('grid')
const cell = (page: Page, column: number): Locator => page.locator(`#white-space-0-${column}`)
const stateOf = (page: Page, column: number) => cell(page, column).getAttribute('aria-label')
const goal = (page: Page): Locator => page.getByRole('textbox', { name: `Goal for Net revenue, ${THIS_YEAR}` })
const waiting = (page: Page, many: string): Locator => page.getByText(`${many} for the network`)

beforeAll(async () => {
  ;[program, browser] = await Promise.all([runProgram(), openBrowser()])
  ann = await open()
  await createWorkspace(ann, program, 'Sample Works')
  await ann.getByRole('button', { name: 'Start with the sample company' }).click()
  await ann.waitForURL(/\/portfolio/, { timeout: 60_000 })
  sam = await inviteAndJoin(SAM, { inviter: ann, workspace: address(''), open })
  planId = await beginPlan(ann, address(''), ACCOUNT)
  await seeGrid()
  await addAction()
})

afterEach(() => {
  expect(opened.flatMap(({ faults }) => faults)).toEqual([])
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

describe('a plan without a network', () => {
  it('goes on: what is done waits where it can be seen', async () => {
    await sam.goto(part('white-space'))
    await grid(sam).waitFor()
    await to(sam, 'My work')
    await sam.getByRole('button', { name: `Mark ${ACTION} as done` }).waitFor()
    await sam.goBack()
    await to(sam, 'Goals')
    await goal(sam).waitFor()
    await sam.context().setOffline(true)

    await goal(sam).fill('275000')
    await goal(sam).press('Enter')
    await waiting(sam, '1 change waits').waitFor()
    expect(await goal(sam).inputValue()).toBe('275,000')

    await to(sam, 'White space')
    await grid(sam).focus()
    await sam.keyboard.press('p')
    await waiting(sam, '2 changes wait').waitFor()
    await sam.keyboard.press('ArrowRight')
    await sam.keyboard.press('c')
    await waiting(sam, '3 changes wait').waitFor()
    expect(await stateOf(sam, 0)).toMatch(/: open/)
    expect(await stateOf(sam, 1)).toMatch(/: competitor/)

    await sam
      .getByRole('button', { name: /^Comments on / })
      .first()
      .click()
    const talk = sam.getByRole('dialog')
    await talk.getByLabel('Your comment').fill(WORDS)
    await talk.getByRole('button', { name: 'Comment', exact: true }).press('Enter')
    await waiting(sam, '4 changes wait').waitFor()
    expect(await talk.getByLabel('Your comment').inputValue()).toBe('')
    expect(await talk.getByRole('alert').count()).toBe(0)
    await sam.keyboard.press('Escape')
    await talk.waitFor({ state: 'hidden' })

    await to(sam, 'My work')
    await sam.getByRole('button', { name: `More about ${ACTION}` }).click()
    await sam.getByRole('menuitem', { name: 'Put to sleep' }).click()
    const dialog = sam.getByRole('dialog')
    await dialog.getByLabel(/^Until/).fill(NEXT_WEEK)
    await dialog.getByLabel(/^Why can it wait/).fill('They are away')
    await dialog.getByRole('button', { name: 'Put to sleep' }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await waiting(sam, '5 changes wait').waitFor()
    const list = plain(await sam.getByRole('region', { name: 'Kept for later' }).innerText())
    for (const label of ['275,000', ': open', ': competitor', `Comment: ${WORDS}`, `${ACTION}: asleep until`]) {
      expect(list).toContain(label)
    }
    expect(await seriousFindings(sam)).toEqual([])
  })

  it('is sent when the network is back, and others see it as it comes, once', async () => {
    await to(ann, 'White space')
    await grid(ann).waitFor()
    await to(ann, 'Goals')
    await goal(ann).waitFor()
    expect(await goal(ann).inputValue()).toBe('')
    await sam.context().setOffline(false)
    await sam.getByRole('region', { name: 'Kept for later' }).waitFor({ state: 'hidden' })
    await expect.poll(() => goal(ann).inputValue(), SOON).toBe('275,000')
    const comments = ann.getByRole('button', { name: /^Comments on .*: 1$/ }).first()
    await comments.waitFor()
    await to(ann, 'White space')
    await expect.poll(() => stateOf(ann, 0), SOON).toMatch(/: open/)
    await expect.poll(() => stateOf(ann, 1), SOON).toMatch(/: competitor/)
    await comments.click()
    await ann.getByRole('dialog').getByText(WORDS).waitFor()
    expect(await ann.getByRole('dialog').getByText(WORDS).count()).toBe(1)
    await ann.keyboard.press('Escape')
    await ann.getByRole('dialog').waitFor({ state: 'hidden' })
    await to(ann, 'Actions')
    await ann
      .getByText(/^asleep until/)
      .first()
      .waitFor()
    await to(ann, 'History')
    const deeds = ann.getByRole('list', { name: 'Who did what' })
    await deeds.getByText('set goals').first().waitFor()
    const told = plain(await deeds.innerText())
    const times = (words: string) => told.split(words).length - 1
    expect(['set goals', 'commented', 'put an action to sleep', 'wrote in the white space'].map(times)).toEqual([
      1, 1, 1, 3,
    ])
  })
})
