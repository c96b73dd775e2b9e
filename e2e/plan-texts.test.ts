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
/** A machine that is busy with other things takes its time. */
const SOON = { timeout: 20_000 }

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

function address(path: string): string {
  return `${program.address}/w/${SLUG}${path}`
}

function part(id: string): string {
  return address(`/plans/${planId}?part=${id}`)
}

const notes = (page: Page): Locator => page.getByRole('region', { name: /^Notes on/ }).first()
const editor = (page: Page): Locator => notes(page).getByRole('textbox', { name: /^Notes on/ })
const state = (page: Page): Locator => notes(page).getByRole('status')
const words = async (page: Page): Promise<string> => plain(await editor(page).innerText())

/** Opens the notes with the keyboard alone. */
async function write(page: Page): Promise<void> {
  await notes(page)
    .getByRole('button', { name: /^Write notes on/ })
    .press('Enter')
  await editor(page).waitFor()
  await state(page).getByText('Saved').waitFor()
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

describe('the notes of a section', () => {
  it('are written by two people at the same time, each seeing the words of the other as they come', async () => {
    await Promise.all([ann.goto(part('swot')), sam.goto(part('swot'))])
    await Promise.all([write(ann), write(sam)])
    await ann.keyboard.type('Ann heard of a second supplier.')
    await expect.poll(() => words(sam), SOON).toContain('Ann heard of a second supplier.')
    await sam.keyboard.press('Control+End')
    await sam.keyboard.press('Enter')
    await Promise.all([
      ann.keyboard.type(' They meet in May.', { delay: 25 }),
      sam.keyboard.type('Sam asks their buyer.', { delay: 25 }),
    ])
    for (const page of [ann, sam]) {
      await expect.poll(() => words(page), SOON).toContain('Ann heard of a second supplier. They meet in May.')
      await expect.poll(() => words(page), SOON).toContain('Sam asks their buyer.')
      await state(page).getByText('Saved').waitFor()
    }
    const together = 'Ann heard of a second supplier. They meet in May. Sam asks their buyer.'
    for (const page of [ann, sam]) expect(await words(page)).toBe(together)
  })

  it('have headings, lists and emphasis by keys and by the toolbar, and no serious findings of accessibility', async () => {
    await sam.keyboard.press('Enter')
    await sam.keyboard.type('## Who decides')
    await sam.keyboard.press('Enter')
    await sam.keyboard.type('- the plant manager')
    await sam.keyboard.press('Enter')
    await sam.keyboard.press('Control+b')
    await sam.keyboard.type('the buyer')
    await sam.keyboard.press('Control+b')
    await expect.poll(() => editor(ann).getByRole('heading', { name: 'Who decides' }).count(), SOON).toBe(1)
    await expect.poll(() => editor(ann).getByRole('listitem').count(), SOON).toBe(2)
    expect(await seriousFindings(ann)).toEqual([])
    await notes(sam).getByRole('button', { name: /^Done/ }).click()
    await notes(sam).getByText('last written by').waitFor()
    await notes(sam).getByRole('listitem').filter({ hasText: 'the buyer' }).waitFor()
    expect(await notes(sam).locator('strong').innerText()).toBe('the buyer')
    expect(await seriousFindings(sam)).toEqual([])
  })

  it('keep what is written without a network, on both sides of the break', async () => {
    await write(sam)
    await sam.context().setOffline(true)
    await sam.keyboard.press('Control+End')
    await sam.keyboard.press('Enter')
    await sam.keyboard.type('Written on the train.')
    await state(sam).getByText('No connection.').waitFor()
    await ann.keyboard.press('Control+Home')
    await ann.keyboard.type('Written in the office. ')
    await state(ann).getByText('Saved').waitFor()
    expect(await words(sam)).not.toContain('office')
    expect(await words(ann)).not.toContain('train')
    await sam.context().setOffline(false)
    for (const page of [ann, sam]) {
      await expect.poll(() => words(page), SOON).toContain('Written on the train.')
      await expect.poll(() => words(page), SOON).toContain('Written in the office.')
    }
    await state(sam).getByText('Saved').waitFor()
    expect(await words(ann)).toBe(await words(sam))
  })

  it('reach the server though the window was closed without a network, and once', async () => {
    await sam.context().setOffline(true)
    await sam.keyboard.press('Control+End')
    await sam.keyboard.type(' Closed the lid.')
    await state(sam).getByText('No connection.').waitFor()
    const context = sam.context()
    await sam.close()
    await context.setOffline(false)
    sam = await context.newPage()
    sam.setDefaultTimeout(15_000)
    // Any page will do: what waits is sent from everywhere.
    await sam.goto(address('/portfolio'))
    await expect.poll(() => words(ann), SOON).toContain('Closed the lid.')
    expect((await words(ann)).match(/Closed the lid/g)).toHaveLength(1)
  })
})

describe('other changes without a network', () => {
  it('are kept, listed, and sent once when it is back', async () => {
    await ann.goto(part('actions'))
    await ann.getByRole('button', { name: 'Add an action' }).first().press('Enter')
    const dialog = ann.getByRole('dialog', { name: 'New action' })
    await dialog.getByLabel(/^What is to be done/).fill(ACTION)
    await dialog.getByLabel(/^Owner/).selectOption('member')
    await dialog.getByLabel(/^Person/).selectOption({ label: SAM.name })
    await dialog.getByRole('button', { name: 'Add', exact: true }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await sam.goto(address('/work'))
    const tick = sam.getByRole('button', { name: `Mark ${ACTION} as done` })
    await tick.waitFor()
    await sam.context().setOffline(true)
    await tick.click()
    await sam.getByText('1 change waits for the network').waitFor()
    await sam
      .getByRole('listitem')
      .filter({ hasText: `${ACTION}: done` })
      .waitFor()
    await sam.context().setOffline(false)
    await sam.getByText('1 change waits for the network').waitFor({ state: 'hidden' })
    await ann.goto(part('history'))
    await ann.goto(address(`/plans/${planId}`))
    const moved = ann.getByText('moved an action on')
    await moved.first().waitFor()
    expect(await moved.count()).toBe(1)
  })

  it('are shown side by side where somebody else was faster, and never overwritten', async () => {
    await sam.goto(part('swot'))
    const add = (page: Page) => page.getByRole('textbox', { name: 'Add to threats' })
    await add(sam).fill('A rival builds next door')
    await add(sam).press('Enter')
    const item = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })
    await item(sam, 'A rival builds next door').waitFor()
    await ann.goto(part('swot'))
    await item(ann, 'A rival builds next door').waitFor()
    await sam.context().setOffline(true)
    await item(sam, 'A rival builds next door').click()
    await sam.getByRole('dialog').getByLabel(/^What/).first().fill('A rival builds two doors down')
    await sam.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await sam.getByText('1 change waits for the network').waitFor()
    await item(ann, 'A rival builds next door').click()
    await ann.getByRole('dialog').getByLabel(/^What/).first().fill('A rival has bought the ground')
    await ann.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await item(ann, 'A rival has bought the ground').waitFor()
    await sam.context().setOffline(false)
    await sam.getByText('1 change could not be taken as it was').waitFor()
    await sam.getByRole('button', { name: /^Compare: / }).click()
    await sam.getByText('A rival has bought the ground').first().waitFor()
    await sam.getByText('A rival builds two doors down').first().waitFor()
    await sam.getByRole('button', { name: 'Take theirs' }).click()
    await sam.getByText('1 change could not be taken as it was').waitFor({ state: 'hidden' })
    await item(sam, 'A rival has bought the ground').waitFor()
  })
})

describe('signing out', () => {
  it('takes every copy of notes out of the browser', async () => {
    await sam.goto(part('swot'))
    await write(sam)
    const copies = () =>
      sam.evaluate(
        async () => (await indexedDB.databases()).filter(({ name }) => name?.startsWith('mainstay-notes')).length,
      )
    expect(await copies()).toBeGreaterThan(0)
    await notes(sam).getByRole('button', { name: /^Done/ }).click()
    await sam
      .getByRole('navigation')
      .or(sam.locator('#side'))
      .getByRole('button', { name: /Sample Works/ })
      .first()
      .click()
    await sam.getByRole('menuitem', { name: 'Sign out' }).click()
    await sam.waitForURL(/sign-in/)
    expect(await copies()).toBe(0)
  })
})
