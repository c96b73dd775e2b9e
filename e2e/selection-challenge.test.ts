import { stat } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, plain, seriousFindings, type WatchedPage } from './browser.ts'
import { createWorkspace } from './first-run.ts'
import { type RunningProgram, runProgram } from './running-program.ts'
import { inviteAndJoin, type Newcomer } from './second-person.ts'

const SLUG = 'sample-works'
const ROUND = 'Candidates of the year'
const CANDIDATES = 8
const CRITERIA = 3
const SAM = { name: 'Sam Sales', email: 'sam@example.test', role: 'contributor', part: 'sales' } as const
const FAY = { name: 'Fay Finance', email: 'fay@example.test', role: 'program_lead', part: 'finance' } as const
/** A small account that ranks far from the cut. */
const FRIEND = 'Groupe Héronde Agroalimentaire SARL'

let program: RunningProgram
let browser: Browser
const opened: WatchedPage[] = []
/** Who leads, who scores for sales, and who scores for finance and decides as the second person. */
let lead: Page
let sam: Page
let fay: Page
let round = ''

async function open(): Promise<Page> {
  const watched = await openPage(browser)
  watched.page.setDefaultTimeout(20_000)
  opened.push(watched)
  return watched.page
}

function address(path: string): string {
  return `${program.address}/w/${SLUG}${path}`
}

/** An answer of the interface as that person gets it. */
async function ask(page: Page, path: string): Promise<{ status: number; body: unknown }> {
  const answer = await page.request.get(`${program.address}/api/workspaces/${SLUG}${path}`)
  return { status: answer.status(), body: await answer.json() }
}

function join(newcomer: Newcomer): Promise<Page> {
  return inviteAndJoin(newcomer, { inviter: lead, workspace: address(''), open })
}

async function addRater({ name, part }: typeof SAM | typeof FAY): Promise<void> {
  const option = lead.getByLabel('Person', { exact: true }).getByRole('option', { name: new RegExp(`^${name}`) })
  const value = await option.getAttribute('value')
  await lead.getByLabel('Person', { exact: true }).selectOption(value)
  await lead.getByRole('combobox', { name: 'Function', exact: true }).fill(part)
  await lead.getByRole('button', { name: 'Add a rater' }).click()
}

/** Fills the sheet row by row with nothing but keys. */
async function scoreByKeyboard(page: Page, rows: readonly string[]): Promise<void> {
  await page.goto(address('/program/rounds'))
  await page.getByRole('link', { name: 'Score now' }).press('Enter')
  await page.getByRole('table', { name: 'Your scores' }).getByRole('button').first().focus()
  for (const row of rows) {
    for (const answer of row) {
      await page.keyboard.press(answer)
      await page.keyboard.press('ArrowRight')
    }
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
  }
  await page.getByText(`${CANDIDATES * CRITERIA} of ${CANDIDATES * CRITERIA} answered`).waitFor()
  await page.getByText('Saved', { exact: true }).waitFor()
}

beforeAll(async () => {
  ;[program, browser] = await Promise.all([runProgram(), openBrowser()])
  lead = await open()
  await createWorkspace(lead, program, 'Sample Works')
  await lead.getByRole('button', { name: 'Start with the sample company' }).click()
  await lead.waitForURL(/\/portfolio/, { timeout: 60_000 })
  sam = await join(SAM)
  fay = await join(FAY)
})

