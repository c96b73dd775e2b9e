import type { RandomSource } from '@mainstay/domain/kernel'
import type { TestPerson, TestProgram } from '../../../test/program.ts'

interface Setting {
  readonly house: TestProgram
  readonly planId: string
  readonly people: readonly TestPerson[]
  readonly random: RandomSource
}

interface Row {
  readonly id: string
  readonly version: number
}

type Deed = (row: (table: string) => Promise<Row>) => Promise<Call>
type Call = readonly [method: 'POST' | 'PATCH' | 'PUT', path: string, body: object, version?: number]

interface Chance {
  readonly pick: <Value>(values: readonly Value[]) => Value
  readonly people: readonly TestPerson[]
}

const SPAN = { startsOn: '2026-01-01', endsOn: '2026-12-31' }
const TODAY = '2026-11-20'

/**
 * Does this many things in a plan that people do, in an order by chance; some are refused, as they are to people. Who does
 * them, and to what, is by chance too, so that they come upon each other in every way.
 */
export async function doAtRandom({ house, planId, people, random }: Setting, times: number): Promise<number> {
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[Math.floor(random() * values.length)]
    if (value === undefined) throw new Error('nothing to pick from')
    return value
  }
  const rowOf = async (table: string): Promise<Row> => {
    const { rows } = await house.database.superuser.query<Row>(
      `select id, version from mainstay.${table} where plan_id = $1 order by created_at desc, id limit 6`,
      [planId],
    )
    return rows.length === 0 ? { id: planId, version: 1 } : pick(rows)
  }
  const chance: Chance = { pick, people }
  const deeds = KINDS.flatMap((kind) => kind(chance))
  let done = 0
  for (let index = 0; index < times; index += 1) {
    const [method, path, body, version] = await pick(deeds)(rowOf)
    const headers = version === undefined ? {} : { 'if-match': `"${version}"` }
    const reply = await house.call(pick(people), method, `/api/workspaces/north/plans/${planId}/${path}`, body, headers)
    if (reply.status >= 500) throw new Error(`${path}: ${JSON.stringify(reply.body)}`)
    if (reply.status < 300) done += 1
  }
  return done
}

const member = ({ pick, people }: Chance) => ({ kind: 'member', personId: pick(people).id })
const owner = (chance: Chance) => chance.pick([member(chance), member(chance), { kind: 'customer', name: 'Ben Buyer' }])
const word = ({ pick }: Chance) => pick(['Visit', 'Call', 'Grow', 'A rival', 'Samples'])

function on(table: string, call: (row: Row) => Call): Deed {
  return async (row) => call(await row(table))
}

function moved(path: string, table: string, ways: readonly (readonly [string, object])[]): Deed[] {
  return ways.map(([way, body]) => on(table, ({ id, version }) => ['POST', `${path}/${id}/${way}`, body, version]))
}

function actions(chance: Chance): Deed[] {
  const { pick } = chance
  const state = () => pick(['planned', 'in_progress', 'done', 'done'])
  return [
    async () => [
      'POST',
      'actions',
      { title: word(chance), owner: owner(chance), repeat: pick([null, null, { every: 1, unit: 'month' }]) },
    ],
    async (row) => ['POST', 'actions', { title: word(chance), objectiveId: (await row('plan_objective')).id }],
    async (row) => ['POST', 'actions', { title: word(chance), keyResultId: (await row('plan_key_result')).id }],
    async (row) => [
      'POST',
      'actions',
      { title: word(chance), cause: { kind: 'swot_item', id: (await row('swot_item')).id } },
    ],
    async () => ['POST', 'actions/import', { pasted: 'Action\nCall\nWrite' }],
    on('plan_action', ({ id, version }) => [
      'PATCH',
      `actions/${id}`,
      { title: word(chance), owner: owner(chance) },
      version,
    ]),
    async (row) => {
      const { id, version } = await row('plan_action')
      return ['PATCH', `actions/${id}`, { objectiveId: pick([null, (await row('plan_objective')).id]) }, version]
    },
    on('plan_action', ({ id, version }) => ['POST', `actions/${id}/state`, { state: state() }, version]),
    async (row) => {
      const { id, version } = await row('plan_action')
      return ['PUT', `actions/${id}/needs`, { needs: [(await row('plan_action')).id] }, version]
    },
    on('plan_action', ({ id, version }) => [
      'POST',
      `actions/${id}/hand-over`,
      { to: member(chance), note: '' },
      version,
    ]),
    ...moved('actions', 'plan_action', [
      ['snooze', { until: '2026-12-24', reason: 'After the fair' }],
      ['removal', {}],
      ['return', {}],
    ]),
  ]
}

