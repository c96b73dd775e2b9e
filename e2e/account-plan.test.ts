import { readFile, stat } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, plain, seriousFindings, type WatchedPage } from './browser.ts'
import { createWorkspace, OWNER } from './first-run.ts'
import { type RunningProgram, runProgram } from './running-program.ts'
import { inviteAndJoin, type Newcomer } from './second-person.ts'

const SLUG = 'sample-works'
/** A small company of the sample, of which nobody else thinks. */
const ACCOUNT = 'Falkenbrinker Pumpentechnik'
const SAM = { name: 'Sam Sales', email: 'sam@example.test', role: 'contributor' } as const
const SOPHIE = { name: 'Sophie Sponsor', email: 'sophie@example.test', role: 'program_lead' } as const
const THREATS = ['A rival builds next door', 'Their buyers pool orders', 'New rules for drinking water']
const CHANCES = ['Two plants modernize', 'They want one supplier', 'Service contracts end']
const [THREAT = ''] = THREATS
const OBJECTIVE = 'Stay their first supplier of pumps'
const THIS_YEAR = new Date().getUTCFullYear()
const IN_TWO_WEEKS = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10)
const PARTS = [
  'overview',
  'situation',
  'goals',
  'white-space',
  'swot',
  'objectives',
  'actions',
  'value',
  'buying',
  'team',
  'history',
]

interface NewAction {
  readonly title: string
  readonly owner: 'member' | 'colleague' | 'customer'
  readonly name: string
}

const ACTIONS: readonly NewAction[] = [
  { title: 'Invite their board to our plant', owner: 'colleague', name: 'Carla Chief' },
  { title: 'Offer a frame contract', owner: 'member', name: OWNER.name },
  { title: 'Visit every plant manager', owner: 'member', name: SAM.name },
  { title: 'Name who decides about pumps', owner: 'customer', name: 'Piet de Vries' },
]

let program: RunningProgram
let browser: Browser
const opened: WatchedPage[] = []
/** Who takes the account over, who works with her from another city, and who sponsors the plan. */
let ann: Page
let sam: Page
let sophie: Page
let planId = ''

async function open(options: Parameters<typeof openPage>[1] = {}): Promise<Page> {
  const watched = await openPage(browser, options)
  watched.page.setDefaultTimeout(15_000)
  opened.push(watched)
  return watched.page
}

/** The same person in another window: on a phone, or in the dark. */
async function openAs(page: Page, options: Parameters<typeof openPage>[1]): Promise<Page> {
  const other = await open(options)
  await other.context().addCookies(await page.context().cookies())
  return other
}

function address(path: string): string {
  return `${program.address}/w/${SLUG}${path}`
}

function part(id: string): string {
  return address(`/plans/${planId}?part=${id}`)
}

function join(newcomer: Newcomer): Promise<Page> {
  return inviteAndJoin(newcomer, { inviter: ann, workspace: address(''), open })
}

/** Types one line after the other into a quadrant. */
async function addItems(page: Page, quadrant: string, items: readonly string[]): Promise<void> {
  const field = page.getByRole('textbox', { name: `Add to ${quadrant}` })
  for (const item of items) {
    await field.fill(item)
    await field.press('Enter')
  }
}

