import type { Page } from 'playwright-core'

const PASSWORD = 'another four plain words'

export interface Newcomer {
  readonly name: string
  readonly email: string
  readonly role: 'program_lead' | 'contributor' | 'viewer'
}

/** From the page of a workspace's people to the portfolio of somebody invited there, who sees every account. */
export async function inviteAndJoin(
  newcomer: Newcomer,
  place: {
    /** Window of whoever may invite. */
    readonly inviter: Page
    /** Address of the workspace. */
    readonly workspace: string
    /** Opens a window of the newcomer's own. */
    open(): Promise<Page>
  },
): Promise<Page> {
  const { inviter, workspace, open } = place
  await inviter.goto(`${workspace}/settings/people`)
  await inviter.getByRole('button', { name: 'Invite' }).click()
  const dialog = inviter.getByRole('dialog')
  await dialog.getByLabel('Mail address').fill(newcomer.email)
  await dialog.getByLabel('Role').selectOption(newcomer.role)
  await dialog.getByLabel('Sees accounts').selectOption('all')
  await dialog.getByRole('button', { name: 'Make the invitation' }).click()
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue()
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  const page = await open()
  await page.goto(link)
  await page.getByLabel('Your name').fill(newcomer.name)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.waitForURL(/\/portfolio/)
  return page
}