function objectives(chance: Chance): Deed[] {
  const { pick } = chance
  return [
    async () => [
      'POST',
      'objectives',
      {
        title: word(chance),
        ...SPAN,
        owner: owner(chance),
        keyResults: pick([[], [{ title: 'Orders', start: '1', target: '9' }]]),
      },
    ],
    on('plan_objective', ({ id, version }) => [
      'PATCH',
      `objectives/${id}`,
      { title: word(chance), owner: owner(chance) },
      version,
    ]),
    on('plan_objective', ({ id }) => [
      'POST',
      `objectives/${id}/key-results`,
      { title: word(chance), start: '1', target: '5' },
    ]),
    on('plan_objective', ({ id }) => [
      'POST',
      `objectives/${id}/key-results`,
      {
        title: word(chance),
        start: '1',
        target: '5',
        measure: { kind: 'fed', source: 'gross_margin', productLine: null, window: 'period_to_date' },
      },
    ]),
    on('plan_key_result', ({ id, version }) => ['PATCH', `key-results/${id}`, { title: word(chance) }, version]),
    async () => [
      'POST',
      'objectives/import',
      { pasted: 'Objective\tPeriod\tKey result\tStart\tTarget\nWin\t2026\tTalks\t0\t4' },
    ],
    ...moved('objectives', 'plan_objective', [
      ['close', { grade: 0.5, reason: 'Half of it' }],
      ['drop', { reason: 'Not wanted any more' }],
      ['reopen', {}],
      ['remove', {}],
      ['put-back', {}],
    ]),
    ...moved('key-results', 'plan_key_result', [
      ['remove', {}],
      ['put-back', {}],
    ]),
    on('plan_key_result', ({ id }) => ['POST', `key-results/${id}/readings`, { on: TODAY, value: '3' }]),
    async (row) => {
      const { id } = await row('plan_key_result')
      return [
        'POST',
        `key-results/${id}/readings`,
        { on: TODAY, value: '4', corrects: (await row('key_result_reading')).id },
      ]
    },
    ...moved('readings', 'key_result_reading', [
      ['remove', {}],
      ['put-back', {}],
    ]),
  ]
}

function swot(chance: Chance): Deed[] {
  const { pick } = chance
  const item = () => ({ viewpoint: 'customer', kind: pick(['threat', 'opportunity']), text: word(chance) })
  return [
    async () => ['POST', 'swot-items', item()],
    async () => ['POST', 'swot-items/batch', { items: [item(), item()] }],
    on('swot_item', ({ id, version }) => [
      'PUT',
      `swot-items/${id}`,
      { text: word(chance), impact: pick([1, 3]) },
      version,
    ]),
    ...moved('swot-items', 'swot_item', [
      ['settle', { reason: 'It went bankrupt' }],
      ['reopen', {}],
      ['remove', {}],
      ['put-back', {}],
    ]),
  ]
}

function statements(chance: Chance): Deed[] {
  const statement = (fieldKey: string | null) => ({
    sectionKey: 'statements',
    fieldKey,
    content: word(chance),
    asOf: '2026-11-01',
  })
  return [
    async () => ['POST', 'statements', statement(null)],
    async () => ['POST', 'statements', statement('site')],
    on('plan_statement', ({ id, version }) => ['PATCH', `statements/${id}`, { content: word(chance) }, version]),
    ...moved('statements', 'plan_statement', [
      ['renew', { asOf: TODAY }],
      ['remove', {}],
      ['restore', {}],
    ]),
  ]
}

function goals(chance: Chance): Deed[] {
  const { pick } = chance
  const measure = () => pick(['net_revenue', 'gross_margin'])
  return [
    async () => [
      'POST',
      'bridge-entries',
      { period: 1, measure: measure(), kind: pick(['base', 'pipeline']), amount: '5' },
    ],
    on('plan_bridge_entry', ({ id, version }) => [
      'PATCH',
      `bridge-entries/${id}`,
      { amount: pick(['6', '7']) },
      version,
    ]),
    ...moved('bridge-entries', 'plan_bridge_entry', [
      ['remove', {}],
      ['restore', {}],
    ]),
    async () => [
      'POST',
      'goals',
      { goals: [{ period: pick([1, 2]), measure: measure(), amount: pick(['1', '2']), version: pick([0, 1, 2]) }] },
    ],
  ]
}

function value(chance: Chance): Deed[] {
  const { pick } = chance
  const years = () => Array.from({ length: pick([2, 3]) }, () => ({ base: pick(['0', '5']) }))
  return [
    async () => [
      'POST',
      'value/cases',
      {
        title: word(chance),
        beneficiary: pick(['customer', 'customer', 'us']),
        startsOn: '2026-01',
        years: pick([1, 2]),
      },
    ],
    on('value_case', ({ id, version }) => ['PATCH', `value/cases/${id}`, { years: pick([1, 2]) }, version]),
    ...[1, 2].map(
      (): Deed => async (row) => {
        const ownerId = pick([null, (await row('plan_person')).id])
        const driver = { kind: 'benefit', name: word(chance), years: years(), ownerId }
        return ['POST', `value/cases/${(await row('value_case')).id}/drivers`, driver]
      },
    ),
    async (row) => {
      const { id, version } = await row('value_driver')
      const ownerId = pick([null, (await row('plan_person')).id])
      return ['PATCH', `value/drivers/${id}`, pick([{ years: years() }, { ownerId }]), version]
    },
    ...moved('value/cases', 'value_case', [
      ['remove', {}],
      ['restore', {}],
    ]),
    ...moved('value/drivers', 'value_driver', [
      ['remove', {}],
      ['restore', {}],
    ]),
  ]
}