function itemIn(page: Page, words: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^${words}`) })
}

async function addAction({ title, owner, name }: NewAction): Promise<void> {
  await ann.getByRole('button', { name: 'Make an action' }).press('Enter')
  const dialog = ann.getByRole('dialog', { name: 'New action' })
  await dialog.getByLabel(/^What is to be done/).fill(title)
  await dialog.getByLabel('Due', { exact: true }).fill(IN_TWO_WEEKS)
  await dialog.getByLabel(/^Owner/).selectOption(owner)
  if (owner === 'member') await dialog.getByLabel(/^Person/).selectOption({ label: name })
  else await dialog.getByLabel(/^Name/).fill(name)
  await dialog.getByLabel('Serves').selectOption({ label: OBJECTIVE })
  await dialog.getByRole('button', { name: 'Add', exact: true }).press('Enter')
  await dialog.waitFor({ state: 'hidden' })
}

beforeAll(async () => {
  ;[program, browser] = await Promise.all([runProgram(), openBrowser()])
  ann = await open()
  await createWorkspace(ann, program, 'Sample Works')
  await ann.getByRole('button', { name: 'Start with the sample company' }).click()
  await ann.waitForURL(/\/portfolio/, { timeout: 60_000 })
  sam = await join(SAM)
  sophie = await join(SOPHIE)
})

afterEach(() => {
  expect(opened.flatMap(({ faults }) => faults)).toEqual([])
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

describe('an account plan', () => {
  it('begins from a template with what the ledger knows', async () => {
    await ann.goto(address('/plans'))
    await ann.getByRole('button', { name: 'Begin a plan' }).first().click()
    const dialog = ann.getByRole('dialog')
    await dialog.getByLabel('Account', { exact: true }).fill(ACCOUNT)
    await ann.getByRole('option', { name: new RegExp(ACCOUNT) }).click()
    await dialog.getByLabel('First month').fill(`${THIS_YEAR}-01`)
    await dialog.getByText(`Periods: ${THIS_YEAR}, ${THIS_YEAR + 1}`).waitFor()
    await dialog.getByText(/^Net revenue /).waitFor()
    await dialog.getByRole('button', { name: 'Begin the draft' }).click()
    await ann.waitForURL(/\/plans\/[0-9a-f-]{36}/)
    planId = /plans\/([0-9a-f-]{36})/.exec(ann.url())?.[1] ?? ''
    await ann.getByRole('link', { name: 'Situation' }).click()
    await ann.getByText('Invoice ledger up to').first().waitFor()
  })

  it('is filled by two people at once, and each sees what the other wrote without asking for it', async () => {
    await Promise.all([ann.goto(part('swot')), sam.goto(part('swot'))])
    await Promise.all([addItems(ann, 'threats', THREATS), addItems(sam, 'opportunities', CHANCES)])
    for (const page of [ann, sam]) {
      for (const words of [...THREATS, ...CHANCES]) await itemIn(page, words).waitFor()
    }
    await Promise.all([ann.goto(part('goals')), sam.goto(part('goals'))])
    const goal = (page: Page, year: number) => page.getByLabel(`Goal for Net revenue, ${year}`)
    const set = async (page: Page, year: number, amount: string) => {
      await goal(page, year).fill(amount)
      await goal(page, year).press('Enter')
    }
    await Promise.all([set(ann, THIS_YEAR, '240000'), set(sam, THIS_YEAR + 1, '270000')])
    await expect.poll(() => goal(ann, THIS_YEAR + 1).inputValue()).toBe('270,000')
    await expect.poll(() => goal(sam, THIS_YEAR).inputValue()).toBe('240,000')
  })

  it('makes of a high threat an objective with two key results, one of them fed from the ledger', async () => {
    await ann.goto(part('swot'))
    await itemIn(ann, THREAT).click()
    const item = ann.getByRole('dialog')
    await item.getByRole('radiogroup', { name: 'Impact' }).getByText('3 great').click()
    await item.getByRole('radiogroup', { name: 'Confidence' }).getByText('3 great').click()
    await item.getByRole('button', { name: 'Save' }).click()
    await item.waitFor({ state: 'hidden' })
    await ann.getByRole('button', { name: /^high, without action/ }).waitFor()
    await itemIn(ann, THREAT).click()
    await ann.getByRole('button', { name: 'Make an objective' }).click()
    const dialog = ann.getByRole('dialog', { name: 'New objective' })
    await dialog.getByText(`It comes of: ${THREAT}`).waitFor()
    await dialog.getByLabel(/^Objective/).fill(OBJECTIVE)
    await dialog.getByRole('button', { name: 'Add a key result' }).click()
    const fed = dialog.getByRole('group', { name: 'Key result 1' })
    await fed.getByLabel(/^Key result/).fill('Net revenue of the year')
    await fed.getByLabel('Where its values come from').selectOption({ label: 'Net revenue' })
    await fed.getByRole('button', { name: 'What does the ledger say today?' }).click()
    await fed.getByText(/^The ledger gives /).waitFor()
    await fed.getByLabel(/^Start/).fill('0')
    await fed.getByLabel(/^Target/).fill('240000')
    await dialog.getByRole('button', { name: 'Add a key result' }).click()
    const typed = dialog.getByRole('group', { name: 'Key result 2' })
    await typed.getByLabel(/^Key result/).fill('Plants with a service contract')
    await typed.getByLabel(/^Start/).fill('1')
    await typed.getByLabel(/^Target/).fill('4')
    await dialog.getByRole('button', { name: 'Add the objective' }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
  })

  it('gets four actions, one of a chief without access and one of the customer', async () => {
    for (const action of ACTIONS) await addAction(action)
    await ann.goto(part('actions'))
    const rows = ann.getByRole('table', { name: 'Actions of the plan' })
    await rows.getByRole('button', { name: /Carla Chief$/ }).waitFor()
    expect(await rows.getByRole('rowheader').count()).toBe(ACTIONS.length)
    await ann.goto(part('objectives'))
    const results = ann.getByRole('list', { name: `Key results of ${OBJECTIVE}` })
    await results.getByText(/^ledger up to /).waitFor()
    await ann.getByRole('link', { name: `SWOT item: ${THREAT}` }).waitFor()
    await ann.getByRole('link', { name: /^4 actions/ }).waitFor()
  })

  it('is talked about where it stands, and whoever is named hears of it', async () => {
    await ann.getByRole('button', { name: `Comments on ${OBJECTIVE}` }).click()
    const talk = ann.getByRole('dialog')
    await talk.getByLabel('Your comment').fill('Is this enough for their board?')
    await talk.getByRole('combobox', { name: 'Tell' }).click()
    await ann.getByRole('option', { name: SAM.name }).click()
    await talk.getByRole('button', { name: 'Comment', exact: true }).press('Enter')
    await talk.getByText('Is this enough for their board?').waitFor()
    await sam.goto(address('/notices'))
    await sam.getByText('Is this enough for their board?').first().waitFor()
  })

  it('is submitted, approved by its sponsor in another browser, and takes effect', async () => {
    await ann.goto(part('history'))
    await ann.getByRole('button', { name: 'Submit for approval' }).click()
    const dialog = ann.getByRole('dialog')
    await dialog.getByLabel(/^Who approves/).click()
    await ann.getByRole('option', { name: SOPHIE.name }).click()
    await dialog.getByRole('button', { name: 'Submit', exact: true }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await sophie.goto(address('/notices'))
    await sophie.getByText(`${OWNER.name} asks you to approve the plan`).waitFor()
    await sophie.goto(part('history'))
    await sophie.getByRole('button', { name: 'Approve', exact: true }).click()
    await sophie.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
    await ann.getByText(`${SOPHIE.name} approved the plan`, { exact: true }).waitFor()
    await ann.getByText('active', { exact: true }).waitFor()
  })

  it('is ticked off on a phone, and the status report says so by itself', async () => {
    const phone = await openAs(sam, { width: 390, height: 844 })
    await phone.goto(address('/work'))
    await phone.getByRole('button', { name: 'Mark Visit every plant manager as done' }).click()
    await phone.getByText('Visit every plant manager is done.').waitFor()
    await ann.goto(part('actions'))
    await ann.getByText('1 of 4', { exact: true }).waitFor()
    await ann.getByText(/^1 of 4 actions is done/).waitFor()
  })

  it('leaves the house as a deck and as JSON', async () => {
    const choose = async (name: RegExp) => {
      await ann.getByRole('button', { name: 'Export' }).click()
      await ann.getByRole('menuitem', { name }).click()
    }
    const [deck] = await Promise.all([ann.waitForEvent('download'), choose(/^Review deck/)])
    expect(deck.suggestedFilename()).toMatch(/\.pptx$/)
    expect((await stat(await deck.path())).size).toBeGreaterThan(20_000)
    await choose(/^Choose what goes out/)
    const dialog = ann.getByRole('dialog')
    await dialog.getByLabel('As', { exact: true }).selectOption('json')
    const [whole] = await Promise.all([
      ann.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Make the file' }).press('Enter'),
    ])
    const content = await readFile(await whole.path(), 'utf8')
    for (const words of [OBJECTIVE, ...THREATS, ...CHANCES, 'Carla Chief']) expect(content).toContain(words)
  })

  it('is rolled forward, and what changed since the approval is told in words', async () => {
    await ann.getByRole('button', { name: 'Plan', exact: true }).click()
    await ann.getByRole('menuitem', { name: 'Roll forward' }).click()
    await ann.getByRole('dialog').getByRole('button', { name: 'Roll forward' }).press('Enter')
    await ann.getByText(`${THIS_YEAR} · ${THIS_YEAR + 1} · ${THIS_YEAR + 2}`).waitFor()
    await ann.goto(part('history'))
    await ann.getByRole('button', { name: 'Compare with now' }).first().click()
    const changes = ann.getByRole('list', { name: 'What changed' })
    await changes.getByText(/Visit every plant manager/).waitFor()
    const told = plain(await changes.innerText())
    expect(told).toContain('state from planned to done')
    expect(told).toContain(`to ${THIS_YEAR}, ${THIS_YEAR + 1}, ${THIS_YEAR + 2}`)
  })

  it('is handed over with what is open and who is to be introduced', async () => {
    await ann.goto(part('actions'))
    await ann.getByRole('button', { name: 'Hand over' }).click()
    const dialog = ann.getByRole('dialog')
    await dialog.getByLabel(/^From/).selectOption({ label: OWNER.name })
    await dialog.getByText('1 open action').waitFor()
    await dialog.getByLabel(/^To/).selectOption({ label: SOPHIE.name })
    await dialog.getByLabel(/^What the other should know/).fill('Their board comes in spring.')
    await dialog.getByLabel(/^Who is to be introduced/).fill('Piet de Vries')
    await dialog.getByLabel('Introduced until').fill(IN_TWO_WEEKS)
    await dialog.getByRole('button', { name: 'Hand over' }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await ann.getByRole('button', { name: `Introduce ${SOPHIE.name} to Piet de Vries`, exact: true }).waitFor()
    await ann.getByRole('button', { name: new RegExp(`^Owner of Offer a frame contract: ${SOPHIE.name}`) }).waitFor()
  })

  it('can be worked by keyboard alone', async () => {
    const { keyboard } = ann
    await ann.getByRole('link', { name: 'SWOT' }).press('Enter')
    await ann.getByRole('textbox', { name: 'Add to weaknesses' }).focus()
    await keyboard.type('Their pumps are old')
    await keyboard.press('Enter')
    await itemIn(ann, 'Their pumps are old').press('Enter')
    const item = ann.getByRole('dialog')
    await item.waitFor()
    await item.getByLabel(/^Evidence/).focus()
    await keyboard.type('Walked through the plant')
    await keyboard.press('Tab')
    await keyboard.press('Escape')
    await item.getByText('There are changes that are not saved.').waitFor()
    await item.getByRole('button', { name: 'Save' }).press('Enter')
    await item.waitFor({ state: 'hidden' })
    await expect
      .poll(() => ann.evaluate(() => document.activeElement?.closest('button')?.textContent))
      .toContain('Their pumps are old')
    await ann.getByRole('link', { name: 'Actions' }).press('Enter')
    await ann.getByLabel('State of Offer a frame contract').focus()
    await keyboard.press('ArrowDown')
    await ann.getByText('Offer a frame contract is in progress.').waitFor()
  })

  it('takes objectives out of a spreadsheet, and gives back what is wrong with the reason beside it', async () => {
    await ann.goto(part('objectives'))
    await ann.getByRole('button', { name: 'From a spreadsheet' }).click()
    const dialog = ann.getByRole('dialog')
    const sheet = [
      'Objective;Key result;Start;Target;Unit;Due;Owner',
      `Run their pumps longer;Hours between repairs;4000;6000;hours;${THIS_YEAR + 1}-12-31;${SAM.name}`,
      ';Pumps under contract;few;40;pumps;;',
    ]
    await dialog.locator('input[type=file]').setInputFiles({
      name: 'aims.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(sheet.join('\r\n')),
    })
    await dialog.getByText('the start “few” is no number; write it as 1250.5').waitFor()
    const [rejects] = await Promise.all([
      ann.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Download the rejected lines' }).click(),
    ])
    const written = await readFile(await rejects.path(), 'utf8')
    expect(written).toContain('Why not taken')
    expect(written).toContain('Pumps under contract')
    await dialog.getByRole('button', { name: 'Add 1 objective, 1 key result' }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await ann.getByText('Run their pumps longer').first().waitFor()
    await ann.getByRole('button', { name: 'From a spreadsheet' }).click()
    await dialog.getByLabel('Pasted cells').fill(sheet.slice(0, 2).join('\n').replaceAll(';', '\t'))
    await dialog.getByRole('button', { name: 'Look it through' }).press('Enter')
    await dialog.getByText('1 line of it in the plan already; nothing changes there.').waitFor()
    await ann.keyboard.press('Escape')
  })

  it('lays any two moments of its life beside each other, and takes a change back', async () => {
    await ann.goto(part('history'))
    const changes = ann.getByRole('list', { name: 'Who did what' })
    const latest = changes.getByRole('listitem').first()
    await latest.getByText('added objectives from a spreadsheet: Run their pumps longer').waitFor()
    await latest.getByRole('button', { name: /^What changed since/ }).press('Enter')
    const told = ann.getByRole('list', { name: 'What changed' })
    await told.getByText('New: objective “Run their pumps longer”.').waitFor()
    await told.getByText('New: key result “Hours between repairs”.').waitFor()
    expect(await told.getByRole('listitem').count()).toBe(2)
    await ann.getByLabel('From', { exact: true }).selectOption({ label: 'Another day and time' })
    await ann.getByLabel('From: day and time').waitFor()
    await changes.getByRole('button', { name: /^Undo “changed a SWOT item: Their pumps are old”/ }).press('Enter')
    await ann.getByText('Their pumps are old: taken back.').waitFor()
    await changes.getByRole('listitem').first().getByText('changed a SWOT item: Their pumps are old').waitFor()
  })

  it('has no serious accessibility finding, in the light of a desk or in the dark of a phone, and never scrolls sideways', async () => {
    const phone = await openAs(ann, { colorScheme: 'dark', width: 360, height: 740 })
    const look = async (page: Page, width: number) => {
      for (const place of PARTS.map(part)) {
        await page.goto(place)
        await page.getByRole('heading').first().waitFor()
        await page.waitForLoadState('networkidle')
        const reach = await page.evaluate(() => document.documentElement.scrollWidth)
        const open = await page.locator('main [data-tab][aria-current="page"]').boundingBox()
        const isOpenSeen = open !== null && open.x >= 0 && open.x + open.width <= width
        const findings = await seriousFindings(page)
        expect({ place, reach, isOpenSeen, findings }).toEqual({ place, reach: width, isOpenSeen: true, findings: [] })
      }
    }
    await Promise.all([look(ann, 1440), look(phone, 360)])
    for (const path of ['/plans', '/plans/doubtful', '/work', '/notices']) {
      await phone.goto(address(path))
      await phone.waitForLoadState('networkidle')
      expect([path, await phone.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 360])
    }
  })
})
