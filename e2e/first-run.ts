import type { Page } from 'playwright-core'
import type { RunningProgram } from './running-program.ts'

export const OWNER = { name: 'Ann Bell', email: 'ann@example.test', password: 'four unrelated words here' } as const

/** From the first-run page with the one-time code to the welcome page of the new workspace. */
export async function createWorkspace(page: Page, program: RunningProgram, company: string): Promise<void> {
  await page.goto(program.address)
  await page.getByRole('heading', { name: 'Set up Mainstay' }).waitFor()
  await page.getByLabel('One-time code').fill(program.setupCode)
  await page.getByLabel('Your name').fill(OWNER.name)
  await page.getByLabel('Mail address').fill(OWNER.email)
  await page.getByLabel('Password', { exact: true }).fill(OWNER.password)
  await page.getByLabel('Company or division').fill(company)
  await page.getByRole('button', { name: 'Create the workspace' }).click()
  await page.getByRole('heading', { name: 'Welcome' }).first().waitFor()
}