function team(chance: Chance): Deed[] {
  const { pick, people } = chance
  return [
    async () => ['POST', 'team', { name: 'Ben Buyer', side: 'customer', function: 'Buyer', duty: 'informed' }],
    async () => [
      'POST',
      'team',
      {
        personId: pick(people).id,
        side: 'ours',
        function: 'Sales',
        duty: pick(['accountable', 'responsible']),
        isInner: pick([true, false]),
        takesOver: pick([true, false]),
      },
    ],
    on('plan_person', ({ id, version }) => [
      'PATCH',
      `team/${id}`,
      { duty: pick(['accountable', 'consulted']) },
      version,
    ]),
    ...moved('team', 'plan_person', [
      ['remove', {}],
      ['restore', {}],
    ]),
  ]
}

function cells(chance: Chance): Deed[] {
  const { pick } = chance
  return [
    ...['units', 'offerings'].flatMap((axis): Deed[] => [
      async () => ['POST', `white-space/${axis}`, { headings: [{ name: `${word(chance)} ${pick([1, 2, 3, 4, 5])}` }] }],
      ...moved(`white-space/${axis}`, 'white_space_heading', [
        ['remove', {}],
        ['restore', {}],
      ]),
    ]),
    ...Array.from(
      { length: 6 },
      (): Deed => async (row) => {
        const [unit, offering] = [await row('white_space_heading'), await row('white_space_heading')]
        const wish = {
          unitId: unit.id,
          offeringId: offering.id,
          version: pick([0, 0, 1, 2]),
          state: pick(['open', 'owned']),
        }
        return ['POST', 'white-space-cells', { cells: [wish] }]
      },
    ),
    async (row) => {
      const [unit, offering] = [await row('white_space_heading'), await row('white_space_heading')]
      const subject = { subjectKind: 'white_space_cell', subjectId: `${unit.id}:${offering.id}` }
      return ['POST', 'comments', { ...subject, content: 'They wait for it' }]
    },
  ]
}

function buying(chance: Chance): Deed[] {
  const { pick } = chance
  const side = () => pick(['customer', 'ours'])
  return [
    async () => [
      'POST',
      'buying/purchases',
      { title: word(chance), buyClass: 'straight_rebuy', from: { kind: pick(['nothing', 'phases']) } },
    ],
    on('purchase', ({ id, version }) => [
      'PATCH',
      `buying/purchases/${id}`,
      { title: word(chance), decisionOn: pick([null, TODAY]) },
      version,
    ]),
    ...moved('buying/purchases', 'purchase', [
      ['end', { status: 'lost', on: TODAY, reason: 'Price' }],
      ['reopen', {}],
      ['remove', {}],
      ['restore', {}],
    ]),
    ...Array.from(
      { length: 2 },
      (): Deed => async (row) => [
        'POST',
        `buying/purchases/${(await row('purchase')).id}/steps`,
        { steps: [{ side: side(), title: word(chance) }] },
      ],
    ),
    async (row) => [
      'POST',
      `buying/purchases/${(await row('purchase')).id}/steps`,
      { steps: [{ side: 'ours', title: word(chance), serves: [(await row('buying_step')).id] }] },
    ],
    async (row) => {
      const { id, version } = await row('buying_step')
      const ownerId = pick([null, (await row('plan_person')).id])
      return ['PATCH', `buying/steps/${id}`, { title: word(chance), ownerId }, version]
    },
    async (row) => {
      const { id, version } = await row('buying_step')
      return ['PATCH', `buying/steps/${id}`, { serves: pick([[], [(await row('buying_step')).id]]) }, version]
    },
    async (row) => {
      const { id, version } = await row('buying_step')
      const beforeId = pick([null, (await row('buying_step')).id])
      return ['POST', `buying/steps/${id}/order`, { beforeId }, version]
    },
    ...moved('buying/steps', 'buying_step', [
      ['remove', {}],
      ['restore', {}],
    ]),
    async (row) => {
      const cause = { kind: 'buying_step', id: (await row('buying_step')).id }
      return ['POST', 'actions', { title: word(chance), cause }]
    },
  ]
}

function talk(): Deed[] {
  return (
    [
      ['action', 'plan_action'],
      ['objective', 'plan_objective'],
      ['swot_item', 'swot_item'],
      ['person', 'plan_person'],
    ] as const
  ).map(([subjectKind, table]) =>
    on(table, ({ id }) => ['POST', 'comments', { subjectKind, subjectId: id, content: 'They wait for it' }]),
  )
}

const KINDS = [actions, objectives, swot, statements, goals, value, team, cells, buying, talk]
