import { readFile } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { beginPlan } from './begin-plan.ts'
import { openBrowser, openPage, plain, seriousFindings, takeBack, type WatchedPage } from './browser.ts'
import { createWorkspace } from './first-run.ts'
import { type RunningProgram, runProgram } from './running-program.ts'

const SLUG = 'sample-works'
const ACCOUNT = 'Falkenbrinker Pumpentechnik'
const CASE = 'Pumps that run without stops'
const YEARS = 4

let program: RunningProgram
let browser: Browser
let page: Page
const opened: WatchedPage[] = []
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

function figures(): Locator {
  return page.getByRole('region', { name: 'What the case comes to, as expected' })
}

async function told(): Promise<string> {
  return plain(await figures().innerText())
}

/** Opens the form of a driver by keyboard, and types its amounts of the base down from year 0. */
async function addDriver(button: string, name: string, amounts: readonly string[]): Promise<void> {
  const { keyboard } = page
  await page.getByRole('button', { name: button }).press('Enter')
  const dialog = page.getByRole('dialog', { name: button })
  await dialog.getByLabel(/^Name/).focus()
  await keyboard.type(name)
  await dialog.getByLabel('Base, year 0').focus()
  for (const [year, amount] of amounts.entries()) {
    await keyboard.type(amount)
    await keyboard.press(year < amounts.length - 1 ? 'ArrowDown' : 'Tab')
  }
  await dialog.getByRole('button', { name: 'Add', exact: true }).press('Enter')
  await dialog.waitFor({ state: 'hidden' })
}

beforeAll(async () => {
  ;[program, browser] = await Promise.all([runProgram(), openBrowser()])
  page = await open()
  await createWorkspace(page, program, 'Sample Works')
  await page.getByRole('button', { name: 'Start with the sample company' }).click()
  await page.waitForURL(/\/portfolio/, { timeout: 60_000 })
  planId = await beginPlan(page, address(''), ACCOUNT)
})

afterEach(() => {
  expect(opened.flatMap(({ faults }) => faults)).toEqual([])
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

describe('a value case', () => {
  it('is begun for the customer, by keyboard alone', async () => {
    const { keyboard } = page
    await page.getByRole('link', { name: 'Value', exact: true }).press('Enter')
    await page.getByRole('button', { name: 'For the customer' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Add a value case' })
    await dialog.getByLabel(/^What the case is about/).focus()
    await keyboard.type(CASE)
    await dialog.getByLabel('Years').selectOption(String(YEARS))
    await dialog.getByLabel(/^Yearly rate/).fill('10')
    await dialog.getByRole('button', { name: 'Add', exact: true }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('Nothing makes up this case yet').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Add a benefit')
  })

  it('comes to the published figures: 1000 spent, 400 a year for four years, at 10 %', async () => {
    await addDriver('Add a cost', 'Service contract', ['1k'])
    await expect.poll(told).toContain('not paid for itself within the years')
    await addDriver('Add a benefit', 'Fewer stops', ['', '400', '400', '400', '400'])
    await expect.poll(told).toContain('267.95')
    const words = await told()
    for (const figure of ['60.0%', '21.9%', '2.5 years', '3.0 years'])
      expect(words.replaceAll(' %', '%')).toContain(figure)
    await page.getByText('Only claimed:').waitFor()
    await page.getByText('Nobody of the customer named:').waitFor()
  })

  it('tells a range once low and high are stated, and its driver is changed with a way back', async () => {
    await page.getByRole('button', { name: 'Change Fewer stops' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Change a benefit' })
    await dialog.getByLabel('Low, year 1').fill('300')
    await dialog.getByLabel('High, year 1').fill('450')
    await dialog.getByRole('button', { name: 'Save' }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('300 to 450').waitFor()
    await takeBack(page, 'Fewer stops saved.')
    await page.getByText('300 to 450').waitFor({ state: 'hidden' })
  })

  it('is taken out and put back, with its drivers', async () => {
    await page.getByRole('button', { name: `Take ${CASE} out` }).press('Enter')
    await page.getByText('No value case yet').waitFor()
    await takeBack(page, `${CASE} taken out.`)
    await expect.poll(told).toContain('267.95')
    await page.getByRole('rowheader', { name: /^Fewer stops/ }).waitFor()
  })

  it('stands on the overview, in the history and in what leaves the house', async () => {
    await page.goto(address(`/plans/${planId}`))
    await page.getByText(/returns 60.?%, worth .*268.* today, paid back after 2\.5 years/).waitFor()
    await page.goto(address(`/plans/${planId}?part=history`))
    await page.getByText(`added a value case: ${CASE}`).first().waitFor()
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: /^Choose what goes out/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('As', { exact: true }).selectOption('json')
    const [whole] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Make the file' }).press('Enter'),
    ])
    const content = await readFile(await whole.path(), 'utf8')
    for (const words of [CASE, 'Service contract', 'Fewer stops']) expect(content).toContain(words)
  })

  it('has no serious accessibility finding, light or dark, and never scrolls sideways', async () => {
    const phone = await open({ colorScheme: 'dark', width: 360, height: 740 })
    await phone.context().addCookies(await page.context().cookies())
    const look = async (one: Page, width: number) => {
      await one.goto(address(`/plans/${planId}?part=value`))
      await one.getByRole('rowheader', { name: /^Fewer stops/ }).waitFor()
      const reach = () => one.evaluate(() => document.documentElement.scrollWidth)
      expect([await reach(), await seriousFindings(one)]).toEqual([width, []])
      await one.getByRole('button', { name: 'Change Fewer stops' }).click()
      await one.getByRole('dialog').getByLabel('Base, year 1').waitFor()
      expect([await reach(), await seriousFindings(one)]).toEqual([width, []])
    }
    await look(page, 1440)
    await look(phone, 360)
  })
})
