import { openBrowser } from '../e2e/browser.ts'
import { type Ground, layGround } from './ground.ts'
import { expectOk, ITEMS, type LargePlan, loadSample, SLUG, writeLargePlan } from './large-plan.ts'
import { type Finding, quantile, round, timeEach } from './measure.ts'
import { benchPlanInteractions } from './plan-interactions.ts'
import { benchTyping } from './plan-typing.ts'
import { benchVisibility } from './plan-visibility.ts'
import { benchWriters, inviteWriters } from './plan-writers.ts'
import { type ServedProgram, type SignedIn, serveProgram, setUp } from './served-program.ts'

/** The account plan of a large account: opening it, working in it, alone and together, and the deck of it. */
export async function benchPlan(): Promise<Finding[]> {
  const ground = await layGround()
  try {
    await loadSample(ground.dataFolder)
    const program = await serveProgram(ground.dataFolder)
    try {
      return await measurePlan(ground, program, await setUp(program, 'own'))
    } finally {
      await program.stop()
    }
  } finally {
    await ground.stop()
  }
}

async function measurePlan(ground: Ground, program: ServedProgram, owner: SignedIn): Promise<Finding[]> {
  const plan = await writeLargePlan(owner)
  await ground.superuser.query('analyze')
  const findings = [await benchParts(owner, plan), await benchDeck(owner, plan)]
  const writers = await inviteWriters(program, owner)
  const browser = await openBrowser()
  try {
    const place = { address: program.address, browser, cookie: owner.cookie, plan }
    findings.push(await benchPlanInteractions(place))
    findings.push(await benchVisibility(place, writers))
    findings.push(await benchTyping(place))
  } finally {
    await browser.close()
  }
  return [...findings, await benchWriters(writers, plan)]
}

/** What the page of a plan asks for, whichever tab is open. */
const PARTS: Readonly<Record<string, string>> = {
  header: '',
  statements: '/statements',
  goals: '/goals',
  whiteSpace: '/white-space',
  swot: '/swot',
  objectives: '/objectives',
  actions: '/parts/actions',
  value: '/value',
  buying: '/buying',
  team: '/team',
  history: '/history',
  comments: '/comment-counts',
  notes: '/texts',
}

/** Each part over HTTP, the smallest question of the same person being the ratio's other side. */
async function benchParts(owner: SignedIn, plan: LargePlan): Promise<Finding> {
  const ask = async (path: string) => expectOk(await owner.get(path))
  const smallest = quantile(await timeEach(40, () => ask(`/api/workspaces/${SLUG}/plan-notices/unread`)), 0.5)
  const parts: [string, number][] = []
  for (const [name, path] of Object.entries(PARTS)) {
    parts.push([name, quantile(await timeEach(25, () => ask(plan.path + path)), 0.5)])
  }
  const all = await timeEach(20, () => Promise.all(Object.values(PARTS).map((path) => ask(plan.path + path))))
  const sum = parts.reduce((total, [, milliseconds]) => total + milliseconds, 0)
  return {
    name: `plan of ${ITEMS} items and a grid of 50 by 40: every part read, one after the other and at once`,
    bar: 'under 300 ms together',
    measured: {
      sumOfP50Milliseconds: round(sum),
      atOnceP50Milliseconds: round(quantile(all, 0.5)),
      atOnceP95Milliseconds: round(quantile(all, 0.95)),
      smallestRequestMilliseconds: round(smallest),
      ...Object.fromEntries(parts.map(([name, milliseconds]) => [`${name}Milliseconds`, round(milliseconds)])),
      ...Object.fromEntries(parts.map(([name, milliseconds]) => [`${name}Ratio`, round(milliseconds / smallest, 1)])),
    },
    isReached: sum < 300,
  }
}

async function benchDeck(owner: SignedIn, plan: LargePlan): Promise<Finding> {
  let bytes = 0
  const times = await timeEach(
    5,
    async () => {
      const reply = await owner.get(`${plan.path}/export?format=pptx`)
      if (!reply.ok) throw new Error(`the deck was refused: ${await reply.text()}`)
      bytes = (await reply.arrayBuffer()).byteLength
    },
    1,
  )
  const p95 = quantile(times, 0.95)
  return {
    name: `full deck of a plan of ${ITEMS} items, over HTTP`,
    bar: 'under 3 s',
    measured: {
      p50Seconds: round(quantile(times, 0.5) / 1000),
      p95Seconds: round(p95 / 1000),
      kilobytes: round(bytes / 1000, 0),
    },
    isReached: p95 < 3_000,
  }
}
