// `npm run check`: everything that must hold and can be seen without running the program.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { budgetFaults } from './lib/budgets.mjs'
import { root } from './lib/place.mjs'
import { purityFaults } from './lib/purity.mjs'

const bin = (name) => `${root}/node_modules/.bin/${name}`

const steps = [
  ['format and lint', () => run(bin('biome'), ['ci', '--error-on-warnings', '.'])],
  ['types: domain', () => run(bin('tsc'), ['-p', 'domain'])],
  ['types: domain tests', () => run(bin('tsc'), ['-p', 'domain/tsconfig.test.json'])],
  ['types: contract', () => run(bin('tsc'), ['-p', 'contract'])],
  ['types: demo', () => run(bin('tsc'), ['-p', 'demo'])],
  ['types: server', () => run(bin('tsc'), ['-p', 'server'])],
  ['types: web', () => run(bin('tsc'), ['-p', 'web'])],
  ['types: browser tests and bench', () => run(bin('tsc'), ['-p', 'e2e'])],
  [
    'who imports whom',
    () =>
      run(bin('depcruise'), [
        '--config',
        '.dependency-cruiser.cjs',
        '--output-type',
        'err-long',
        'domain/src',
        'contract/src',
        'demo/src',
        'server/src',
        'web/src',
      ]),
  ],
  ['purity of the domain, one reader of the environment', purityFaults],
  ['budgets of files', budgetFaults],
  ['unused files, exports and dependencies', () => run(bin('knip'), ['--no-progress'])],
  ['migrations', () => run(bin('squawk'), migrations())],
]

function migrations() {
  return readdirSync(`${root}/server/migrations`).map((name) => `server/migrations/${name}`)
}

/** Faults a tool prints, or none. */
function run(command, args) {
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    shell: args.some((part) => part.includes('*')),
  })
  if (result.error) return [String(result.error)]
  return result.status === 0 ? [] : [`${result.stdout}${result.stderr}`.trim().slice(0, 20_000)]
}

let failed = 0
for (const [name, step] of steps) {
  const started = performance.now()
  const faults = step()
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${faults.length === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  for (const fault of faults) console.log(fault)
  if (faults.length > 0) failed++
}
process.exitCode = failed === 0 ? 0 : 1
