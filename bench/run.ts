import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { benchBackTest } from './back-test.ts'
import { benchFirstPage } from './first-page.ts'
import { benchImport } from './import.ts'
import { benchLargePortfolio } from './large-portfolio.ts'
import type { Finding } from './measure.ts'
import { benchPlan } from './plan.ts'

const RESULTS = fileURLToPath(new URL('./results/', import.meta.url))
const SUITES: Readonly<Record<string, () => Promise<Finding[]>>> = {
  import: benchImport,
  portfolio: benchLargePortfolio,
  page: benchFirstPage,
  'back-test': benchBackTest,
  plan: benchPlan,
}

const wanted = process.argv.slice(2).filter((argument) => argument in SUITES)
const findings: Finding[] = []
for (const name of wanted.length > 0 ? wanted : Object.keys(SUITES)) {
  process.stderr.write(`measuring ${name} ...\n`)
  findings.push(...((await SUITES[name]?.()) ?? []))
}

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
const report = {
  commit,
  at: new Date().toISOString(),
  machine: {
    cores: cpus().length,
    model: cpus()[0]?.model,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  },
  findings,
  missed: findings.filter((finding) => !finding.isReached).map((finding) => finding.name),
}
mkdirSync(RESULTS, { recursive: true })
// Suites run one by one on the same commit do not take each other's place.
const suites = wanted.length > 0 ? `-${wanted.join('-')}` : ''
writeFileSync(`${RESULTS}${report.at.slice(0, 10)}-${commit}${suites}.json`, `${JSON.stringify(report, null, 2)}\n`)
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
