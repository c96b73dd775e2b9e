import type { Page } from 'playwright-core'

/** From the list of plans to a new draft of two years that begins with this one; says its id. */
export async function beginPlan(page: Page, workspace: string, account: string): Promise<string> {
  const year = new Date().getUTCFullYear()
  await page.goto(`${workspace}/plans`)
  await page.getByRole('button', { name: 'Begin a plan' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Account', { exact: true }).fill(account)
  await page.getByRole('option', { name: new RegExp(account) }).click()
  await dialog.getByLabel('First month').fill(`${year}-01`)
  await dialog.getByText(`Periods: ${year}, ${year + 1}`).waitFor()
  await dialog.getByRole('button', { name: 'Begin the draft' }).click()
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/)
  return /plans\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
}
