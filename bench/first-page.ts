import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { BrowserContext } from 'playwright-core'
import { openBrowser } from '../e2e/browser.ts'
import { layGround } from './ground.ts'
import { type Interaction, measureInteractions, PORTFOLIO_DEEDS } from './interactions.ts'
import { type Finding, quantile, round } from './measure.ts'
import { runCommand, serveProgram, setUp } from './served-program.ts'

const DIST = fileURLToPath(new URL('../web/dist/', import.meta.url))

/** The portfolio of the sample company in a warm browser: what a person waits for, at first and at each deed. */
export async function benchFirstPage(): Promise<Finding[]> {
  const ground = await layGround()
  try {
    await runCommand([
      'workspace',
      'create',
      'sample',
      '--name',
      'Sample',
      '--currency',
      'EUR',
      '--data',
      ground.dataFolder,
    ])
    await runCommand(['sample', 'load', '--workspace', 'sample', '--data', ground.dataFolder])
    const program = await serveProgram(ground.dataFolder)
    const owner = await setUp(program, 'own')
    const { paints, interactions } = await measurePages(program.address, owner.cookie)
    await program.stop()
    return [paintFinding(paints), scriptFinding(), interactionFinding(interactions)]
  } finally {
    await ground.stop()
  }
}

function paintFinding(paints: readonly number[]): Finding {
  const lcp = quantile(paints, 0.5)
  return {
    name: 'largest contentful paint of the portfolio, warm server',
    bar: 'under 1.0 s',
    measured: { p50Milliseconds: round(lcp) },
    isReached: lcp < 1_000,
  }
}

function scriptFinding(): Finding {
  const kilobytes = firstLoadKilobytes()
  return {
    name: 'script of the first load, compressed',
    bar: 'under 250 kB',
    measured: { kilobytes: round(kilobytes, 1) },
    isReached: kilobytes < 250,
  }
}

function interactionFinding(interactions: readonly Interaction[]): Finding {
  const times = interactions.map(({ milliseconds }) => milliseconds)
  const byDeed = Map.groupBy(interactions, ({ deed }) => deed)
  const medians = [...byDeed].map(([deed, done]) => [
    deed,
    quantile(
      done.map(({ milliseconds }) => milliseconds),
      0.5,
    ),
  ])
  const p75 = quantile(times, 0.75)
  return {
    name: 'interaction to next paint: filter, sort, palette, account, weight',
    bar: 'p75 under 100 ms',
    measured: { p75Milliseconds: p75, worstMilliseconds: Math.max(...times), ...Object.fromEntries(medians) },
    isReached: p75 < 100,
  }
}

async function measurePages(
  address: string,
  cookie: string,
): Promise<{ paints: number[]; interactions: Interaction[] }> {
  const browser = await openBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value: decodeURIComponent(value), url: address }])
    const paints = await measurePaints(context, address)
    const page = await context.newPage()
    await page.goto(`${address}/w/sample/portfolio`)
    return { paints, interactions: await measureInteractions(page, { deeds: PORTFOLIO_DEEDS, rounds: 6 }) }
  } finally {
    await browser.close()
  }
}

async function measurePaints(context: BrowserContext, address: string): Promise<number[]> {
  const paints: number[] = []
  for (let visit = 0; visit < 7; visit++) {
    const page = await context.newPage()
    await page.goto(`${address}/w/sample/portfolio`)
    await page.getByRole('grid').first().waitFor()
    const paint = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
            type: 'largest-contentful-paint',
            buffered: true,
          })
        }),
    )
    if (visit > 1) paints.push(paint)
    await page.close()
  }
  return paints
}

/** What the page itself names: the entry script and what it preloads. */
function firstLoadKilobytes(): number {
  const page = readFileSync(`${DIST}index.html`, 'utf8')
  const files = new Set(readdirSync(`${DIST}assets`))
  const named = [...page.matchAll(/assets\/([^"']+\.js)/g)].flatMap((match) =>
    match[1] && files.has(match[1]) ? [match[1]] : [],
  )
  return (
    [...new Set(named)].reduce((sum, file) => sum + gzipSync(readFileSync(`${DIST}assets/${file}`)).length, 0) / 1000
  )
}
