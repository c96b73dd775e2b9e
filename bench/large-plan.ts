import { runCommand, type SignedIn } from './served-program.ts'

export const SLUG = 'sample'
const UNITS = 50
const OFFERINGS = 40
const STATEMENTS = 40
const SWOT_ITEMS = 100
const OBJECTIVES = 20
const KEY_RESULTS = 2
const ACTIONS = 100
const CASES = 4
const DRIVERS = 6
const PURCHASES = 3
/** Items beside the cells of the white space, value cases and purchases. */
export const ITEMS = STATEMENTS + SWOT_ITEMS + OBJECTIVES * (1 + KEY_RESULTS) + ACTIONS

export interface LargePlan {
  readonly id: string
  /** Address of the plan in the interface. */
  readonly path: string
  readonly section: string
  readonly today: string
}

export async function expectOk<Answer>(reply: Response): Promise<Answer> {
  const text = await reply.text()
  if (!reply.ok) throw new Error(`${reply.url} answered ${reply.status}: ${text.slice(0, 400)}`)
  return JSON.parse(text) as Answer
}

/** The sample company, in which the plans are. */
export async function loadSample(dataFolder: string): Promise<void> {
  const place = ['--data', dataFolder]
  await runCommand(['workspace', 'create', SLUG, '--name', 'Sample', '--currency', 'EUR', ...place])
  await runCommand(['sample', 'load', '--workspace', SLUG, ...place])
}

interface Filling extends LargePlan {
  get<Answer>(path: string): Promise<Answer>
  post<Answer>(path: string, body: unknown): Promise<Answer>
}

/** A plan with 300 items and a full grid of 50 by 40 for an account that has none, written as people write it. */
export async function writeLargePlan(owner: SignedIn): Promise<LargePlan> {
  const base = `/api/workspaces/${SLUG}`
  type Rows = { rows: { account: { id: string } }[] }
  const accounts = await expectOk<Rows>(await owner.get(`${base}/portfolio/accounts?sort=-net_revenue&limit=200`))
  const planned = await expectOk<Rows>(await owner.get(`${base}/plans?status=open&limit=200`))
  const taken = new Set(planned.rows.map(({ account }) => account.id))
  const accountId = accounts.rows.map(({ account }) => account.id).find((id) => !taken.has(id))
  if (accountId === undefined) throw new Error('every account of the sample has a plan')
  const plan = await expectOk<{
    id: string
    sections: { key: string; part: string }[]
    periods: { startsOn: string; endsOn: string }[]
  }>(await owner.send('POST', `${base}/plans`, { accountId }))
  const path = `${base}/plans/${plan.id}`
  const filling: Filling = {
    id: plan.id,
    path,
    section: plan.sections.find(({ part }) => part === 'statements')?.key ?? '',
    today: new Date().toISOString().slice(0, 10),
    get: async (below) => expectOk(await owner.get(path + below)),
    post: async (below, body) => expectOk(await owner.send('POST', path + below, body)),
  }
  await writeStatements(filling)
  await writeSwot(filling)
  await writeWork(filling, plan.periods[0] ?? { startsOn: filling.today, endsOn: filling.today })
  await writeWhiteSpace(filling)
  await writeValue(filling)
  await writePurchases(filling)
  return filling
}

const times = <Item>(count: number, make: (at: number) => Item): Item[] =>
  Array.from({ length: count }, (_, at) => make(at))

async function writeStatements({ post, section, today }: Filling): Promise<void> {
  for (const at of times(STATEMENTS, (index) => index)) {
    await post('/statements', {
      sectionKey: section,
      content: `Statement ${at}. ${'They said so at the last review. '.repeat(1 + (at % 8))}`,
      source: 'Review',
      asOf: today,
      isConfirmed: at % 2 === 0,
    })
  }
}

async function writeSwot({ post, today }: Filling): Promise<void> {
  const kinds = ['strength', 'weakness', 'opportunity', 'threat']
  await post('/swot-items/batch', {
    items: times(SWOT_ITEMS, (at) => ({
      viewpoint: at % 2 === 0 ? 'customer' : 'view_of_us',
      kind: kinds[(at >> 1) % kinds.length],
      text: `Item ${at}: what they told us about their market and what it means to them`,
      evidence: at % 5 === 0 ? '' : 'Seen in their yearly report, and heard from two of their people.',
      evidenceOn: today,
      saidBy: 'Head of buying',
      impact: 1 + (at % 3),
      confidence: 1 + ((at >> 2) % 3),
    })),
  })
}

