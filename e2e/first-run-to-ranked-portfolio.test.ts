import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, plain, type WatchedPage } from './browser.ts'
import { createWorkspace } from './first-run.ts'
import { type RunningProgram, runProgram } from './running-program.ts'

const SHARED = process.env.MAINSTAY_SHARED_DATA ?? fileURLToPath(new URL('../../shared/data', import.meta.url))
const FILES = ['customers.csv', 'products.csv', 'invoice_lines.csv', 'fx_rates.csv'].map((name) =>
  join(SHARED, 'adventureworks', name),
)
const isThere = FILES.every((file) => existsSync(file))
if (!isThere) console.warn(`skipped: the AdventureWorks files are not at ${SHARED}/adventureworks`)

let program: RunningProgram
let browser: Browser
let watched: WatchedPage
let page: Page

beforeAll(async () => {
  if (!isThere) return
  ;[program, browser] = await Promise.all([runProgram(), openBrowser()])
  watched = await openPage(browser)
  page = watched.page
  page.setDefaultTimeout(20_000)
})

afterEach(() => {
  if (isThere) expect(watched.faults).toEqual([])
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

/** Account and score of the first rows of the ranking, in order. */
async function rankedRows(): Promise<string[]> {
  const rows = page.getByRole('region', { name: 'Ranking' }).getByRole('row')
  const said = await rows.allInnerTexts()
  return said.slice(1, 16).map(plain)
}

describe.skipIf(!isThere)('from an empty machine to a ranked portfolio', () => {
  it('makes the visitor with the one-time code the owner of a workspace', async () => {
    await createWorkspace(page, program, 'Adventure Works')
    expect(new URL(page.url()).pathname).toBe('/w/adventure-works/welcome')
  })

  it('checks the four files without rejecting a row, before anything is written', async () => {
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose files' }).press('Enter')
    await (await choosing).setFiles(FILES)
    await page.waitForURL(/\/data\/import\/./)
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await page.getByText('Nothing is written yet.').waitFor({ timeout: 60_000 })
    const counts = await page
      .getByRole('row', { name: /^All files/ })
      .getByRole('cell')
      .allInnerTexts()
    expect(counts.slice(0, 5)).toEqual(['67,680', '67,680', '0', '0', '0'])
    const totals = plain(await page.getByRole('region', { name: 'Control totals' }).innerText())
    expect(totals).toContain('USD')
    expect(await page.getByRole('row', { name: /^invoice_lines\.csv 60,855 60,855 0 0 0/ }).count()).toBe(1)
  })

  it('imports them and lands on the portfolio with the figures of the ledger', async () => {
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('What was imported').waitFor({ timeout: 90_000 })
    await page.getByRole('button', { name: 'Open the portfolio' }).click()
    const figures = page.getByLabel('The portfolio in six figures')
    await expect.poll(async () => plain(await figures.innerText()), { timeout: 40_000 }).toContain('34.63 M USD')
    const said = plain(await figures.innerText())
    expect(said).toContain('Gross margin \u2212632 k USD')
    expect(said).toContain('Accounts that lose money 297 of 493')
    expect(said).toContain('Net retention 77.3 %')
    expect(said).toContain('7 of these 10 lose money')
  })

  it('answers with another ranking as soon as a weight is moved by keyboard', async () => {
    await page.getByRole('link', { name: 'Selection' }).press('Enter')
    await page.getByRole('region', { name: 'Ranking' }).getByRole('rowheader').nth(14).waitFor()
    const before = await rankedRows()
    const weight = page.getByRole('slider', { name: 'Weight of Growth of demand' })
    const from = Number(await weight.getAttribute('aria-valuenow'))
    await weight.press('PageUp')
    await weight.press('ArrowRight')
    await expect.poll(() => weight.getAttribute('aria-valuenow').then(Number)).toBeGreaterThan(from)
    await expect.poll(rankedRows, { timeout: 5_000 }).not.toEqual(before)
    await page.getByRole('button', { name: 'Reset' }).press('Enter')
    await expect.poll(rankedRows, { timeout: 5_000 }).toEqual(before)
  })

  it('takes an account into a tier with a reason, which the tiers and the portfolio then show', async () => {
    const chosen = page.getByRole('region', { name: 'Ranking' }).getByRole('rowheader').first()
    const name = plain(await chosen.innerText()).replace(/^1 · /, '')
    await chosen.click()
    const dialog = page.getByRole('dialog', { name: 'Score explained' })
    await dialog.getByRole('button', { name: 'Decide the tier' }).click()
    await dialog.getByRole('radio', { name: /^B/ }).check()
    const reason = 'Growing, and it asked for a common plan'
    await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason)
    await dialog.getByRole('button', { name: 'Decide', exact: true }).click()
    await page.getByText(`${name} is now in tier B.`).waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()

    await page.getByRole('link', { name: 'Tiers' }).click()
    const decided = page.getByRole('region', { name: 'Decisions' }).getByRole('row', { name: new RegExp(reason) })
    expect(plain(await decided.innerText())).toContain(name)
    const places = page.getByRole('region', { name: 'B Key' })
    await expect.poll(async () => plain(await places.innerText())).toContain('1 of 20 places taken')

    await page.getByRole('link', { name: 'Portfolio' }).click()
    const figures = page.getByLabel('The portfolio in six figures')
    await expect.poll(async () => plain(await figures.innerText())).toContain('1 of 70 places')
  })

  it('opens the net revenue of an account down to the invoice lines that add up to it', async () => {
    const account = page.getByRole('grid', { name: 'Accounts' }).getByRole('rowheader').first().getByRole('link')
    expect(await account.getAttribute('href')).toMatch(/^\/w\/adventure-works\/accounts\/./)
    await account.click()
    await page.getByLabel('The account in five figures').getByRole('button').first().click()
    const explained = page.getByRole('dialog', { name: 'Net revenue' })
    const amount = plain(
      await explained
        .getByRole('row', { name: /^This period/ })
        .getByRole('cell')
        .first()
        .innerText(),
    )
    await explained.getByRole('link', { name: 'Open the rows behind it' }).click()
    const lines = page.getByRole('grid', { name: 'Lines' })
    await lines.getByRole('rowheader').first().waitFor()
    expect(amount).toMatch(/^[\d,]+\.\d\d$/)
    await page.getByText(new RegExp(`net ${amount.replaceAll('.', '\\.')}\\sUSD`)).waitFor()
  })
})