afterEach(() => {
  expect(opened.flatMap(({ faults }) => faults)).toEqual([])
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

describe('a selection that is challenged', () => {
  it('begins with a round that asks two functions about the best of the ranking', async () => {
    await lead.getByRole('link', { name: 'Scoring rounds' }).click()
    await lead.getByRole('button', { name: 'Plan a round' }).first().click()
    await lead.getByRole('dialog').getByLabel('Name').fill(ROUND)
    await lead.getByRole('dialog').getByRole('button', { name: 'Plan it' }).click()
    await lead.getByText('What the round is about').waitFor()
    await addRater(SAM)
    await addRater(FAY)
    const functions = lead.getByRole('combobox', { name: /^Functions that score/ })
    for (const field of await functions.all()) await field.pressSequentially(`${SAM.part},${FAY.part},`)
    await lead.getByRole('button', { name: 'Save', exact: true }).click()
    await lead.getByText('The plan is saved.').waitFor()
    await lead.getByLabel('How many').fill(String(CANDIDATES))
    await lead.getByRole('button', { name: 'Take the best of the ranking' }).click()
    await lead.getByText(`Ready to open: 2 raters, ${CANDIDATES} candidates.`).waitFor()
    await lead.getByRole('button', { name: 'Open the round' }).click()
    await lead.getByRole('dialog').getByRole('button', { name: 'Open the round' }).click()
    await lead.getByText(`0 of ${2 * CANDIDATES * CRITERIA}`).waitFor()
    round = lead.url().split('/').at(-1) ?? ''
  })

  it('is scored by keyboard while nobody sees anybody else, the lead neither', async () => {
    await scoreByKeyboard(sam, ['555', '444', '444', '444', '333', '333', '222', '222'])
    await scoreByKeyboard(fay, ['155', '244', '444', '444', '333', '333', '222', '222'])
    for (const page of [lead, sam, fay]) {
      expect(await ask(page, `/selection/rounds/${round}/results`)).toMatchObject({
        status: 409,
        body: { code: 'selection/round-not-closed' },
      })
    }
    const sheet = JSON.stringify((await ask(sam, `/selection/rounds/${round}/sheet`)).body)
    expect(sheet).not.toContain(FAY.name)
    expect(sheet.match(/"answer":1\b/g)).toBeNull()
  })

  it('shows where they disagree once it is closed, is settled with a note, and taken over', async () => {
    await lead.reload()
    await lead.getByRole('button', { name: 'Close the round' }).click()
    await lead.getByRole('dialog').getByRole('button', { name: 'Close the round' }).click()
    const quarrels = lead.getByRole('region', { name: /^Disagreements that matter/ })
    await quarrels.getByRole('row').nth(2).waitFor()
    expect(await quarrels.getByRole('rowheader').count()).toBe(2)
    for (let left = 2; left > 0; left -= 1) {
      await quarrels
        .getByRole('button', { name: /^Settle: / })
        .first()
        .click()
      const dialog = lead.getByRole('dialog')
      await dialog.getByRole('radio', { name: /^3 · / }).check()
      await dialog.getByLabel('Why').fill('Sales counted a plan that finance has not seen yet.')
      await dialog.getByRole('button', { name: 'Settle', exact: true }).click()
      await dialog.waitFor({ state: 'hidden' })
      await expect.poll(() => quarrels.getByRole('rowheader').count()).toBe(left - 1)
    }
    await lead.getByRole('button', { name: 'Take over into the scores' }).click()
    await lead.getByRole('dialog').getByRole('button', { name: 'Take over' }).click()
    await lead.getByText(/and 2 settlements taken over\.$/).waitFor()
    expect(await seriousFindings(lead)).toEqual([])
  })

  it('tells how firm the list is against other weights, criteria and raters', async () => {
    await lead.getByRole('link', { name: 'Firmness' }).click()
    const limits = lead.getByRole('region', { name: /^How far each weight can move/ })
    await limits.getByText('Strategic fit').first().waitFor({ timeout: 40_000 })
    const raters = lead.getByRole('region', { name: /^Without one rater/ })
    await raters.getByText(SAM.name).waitFor()
    await raters.getByText(FAY.name).waitFor()
  })

  it('lets somebody ask for an exception that a second person grants and everybody sees', async () => {
    const { body } = await ask(sam, '/accounts?limit=200')
    const { rows } = body as { rows: { id: string; name: string }[] }
    const account = rows.find(({ name }) => name === FRIEND) ?? { id: '' }
    await sam.goto(address(`/accounts/${account.id}?tab=score`))
    await sam.getByRole('button', { name: 'Ask for an override' }).click()
    const wish = sam.getByRole('dialog')
    await wish.getByLabel(/^B · /).check()
    await wish.getByLabel('Why, against the scores?').fill('A friend of the regional director, with a real plan.')
    await wish.getByRole('button', { name: 'Ask', exact: true }).click()
    await sam.getByText('override asked: B').first().waitFor()
    await sam.goto(address('/program/overrides'))
    await sam.getByText('A friend of the regional director').first().waitFor()
    expect(await sam.getByRole('button', { name: 'Grant' }).count()).toBe(0)

    await fay.goto(address('/program/overrides'))
    await fay.getByRole('button', { name: 'Grant' }).click()
    await fay.getByRole('dialog').getByLabel('Your reason').fill('The plan was shown to the council.')
    await fay.getByRole('dialog').getByRole('button', { name: 'Grant' }).click()
    await fay.getByText(`Granted for ${FRIEND}.`).waitFor()

    await lead.goto(address(`/accounts/${account.id}?tab=score`))
    await lead
      .getByText(/^override until /)
      .first()
      .waitFor()
    const decisions = lead.getByRole('region', { name: /^Decisions about the tier/ })
    expect(plain(await decisions.innerText())).toContain('A friend of the regional director, with a real plan.')
  })

  it('is decided by a council whose meeting and decision stay on record, tied to the exception', async () => {
    await lead.goto(address('/program/council?tab=meetings'))
    await lead.getByRole('button', { name: 'Record a meeting' }).first().click()
    const meeting = lead.getByRole('dialog')
    await meeting.getByLabel('Title').fill('Autumn council')
    await meeting.getByRole('button', { name: 'Add somebody' }).click()
    await meeting.getByLabel('Name of person 1').fill(FAY.name)
    await meeting.getByLabel('Function of person 1').click()
    await lead.getByRole('option', { name: 'Finance' }).click()
    await meeting.getByLabel('Minutes').fill('The exception was looked at once more.')
    await meeting.getByRole('button', { name: 'Save', exact: true }).click()
    await lead.getByText('Autumn council').first().waitFor()

    await lead.goto(address('/program/council?tab=decisions'))
    await lead.getByRole('button', { name: 'Record a decision' }).first().click()
    const entry = lead.getByRole('dialog')
    await entry.getByLabel('What was decided').fill('The exception stands until its day.')
    await entry.getByRole('textbox', { name: /^Why/ }).fill('The plan is credible, and it ends by itself.')
    await entry.getByRole('textbox', { name: 'Decided by' }).fill('The council')
    await entry.getByLabel('About an override').click()
    await lead.getByRole('option', { name: new RegExp(`^${FRIEND}: B`) }).click()
    await entry.getByRole('button', { name: 'Save', exact: true }).click()
    await lead.getByText('Entry 1 is in the log.').waitFor()
    await lead.getByText(`Override: ${FRIEND}`).first().waitFor()
    expect(await seriousFindings(lead)).toEqual([])
  })

  it('sets what people feel an account earns beside what it earns, each blind until they have scored', async () => {
    const { body } = await ask(lead, '/accounts?limit=200')
    const account = (body as { rows: { id: string; name: string }[] }).rows.find(({ name }) => name === FRIEND)
    for (const [page, level] of [
      [sam, 'Among our best'],
      [lead, 'Like most'],
    ] as const) {
      await page.goto(address(`/accounts/${account?.id}?tab=score`))
      const card = page.getByRole('region', { name: /^Profitability scorecard/ })
      await card.getByRole('button', { name: 'Score it' }).click()
      await page.getByRole('radio', { name: new RegExp(level) }).check()
      await page.getByRole('button', { name: 'Give the score' }).click()
      await page.getByText('Your score counts.').first().waitFor()
    }
    await lead.getByText('4.0 of 5').waitFor()
    await lead.getByText(/^2 people, spread 1\.4/).waitFor()
    await lead.goto(address('/program/profitability'))
    await lead
      .getByRole('table', { name: 'Accounts' })
      .or(lead.getByRole('grid', { name: 'Accounts' }))
      .getByText(FRIEND)
      .waitFor()
  })

  it('leaves the house as a decision book with every candidate', async () => {
    await lead.goto(address('/program/selection'))
    await lead.getByRole('button', { name: 'Decision book' }).click()
    const [download] = await Promise.all([
      lead.waitForEvent('download'),
      lead.getByRole('menuitem', { name: /^Workbook/ }).click(),
    ])
    expect(download.suggestedFilename()).toBe('decision-book.xlsx')
    expect((await stat(await download.path())).size).toBeGreaterThan(10_000)
  })
})