async function writeWork({ post }: Filling, { startsOn, endsOn }: { startsOn: string; endsOn: string }): Promise<void> {
  const sources = ['net_revenue', 'gross_margin'] as const
  for (const at of times(OBJECTIVES, (index) => index)) {
    const objective = await post<{ id: string; keyResults: { id: string }[] }>('/objectives', {
      title: `Objective ${at}: be their first choice in one more field`,
      startsOn,
      endsOn,
      keyResults: times(KEY_RESULTS, (result) => ({
        title: `Result ${at}.${result}`,
        start: '0',
        target: '1000000',
        ...(result === 0 && at % 4 === 0
          ? { measure: { kind: 'fed', source: sources[(at >> 2) % 2], productLine: null, window: 'last_12_months' } }
          : {}),
      })),
    })
    for (const action of times(ACTIONS / OBJECTIVES, (index) => index)) {
      await post('/actions', {
        title: `Action ${at}.${action}: visit the plant and bring the numbers`,
        dueOn: endsOn,
        owner: action === 0 ? null : { kind: 'colleague', name: `Colleague ${action}`, function: 'Sales' },
        objectiveId: objective.id,
        keyResultId: objective.keyResults[action % KEY_RESULTS]?.id ?? null,
      })
    }
  }
}

/** What the ledger laid out when the plan was begun stays, and is filled up to 50 by 40. */
async function writeWhiteSpace({ get, post }: Filling): Promise<void> {
  type Headings = readonly { readonly id: string }[]
  type Begun = {
    units: Headings
    offerings: Headings
    cells: { unitId: string; offeringId: string; version: number }[]
  }
  const begun = await get<Begun>('/white-space')
  const fillUp = async (there: Headings, wanted: { axis: 'units' | 'offerings'; name: string; count: number }) => {
    const { axis, name, count } = wanted
    const headings = times(count - there.length, (at) => ({ name: `${name} ${at + 1}` }))
    const added = await post<{ headings: Headings }>(`/white-space/${axis}`, { headings })
    return [...there, ...added.headings]
  }
  const units = await fillUp(begun.units, { axis: 'units', name: 'Plant', count: UNITS })
  const offerings = await fillUp(begun.offerings, { axis: 'offerings', name: 'Line', count: OFFERINGS })
  const versions = new Map(begun.cells.map(({ unitId, offeringId, version }) => [`${unitId} ${offeringId}`, version]))
  const states = ['owned', 'lapsed', 'competitor', 'open', 'not_needed']
  await post('/white-space-cells', {
    cells: units.flatMap((unit, row) =>
      offerings.map((offering, column) => ({
        unitId: unit.id,
        offeringId: offering.id,
        version: versions.get(`${unit.id} ${offering.id}`) ?? 0,
        state: states[(row * 7 + column * 3) % states.length],
        potential: { low: '10000', base: String(20_000 + row * 100 + column), high: '40000' },
        needProbability: 0.5,
        winProbability: 0.4,
      })),
    ),
  })
}

async function writeValue({ post, today }: Filling): Promise<void> {
  for (const at of times(CASES, (index) => index)) {
    const valueCase = await post<{ id: string }>('/value/cases', {
      title: `Case ${at}: fewer stops of their line`,
      beneficiary: at % 2 === 0 ? 'customer' : 'us',
      startsOn: today.slice(0, 7),
      years: 5,
      discountRate: 0.1,
    })
    for (const driver of times(DRIVERS, (index) => index)) {
      const base = 1_000 * (driver + 1)
      await post(`/value/cases/${valueCase.id}/drivers`, {
        kind: driver % 3 === 0 ? 'cost' : 'benefit',
        name: `Driver ${at}.${driver}: hours of the night shift`,
        method: 'Hours a year at their own rate',
        probability: driver % 3 === 0 ? 1 : 0.8,
        years: times(6, () => ({ low: String(base / 2), base: String(base), high: String(base * 2) })),
      })
    }
  }
}

/** Each with the eight phases of a new task and the steps that serve them. */
async function writePurchases({ post, today }: Filling): Promise<void> {
  for (const at of times(PURCHASES, (index) => index)) {
    await post('/buying/purchases', { title: `Purchase ${at}: a new line`, buyClass: 'new_task', decisionOn: today })
  }
}
