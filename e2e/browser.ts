import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.MAINSTAY_CHROMIUM ?? USUAL.find((path) => existsSync(path))
  if (!executablePath) throw new Error('No Chromium found. Install Chromium or name one in MAINSTAY_CHROMIUM.')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}

export interface WatchedPage {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of scripts and refusals of the content security policy since the page was opened. */
  readonly faults: string[]
}

export async function openPage(
  browser: Browser,
  options: { colorScheme?: 'light' | 'dark'; width?: number; height?: number } = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    colorScheme: options.colorScheme ?? 'light',
    locale: 'en-US',
    acceptDownloads: true,
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught|Refused to/.test(message.text()))
      faults.push(message.text())
  })
  return { page, context, faults }
}

/** Text as a person reads it: every kind of space, and every line break, is one space. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Serious and critical accessibility findings of the page as it stands. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // Colors on their way from one to another meet no contrast.
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
    return Promise.allSettled(ending.map(({ finished }) => finished))
  })
  const result = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
  return result.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .map(
      (violation) =>
        `${violation.id}: ${violation.nodes
          .slice(0, 3)
          .map((node) => node.html.slice(0, 160))
          .join(' | ')}`,
    )
}

/** Takes back what was done, by keyboard. Toasts of earlier deeds may still be on their way out: only that of this one is asked. */
export async function takeBack(page: Page, told: string): Promise<void> {
  await page.getByRole('alert').filter({ hasText: told }).getByRole('button', { name: 'Undo' }).press('Enter')
}
