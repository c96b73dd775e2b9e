import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, plain, seriousFindings, type WatchedPage } from './browser.ts'
import { createWorkspace } from './first-run.ts'
import { type RunningProgram, runProgram } from './running-program.ts'

const SHARED = process.env.MAINSTAY_SHARED_DATA ?? fileURLToPath(new URL('../../shared/data', import.meta.url))
const FOLDER = join(SHARED, 'adventureworks')
const MAIN = process.env.MAINSTAY_SERVER ?? fileURLToPath(new URL('../server/src/main.ts', import.meta.url))
const isThere = existsSync(join(FOLDER, 'invoice_lines.csv'))
if (!isThere) console.warn(`skipped: the AdventureWorks files are not at ${FOLDER}`)

const SLUG = 'adventure-works'
const FINDING =
  'The 40 accounts these criteria would have picked on Nov 29, 2012 grew neither clearly more nor clearly less than accounts that were like them at the start.'

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
  await createWorkspace(page, program, 'Adventure Works')
  const command = ['--disable-warning=ExperimentalWarning', MAIN, 'import', FOLDER, '--workspace', SLUG]
  await promisify(execFile)(process.execPath, [...command, '--data', program.dataFolder])
})

afterEach(() => {
  if (isThere) expect(watched.faults).toEqual([])
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

describe.skipIf(!isThere)('criteria held against the past of a bicycle maker', () => {
  it('are tested as of 2012-11-29 against the year that followed, by keyboard', async () => {
    await page.goto(`${program.address}/w/${SLUG}/program/back-test`)
    await page.getByLabel('As of').fill('2012-11-29')
    await page.getByLabel('Places').fill('40')
    await page.getByRole('button', { name: 'Test on the past' }).press('Enter')
    await page.getByText(FINDING).waitFor()
    const against = page.getByRole('region', { name: /^Against whom/ })
    await against.getByRole('button', { name: 'as table' }).press('Enter')
    const alike = plain(await against.getByRole('row', { name: /^Accounts alike at the start/ }).innerText())
    expect(alike).toBe('Accounts alike at the start 39 0 −34.0 % −37.2 % +3.1 −20.9 +22.6 no difference shown')
    const picked = page.getByRole('table', { name: 'Who was picked, and what became of them' })
    expect(await picked.getByRole('row').count()).toBe(41)
  })

  it('say what is missing when the months after the day are not over', async () => {
    await page.getByText('24 months', { exact: true }).click()
    await page.getByRole('button', { name: 'Test on the past' }).press('Enter')
    await page.getByText('Nothing can be concluded about the criteria as of Nov 29, 2012.').waitFor()
    await page.getByText('The ledger holds 12 months after the day; 24 are needed.', { exact: false }).waitFor()
    await page.getByRole('region', { name: 'Asked before' }).getByRole('link').nth(1).click()
    await page.getByText(FINDING).waitFor()
  })

  it('give a file of the picks, and no serious barrier, light or dark', async () => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: /these accounts/ }).click()
    await page.getByRole('menuitem', { name: /CSV/ }).click()
    expect((await download).suggestedFilename()).toBe('back-test.csv')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor()
      expect(await seriousFindings(page)).toEqual([])
    }
  })
})
